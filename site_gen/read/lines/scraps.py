"""Lines that a page puts around its article: adverts, share bars, prompts, credits; each known by a named rule.

A line is looked up whole in the phrases of every rule; only a line that may hold a name or a number goes to a pattern,
and only to those that its first word calls for, so that a long text costs little.
"""

from __future__ import annotations

import functools
import re
from typing import Final, NamedTuple

from site_gen.read.lines.phrases import SCRAPS

LONGEST: Final = 240  # characters; what is longer is no scrap
_LONGEST_PHRASE: Final = 60
_LONGEST_SENTENCE: Final = 90

# What may follow below such a scrap is likely to be the page, not the article.
_ENDS: Final = frozenset({"comments", "footer", "navigation", "prompt", "share bar"})

_NETWORKS: Final = frozenset(
    "facebook fb twitter x whatsapp linkedin telegram pinterest reddit email mail messenger instagram flipboard"
    " threads bluesky tumblr pocket xing line sms print copy share tweet snapchat youtube tiktok rss mastodon viber"
    " vk google odnoklassniki buffer skype wechat weibo 카카오톡 페이스북 트위터 フェイスブック 微信 微博"
    " link url".split()
)
# Such as "FacebookTwitterPinterestWhatsApp".
_GLUED_NETWORKS: Final = re.compile(
    r"(?:facebook|twitter|pinterest|whatsapp|linkedin|telegram|reddit|e?-?mail|print|copy link|link|share|x){2,}"
)


class Rule(NamedTuple):
    """A kind of scrap: its name, words that a line must start with to be looked at, and its pattern."""

    name: str
    first_words: str
    pattern: str


_PHOTO: Final = (
    r"(?:photos?|images?|pictures?|pic|photograph(?:er|y)?|video|illustrations?|graphics?|credits?|fotos?|bild(?:er)?"
    r"|fotografía|imagen|imagem|immagine|zdjęcie|fot|фото|görsel|fotoğraf|写真|사진|图片|צילום|صورة|kuva|valokuva"
    r"|caption|courtesy|screenshot)"
)
_CREDITOR: Final = (
    r"(?:(?:photo|image) credit|photo|image|picture|photograph|illustration|graphic|credit|source|courtesy|quelle|foto"
    r"|bild|grafik|archivfoto|crédits?|crédit photo|fuente|fonte|bron|kilde|källa|kuva|fot|zdroj|фото|写真|사진)"
)
_AGENCY: Final = (
    r"(?:ap|afp|reuters|getty|epa|dpa|pa|pti|ani|archive|representative|representational|stock|symbolic|illustrative"
    r"|promotional|handout|press)"
)


