"""Pages without a text by their form: redirects, tables, lists of links, files that a browser shows."""

from __future__ import annotations

import re
from typing import Any, Final

from site_gen.language import plain, urls
from site_gen.read.html import page as pages

_FEW: Final = 3  # links, cells
_SHORT: Final = 900  # characters that a redirect shows at the most
_NO_SENTENCE: Final = 40  # characters
_SHORT_CELL: Final = 60  # characters
_NOT_SHOWN: Final = ("script", "style", "noscript", "template", "head", "title", "svg")


def _words_outside(*tags: str) -> str:
    """The XPath of all words that are in none of these elements."""
    return f"//text()[not({' or '.join(f'ancestor::{tag}' for tag in tags)})]"


_LINKS_AND_HEADINGS: Final = ("a", "h1", "h2", "h3", "h4", "h5", "h6")
SHOWN: Final = _words_outside(*_NOT_SHOWN)
_OUTSIDE: Final = _words_outside(*_NOT_SHOWN, *_LINKS_AND_HEADINGS)
_OUTSIDE_FORMS: Final = _words_outside(*_NOT_SHOWN, *_LINKS_AND_HEADINGS, "form")
_OUTSIDE_TABLES: Final = _words_outside(*_NOT_SHOWN, "table")
_SHORT_FORM: Final = 400  # characters
_UNSEEN: Final = ("hidden", "submit", "button", "image", "search")
_SEARCHES: Final = re.compile(r"search|such|recherch|busca|cerca|zoek|newsletter|comment", re.IGNORECASE)
_ENDS: Final = ("。", "！", "？", "।", "؟")  # of sentences that are short
# "301 Moved Permanently", "Object moved to here.", "Redirecting…"
_LEADS_ON: Final = re.compile(
    r"(?:30[12378]\s)?(?:moved (?:permanently|temporarily)|found|see other|(?:temporary|permanent) redirect)$"
    r"|(?:object|document|page) (?:has )?moved\b|redirecting|(?:sie werden )?weitergeleitet|weiterleitung|redirection\b"
    r"|redirigiendo|redirecionando|reindirizzamento|doorverwijzen",
    re.IGNORECASE,
)
# "Are you over 18?", "Age verification"
AGE: Final = re.compile(
    r"\bage (?:verification|check|gate|restricted)|are you (?:over|at least|older than) (?:1[68]|21)"
    r"|(?:verify|confirm) your age|altersprüfung|altersverifikation"
    r"|bist du (?:über|schon) 18|sind sie (?:über|schon) 18"
    r"|vérification de l['’]âge|avez-vous plus de 18|verificación de edad|eres mayor de (?:edad|18)"
    r"|verifica (?:dell['’])?età|年齢確認",
    re.IGNORECASE,
)

# "Please turn off your ad blocker", "Adblocker erkannt"
_ADVERTS: Final = re.compile(
    r"ad ?-?block(?:er)?s? (?:detected|erkannt|détecté|detectado|rilevato)"
    r"|(?:disable|turn off|switch off|pause|deaktivieren|désactive[rz]|desactiv[ae]|disattiva|schakel|stäng av)"
    r"\b.{0,30}\bad ?-?block|ad ?-?blocker? (?:aus|uit|af)\w*$|werbeblocker|bloqueur de publicité"
    r"|bloqueador de anuncios",
    re.IGNORECASE,
)
# "Thank you for subscribing!", "Danke für Ihre Anmeldung"
_THANKS: Final = re.compile(
    r"^thank(?:s| you) for (?:subscribing|signing up|registering|joining|your (?:subscription|registration|interest))"
    r"|^(?:vielen )?dank für (?:ihre|deine|die) (?:anmeldung|registrierung)"
    r"|^merci (?:pour|de) votre (?:inscription|abonnement)"
    r"|^gracias por (?:suscribir|registrar|tu suscripción)|^obrigad[oa] por (?:se inscrever|assinar)"
    r"|^grazie per (?:esserti iscritt|l['’]iscrizione)|^bedankt voor (?:je|uw) (?:aanmelding|inschrijving)"
    r"|^(?:please )?(?:check|confirm) your (?:inbox|e-?mail)$",
    re.IGNORECASE,
)
# "You are offline", "No internet connection"
_OFFLINE: Final = re.compile(
    r"^(?:you(?:['’]re| are| seem to be) )?(?:currently )?offline[.!]?$|^no (?:internet|network)(?: connection)?"
    r"|^keine internetverbindung"
    r"|^(?:sie|du) (?:sind|bist) offline|^vous êtes hors ligne|^(?:estás|está) sin conexión|^sin conexión"
    r"|^this site can(?:['’]t|not) be reached|^unable to connect|^server not found",
    re.IGNORECASE,
)
# "Your browser is not supported", "Please update your browser"
_BROWSER: Final = re.compile(
    r"\bbrowser (?:is |version )?(?:not supported|unsupported|out of date|outdated|too old)|unsupported browser"
    r"|(?:update|upgrade) your browser|browser (?:wird nicht unterstützt|ist veraltet)|veralteter browser"
    r"|navigateur (?:n['’]est pas (?:pris en charge|supporté)|obsolète)"
    r"|navegador (?:no (?:es )?compatible|no soportado|obsoleto)",
    re.IGNORECASE,
)


