"""Lists of headlines inside a text: other wordings of this one, and pointers to other articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen.readers.lines import Block

_ALSO: Final = (
    r"also (?:read|see|watch|listen|on .{2,30})|read(?: (?:also|more|next|this|the full story|on))?|(?:see|watch|check) (?:also|more|out)|more (?:on this(?: story)?|from .{2,40}|stories|news|reading|to read|about .{2,40}|like this)|related(?: (?:stor(?:y|ies)|articles?|posts?|news|content|links?|reading|coverage|video|reads?|topics?))?"
    r"|recommended (?:stor(?:y|ies)|articles?|reading|for you|posts|by)|(?:you (?:might|may) (?:also )?(?:like|enjoy|be interested in)|don['’]t miss|must read|further reading|up next|next up|what to read next|read next|in case you missed it|editor['’]s picks?|keep reading|more for you|in related news|trending|most (?:read|popular)|from our partners)"
    r"|lesen sie (?:auch|mehr|hier|dazu|weiter|jetzt)|(?:auch |jetzt )?(?:interessant|lesenswert)|mehr (?:zum thema|dazu|lesen|zu .{2,40})|zum thema|lies auch|siehe auch|passend dazu|weiterlesen|das könnte (?:sie|dich) (?:auch )?interessieren|weitere (?:artikel|nachrichten|themen|informationen)"
    r"|(?:à )?lire (?:aussi|également|la suite)|voir aussi|sur le même sujet|à découvrir|lea también|leer (?:también|más)|ver también|te puede interesar|le puede interesar|más información|noticias relacionadas|leia (?:também|mais)|veja (?:também|mais)|saiba mais|leggi anche|vedi anche|ti potrebbe interessare|per approfondire"
    r"|lees (?:ook|meer|verder)|bekijk ook|läs (?:också|även|mer|vidare)|les (?:også|mer|mere|også:)|læs (?:også|mere|videre)|lue (?:myös|lisää)|katso myös|lesa (?:einnig|meira)|czytaj (?:także|też|również|więcej|dalej)|zobacz (?:także|też|również|więcej)|przeczytaj (?:także|też|również)|čtěte (?:také|i|více|dále)|přečtěte si(?: také)?|čítajte aj|prečítajte si(?: aj)?|pročitajte (?:i|još|više)|citește și|citeşte şi|vezi și|olvass(?:a el ezt|on)? (?:is|tovább)|kapcsolódó(?: cikkek)?"
    r"|читайте (?:также|ще|також|далее)|читать также|по теме|материалы по теме|ilgili haber(?:ler)?|ayrıca (?:oku|bakınız)|bunu da oku|baca juga|simak (?:juga|selengkapnya)|lihat juga|pilihan editor|xem thêm|đọc thêm|tin liên quan|أقرأ أيضا|اقرأ أيضاً?|إقرأ أيضا|مواضيع ذات صلة|קרא(?:ו)? (?:גם|עוד)|ראו גם|διαβάστε (?:επίσης|ακόμη|ακόμα|περισσότερα)|δείτε (?:επίσης|ακόμη)|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें|আরও পড়ুন|আরো পড়ুন|மேலும் படிக்க|మరింత చదవండి|हेही वाचा|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง"
    r"|あわせて読みたい|関連(?:記事|ニュース|リンク)|こちらも読む|もっと見る|관련 ?(?:기사|뉴스)|함께 보면 좋은 기사|相关(?:阅读|新闻|报道|推荐)|延伸閱讀|延伸阅读|相關(?:新聞|報導)|推荐阅读"
)
# "Also Read: Taiwan President ...", "Read more | ...", "Lesen Sie auch: ...", "RELATED STORY: ..."
_LABELLED: Final = re.compile(
    rf"\W{{0,3}}(?:{_ALSO})\s?(?:[:：|»›>–—-]|\.{{3}})+\s*(?P<headline>\S.{{2,250}})", re.IGNORECASE
)
_HEADING: Final = re.compile(rf"\W{{0,3}}(?:{_ALSO})\W{{0,3}}", re.IGNORECASE)
_WORD: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
_LONGEST_LIST: Final = 6
_NEAR: Final = 0.6
_SAME: Final = 0.8


def related_in(text: str) -> str | None:
    """The headline that the line points to."""
    match = _LABELLED.fullmatch(text) if len(text) < 320 else None
    return match["headline"].strip() if match else None


def is_related_heading(text: str) -> bool:
    """Whether the line announces other articles: "RELATED STORIES"."""
    return len(text) <= 60 and _HEADING.fullmatch(text) is not None


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def variants_among(items: Sequence[str], headline: str, opening: str) -> list[int]:
    """Which items of a list reword the headline or the first sentence, rather than say something of their own."""
    longest = max(2.5 * len(headline), 160)
    scores = [0.0 if len(item) > longest else max(nearness(item, headline), _prefix(item, opening)) for item in items]
    near = [position for position, score in enumerate(scores) if score >= _NEAR]
    if not near:
        return []
    if len(items) <= _LONGEST_LIST and len(near) * 2 >= len(items) and min(scores) > 0:
        return list(range(len(items)))
    return near if len(near) > 1 or max(scores) >= _SAME else []


def nearness(item: str, headline: str) -> float:
    """From 0 to 1: how much of the shorter wording the longer one holds, common words counting little."""
    one, two = _weights(item), _weights(headline)
    shared = sum(min(weight, two[word]) for word, weight in one.items() if word in two)
    size_one, size_two = sum(one.values()), sum(two.values())
    # A list of a report's subjects shares a word or two with its headline; a rewording shares most.
    if not shared or shared < 0.35 * size_two:
        return 0.3 if shared else 0.0
    return shared / min(size_one, size_two)


def _weights(text: str) -> dict[str, float]:
    return {word: 1.0 if len(word) > 3 or not word.isascii() or word.isdigit() else 0.4 for word in words(text)}


def _prefix(item: str, opening: str) -> float:
    """1 where the item is how the article begins."""
    mine = words(item)
    theirs = words(opening[: 2 * len(item) + 40])[: len(mine)]
    if len(mine) < 4:
        return 1.0 if mine and mine == theirs else 0.0
    return sum(one == two for one, two in zip(mine, theirs, strict=False)) / len(mine)
