"""Where no file events come, the preview looks by itself; an article goes when its time is over."""

from __future__ import annotations

import datetime
import mmap
from pathlib import Path

import pytest
from previews import Preview
from sites import Site

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


@pytest.mark.slow
def test_change_without_an_event_is_found(site: Site) -> None:
    """What is written through memory sends no event, as what others write to a shared disk: the preview polls then."""
    path = site.article("2025/12/04/a.md", "Bridge opens")
    with Preview(site) as preview, path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as mapped:
        for word in (b"closes", b"burns "):
            at = mapped.find(b"Bridge ") + 7
            mapped[at : at + 5] = word[:5]
            mapped.flush()
            preview.wait_for(lambda word=word: f"Bridge {word.decode()[:5].strip()}" in preview.get("2025/12/04/a/"))
            preview.wait_for(preview.said("no event came; looking at the folders every second"))


@pytest.mark.slow
@pytest.mark.parametrize("is_built", [True, False])
def test_articles_come_and_go_while_it_runs(site: Site, is_built: bool) -> None:
    """An embargo ends and a text expires, also where the site was built before the preview began."""

    def later(seconds: float) -> str:
        return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)).isoformat(timespec="seconds")

    site.article("2025/12/04/old.md", "Always here")
    site.article("2025/12/04/going.md", "Ferry runs late", "It is late today.", expires=later(12))
    coming = site.article("2025/12/04/coming.md", "Mill turns again", "It turns at noon.", published=later(9))
    if is_built:
        assert site.command("build").returncode == 0
    with Preview(site) as preview:
        address = "2025/12/04/coming/"
        assert "404" in preview.get(address)
        preview.wait_for(lambda: "Mill turns again" in preview.get(address) and "404" not in preview.get(address)[:4])
        preview.wait_for(lambda: "404" in preview.get("2025/12/04/going/")[:4])
        assert "Ferry" not in preview.get("")
    assert coming.exists()
