"""Lists of headlines inside a text: other wordings of this one, and pointers to other articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# What announces other articles, on the line of the headline ("Also Read: ...") or above a list of them.
_POINTERS: Final = frozenset(
    " ".join(phrase.split())
    for phrase in """
    also read; read also; also see; see also; also watch; watch also; also listen; read; read more; read next; read this; read this next; read the full story; read on; must read; don't miss; don’t miss; see more
    related; related story; related stories; related article; related articles; related post; related posts; related news; related content; related link; related links; related reading; related coverage; related video; related videos; related reads
    recommended story; recommended stories; recommended article; recommended articles; recommended reading; recommended for you; recommended posts; recommended by; more stories; more news; more reading; more to read; more like this; more on this; more on this story
    more for you; more on this topic; more stories like this; more from us; you may like; you might like; you may also like; you might also like; you may also be interested in; you might also be interested in; further reading; keep reading; up next; next up; what to read next
    in case you missed it; icymi; editor's picks; editor’s picks; editors' picks; in related news; from our partners; watch; watch now; watch more; check also; similar stories; similar articles; similar posts; other stories; other news; background; suggested reading; dig deeper; go deeper; explore more
    lesen sie auch; lesen sie mehr; lesen sie hier; lesen sie dazu; lesen sie weiter; lesen sie jetzt; lies auch; auch interessant; auch lesenswert; mehr zum thema; mehr dazu; mehr lesen; zum thema; siehe auch; passend dazu; weiterlesen; weitere artikel; weitere nachrichten; weitere themen
    weitere informationen; das könnte sie auch interessieren; das könnte sie interessieren; das könnte dich auch interessieren; dazu passend; verwandte artikel; verwandte themen; ähnliche artikel; empfohlener externer inhalt; jetzt lesen; lesetipp; lesen sie zum thema auch; interessant; hintergrund
    lire aussi; à lire aussi; a lire aussi; lire également; à lire également; lire la suite; voir aussi; à voir aussi; sur le même sujet; à découvrir; pour aller plus loin; articles liés; à lire; lisez aussi; dans la même rubrique; nos autres articles
    lea también; lee también; leer también; lea además; lee además; leer más; lea más; ver también; vea también; te puede interesar; le puede interesar; también te puede interesar; quizás te interese; más información; más sobre el tema; noticias relacionadas; relacionado; relacionadas; artículos relacionados; no te pierdas; mira también
    leia também; leia mais; leia ainda; veja também; veja mais; saiba mais; notícias relacionadas; ler mais; leia; relacionados; conteúdo relacionado; leggi anche; vedi anche; ti potrebbe interessare; potrebbe interessarti anche; per approfondire; articoli correlati; approfondisci; leggi pure; guarda anche
    lees ook; lees meer; lees verder; bekijk ook; gerelateerd; gerelateerde artikelen; meer over dit onderwerp; läs också; läs även; läs mer; läs vidare; relaterat; läs mer om; les også; les mer; les saken; relaterte saker; læs også; læs mere; læs videre; relaterede artikler; lue myös; lue lisää; katso myös; aiheesta lisää; lesa einnig; lesa meira; tengdar fréttir; fleira áhugavert
    czytaj także; czytaj też; czytaj również; czytaj więcej; czytaj dalej; zobacz także; zobacz też; zobacz również; zobacz więcej; przeczytaj także; przeczytaj też; przeczytaj również; powiązane; polecamy; čtěte také; čtěte i; čtěte více; čtěte dále; přečtěte si také; přečtěte si; související články; související; čítajte aj; čítajte tiež; prečítajte si; prečítajte si aj; súvisiace články
    pročitajte i; pročitajte još; pročitajte više; pročitajte; povezano; povezane vijesti; preberite tudi; preberite še; citește și; citeşte şi; citește mai mult; vezi și; articole similare; olvassa el ezt is; olvasson tovább; kapcsolódó; kapcsolódó cikkek; ez is érdekelheti; loe ka; loe lisaks; loe veel; seotud lood; lasi arī; lasi vēl; skaitykite taip pat; taip pat skaitykite; susiję straipsniai; прочетете още; прочетете също; вижте още; прочитајте и
    читайте также; читайте ещё; читайте еще; читайте далее; читать также; по теме; материалы по теме; смотрите также; подробнее; читайте також; читайте ще; читати також; дивіться також; за темою; ilgili haber; ilgili haberler; ayrıca okuyun; ayrıca bakınız; bunu da oku; bunları da okuyun; sıradaki haber; devamını oku; oxuyun; həmçinin oxuyun
    baca juga; baca; simak juga; simak selengkapnya; lihat juga; pilihan editor; berita terkait; artikel terkait; tonton juga; basahin; basahin din; soma pia; soma zaidi; habari zinazohusiana; funda futhi; lees ook hierdie; xem thêm; đọc thêm; tin liên quan; bài liên quan
    اقرأ أيضا; اقرأ أيضاً; إقرأ أيضا; إقرأ أيضاً; أقرأ أيضا; اقرأ المزيد; مواضيع ذات صلة; ذات صلة; أخبار ذات صلة; شاهد أيضا; בנוסף; קרא גם; קראו גם; קראו עוד; ראו גם; כתבות נוספות; עוד בנושא; بیشتر بخوانید; بخوانید; همچنین بخوانید; مطالب مرتبط; مزید پڑھیں; یہ بھی پڑھیں; متعلقہ خبریں
    διαβάστε επίσης; διαβάστε ακόμη; διαβάστε ακόμα; διαβάστε περισσότερα; δείτε επίσης; δείτε ακόμη; σχετικά άρθρα; यह भी पढ़ें; ये भी पढ़ें; इसे भी पढ़ें; और पढ़ें; संबंधित खबरें; हेही वाचा; हे ही वाचा; আরও পড়ুন; আরো পড়ুন; மேலும் படிக்க; இதையும் படிங்க; మరింత చదవండి; ఇది కూడా చదవండి; આ પણ વાંચો; ਇਹ ਵੀ ਪੜ੍ਹੋ; ಇದನ್ನೂ ಓದಿ; ഇതും വായിക്കുക; อ่านเพิ่มเติม; ข่าวที่เกี่ยวข้อง; อ่านข่าวที่เกี่ยวข้อง
    あわせて読みたい; 関連記事; 関連ニュース; 関連リンク; 関連; こちらも読む; おすすめ記事; 関連キーワード; 관련기사; 관련 기사; 관련뉴스; 관련 뉴스; 함께 보면 좋은 기사; 이 기사와 함께; 추천 기사; 연관기사; 相关阅读; 相关新闻; 相关报道; 相关推荐; 延伸閱讀; 延伸阅读; 相關新聞; 相關報導; 推荐阅读; 更多新闻; 推薦閱讀
    """.replace("\n", ";").split(";")
    if phrase.strip()
)  # fmt: skip
# "More from the capital", "Mehr zu Wahlen", "Also on our site"
_OPEN_POINTER: Final = re.compile(r"(?:more (?:from|about|on|in)|mehr (?:zu|über|von|aus)|also on|más sobre|mais sobre|plus d'infos sur|meer over|mer om|mere om|related to|read more (?:on|about|from)|lesen sie (?:auch|mehr|dazu)) .{2,30}")
# After the pointer: "Also Read: X", "Read more | X", "Related - X", "Baca juga » X"
_POINTER_END: Final = re.compile(r"\s?(?:[:：|»›>]|\.{3}|…|\s[–—-]\s)[\s:|»›>]*")
_LONGEST_POINTER: Final = 48
_LONGEST_RELATED: Final = 320
_WORD: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
_LONGEST_LIST: Final = 6
_NEAR: Final = 0.6
_SAME: Final = 0.8


def related_in(text: str) -> str | None:
    """The headline that the line points to."""
    if len(text) > _LONGEST_RELATED:
        return None
    mark = _POINTER_END.search(text, 0, _LONGEST_POINTER)
    if not mark or mark.end() >= len(text) - 2 or not is_pointer(text[: mark.start()]):
        return None
    return text[mark.end() :].strip()


def is_pointer(text: str) -> bool:
    """Whether the words announce other articles: "RELATED STORIES"."""
    if len(text) > _LONGEST_POINTER:
        return False
    phrase = text.casefold().strip(" :：-–—|»›>→▶►•*([])!.…#")
    return phrase in _POINTERS or (len(phrase) > 8 and _OPEN_POINTER.fullmatch(phrase) is not None)


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def is_same(text: str, headline: str) -> bool:
    """Whether both say the same words, whatever their case and punctuation."""
    return abs(len(text) - len(headline)) <= 20 and words(text) == words(headline)


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