# Rule, the first words that call for it, and what the whole line in lower case then looks like.
_OPEN_RULES: Final = (
    # Such as "Click to share on Twitter (Opens in new window)", "Share on Facebook".
    Rule(
        "share bar",
        "click share email print tweet pin",
        r"(?:click to )?(?:share|e-?mail|print|tweet|pin)(?: (?:a|this|the|link|via|on|to|with|by|it))+"
        r"(?: [\w -]{1,24}?)?"
        r"(?: ?\(opens in (?:a )?new (?:window|tab)\)?.{0,20})?",
    ),
    # Such as "Diesen Beitrag teilen", "Partager sur Facebook".
    Rule(
        "share bar",
        "artikel diesen beitrag auf partager partagez compartir comparte partilhar partilhe compartilhar compartilhe"
        " condividi dela delen udostępnij поделиться поделитесь поширити sdílet sdílejte megosztás distribuie paylaş",
        r".{0,20}\b(?:teilen|drucken|merken|facebook|twitter|x|whatsapp|linkedin|telegram|bluesky|mastodon|вконтакте"
        r"|vk|e-?mail|e-?posta)\b.{0,20}",
    ),
    # Such as "Geschätzte Lesezeit: 2 Minuten", "Durée de lecture : 4 minutes".
    Rule(
        "reading time",
        "geschätzte ungefähre durée durata lästid læsetid lesetid время час doba czas olvasási",
        r".{0,12}\b(?:lesezeit|lesedauer|(?:de )?lecture|(?:di )?lettura|lästid|læsetid|lesetid|чтения|читання|čtení"
        r"|czytania|idő)\b.{0,20}\d{1,3}\s?\w{1,9}\.?",
    ),
    # Such as "Reading time: approx. 4 min."
    Rule(
        "reading time",
        "reading estimated lesezeit lesedauer leestijd temps tiempo tempo czas",
        r".{0,30}\b\d{1,3}\s?(?:min|mins|minutes?|minuten|minuti|minutos)\b.{0,12}",
    ),
    # Such as "Sign up for our newsletter".
    Rule("prompt", "sign", r"sign(?:ing)? (?:up|in) (?:for|to|here|now|today|with|and|using)\b.{0,120}"),
    Rule("prompt", "subscribe register", r"(?:subscribe|register) (?:to|for|now|here|today|via|and)\b.{0,100}"),
    # Such as "Get the latest news delivered to your inbox".
    Rule(
        "prompt",
        "get receive",
        r"(?:get|receive) (?:the |our |all )?(?:latest|best|breaking|top|daily|more|this|news|unlimited).{0,100}"
        r"\b(?:inbox|e-?mail|newsletters?|app|alerts|updates|delivered|access).{0,60}",
    ),
    # Such as "Follow us on Google News", "Follow Example Times on WhatsApp".
    Rule(
        "prompt",
        "follow find join like add connect",
        r"(?:follow|find|join|like|add|connect with) (?:us|our|me|.{1,40} on (?:google news|facebook|twitter|x"
        r"|instagram|whatsapp|linkedin|youtube|telegram|threads|bluesky))\b.{0,60}",
    ),
    Rule("prompt", "download", r"download (?:the|our|.{1,20}) app\b.{0,60}"),
    Rule("prompt", "click tap", r"(?:click|tap) (?:here|below|the link) (?:to|for|and)\b.{0,80}"),
    # Such as "Support independent journalism: become a member".
    Rule(
        "prompt",
        "support",
        r"support (?:independent|our|quality|local|free) (?:journalism|work|newsroom|reporting).{0,60}",
    ),
    Rule("prompt", "become", r"become an? (?:member|subscriber|supporter|patron|fan|contributor)\b.{0,60}"),
    Rule(
        "prompt",
        "already",
        r"already (?:a |an )?(?:subscriber|member|have an account|subscribed|registered).{0,60}",
    ),
    # Such as "Please enter a valid email address".
    Rule(
        "prompt",
        "please enter",
        r"(?:please )?(?:enable javascript|enter (?:your|a valid) (?:e-?mail|name|password)"
        r"|check your (?:inbox|e-?mail)).{0,80}",
    ),
    # Such as "View full gallery", "Show more comments".
    Rule(
        "prompt",
        "view see watch open load show",
        r"(?:view|see|watch|open|load|show) (?:the |all |more |full |this )?(?:full |more )?"
        r"(?:gallery|video|photos?|images?|slideshow|comments|profile|bio|posts|articles|stories)\b.{0,20}",
    ),
    # Such as "Jetzt kostenlos anmelden".
    Rule(
        "prompt",
        "abonnieren jetzt hier melden newsletter",
        r".{0,30}\b(?:abonnieren|anmelden|herunterladen|registrieren|newsletter an)\b.{0,40}",
    ),
    # Such as "Abonnez-vous à notre newsletter", "Recibe nuestro boletín".
    Rule(
        "prompt",
        "abonnez suscríbete inscrivez recevez inscreva iscriviti recibe receba",
        r"(?:abonnez-vous|inscrivez-vous|recevez|suscríbete|recibe|inscreva-se|receba|iscriviti)"
        r" (?:à|au|pour|a|al|para|por|en|alla|per|no|na|notre|nos|nuestr\w+|noss\w+)\b.{0,80}",
    ),
    # Such as "Photo: AP / File", "Image credit: Shutterstock", "Credit...Sam Whitney/The New York Times".
    Rule(
        "caption",
        "photo photos image images picture pictures pic photograph photographer photography video illustration graphic"
        " credit credits file cover lead hero stock main featured header top foto fotos bild bilder fotografía imagen"
        " imagem immagine zdjęcie fot фото görsel fotoğraf 写真 사진 图片 צילום صورة kuva valokuva caption courtesy"
        " screenshot",
        rf"(?:(?:file|stock|cover|lead|hero|main|featured|header|top) )?{_PHOTO}"
        r"(?: (?:credits?|source|courtesy|by|via|of|from|provided|supplied|taken)\b| ?[:：/|©]| ?\.\.\.|=|＝).{0,110}",
    ),
    Rule("caption", "source", r"source ?: ?[\w .,&/'’-]{2,60}"),
    # Such as "AP file photo", "Reuters/archive", "Representative image".
    Rule(
        "caption",
        "ap afp reuters getty epa dpa pa pti ani archive representative representational stock symbolic illustrative"
        " promotional handout press",
        rf"{_AGENCY}[\s/,-]*(?:photos?|images?|pictures?|file photo|file|via (?:getty images|ap|reuters))"
        r"(?: ?[:/|,–—-].{0,60})?",
    ),
    # Such as "（责任编辑：王芳）".
    Rule(
        "credit",
        "责任编辑 責任編輯 责编 責編 编辑 編輯 校对 審核 审核 值班编辑 执行编辑",
        r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|審核|审核|值班编辑|执行编辑)\s?[:：].{1,30}",
    ),
    # Such as "(Reporting by Jane Doe; Editing by John Smith)".
    Rule(
        "credit",
        "reporting additional writing compiled",
        r"(?:additional )?(?:reporting|writing|compiled) (?:and (?:writing|editing) )?by .{2,180}",
    ),
    # Such as "ZCZC HAR0041 3 POL 0216", "NNNN" and "Eds: updates with vote", which wires put around their copy.
    Rule("wire", "zczc nnnn eds", r"zczc\b.{0,80}|n{4}|eds?\.? ?: ?.{2,160}"),
    # Such as "Contact: Mia Lott, +44 1632 960123, press@ferries.example".
    Rule(
        "contact",
        "contact contacts media press kontakt pressekontakt medienkontakt contacto",
        r"(?:(?:media|press) )?(?:presse|medien)?(?:contacts?|kontakt|contacto)\b.{0,20}[:：].{0,120}?"
        r"(?:\S@\S|\d[\d /()-]{6}).{0,80}",
    ),
    Rule("footer", "our", r"our standards ?: .{2,80}"),
    Rule("navigation", "back return go jump", r"(?:back|return|go|jump) to (?:the )?[\w ]{1,24}"),
    # Such as "Next article: A headline".
    Rule(
        "navigation",
        "previous next older newer",
        r"(?:previous|next|older|newer) (?:article|post|story|page|entry)\b ?[:»›→«‹].{0,120}",
    ),
    # Such as "Be the first to comment", "View all 12 comments".
    Rule(
        "comments",
        "leave join add post be show view see",
        r"(?:leave|join|add|post|be|show|view|see) (?:a |the |all |your )?(?:first to )?\(?\d*\)? ?"
        r"(?:comments?|reply|conversation|discussion)\b.{0,40}",
    ),
    # Such as "Zum Kommentieren bitte anmelden", "Connectez-vous pour commenter".
    Rule(
        "comments",
        "zum um bitte melden melde connectez identifiez inscrivez inicia inicie faça entre accedi please log sign"
        " aanmelden logga войдите",
        r"(?:zum|um (?:einen kommentar )?zu) (?:kommentieren|schreiben)\b.{0,30}(?:anmelden|einloggen|registrieren)"
        r"|(?:bitte )?melden? (?:sie sich|dich) an,? um (?:einen kommentar )?zu (?:kommentieren|schreiben).{0,9}"
        r"|(?:connectez|identifiez|inscrivez)-vous.{0,20}pour (?:commenter|laisser un commentaire).{0,20}"
        r"|(?:inicia|inicie) (?:la )?sesión.{0,20}para comentar.{0,20}|(?:faça|entre).{0,24}para comentar.{0,20}"
        r"|accedi.{0,20}per commentare.{0,20}|(?:aanmelden|logga in).{0,20}(?:te reageren|att kommentera).{0,9}"
        r"|(?:please )?(?:log|sign) ?in .{0,20}to (?:(?:post|leave|write) a )?comment.{0,20}"
        r"|войдите.{0,24}(?:комментировать|комментарий).{0,9}",
    ),
    Rule("footer", "copyright ©", r"(?:copyright|©|\(c\)).{0,220}"),
)
_RESERVED_ASCII: Final = (
    *("rights reserved", "alle rechte vorbehalten", "derechos reservados", "direitos reservados", "diritti riservati"),
    *("rechten voorbehouden",),
)
_RESERVED: Final = (
    *(
        "droits réservés",
        "права защищены",
        "права захищені",
        "無断転載",
        "무단 전재",
        "무단전재",
        "版权所有",
        "版權所有",
    ),
    *("הזכויות שמורות", "الحقوق محفوظة", "hakları saklıdır", "prawa zastrzeżone", "rättigheter reserverade"),
    *("práva vyhrazena",),
)
_PROMPTING: Final = ("©", "copyright", "photo", "sign up", "subscribe")
_AGENCY_CREDIT: Final = (
    *("/getty", "/ getty", "getty images", "/shutterstock", "/reuters", "/ reuters", "/afp", "/ap photo", "/ap)"),
    *("/istock", "/alamy", "/unsplash", "/dpa", "/imago", "/bloomberg", "via ap", "via getty", "via reuters"),
    "via unsplash",
)
# Such as ".jpg)", "image_67659.jpg", "[Image: IMG-39082.webp]", "![](IMG_89100.jpg)".
_IMAGE: Final = re.compile(
    r"(?:[^\s]{0,120}|[!\[(].{0,160})\.(?:jpe?g|png|webp|gif|svg|avif|heic|bmp|tiff?)(?:\?\S*)?[)\]\"']*"
    r"|!\[[^\]]*\]\(\S*\)|\[(?:image|photo|video|bild|foto|img)\b[^\]]*\]"
)
# A sentence that ends in its credit is a caption: "... in winter. (Photo: Jane Doe)", "... (Quelle: IMAGO/dpa)".
_CREDITED: Final = re.compile(rf".*[(\[|–—-] ?{_CREDITOR}\b ?(?:[:：©]|by\b|courtesy\b|via\b|of\b).{{2,70}}")
# In scripts that write without spaces no first word calls for a rule.
_UNSPACED: Final = (
    # Such as "【写真】完成した灯台", "[사진] 새 도서관".
    (
        "caption",
        re.compile(r"[【［\[(（](?:写真|画像|動画|図|グラフ|图片|图|圖|사진|영상)[^】］\])）]{0,12}[】］\])）].{0,60}"),
    ),
    # Such as "有料会員になると続きをお読みいただけます。", "登录后阅读全文".
    (
        "prompt",
        re.compile(
            r".{0,20}(?:有料会員|会員登録|無料登録|ログイン|有料プラン).{0,30}(?:続き|全文|お読み|読め|閲覧).{0,20}"
            r"|.{0,20}(?:订阅|訂閱|登录|登入|开通会员|付费|付費).{0,20}(?:阅读全文|閱讀全文|继续阅读|繼續閱讀|查看全文).{0,10}"
            r"|.{0,20}(?:로그인|구독|회원).{0,20}(?:전문|이어서|계속).{0,20}"
        ),
    ),
    # Such as "この記事をシェアする", "分享到微信朋友圈", "이 기사 공유하기".
    (
        "share bar",
        re.compile(
            r"(?:この|本)(?:記事|ページ|ニュース)を.{0,10}(?:シェア|共有|ツイート|ポスト|紹介)(?:する|しよう)?"
            r"|(?:分享|转发|轉發)(?:到|至|给|給|本文|此文|这篇文章)[\w\s]{0,12}"
            r"|이 ?(?:기사|글|페이지)(?:를|을)? ?(?:공유|트윗|카카오톡|페이스북|트위터)[\w\s]{0,10}"
        ),
    ),
    # Such as "（记者 陈晓）".
    (
        "credit",
        re.compile(
            r"[（(](?:本报|本報|本社|本刊)?(?:实习|實習|特约|特約)?(?:记者|記者|通讯员|文|撰文)[\s/：:].{1,20}[)）]"
        ),
    ),
)
# Such as "The Coast Week Page 3", which programs copy from the margin of a printed page.
_PAGE: Final = re.compile(
    r"(?:[^.!?]{0,40}\s)?[-–—|]?\s?(?:page|seite|página|pagina|strona|sida|side) \d{1,3}"
    r"(?:\s?(?:of|von|de|di|/)\s?\d{1,3})?"
)
_MAIL: Final = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
_PUNCTUATION: Final = re.compile(r"[\s:：|/•·,.!?()\[\]{}<>«»‹›→←↑↓…*_=+“”\"–—~#-]+")
_NUMBER: Final = re.compile(r"\d[\d.,]*[km]?\b")
_FIRST_WORD: Final = re.compile(r"\W*(\w+|©)")
_PARTS: Final = re.compile(r"[|•·,/]")
_KNOWN: Final = {
    _PUNCTUATION.sub(" ", phrase.replace("#", "0")).strip(): name
    for name, phrases in SCRAPS.items()
    for phrase in phrases.split(";")
}
_OPEN: Final[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}
for _rule in _OPEN_RULES:
    for _word in _rule.first_words.split():
        _OPEN.setdefault(_word, []).append((_rule.name, re.compile(_rule.pattern)))


