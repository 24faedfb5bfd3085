"""What in a mail belongs to the person who got it: their name and addresses, and links that work for them alone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import msgspec

from site_gen.language.redirects import out_of_counter
from site_gen.read.mail import headers
from site_gen.read.mail.subscriptions import (
    is_about_subscription,
    is_in_browser,
    leads_to_settings,
    says_stop,
    tells_why,
)

_RECIPIENTS: Final = (
    *("To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To"),
    *("X-Forwarded-For", "Resent-To", "X-Delivered-To", "Apparently-To", "X-RCPT-To", "X-Failed-Recipients"),
)
_URL: Final = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
# Parameters of an address that say who reads: "?e=1f2e3d4c5b", "?token=eyJ1c2VyX2lkIjo5fQ"
_WHO_READS: Final = re.compile(
    r"(?:e|j|jwt|token|mc_eid|e-?mail(?:_?\w+)?|recipient(?:_?\w+)?|subscriber(?:_?\w+)?|contact_?(?:id|key)|rcpt|ml_sub\w*"
    r"|bsft_uid|vero_id|_ke|ck_subscriber_id|sub_?id|user_?id|uid|mkt_tok|isfreemail|\w*jwt\w*|_bhlid)",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[\w~-]+")
_LEAST_TOLD: Final = 7  # characters
_ANSWERS: Final = re.compile(
    r"\s*(?:\[[^\]]{1,60}\]\s*)?(?:re|aw|sv|antw|odp|ynt|vá|vast|回复|答复|回覆|返信)\s?(?:\[\d+\])?[:：]",
    re.IGNORECASE,
)
_JSON: Final = re.compile(r"(?:^|[/=.])eyJ[\w-]{10,}")  # an object in base64, which says who it was made for
_LONGEST_GREETING: Final = 160  # characters
_FEW_WORDS: Final = 3
# What parts a greeting from the line that goes on: "Hi Jo, here we are."
_GREETED: Final = re.compile(r"[,!;:–—，、！]")
_SHORTEST_PAIR: Final = 5  # characters
_GREETING: Final = frozenset(
    "hi hello hey dear good morning evening day afternoon hallo liebe lieber liebes guten tag abend morgen moin servus"
    " sehr geehrte geehrter bonjour bonsoir cher chère chere hola querido querida estimado estimada buenos días dias"
    " ciao gentile egregio caro cara olá ola prezado prezada beste geachte hej hei kära kære kjære hyvä drogi droga"
    " szanowny szanowna vážený vážená milý milá уважаемый уважаемая здравствуйте дорогой дорогая привет"
    " mr ms mrs miss dr prof sir madam herr frau familie monsieur madame mme m señor señora sr sra signor signora"
    " heer mevrouw dhr mevr pan pani there again again and welcome".split()
)


class Private(msgspec.Struct, frozen=True):
    """Who got a mail, in every spelling that a link may have, and parts of links that stand for them."""

    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()  # of List-Unsubscribe, without their query
    tokens: frozenset[str] = frozenset()

    def __or__(self, other: Private) -> Private:
        return Private(
            self.addresses | other.addresses,
            self.names | other.names,
            self.links | other.links,
            self.tokens | other.tokens,
        )

    def names_reader(self, text: str) -> bool:
        """Whether a text holds an address of the reader, written out, escaped, encoded or hashed."""
        known = _spellings(self.addresses)
        lower = text.lower()
        return any(it in lower or it in text for it in known) or any(it in unquote(lower) for it in self.addresses)

    def owns(self, address: str) -> bool:
        """Whether a link works for the reader alone, or leads to their settings."""
        bare = unquote(address)
        return (
            leads_to_settings(bare)
            or self.names_reader(address)
            or address.partition("?")[0].rstrip("/") in self.links
            or any(token in address for token in self.tokens)
            or _JSON.search(bare) is not None
        )

    def without_reader(self, address: str) -> str:
        """Where a link leads that a sender made to count clicks, without the parameters that say who reads."""
        address = out_of_counter(address)
        start, mark, rest = address.partition("?")
        query, hash_mark, fragment = rest.partition("#")
        kept = [it for it in query.split("&") if not self._says_who_reads(it.removeprefix("amp;"))]
        if len(kept) == query.count("&") + 1:
            return address
        return start + (mark if kept else "") + "&".join(kept) + hash_mark + fragment

    def _says_who_reads(self, parameter: str) -> bool:
        name, _, value = parameter.partition("=")
        is_named = _WHO_READS.fullmatch(name) is not None
        return is_named or _JSON.match(value) is not None or self.names_reader(parameter)

    def rule_for(self, line: str) -> str | None:
        """Why a line of a mail is not published; None for a line of its text."""
        if is_in_browser(line):
            return "view in browser"
        if len(line) < 600 and (tells_why(line) or says_stop(_URL.sub(_settings, line))):
            return "subscription"
        if self.names_reader(line):
            return "the reader's address"
        asks = re.match(r"not ([\w'’-]{2,30})\?", line, re.IGNORECASE)
        if asks and asks[1].casefold() in {name.casefold() for name in self.names}:
            return "subscription"  # "Not Mara? Click here"
        return "greeting" if self._greets(line) else None

    def _greets(self, line: str) -> bool:
        """Whether a line greets the reader by name, and says little else: "Sehr geehrte Frau Lind,"."""
        if len(line) >= _LONGEST_GREETING:
            return False
        greeted = _GREETED.split(line.casefold(), maxsplit=1)
        is_alone = len(greeted) > 1 and len(greeted[1].split()) < _FEW_WORDS  # "Good morning, Mara"
        words = re.findall(r"[\w'’-]+", line.casefold() if is_alone else greeted[0])
        own = {part.casefold() for name in self.names for part in re.findall(r"[\w'’-]+", name)}
        return not own.isdisjoint(words) and all(word in own or word in _GREETING for word in words)

    def without(self, text: str) -> str:
        """A title or a name without an address of the reader."""
        for address in sorted(self.addresses, key=len, reverse=True):
            text = re.sub(rf"\s*[(<]?{re.escape(address)}[)>]?", "", text, flags=re.IGNORECASE)
        return text


def _settings(url: re.Match[str]) -> str:
    """An address in a line says something of the line only if it leads to settings."""
    return url[0] if leads_to_settings(url[0]) else ""


def private_of(message: Message, *, of_sender: bool = True) -> Private:
    """What belongs to those who got a mail; a person who forwards it is one of them."""
    people = headers.addresses(message, *_RECIPIENTS)
    if of_sender and is_forwarded(message):
        people += headers.addresses(message, "From", "Sender", "Reply-To", "Return-Path")
    elif of_sender:
        own = {
            address for _, address in headers.addresses(message, "From", "Reply-To", "Sender", "List-Post", "List-Id")
        }
        people = [(name, address) for name, address in people if address not in own]
    links = [url for value in headers.all_of(message, "List-Unsubscribe") for url in _URL.findall(value)]
    return Private(
        frozenset(address for _, address in people),
        frozenset(form for name, address in people for form in (*_forms(name), *_first_names(address))),
        frozenset(url.partition("?")[0].rstrip("/") for url in links),
        frozenset(token for url in links for token in _tokens(url)),
    )


def is_forwarded(message: Message) -> bool:
    """Whether somebody who got a mail sent it on."""
    subject = headers.header(message, "Subject")
    has_inner = any(part.get_content_type() == "message/rfc822" for part in message.walk())
    return (
        has_inner
        or re.match(
            r"\s*(?:fwd?|fw|wg|tr|rv|i|enc|vs|vb|doorst|pd|转发|轉寄|轉發|転送|전달)\s?[:：]", subject, re.IGNORECASE
        )
        is not None
    )


def is_answer(message: Message) -> bool:
    """Whether a letter answers another, and is not one that was sent on."""
    subject = headers.header(message, "Subject")
    return _ANSWERS.match(subject) is not None and not is_forwarded(message)


def told_by(lines: Iterable[tuple[str, str]]) -> Private:
    """What the links of a mail that lead to settings tell of its reader: other links that hold it are theirs too."""
    about = [(written, said) for written, said in lines if said and is_about_subscription(f"{said} {written[:400]}")]
    links = [url.rstrip(")>") for written, _ in about for url in _URL.findall(written)]
    found = (token for url in links for token in _tokens(url, least=_LEAST_TOLD))
    return Private(tokens=frozenset(found))


def _forms(name: str) -> Iterable[str]:
    """How a mail may greet somebody: by the whole name, or by the first."""
    bare = name.strip(" \"'")
    if "@" in bare or not 1 < len(bare) < 60:
        return
    yield bare
    if " " in bare:
        yield bare.split()[0].rstrip(",")


def _first_names(address: str) -> Iterable[str]:
    """What a letter that knows no more than an address may call its reader: "jane.doe@…" is Jane, or Ms Doe."""
    parts = re.split(r"[._+-]", address.partition("@")[0])
    yield from (it for it in parts[:2] if it.isalpha() and 2 < len(it) < 20)


def _spellings(addresses: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for address in addresses:
        local, _, domain = address.partition("@")
        found |= {f"{local} at {domain}", f"{local}[at]{domain}", f"{local} [at] {domain}", f"{local}(at){domain}"}
        found |= {
            f"{local} (at) {domain}",
            address,
            quote(address, safe=""),
            quote(address, safe="").lower(),
            address.replace("@", "="),
        }
        data = address.encode()
        found |= {
            hashlib.md5(data, usedforsecurity=False).hexdigest(),
            hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        }
        found |= {hashlib.sha256(data).hexdigest(), base64.b64encode(data).decode().rstrip("=")}
    return found


def _tokens(url: str, least: int = 10) -> Iterable[str]:
    """Parts of an address for leaving a list that stand for the reader, and so give them away in other links."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    for name, value in parse_qsl(parts.query):
        # "e=9d8e7f": too short to be looked for anywhere, but a reader's where it has this name
        if len(value) >= _SHORTEST_PAIR and any(map(str.isdigit, value)) and len(name) == 1:
            yield f"{name}={value}"
        if _is_token(value, least) and not value.isalpha():
            yield value
    for segment in parts.path.split("/"):
        if _is_token(segment, least) and any(map(str.isdigit, segment)) and not leads_to_settings(f"/{segment}"):
            yield segment


def _is_token(text: str, least: int) -> bool:
    """Whether a part of an address may stand for one reader; short ones need letters and digits."""
    is_mixed = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    return _TOKEN.fullmatch(text) is not None and (len(text) >= 10 or (len(text) >= least and is_mixed))