def between(names: list[str]) -> str | None:
    """What a page that stands between a reader and an article says that it is, in its title or its headline."""
    kinds = (
        (_THANKS, "a page that thanks for signing up"),
        (_OFFLINE, "an error page"),
        (_BROWSER, "a page for old browsers"),
    )
    return next((what for form, what in kinds if any(map(form.search, names))), None)


def asks_for_adverts(names: list[str]) -> bool:
    """Whether a page calls itself a wish that the reader lets adverts through."""
    return any(map(_ADVERTS.search, names))


def raw_text(page: pages.HtmlPage) -> str:
    """The text of a page that a browser made of a file that is none: all of it stands in one <pre>."""
    inside = page.tree.xpath("//body/*[not(self::script or self::style)]")
    return (inside[0].text_content() or "").strip() if len(inside) == 1 and inside[0].tag == "pre" else ""


def leads_on(page: pages.HtmlPage, names: list[str], shown: str) -> bool:
    """Whether a page says nothing but that it is elsewhere."""
    is_named = any(_LEADS_ON.match(name) for name in names)
    leads = page.tree.xpath("//meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content")
    if len(shown) > _SHORT or not is_named or not (leads or next(page.tree.iter("a"), None) is not None):
        return False
    return all(len(plain.one_line(text)) < _SHORT_CELL for text in page.tree.xpath(_OUTSIDE))


def asks_for_answers(page: pages.HtmlPage, shown: str) -> bool:
    """Whether a page is nothing but a form, as hotels and trains put before the web: "Enter your room number"."""
    fields = [it for it in page.tree.iter("input", "select", "textarea") if it.get("type", "").lower() not in _UNSEEN]
    if not fields or len(shown) > _SHORT_FORM or any(map(_SEARCHES.search, map(_named, fields))):
        return False
    return all(len(plain.one_line(text)) < _NO_SENTENCE for text in page.tree.xpath(_OUTSIDE_FORMS))


def _named(field: Any) -> str:  # any element: lxml has no types
    return " ".join(field.attrib.values())


def is_table(page: pages.HtmlPage) -> bool:
    """Whether a page is nothing but rows of short cells, as a program for tables saves it."""
    cells = [plain.one_line(it.text_content()) for it in page.tree.iter("td", "th")]
    if len(cells) < _FEW or any(len(cell) > _SHORT_CELL for cell in cells):
        return False
    return all(len(plain.one_line(text)) < _NO_SENTENCE for text in page.tree.xpath(_OUTSIDE_TABLES))


def is_list_of_links(page: pages.HtmlPage) -> bool:
    """Whether nothing but headings and links is to be read, as services write that keep pages for later."""
    links = page.tree.xpath("//li//a[@href]|//dt//a[@href]|//td//a[@href]")
    outward = {host for it in links if (host := urls.host(it.get("href")))}
    if len(links) < _FEW or not outward:
        return False
    rest = page.tree.xpath(_OUTSIDE)
    return not any(len(line := plain.one_line(text)) >= _NO_SENTENCE or line[-1:] in _ENDS for text in rest)
