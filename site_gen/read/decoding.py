"""Bytes to text: unpack, find the encoding, repair what an earlier program decoded wrongly.

A declared encoding is believed only after UTF-8 has failed: text that is valid UTF-8 and has a character outside
ASCII is almost never anything else, while declarations are often left over from a template.
"""

from __future__ import annotations

import codecs
import re
import zlib
from typing import Final

import msgspec

from site_gen.errors import Diagnostic
from site_gen.language import plain
from site_gen.read import faults

_GZIP: Final = b"\x1f\x8b"
_GZIP_LAYERS: Final = 2
_CHUNK: Final = 1 << 16
_HEAD: Final = 4096
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "a database"),
    (b"bplist00", "a link or a settings file"),
)
_ANY_MAGIC: Final = tuple(magic for magic, _ in _MAGIC)
# <?xml version="1.0" encoding="ISO-8859-1"?>, <meta charset=utf-8>, content="text/html; charset=windows-1252"
_DECLARED: Final = re.compile(rb"""(?:encoding|charset)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""")
# What browsers mean by a label (WHATWG Encoding): a superset of what it names.
_BROWSERS_MEAN: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-user-defined": "cp1252",
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("iso-8859-6-i", "iso-8859-6-e"), "iso8859-6"),
    **dict.fromkeys(("windows-874", "dos-874", "iso-8859-11", "tis-620", "x-windows-874"), "cp874"),
    **dict.fromkeys(("x-gbk", "cn-gb", "gb_2312-80", "csgb2312", "x-mac-simp-chinese"), "gb18030"),
    **dict.fromkeys(("windows-949", "x-windows-949", "cseuckr", "korean", "ksc5601", "ks_c_5601-1989"), "cp949"),
    **dict.fromkeys(("windows-31j", "x-ms-cp932", "ms_kanji", "sjis", "csshiftjis"), "cp932"),
    **dict.fromkeys(("x-x-big5", "cn-big5", "csbig5", "windows-950"), "big5hkscs"),
    **dict.fromkeys(("utf8mb4", "unicode-1-1-utf-8", "x-unicode20utf8", "utf-8n"), "utf-8"),
    "x-euc-jp": "euc_jp",
    "x-mac-cyrillic": "mac_cyrillic",
    "koi8-ru": "koi8_u",
}
_OF_WINDOWS: Final = re.compile(r"(?:x-)?(?:cp|windows|win)[-_]?(\d{3,4})")  # "x-cp1251", "cp-850", "win-1250"
# Codecs that are no text encodings, or that can do harm when a file names them.
_NEVER: Final = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_SEVEN_BITS: Final = frozenset({"iso2022_jp", "iso2022_jp_2", "iso2022_kr", "hz"})
_EASTERN: Final = frozenset({"pl", "cs", "sk", "hu", "ro", "sl", "hr", "bs", "sr"})
# Encodings of Latin letters, and the languages that they are for.
_OF_LANGUAGES: Final = {
    "cp1254": frozenset({"tr", "az"}), "cp1250": _EASTERN, "iso8859_2": _EASTERN,
    "cp1257": frozenset({"lv", "lt", "et"}), "iso8859_13": frozenset({"lv", "lt", "et"}),
}  # fmt: skip
_NOT_LATIN: Final = frozenset(
    "utf_8 utf_16 utf_16_le utf_16_be utf_32 gb18030 gb2312 gbk big5 big5hkscs cp950 shift_jis shift_jis_2004 "
    "shift_jisx0213"
    " cp932 euc_jp euc_jis_2004 euc_jisx0213 euc_kr cp949 johab hz iso2022_jp cp1251 koi8_r koi8_u koi8_t iso8859_5 "
    "cp866"
    " mac_cyrillic ptcp154 kz1048 cp855 cp1125 cp1253 iso8859_7 mac_greek cp737 cp869 cp1255 iso8859_8 cp862 cp424 "
    "cp1256"
    " iso8859_6 cp864 cp720 mac_arabic mac_farsi tis_620 iso8859_11 cp874".split()
)
_FEW_ACCENTS: Final = 8
# Letters with accents within a word, as old Macs have them and as Windows has them: "caf\x8e", "caf\xe9".
_OF_MAC: Final = re.compile(rb"(?<=[a-z])[\x87-\x91\x93-\x99\x9b\x9d\x9f](?=[a-z ,.])")
_OF_WESTERN: Final = re.compile(rb"(?<=[a-z])[\xe0-\xf6\xf8-\xfc](?=[a-z])")
_CONTROLS: Final = bytes((*range(9), *range(14, 27), *range(28, 32), 127))
# Two or more characters that UTF-8 gives when it is read as Windows-1252: "Ã©", "â€™", "Ð°".
_MOJIBAKE: Final = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


class Text(msgspec.Struct, frozen=True):
    """A seed's text in NFC, and what had to be done to get it."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def unpack(data: bytes, path: str, max_bytes: int) -> bytes | Diagnostic:
    """The bytes behind at most two layers of gzip; never more than `max_bytes` of them are made."""
    for _ in range(_GZIP_LAYERS):
        if not data.startswith(_GZIP):
            break
        inflated = _inflate(data, max_bytes)
        if inflated is None:
            return faults.broken_gzip(path)
        data = inflated
    if data.startswith(_GZIP):
        return faults.nested_gzip(path)
    return faults.too_large(path, max_bytes) if len(data) > max_bytes else data


def _inflate(data: bytes, max_bytes: int) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    while data.startswith(_GZIP) and size <= max_bytes:
        stream = zlib.decompressobj(wbits=31)
        try:
            parts.append(stream.decompress(data, max_bytes + 1 - size))
        except zlib.error:
            return None
        size += len(parts[-1])
        if not stream.eof and size <= max_bytes:
            return None
        data = stream.unused_data
    return b"".join(parts)


def decode(data: bytes, path: str, content_type: str = "") -> Text | Diagnostic:
    """The text of a file, or why it has none; a charset of `content_type` is believed before one in the text."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        return faults.empty(path)
    if data.startswith(_ANY_MAGIC):
        return faults.not_text(path, next(name for magic, name in _MAGIC if data.startswith(magic)))
    text, diagnostics = _decode(data, path, content_type.encode("ascii", "ignore"))
    if _is_junk(text):
        return faults.not_text(path, "binary data")
    return repair(text, path, diagnostics)


