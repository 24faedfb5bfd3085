"""Where texts are cut off for those who do not pay, and the doors that servers lead to instead: known by words."""

from __future__ import annotations

import re
from typing import Final

_LONG: Final = 3_000  # characters; a text of so many is an article, whatever else it says
_SHORT: Final = 1_500
_END: Final = 500


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# How a text ends that is cut: "…", "[...]", "Read more", "Continue reading →"
CUT: Final = re.compile(
    r"(?:\u2026|\.\.\.|\[(?:\u2026|\.{3}|&hellip;)\]|(?:read (?:more|on|the (?:full|rest)\b[^.]{0,40})|"
    r"continue reading[^.]{0,80}|weiterlesen|lire la suite|leer más|ler mais|leggi tutto|"
    r"続きを読む|阅读全文)\W{0,6})\W{0,3}$",
    re.IGNORECASE,
)
# Where a server leads those whom it does not show the page: "/login?next=…", "/consent/", "/subscribe"
DOOR: Final = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|register|consent|gdpr|privacy-?gate|cookies?|captcha|subscribe|subscription|paywall|"
    r"abo|abonnement|anmelden|connexion|acceso|error|404|not-?found)(?:[/.?]|$)",
    re.IGNORECASE,
)
# What only walls say, wherever it stands on a page.
_SURE: Final = (
    r"subscribe (?:now |today )?(?:to|for) (?:continue|read|keep|unlock|access|full|unlimited)",
    r"(?:sign|log) in to (?:continue|read)",
    r"this (?:article|story|content|page) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our )?"  # noqa: ISC004
    r"(?:paying |registered )?(?:subscribers|members)",
    r"(?:for|to) (?:subscribers|members) only|(?:subscribers?|members?)[- ]only",
    r"(?:to|and) (?:continue|keep) reading|unlock (?:this|the (?:full|whole)) (?:article|story)",
    r"you(?:'|’)?ve (?:reached|read|used)[^.]{0,30} (?:limit|free|articles)|free articles? (?:left|remaining)",
    r"reserved for (?:our )?(?:subscribers|members)|become a (?:member|subscriber) to",
    r"réservé (?:à nos|aux) abonnés|déjà abonné|abonnez-vous",
    r"jetzt (?:abonnieren|weiterlesen|testen)|weiterlesen mit|bereits abonnent|nur für abonnenten",
    r"suscríbete para|solo para suscriptores|assine para|exclusivo para assinantes",
    r"abbonati per|riservato agli abbonati|会員限定|有料会員|订阅后|оформите подписку",
)
_SURE_WALL: Final = _any_of(*_SURE)
# What walls say at the end of the little that they show, and other pages in their menus.
_WALL: Final = _any_of(
    *_SURE,
    r"already (?:a )?(?:subscriber|member)|already have an account|(?:sign|log) in to your account",
    r"(?:create|register for) (?:a |your )?free account|start your (?:free )?trial|ログインして|подписчик",
)
_TAGS: Final = re.compile(rb"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_NOT_FREE: Final = re.compile(rb'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def is_for_subscribers(text: str, data: bytes) -> bool:
    """Whether a text, or the data of its page, says that the article is for subscribers."""
    shown = text if len(text) < _LONG else text[-_END:]
    if _NOT_FREE.search(data) or _WALL.search(shown):
        return True
    if len(text) >= _SHORT:
        return False
    whole = " ".join(_TAGS.sub(b" ", data).decode("utf-8", "replace").split())
    return bool(_SURE_WALL.search(whole))