def rule_for(text: str) -> str | None:
    """The name of the rule that knows the line as a scrap of the page."""
    return None if len(text) > LONGEST else _rule_of(text)


@functools.lru_cache(maxsize=8192)
def _rule_of(text: str) -> str | None:
    line = text.casefold()
    known = _phrase(line) if len(text) <= _LONGEST_PHRASE else None
    if not known and not line.isascii() and len(text) < _LONGEST_SENTENCE:
        known = next((name for name, pattern in _UNSPACED if pattern.fullmatch(line)), None)
    if not known and len(line) < _LONGEST_PHRASE and line[-1].isdigit() and _PAGE.fullmatch(line):
        return "page number"
    if not known and "@" in line and _MAIL.fullmatch(line):
        return "contact"
    return known or _picture(line) or (None if _is_sentence(line) else _open_rule(line))


def ends_article(rule: str | None) -> bool:
    """Whether the page, not the article, is likely to go on below such a scrap."""
    return rule in _ENDS


def _phrase(line: str) -> str | None:
    key = _PUNCTUATION.sub(" ", _NUMBER.sub("0", line)).strip()
    if not key:
        return "decoration"
    if key in _KNOWN:
        return _KNOWN[key]
    if key == "0" and len(line) < 8:
        return "count"
    if all(word in _NETWORKS for word in key.split()) or _GLUED_NETWORKS.fullmatch(key):
        return "share bar"
    # "Terms of Use | Privacy Policy | Contact Us"
    parts = [_PUNCTUATION.sub(" ", part).strip() for part in _PARTS.split(line)]
    page = {"footer", "navigation", "prompt"}
    return "footer" if len(parts) > 1 and all(not part or _KNOWN.get(part) in page for part in parts) else None