def as_labelled(data: bytes, label: str | None) -> str:
    """Text whose encoding something beside it names, as browsers mean the name; what is UTF-8 beyond doubt stays so."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    named = _codec(label) if label else None
    ways = ["utf-8", named] if named not in _SEVEN_BITS and not data.isascii() else [named, "utf-8"]
    for way in filter(None, ways):
        try:
            return data.decode(way)
        except UnicodeDecodeError:
            continue
    if label and named and named != "utf-8":
        return data.decode(named, "replace")
    return _guess(data, "")[0]


def _codec(label: str) -> str | None:
    label = label.strip(" \"'").lower()
    label = _BROWSERS_MEAN.get(label, _OF_WINDOWS.sub(r"cp\1", label))
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, UnicodeError):
        return None
    return None if name in _NEVER else name


def repair(text: str, path: str, diagnostics: tuple[Diagnostic, ...] = ()) -> Text:
    """Text in NFC whose wrongly decoded lines are mended."""
    if not text.isascii() and _MOJIBAKE.search(text):
        mended = _mend(text)
        if mended != text:
            text, diagnostics = mended, (*diagnostics, faults.mojibake(path))
    return Text(plain.clean(text), diagnostics)


def _mend(text: str) -> str:
    import ftfy

    lines = text.split("\n")
    return "\n".join(ftfy.fix_encoding(line) if _MOJIBAKE.search(line) else line for line in lines)


def _is_junk(text: str) -> bool:
    head = text[:_HEAD]
    raw = head.encode("utf-8", "replace")  # where a control is one byte, and no other byte looks like it
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    return controls > max(2, len(head) // 20, len(head) * 0.1)


def _decode(data: bytes, path: str, content_type: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _certainly(data[len(bom) :], encoding, path)
    declared = _declared(content_type) or _declared(data[:_HEAD])
    # Encodings whose bytes are valid UTF-8, but not what is meant.
    certain = _wide(data[:_HEAD]) or (declared if declared in ("iso2022_jp", "hz") else None) or _escaped(data)
    if certain:
        return _certainly(data, certain, path)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as fault:
        # One bad byte in a long file is a damaged UTF-8 file, not another encoding.
        if _mostly_utf8(data, fault.start):
            return _certainly(data, "utf-8", path)
    return _certainly(data, declared, path) if declared and declared != "utf-8" else _guess(data, path)


def _escaped(data: bytes) -> str | None:
    """Japanese or Korean in seven bits, by the sequences that switch between its sets of characters."""
    if b"\x1b" not in data or b"\x1b$" not in data:
        return None
    if b"\x1b$)C" in data:
        return "iso2022_kr"
    return "iso2022_jp_2" if b"\x1b$B" in data or b"\x1b$@" in data else None


def _certainly(data: bytes, encoding: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), (faults.lost_characters(path, encoding),)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is zero."""
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _declared(head: bytes) -> str | None:
    found = _DECLARED.search(head) if b"=" in head and (b"charset" in head or b"encoding" in head) else None
    if not found:
        return None
    name = _codec(found[1].decode("ascii"))
    return None if name is None or name.startswith(("utf-16", "utf-32")) else name


def _mostly_utf8(data: bytes, first_fault: int) -> bool:
    text = data[: _CHUNK + first_fault].decode("utf-8", "replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return good > 4 * text.count("\ufffd")


def _unless_western(encoding: str, sample: bytes) -> str:
    """Windows-1252 instead of a rarer encoding of Latin letters, unless the text is in one of the languages of that.

    They differ in few characters, so that what is likelier by its bytes may well be "lideranēa".
    """
    if encoding in _NOT_LATIN:
        return encoding
    from site_gen.language import detection

    upper = any(0x80 <= byte <= 0x9F for byte in sample)  # which hold letters and marks in Windows' encodings alone
    for name, languages in _OF_LANGUAGES.items():
        if upper is name.startswith("cp") or name == "cp1254":
            text = sample.decode(name, "replace")
            if detection.detect(text) in languages and "\ufffd" not in text:
                return name
    return "cp1252"


def _guess(data: bytes, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    sample = data[:_CHUNK]
    high = sum(byte > 0x7F for byte in sample)
    encoding = "cp1252"
    # A few accents are too little to tell one Latin encoding from another, and the western one is the commonest.
    if high > 60 or high > len(sample) // 4:
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        encoding = _unless_western(best.encoding, sample) if best else encoding
    elif high > _FEW_ACCENTS:
        encoding = _unless_western(encoding, sample)
    if (
        encoding not in _NOT_LATIN
        and 2 * len(_OF_MAC.findall(sample)) >= _FEW_ACCENTS
        and not _OF_WESTERN.search(sample)
    ):
        encoding = "mac_roman"
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        encoding = "cp1252"
        text = data.decode(encoding, "replace")
    return text, (faults.guessed_encoding(path, encoding),)
