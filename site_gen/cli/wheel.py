"""site-gen as a wheel, for recipes: they install this file by its digest, never a name that anybody may register."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Final

from site_gen import __version__
from site_gen.config.theme import default_folder

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_NAME: Final = f"site_gen-{__version__}"
# "lxml~=6.1.3" -> lxml
_REQUIREMENT: Final = re.compile(r"^([A-Za-z0-9._-]+)")


def vendored() -> dict[str, bytes]:
    """A wheel of the site-gen that runs, its digest, and the exact versions of the libraries that it runs with."""
    wheel, name = _wheel(), f"{_NAME}-py3-none-any.whl"
    sums = f"{hashlib.sha256(wheel).hexdigest()}  {name}\n"
    return {name: wheel, "SHA256SUMS": sums.encode(), "constraints.txt": _constraints().encode()}


def _wheel() -> bytes:
    """The same bytes from the same files, whenever and wherever."""
    info = f"{_NAME}.dist-info"
    own = metadata.distribution("site-gen")
    files = {f"site_gen/{path}": data for path, data in _files(Path(__file__).parents[1])}
    files |= {f"site_gen/templates/{path}": data for path, data in _files(default_folder())}
    files[f"{info}/METADATA"] = (own.read_text("METADATA") or "").encode()
    files[f"{info}/entry_points.txt"] = (own.read_text("entry_points.txt") or "").encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: site-gen\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    rows = [f"{path},sha256={_hash(data)},{len(data)}" for path, data in sorted(files.items())]
    files[f"{info}/RECORD"] = ("\n".join((*rows, f"{info}/RECORD,,")) + "\n").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in sorted(files.items(), key=lambda it: (it[0].startswith(info), it[0])):
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _files(folder: Path) -> list[tuple[str, bytes]]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(found)]


def _hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _constraints() -> str:
    """Every library that site-gen needs, however far, at the version that is installed here."""
    waiting, found = ["site-gen"], {}
    while waiting:
        name = waiting.pop()
        try:
            own = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of another system
        found[own.metadata["Name"].lower()] = own.version
        needed = [it for it in own.requires or () if "extra ==" not in it]
        names = [match[1].lower() for it in needed if (match := _REQUIREMENT.match(it))]
        waiting += [it for it in names if it not in found]
    found.pop("site-gen", None)
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()))
