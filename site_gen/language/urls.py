"""Addresses: the one address of an article, whatever link led to it; and which addresses may be followed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from site_gen.language import plain
from site_gen.language.redirects import out_of_redirect

SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
# Parameters that say how a reader came here, never what the page is.
_TRACKING: Final = re.compile(
    r"^(?:utm_\w+|at_\w+|pk_\w+|mtm_\w+|hsa_\w+|_hs\w+|mc_[ce]id|ns_\w+|wt\.?\w*|[gdy]clid|gclsrc|fbclid|msclkid"
    r"|twclid|igshid|"
    r"yclid|cmp|cmpid|cmp_id|cid|ito|ocid|ncid|sr_share|smid|smtyp|partner|ref|ref_?src|ref_?url|referrer|referer"
    r"|share|print|printable|printpage|"
    r"amp|amp_\w+|outputtype|mod|spm|rss|from_?rss|ftag|xtor|xts|guccounter|guce_\w+|source_?id|s_?cid|campaign_id|emc|"
    r"wpisrc|wpmk|taid|__twitter_impression|feature|ftcamp|socialflow|soc_src|soc_trk|tag_id|traffic_source)$",
    re.IGNORECASE,
)
# Of these, what means nothing else anywhere.
_SURELY_TRACKING: Final = re.compile(
    r"^(?:utm_\w+|at_\w+|pk_\w+|mtm_\w+|hsa_\w+|_hs\w+|mc_[ce]id|[gdy]clid|gclsrc|fbclid|msclkid|twclid|igshid|yclid|"
    r"guce_\w+|__twitter_impression|wt_\w+|xtor)$",
    re.IGNORECASE,
)
# "m.example.com", "mobile.example.com", "amp.example.com"
_SECOND_HOSTS: Final = ("m.", "mobile.", "amp.")
# "/news/story/amp/", "/amp/news/story", "/story.amp", "/story.amp.html", "/news/story/print", "/print/news/story"
_AMP_PATH: Final = re.compile(r"(?:^/(?:amp|print)(?=/.)|/(?:amp|print)/?$|\.amp(?=(?:\.html?)?$))", re.IGNORECASE)
# "/news/index.html", "/Default.aspx": what a server gives for the folder
_OF_FOLDER: Final = re.compile(r"(?<=/)(?:index\.(?:html?|php|shtml)|default\.aspx?)$", re.IGNORECASE)
_SPACE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
# What no address may hold (RFC 3986), and browsers write as a number.
_UNSAFE: Final = re.compile(r'["<>\\^`{|}]')
_MAX: Final = 2000


# Parameters that only count readers, on whatever site; those above may name the page on some.
_COUNTING: Final = re.compile(
    r"^(?:utm_\w+|_hs\w+|hsa_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|mc_[ce]id|[gdy]clid|gclsrc|wbraid"
    r"|gbraid|fbclid|msclkid"
    r"|twclid|igshid|igsh|ttclid|li_fat_id|yclid|ysclid|at_(?:campaign|medium|custom\d|link_\w+|bbc_team|ptr_name"
    r"|format)|ocid|ncid|cmpid|cmp_id"
    r"|sr_share|smid|smtyp|wt\.\w+|xtor|xts|guccounter|guce_\w+|ref_src|ref_url|__twitter_impression|ftag|wpisrc|spm"
    r"|vero_\w+|oly_\w+|s_cid|mkt_tok|_g[al]|gad_\w+|cmp|mibextid|hss_channel"
    r"|dgcid|trk_\w+|elqtrack\w*|_openstat|rss|from_?rss|srsltid|dicbo)$",
    re.IGNORECASE,
)
# "source=rss-8d1b2f-2", "partner=rss", "emc=rss": a value that says that a feed led here
_FROM_FEED: Final = re.compile(
    r"(?:source|partner|emc|ref|from|via|origin|medium|channel)=(?:rss|feed|atom)\b", re.IGNORECASE
)
_MOMENT: Final = re.compile(r"\w{1,12}=20\d{12}")
# Such as "https://web.archive.org/web/20241103101500/https://gazette.example/a".
_ARCHIVED: Final = re.compile(
    r"https?://(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?|(?:www\.)?archive\.(?:ph|today|is|li|md|vn"
    r"|fo)/(?:newest|oldest|o/\w+|[\d.-]+)"
    r"|(?:webcache\.googleusercontent\.com/search\?q=cache:\w*:)|arquivo\.pt/(?:no)?[wW]ayback/\d+"
    r"|(?:webarchive|wayback)\.[^\s/]+/(?:[\w.-]+/){0,2}\d{8,14}\w*)/?"
    r"(https?:/{1,2}\S+)$",
    re.IGNORECASE,
)
_ARCHIVES: Final = re.compile(
    r"(?:the )?(?:internet archive(?: wayback machine)?|wayback machine|arquivo\.pt|perma(?:\.cc)?"
    r"|ghostarchive(?:\.org)?|(?:(?:www|web)\.)?archive\.(?:ph|today|is|li|md|vn|fo|org))",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))*\.?$")
_NUMBERS: Final = re.compile(r"[\d.]+$")

# "https://week.example/story?id=7&utm_source=w" as a text prints it, up to the sign that ends the sentence
_PRINTED: Final = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")


def published(url: str | None, base: str | None = None) -> str | None:
    """The one door for an address that leaves the product: of the web, of a host that can exist, without tracking.

    What names the page stays as it was written; `javascript:` and the like come out as None.
    """
    whole = follow(url, base)
    if whole and ("?" in whole or "/v3/__" in whole):
        whole = follow(out_of_redirect(whole))
    if not whole or not whole[:8].lower().startswith(("http://", "https://")):
        return None
    return _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", untracked(whole))


def untracked(url: str) -> str:
    """The address without parameters that only count readers; everything else to the letter."""
    if "?" not in url and "#" not in url:
        return url
    start, hash_, fragment = url.partition("#")
    path, mark, query = start.partition("?")
    kept = "&".join(_kept(it for it in query.split("&") if it))
    if _COUNTING.match(fragment.partition("=")[0]) and "=" in fragment:
        hash_ = fragment = ""
    return f"{path}{mark if kept else ''}{kept}{hash_}{fragment}" if kept != query or not fragment else url


def _kept(parameters: Iterable[str]) -> list[str]:
    """Parameters without those that only count readers; beside such ones, a moment counts too: "fc=20261105031104"."""
    said = list(parameters)
    kept = [it for it in said if not _only_counts(it)]
    return kept if len(kept) == len(said) else [it for it in kept if not _MOMENT.fullmatch(it)]


def untracked_words(text: str) -> str:
    """A text whose addresses are printed without tracking."""
    return _PRINTED.sub(lambda found: untracked(found[0]), text) if "://" in text else text


def _only_counts(parameter: str) -> bool:
    return bool(_COUNTING.match(parameter.partition("=")[0]) or _FROM_FEED.match(parameter))


def out_of_archive(url: str) -> str:
    """The address of the page that a web archive holds a copy of."""
    found = _ARCHIVED.match(url)
    return re.sub(r"^(https?:)/+", r"\1//", found[1]) if found else url


def is_archive(name: str) -> bool:
    """Whether a name is that of a web archive: "archive.ph", "Wayback Machine"."""
    return _ARCHIVES.fullmatch(name.strip()) is not None


def is_possible(host: str) -> bool:
    """Whether a host can exist: labels of letters and digits, and a name with a dot, "localhost" or an address."""
    if ":" in host:
        return all(char in "0123456789abcdef:.%" for char in host)
    if not _HOST.match(host) or len(host) > 253:
        return False
    if _NUMBERS.match(host):
        parts = host.split(".")
        return len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts)
    return "." in host.strip(".") or host == "localhost"


def follow(url: str | None, base: str | None = None) -> str | None:
    """The absolute address if it is one that a reader may follow: no `javascript:`, no `data:`, no local file."""
    if not url:
        return None
    url = plain.clean(url)
    url = _SPACE.sub("", url) if _SPACE.search(url.strip()) and ":" in url[:40] else url.strip()
    try:
        if base and "://" not in url and host(f"//{url}") == host(base) != url:
            url = f"//{url}"  # "example.org/a" in what example.org writes
        whole = urljoin(base, url) if base else url
        parts = urlsplit(whole)
        has_host = is_possible(parts.hostname or "")
        parts.port  # noqa: B018  # raises where the port is no number
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in SAFE_SCHEMES or len(whole) > _MAX or (scheme.startswith("http") and not has_host):
        return None
    return _SPACE.sub("%20", whole)


def canonical(url: str | None, base: str | None = None) -> str | None:
    """The address without what differs between ways to the same page: tracking, AMP and mobile forms, the fragment."""
    return _canonical(url, base, _TRACKING)


def declared(url: str | None, base: str | None = None) -> str | None:
    """The address that a page says is its own, which may hold what elsewhere is tracking."""
    return _canonical(url, base, _SURELY_TRACKING)


def _canonical(url: str | None, base: str | None, tracking: re.Pattern[str]) -> str | None:
    whole = follow(url, base)
    if not whole or not whole.lower().startswith("http"):
        return None
    parts = _out_of_amp_cache(urlsplit(out_of_archive(whole)))
    host = (parts.hostname or "").rstrip(".")
    for prefix in _SECOND_HOSTS:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host[len(prefix) :]
    default_port = {"http": 80, "https": 443}[parts.scheme]
    port = "" if parts.port in (None, default_port) else f":{parts.port}"
    said = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in said if not (tracking.match(key) or _only_counts(f"{key}={value}"))]
    if len(kept) < len(said):
        kept = [(key, value) for key, value in kept if not _MOMENT.fullmatch(f"{key}={value}")]
    query = parts.query if len(kept) == len(parts.query.split("&")) else urlencode(kept)
    path = _AMP_PATH.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme, host + port, path, query, ""))


@functools.lru_cache(maxsize=50_000)
def compared(url: str, *, keep: bool = False) -> str:
    """What two addresses of one page have in common, however they are spelled.

    That is without scheme, `www.`, slash or `index.html` at the end, tracking, AMP or mobile host; letters stand for
    themselves, parameters in order.

    With `keep`, parameters stay that say on one site where a reader came from and on another what the page is.
    """
    address = canonical(url) if not keep else _canonical(url, None, _SURELY_TRACKING)
    if not address:
        return url.partition("#")[0]
    rest = address.partition("://")[2]
    path, mark, query = rest.partition("?")
    path = _OF_FOLDER.sub("", plain.composed(unquote(path)) if not path.isascii() or "%" in path else path)
    query = "&".join(sorted(query.split("&"))) if "&" in query else query
    return f"{path.removeprefix('www.').rstrip('/')}{mark}{query}"


def is_second_form(url: str) -> bool:
    """Whether an address is that of a page for telephones, or of AMP, which stands beside the page itself."""
    parts, plainly = urlsplit(url), urlsplit(canonical(url) or url)
    return (parts.hostname, parts.path or "/") != (plainly.hostname, plainly.path or "/")


def _out_of_amp_cache(parts: SplitResult) -> SplitResult:
    """`https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a` is `https://www.example.com/a`."""
    host = parts.hostname or ""
    if host.endswith(".ampproject.org") or (host.startswith("www.google.") and parts.path.startswith("/amp/")):
        found = re.match(r"/(?:amp|c|v|i)/(s/)?([^/]+\.[^/]+)(/.*)?$", parts.path)
        if found:
            rest = SplitResult("https" if found[1] else "http", found[2], found[3] or "/", parts.query, "")
            return rest if _has_port(rest) else parts
    return parts


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def is_home(url: str | None) -> bool:
    """Whether the address is a site's front page, which identifies no article."""
    if not url:
        return False
    parts = urlsplit(url)
    return parts.path.strip("/") in ("", "index.html", "index.php") and not parts.query


def host(url: str | None) -> str | None:
    """`example.com` of `https://www.example.com/a`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def in_markdown(url: str) -> str:
    """An address that cannot end the parentheses of a Markdown link early."""
    return quote(url, safe="%/:=&?~#+!$,;'@*.-_[]").replace("[", "%5B").replace("]", "%5D")


def in_ascii(url: str) -> str:
    """An address as it goes over the line: its host in the ASCII of IDNA, the letters of its path escaped."""
    parts = urlsplit(url)
    path = quote(parts.path, safe="%/:=&~+!$,;'@*()[]")
    netloc = parts.netloc
    if not netloc.isascii():
        try:
            host = (parts.hostname or "").encode("idna").decode()
        except UnicodeError:
            return url
        netloc = host if parts.port is None else f"{host}:{parts.port}"
    return urlunsplit((parts.scheme, netloc, path, parts.query, parts.fragment))