def _picture(line: str) -> str | None:
    may_be_image = "." in line[-8:] or line[0] in ".![("
    if may_be_image and _IMAGE.fullmatch(line):
        return "image"
    if ("(" in line or "[" in line or "|" in line) and _CREDITED.fullmatch(line):
        return "caption"
    may_be_credit = "/" in line or "via " in line or "getty" in line
    is_credit = may_be_credit and any(credit in line for credit in _AGENCY_CREDIT) and _is_credit(line)
    return "caption" if is_credit else None


def _is_reserved(line: str) -> bool:
    return any(phrase in line for phrase in _RESERVED_ASCII) or (
        not line.isascii() and any(phrase in line for phrase in _RESERVED)
    )


def _is_credit(line: str) -> bool:
    """Whether a line with an agency's name is a credit: "John Smith/Getty Images", not a sentence on the agency."""
    return len(line) <= 160 and (line[0] == "(" or (len(line.split()) <= 9 and line.rstrip(")")[-1:] not in ".!?"))


def _is_sentence(line: str) -> bool:
    if len(line) <= _LONGEST_SENTENCE or line[-1] not in ".!?":
        return False
    return not (_is_reserved(line) or any(sign in line for sign in _PROMPTING))


def _open_rule(line: str) -> str | None:
    if _is_reserved(line):
        return "footer"
    first = _FIRST_WORD.match(line)
    if not first:
        return None
    bare = line.strip(" ()（）【】[]{}-–—*•|.!:»›→")
    return next((name for name, pattern in _OPEN.get(first[1], ()) if pattern.fullmatch(bare)), None)
