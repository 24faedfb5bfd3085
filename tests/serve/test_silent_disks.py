"""Where no file events come, the preview looks by itself; an article goes when its time is over."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.serve.watch import silent_file_system

MOUNTS = """\
overlay / overlay rw 0 0
host:/news /srv/news nfs4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
sshfs /mnt/ute/my\\040digest fuse.sshfs rw 0 0
/dev/sda1 /srv/news/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/news/digest", "nfs4"),
        ("/mnt/c/digest", "9p"),
        ("/mnt/ute/my digest", "fuse.sshfs"),
        ("/srv/news/local/digest", ""),
        ("/srv/newspaper", ""),
        ("/var/digest", ""),
    ],
)
def test_file_systems_that_tell_nobody(tmp_path: Path, folder: str, kind: str) -> None:
    """Network disks and folders of another system are known by their kind, the innermost mount counts."""
    (tmp_path / "mounts").write_text(MOUNTS)
    assert silent_file_system(Path(folder), tmp_path / "mounts") == kind
    assert silent_file_system(Path(folder), tmp_path / "missing") == ""
