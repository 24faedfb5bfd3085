"""Lines that a page puts around its article: adverts, share bars, prompts, credits; each known by a named rule."""

from __future__ import annotations

import re
from typing import Final

import msgspec


class Rule(msgspec.Struct, frozen=True):
    name: str
    pattern: re.Pattern[str]
    limit: int  # characters of the longest line that the rule looks at
    ends: bool = False  # what follows is likely to be the page, not the article


def _rule(name: str, pattern: str, limit: int = 100, *, ends: bool = False) -> Rule:
    return Rule(name, re.compile(rf"(?:{pattern})[\s.:!›»→…]*", re.IGNORECASE), limit, ends)


_NETWORK = r"(?:facebook|twitter|x|whats ?app|linkedin|link|telegram|pinterest|reddit|e-?mail|mail|messenger|instagram|flipboard|threads|bluesky|tumblr|pocket|xing|line|sms|copy link|copy url|copy|print|save|share|tweet|snapchat|youtube|tiktok|rss|mastodon|viber|vk|odnoklassniki|google\+?|buffer|skype|wechat|weibo|hacker news|more)"

RULES: Final = (
    # ".jpg)", "image_67659.jpg", "[Image: IMG-39082.webp]", "![](IMG_89100.jpg)"
    _rule(
        "image",
        r"!?\[?\(?[^\s()\[\]]{0,80}\.(?:jpe?g|png|webp|gif|svg|avif|heic|bmp)\)?\]?|!\[[^\]]*\]\([^)]*\)|\[(?:image|photo|video|bild|foto)\b[^\]]*\]|(?:\w+[-_])?\w*\.(?:jpe?g|png|webp|gif)\)?",
        160,
    ),
    # "Advertisement", "- Advertisement -", "Article continues after advertisement", "ANZEIGE", "Publicité"
    _rule(
        "advert",
        r"\W*(?:skip )?(?:advertise?ments?|advert|ads?|sponsored(?: content| by .{1,40})?|promoted(?: content)?|anzeigen?|werbung|publicité|publicidade?|publicidad|pubblicità|advertentie|reclame|annonse?|annonce|mainos|reklama?|iklan|реклама|広告|광고|广告|إعلان|פרסומת|quảng cáo|διαφήμιση|hirdetés|reklám)\W*"
        r"|(?:the )?(?:article|story|content|text) continues (?:after|below)(?: (?:this|the))? (?:advert\w*|ad|promotion|video|gallery).{0,20}|advertisement\W{1,3}(?:scroll|continue).{0,30}|(?:scroll|continue reading) (?:to continue|below|for more).{0,30}|(?:story|article) continues|remove ads?|report (?:this )?ad|learn more about advertising.*|why am i seeing this ad",
    ),
    # "Share", "Share this article", "Click to share on Twitter (Opens in new window)", "FacebookTwitterPinterestWhatsApp"
    _rule(
        "share bar",
        rf"(?:{_NETWORK}[\s,|/•·]*)+(?:\(opens in (?:a )?new (?:window|tab)\)[\s\w]{{0,12}})?|(?:click to )?(?:share|e?-?mail|print|tweet|post|pin|copy)\b(?: (?:a |the )?(?:link|this|it|article|story|page|post|full article|via|on|with|by|to|friend|friends|a friend))*(?: {_NETWORK})*(?: ?\(opens in (?:a )?new (?:window|tab)\) ?{_NETWORK}?)?"
        r"|(?:share|save|gift|bookmark|print|listen to|like|email|rate|cite)(?: (?:this|the|full))? (?:article|story|page|post|piece|link)(?: .{0,20})?|share (?:options|tools|link|via).{0,20}|(?:artikel|beitrag|seite) (?:teilen|drucken|merken|vorlesen|speichern|anhören)|teilen|merken|drucken|kopieren|partager(?: .{1,30})?|compart(?:ir|e|ilhar|ilhe)(?: .{1,30})?|condividi(?: .{1,30})?|delen|dela(?: artikeln?)?|del(?: artiklen?)?|jaa|udostępnij|sdílet|поделиться|paylaş|bagikan|シェア(?:する)?|ツイート|共有|공유(?:하기)?|分享|مشاركة|שתף|κοινοποίηση|share\W*\d*|save for later|save|gift|a a a|text size|font size|like this|like|\d[\d,.]*k? (?:shares?|views?|likes?|reads?|claps?)",
    ),
    # "Reading time: 4 min", "5 min read", "2 minutes read", "Lesedauer: 2 Min."
    _rule(
        "reading time",
        r"\W*(?:estimated )?(?:reading time|read time|time to read|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd|lästid|læsetid|lesetid|czas czytania|время чтения|okuma süresi|doba čtení)\W{0,3}(?:ca\.? ?)?\d*\W{0,3}(?:min\w*\.?|мин\w*|dk)?|\W*\d{1,3}\+? ?-?(?:min|mins|minute|minutes)\.?(?: ?-?read(?:ing)?(?: time)?|\b.{0,3}lesezeit| de lecture| de lectura| di lettura| leestid| läsning)|\d{1,3}분|\d{1,2}分で読める",
    ),
    # "3 COMMENTS", "Leave a comment", "Discussion about this post"
    _rule(
        "comments",
        r"(?:show |view |read |see |hide |join |all |post )*(?:the )?\(?\d*\)? ?(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarze|комментарии|yorumlar|komentar|댓글|コメント|评论|評論|תגובות|تعليقات)\W{0,3}\d*\W?|(?:leave|add|post|write) a (?:comment|reply).{0,30}|discussion about this post|join the (?:conversation|discussion).{0,30}|no comments(?: yet)?|be the first to comment.{0,20}|cancel reply|reply|responses?",
        ends=True,
    ),
    # "Sign up for our newsletter", "Get the latest news delivered to your inbox", "Subscribe"
    _rule(
        "prompt",
        r"(?:sign|signing) up (?:for|to|here|now|today|with|and)\b.{0,120}|sign up|(?:subscribe|register)(?: (?:to|for|now|here|today|free|via)\b.{0,90})?|get (?:the |our |all )?(?:latest|best|breaking|top|daily|more)\b.{0,80}(?:inbox|e-?mail|newsletter|app|alerts|updates|delivered).{0,60}|(?:follow|like|join|find|connect with|add) us\b.{0,60}|follow .{1,40} on (?:google news|facebook|twitter|x|instagram|whatsapp|linkedin|youtube|telegram).{0,40}|download (?:the|our) .{0,20}app\b.{0,60}|click here to (?:join|subscribe|sign|follow|download|get|buy|watch|read)\b.{0,60}|(?:sign|log) ?in(?: to .{1,50})?|log ?out|register|create (?:an |a free )?account|support (?:independent|our|quality|local) journalism.{0,60}|become a (?:member|subscriber|supporter|patron|fan).{0,40}|already (?:a |an )?(?:subscriber|member|have an account|subscribed).{0,50}|listen to this (?:article|story|post).{0,20}|(?:newsletter|abonnieren|anmelden|abonnez-vous|s'abonner|suscríbete|suscribirse|iscriviti|abonneren|prenumerera|abonner|zapisz się|подписаться|подпишитесь|abone ol|berlangganan|購読|登録|구독(?:하기)?|订阅|اشترك)(?: .{0,60})?|jetzt (?:.{1,30} )?(?:abonnieren|anmelden|herunterladen|testen|registrieren|lesen).{0,20}|subscribe now|your email(?: address)?|email(?: address)?\*?|thanks for (?:subscribing|signing up|reading).{0,60}|please (?:enter|enable|sign|log|check|wait|confirm|try)\b.{0,80}|enter your e?-?mail.{0,60}|(?:view|see|open|watch)(?: the)?(?: full)? (?:gallery|video|photos?|images?|slideshow)|(?:view|load|show|see|read) (?:more|all|less|full .{1,20}|bio|profile).{0,30}|loading\W*|watch (?:video|now|live).{0,20}",
        160,
    ),
    # "(Photo by John Smith/Getty Images)", "Photo: AP / File", "Getty Images", "Representative image"
    _rule(
        "caption",
        r"\(?(?:file |stock |cover |lead |hero |main |featured |header )?(?:photos?|images?|pictures?|pic|picture|photograph|video|illustration|graphic|graphics|credit|image credit|photo credit|picture credit|image source|photo courtesy|foto|fotos|bild|bilder|photo d'archives|imagen|imagem|immagine|zdjęcie|фото|görsel|写真|사진|图片|צילום|תמונה|صورة|kuva|foto:|valokuva)s?(?: (?:credit|source|courtesy|by|via|of|provided|from)\b|\s?[:：/©]|\s?\.{3}).{0,100}\)?"
        r"|\(?(?:(?:ap|afp|reuters|getty|epa|dpa|pa|file|archive|representative|representational|stock|symbolic|illustrative|promotional|press|handout|screenshot|screengrab)\b[\s/,-]*)+(?:photo|image|images|picture|pic|file photo|file image|file|archive|via getty images)s?\)?|getty images?(?:/.{1,40})?|[\w .'’-]{2,40} ?/ ?(?:getty images?|reuters|afp|ap|shutterstock|alamy|unsplash|istock|dpa|epa|imago|picture alliance|bloomberg|wire).{0,40}|(?:shutterstock|istock(?:photo)?|alamy|unsplash|pexels|pixabay|adobe stock|depositphotos|imago|picture alliance|archivbild|symbolbild|symbolfoto|representative image|courtesy(?: of [\w .,'’&-]{2,60})?|courtesy photo|©\s?.{2,40}|credit\W.{1,80})|enlarge(?: (?:image|this image))?|(?:hide|toggle) caption|caption|image \d+ of \d+|\d+ (?:of|/) \d+(?: (?:photos|images))?|open image in gallery|\[?caption\b.{0,80}",
        160,
    ),
    # "© 2023 All rights reserved.", "Copyright © 2022 The Daily Digest. All Rights Reserved."
    _rule(
        "copyright",
        r"(?:©|\(c\)|copyright\b).{0,160}|.{0,100}\ball rights reserved\b.{0,80}|.{0,60}(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|все права защищены|無断転載.{0,10}|무단.{0,6}전재.{0,30}|版权所有|版權所有|כל הזכויות שמורות|جميع الحقوق محفوظة|tüm hakları saklıdır|wszelkie prawa zastrzeżone).{0,60}"
        r"|(?:(?:terms(?: of (?:use|service))?|terms (?:and|&) conditions|privacy(?: policy| notice)?|cookies?(?: policy)?|contact(?: us)?|about(?: us)?|advertise(?: with us)?|sitemap|imprint|impressum|datenschutz|agb|kontakt|careers|jobs|help|faq|accessibility(?: statement)?|rss|legal(?: notice)?|do not sell.{0,40}|cookie.einstellungen)[\s|•·,/]*)+",
        260,
        ends=True,
    ),
    # "Back to top", "Previous", "Next", "Post navigation", "Skip to main content", "Related Topics"
    _rule(
        "navigation",
        r"(?:back|go|return|scroll) to (?:the )?(?:top|home|start|.{0,20}page)|(?:‹|«|<|←)?\s?(?:previous|next|prev|older|newer|last)(?: (?:post|posts|article|articles|story|page|entry))?|post navigation|skip to .{1,30}|skip ads?|menu|men[uü]|search|suche|zurück|weiter|nach oben|home|startseite|close|schließen|open|toggle .{1,30}|(?:open|close) .{0,20}menu|breadcrumbs?|in this article|on this page|table of contents|contents|jump to.{0,30}|topics?|tags?|tagged(?: with| in)?|keywords?|themen?|schlagwörter|schlagworte|filed under.{0,40}|related topics?|more topics|categories|category|about the authors?|more from (?:this )?author|most (?:popular|read|viewed|shared|recent|watched|commented)(?: .{0,20})?|trending(?: now| stories| topics)?|latest(?: news| stories| articles)?|popular(?: now| posts| stories| articles)?|top stories|meistgelesen|meist gelesen|les plus lus|lo más (?:leído|visto)|mais lidas|i più letti|read more|show more|load more|learn more|see more|view more|more|explore more|editor'?s?'? picks?|our picks|weitere(?: artikel| themen| nachrichten)?|mehr|en|de|\||\W{1,3}",
        ends=True,
    ),
)
_COUNT: Final = re.compile(r"[\d.,]{1,7}\s?[km]?", re.IGNORECASE)


def rule_for(text: str) -> Rule | None:
    """The rule that knows the line as a scrap of the page."""
    size = len(text)
    if size > 260:
        return None
    if size < 8 and _COUNT.fullmatch(text):
        return _A_COUNT
    for rule in RULES:
        if size <= rule.limit and rule.pattern.fullmatch(text):
            return rule
    return None


_A_COUNT: Final = Rule("count", _COUNT, 8)
