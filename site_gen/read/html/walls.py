"""What a server sends instead of an article: errors, checks for robots, consent forms, logins, empty shells.

A page is one only if it says so where pages say what they are (title, heading, buttons, scripts) and has next to no
text of its own: an article about consent forms has paragraphs, a date and an address of its own.
"""

from __future__ import annotations

import re
from typing import Any, Final

from site_gen.language import plain, urls
from site_gen.read.html import page as pages
from site_gen.read.html import stubs
from site_gen.read.no_article import is_error_of_a_program, of_plain_text

_MAX_NODES: Final = 20_000
_MOST_TEXT: Final = 3_000  # characters that such a page shows at the most
_LITTLE: Final = 900
_NEXT_TO_NOTHING: Final = 40
_SHORT_BODY: Final = 200
_MANY: Final = 8  # articles
_SOME: Final = 3
_LONG_TEASER: Final = 400  # characters
_Element = Any  # lxml has no types

# "is currently unavailable to visitors from the European Economic Area"
_LOCKED_OUT: Final = re.compile(
    r"there has been a critical error on this (?:web)?site"
    r"|(?:unavailable|not available|no access) (?:to|for|in) (?:visitors|users|readers|people|your|most european)"
    r"|(?:legal|licensing) reasons.{0,60}not available",
    re.IGNORECASE,
)
# "404", "Error 503 - Service Unavailable", "403 Forbidden"; not "404 homes planned at the mill"
_STATUS: Final = re.compile(
    r"(?:http|error|fehler|erreur|errore|erro|fout|fel|fejl|feil|virhe|błąd|chyba|hiba|eroare|hata|ошибка|помилка|грешка"
    r"|σφάλμα|خطأ|エラー|错误|錯誤|오류)[:!]?\s?(?:4\d\d|5\d\d)(?!\w)|(?:(?:http|oops)[:!]?\s)*(?:4\d\d|5\d\d)(?:\s*(?:$|[-–—:|.!])|\s(?:not|page|forbidden|bad"
    r"|unauthori|too many|gone|error"
    r"|internal|service|gateway|access|unavailable|connection|web server|backend))",
    re.IGNORECASE,
)
# What begins with such a number is an error if the server signs it: "503 Backend fetch failed", "Varnish cache server"
_NUMBERED: Final = re.compile(r"(?:error\s)?[45]\d\d\b", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"\b(?:nginx|openresty|varnish|guru meditation|cloudflare|cloudfront|akamai|fastly|litespeed|caddy|lighttpd|tengine"
    r"|squid|haproxy|traefik|microsoft-iis|apache/|apache server at|server at \S+ port \d|ray id|request id|reference #"
    r"|xid\b|error code|incident id|support id)",
    re.IGNORECASE,
)
_ERROR: Final = re.compile(
    r"(?:page|file|site|url|article|resource|object) (?:was |is |could |can )?not (?:be )?found|^not found"
    r"|bad gateway|gateway time-?out"
    r"|service (?:temporarily )?unavailable|internal server error|^forbidden$|access (?:is "
    r"|to this page )?(?:has been )?denied"
    r"|too many requests|rate limit|can(?:no|['’])t be (?:reached|found)|no longer (?:available|exists)"
    r"|doesn['’]t exist"
    r"|something went wrong|under maintenance|down for maintenance|index of /|welcome to nginx|apache2? .*default page"
    r"|^guru meditation|error establishing a database connection|there has been a critical error"
    r"|^it works!?$|^page has moved$"
    r"|(?:domain(?: name)?|^\S+\.[a-z]{2,10}) (?:is|may be) for sale|domain(?: name)? (?:has expired"
    r"|is parked)|^domain(?: name)? for sale$|^account suspended|^this account has been suspended"
    r"|seite (?:wurde )?nicht gefunden|nicht verfügbar"
    r"|zugriff (?:verweigert|verboten|nicht erlaubt)|acceso (?:prohibido|restringido)|acesso (?:negado|proibido)"
    r"|accesso (?:negato|vietato)|toegang (?:geweigerd|verboden)|åtkomst nekad|adgang (?:nægtet|nektet|forbudt)"
    r"|pääsy (?:estetty|kielletty)|odmowa dostępu|brak dostępu|přístup odepřen|erişim (?:engellendi|reddedildi)"
    r"|アクセスが?(?:拒否|禁止)|访问被拒绝|禁止访问|(?:접근|액세스)[이가]? ?(?:거부|금지)|الوصول (?:مرفوض|ممنوع)"
    r"|^(?:site|scheduled|planned) maintenance$|^we(?:['’]ll| will) be (?:right )?back\b|^be right back"
    r"|^wartungsarbeiten|site en maintenance"
    r"|メンテナンス中|(?:系统|系統|网站|網站)维护|维护中|維護中|점검 ?중|en mantenimiento|in manutenzione|em manutenção"
    r"|техническ\w+ работ"
    r"|error code:? [45]\d\d|origin web server|connection timed out|^unauthorized$|^bad request$"
    r"|page introuvable|page non trouvée|accès (?:refusé|interdit)|página no (?:encontrada|existe)|acceso denegado"
    r"|página não encontrada"
    r"|pagina non trovata|pagina niet gevonden|sidan (?:kunde inte hittas|hittades inte)|siden (?:ble"
    r"|blev) ikke fundet|siden finnes ikke"
    r"|siden ble ikke funnet|strona nie istnieje|stránka neexistuje|(?:oldal|lap) nem található"
    r"|pagina nu (?:a fost găsită|există)|сторінку не знайдено|страницата не е намерена|stranica nije pronađena"
    r"|η σελίδα δεν (?:βρέθηκε|υπάρχει)|הדף לא נמצא|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|पृष्ठ नहीं मिला|पेज नहीं मिला"
    r"|không tìm thấy trang|halaman tidak ditemukan|ไม่พบหน้า|找不到(?:网页|網頁|頁面)|頁面不存在"
    r"|^(?:this |the |your )?(?:feed|channel|page|site|article|story|post|content|resource|service|link|file|document) "
    r"(?:is |was |has been |can(?:not|['’]t) be )?(?:currently |temporarily |permanently )?(?:unavailable|gone|disabled"
    r"|removed|deleted|expired|found|not (?:available|found)|no longer (?:available|exists?|online|here))$"
    r"|^unavailable$|unavailable (?:for|due to) legal reasons|not available in your (?:country|region|location)"
    r"|sivua ei löytynyt|nie znaleziono|страница не найдена|доступ запрещен|ページが見つかりません"
    r"|見つかりませんでした|页面不存在|找不到页面"
    r"|페이지를 찾을 수 없|الصفحة غير موجودة|sayfa bulunamadı|stránka nenalezena",
    re.IGNORECASE,
)
# How WordPress marks a page that it sends instead of another, in whatever language
_ERROR_MARKS: Final = "//body[@id='error-page']|//*[@class='wp-die-message']"
# What a program that mirrors sites writes beside them
_INDEX: Final = re.compile(r"local index - httrack|index of locally available sites", re.IGNORECASE)
_ROBOTS: Final = re.compile(
    r"^just a moment|checking (?:that |if |whether )?(?:you|your browser|the site connection|the security)"
    r"|verify(?:ing)? (?:that )?you(?:['’]re| are)"
    r"|(?:are|you['’]re|you are) (?:you )?(?:not )?a (?:(?:ro)?bot|human|person)|i['’]m not a robot"
    r"|prove (?:that )?you(?:['’]re| are)"
    r"|attention required|ddos protection|\bcaptcha\b|security (?:check|verification)|human verification"
    r"|bot (?:detection|protection|check)"
    r"|unusual (?:traffic|activity)|suspicious (?:traffic|activity)|robot check"
    r"|you (?:have been|were|are being) blocked|\bray id\b|security (?:service|solution)|online attacks"
    r"|request unsuccessful|incident id|support id|requested url was rejected"
    r"|press (?:&|and) hold"
    r"|pardon our interruption"
    r"|please wait|one moment(?:,| please|…|\.\.\.)|(?:enable|switch on|turn on|activate) (?:javascript|js\b|cookies)"
    r"|javascript (?:is )?(?:required|disabled)|disable (?:any|your) ad ?blocker"
    r"|einen moment|sicherheitsprüfung|(?:sind sie|kein) (?:ein )?(?:mensch|roboter)|überprüf\w+ (?:ihren browser"
    r"|ihre verbindung)|un instant|un momento"
    r"|vérifi\w+ (?:que vous|votre navigateur)|(?:êtes|n['’]êtes pas) un (?:humain|robot)|(?:eres|es usted"
    r"|no soy) un (?:humano|robot)"
    r"|verific\w+ (?:que|tu navegador|su navegador)|проверка (?:браузера|безопасности)|вы не робот|私はロボット"
    r"|ロボットではありません"
    r"|人机验证|安全验证|로봇이 아닙니다",
    re.IGNORECASE,
)
# Names that nothing but such a check has: "Just a moment...", "Pardon Our Interruption"
_CALLED_CHECK: Final = re.compile(
    r"(?:just a moment|one moment,? please|pardon our interruption|attention required!?|robot check"
    r"|are you a (?:robot|human)|making sure (?:that )?you(?:['’]re| are) not a (?:ro)?bot"
    r"|(?:please )?verify (?:that )?you are (?:a )?human|human verification|security (?:check|verification)|ddos-guard"
    r"|checking your browser(?: before .{1,60})?|access to this page has been denied|you have been blocked"
    r"|please complete the (?:security check|captcha)|client challenge|vercel security checkpoint)\W*$",
    re.IGNORECASE,
)
# Addresses of the programs that ask: https://challenges.cloudflare.com/…, https://js.hcaptcha.com/1/api.js
_ROBOT_SCRIPTS: Final = re.compile(
    r"challenges\.cloudflare|cdn-cgi/challenge|challenge-platform|h?captcha|px-captcha|perimeterx|datadome|incapsula"
    r"|akam/|\banubis",
    re.IGNORECASE,
)
_CONSENT: Final = re.compile(
    r"\bcookies?\b|\bconsent|\bpartners?\b|track(?:ing|ers)|privacy|personal(?:i[sz]ed)? (?:data|adverts?|ads"
    r"|content)|einwilligung|datenschutz"
    r"|zustimm|werbe(?:frei|partner)|confidentialit|consentement|traceurs|privacidad|consentimiento|privacidade"
    r"|consentimento|riservatezza|consenso"
    r"|toestemming|samtyck|samtykke|evästeet|zgod[ay]|ciasteczk|файл\w* cookie|クッキー|同意|隐私|쿠키|çerez",
    re.IGNORECASE,
)
_CHOICE: Final = re.compile(
    r"\b(?:accept|agree|reject|decline|refuse|allow|consent|manage (?:options|choices|preferences|settings)"
    r"|more options|continue without|got it"
    r"|akzeptieren|ablehnen|zustimmen|einverstanden|einstellungen|accepter|refuser|continuer sans|aceptar|rechazar"
    r"|aceitar|recusar|accetta|rifiuta"
    r"|accepteren|weigeren|akkoord|godkänn|neka|accepter|afvis|godta|avvis|hyväksy|akceptuj|odrzuć)|принять|отклонить"
    r"|同意する|拒否|接受|拒绝|동의|kabul",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"before you (?:continue|go on|proceed)|zustimmung|einwilligung|consentement|consentimiento|consenso"
    r"|toestemming|samtycke|samtykke|suostumus|zgoda|(?:your|we value your) (?:privacy|choices)|cookie|consent"
    r"|bevor sie|ihre privatsphäre|datenschutz|avant de"
    r"|(?:votre|vos) (?:vie privée|choix)|antes de (?:continuar|ir)|tu privacidad|prima di continuare|voordat je"
    r"|innan du|同意|隐私",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(
    r"\blog ?[io]n\b|\bsign ?in\b|\blogged out\b|please (?:log|sign) in|anmeld|einloggen|connexion|se connecter"
    r"|connectez|iniciar sesión|inicia sesión"
    r"|entrar\b|acced[ie]|inloggen|logga in|log ind|logg inn|kirjaudu|zaloguj|войти|вход|ログイン|登录|登入|로그인"
    r"|giriş",
    re.IGNORECASE,
)
# "Subscribe to read", "This article is for subscribers only", "Jetzt weiterlesen"
_SUBSCRIBE: Final = re.compile(
    r"^(?:subscribe|sign up|register|join)(?: now| today)? (?:to|and|for) (?:read|continue|keep|unlock|access|full)"
    r"|^unlock (?:this|the)|(?:for|to) (?:subscribers|members)(?: only)?$|\b(?:subscribers?|members?)[- ]only$"
    r"|^jetzt (?:abonnieren|weiterlesen)|nur für abonnenten|^weiterlesen mit|réservée? (?:à nos|aux) abonnés"
    r"|^abonnez-vous|^suscríbete para|solo para suscriptores|^assine para|exclusivo para assinantes|^abbonati per"
    r"|riservato agli abbonati|^alleen voor abonnees|会員限定|有料会員限定|订阅后(?:阅读|查看)|구독자 전용",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"\s+[-–—|•·]\s+")
# "Search results for “eel”", "Suchergebnisse"
_SEARCH: Final = re.compile(
    r"\bsearch results?\b|results? for [\"“'‘«]|suchergebnis|résultats? (?:de|pour)|resultados? (?:de|para|da)"
    r"|risultati (?:della|di|per)|zoekresult|sökresultat|søgeresultat|søkeresultat|hakutulo|wyniki wyszukiwania"
    r"|výsledky hledání|результат\w* поиска|検索結果|搜索结果|搜尋結果|검색 ?결과|arama sonuçları|نتائج البحث",
    re.IGNORECASE,
)
# What lists of articles call themselves: "Tag: Harbour", "Category Archives", "Latest news", "Neueste Artikel".
_LIST: Final = re.compile(
    r"(?:tags?|category|categories|topics?|sections?|archives?|author|(?:posts|articles) (?:tagged|by|in)|kategorien?"
    r"|schlagw[oö]rt\w*|thema|rubrik|archiv|catégorie|étiquette|mot-clé|rubrique|etiquetas?|categoría|archivo|tema"
    r"|categoria|arquivo|sezione|archivio|trefwoord|categorie|rubriek|archief|kategoria|рубрика|метка|архив|タグ"
    r"|カテゴリー?|标签|分类|標籤|分類|태그)\s?(?:[:：]|archives?\b|for\b|$)"
    r"|(?:latest|recent|all|top|today['’]s|more|breaking) (?:news|stories|articles|posts|headlines)$"
    r"|(?:neueste|aktuelle|letzte) (?:nachrichten|artikel|beiträge|meldungen)$"
    r"|derni(?:ères?|ers) (?:nouvelles|actualités|articles)$|(?:últimas|ultime) (?:noticias|notícias|notizie)$"
    r"|laatste nieuws$|senaste nytt$|最新(?:ニュース|记事|新闻|消息)$",
    re.IGNORECASE,
)
_SHELL: Final = re.compile(
    r"(?:you need to|please|must) (?:enable|turn on|activate|switch on) javascript|javascript (?:is )?(?:required"
    r"|disabled|aktivieren)|^loading|^laden|^chargement"
    r"|browser (?:is not supported|does not support)",
    re.IGNORECASE,
)


def wall(text: str) -> str | None:
    """What a page is instead of an article ("a check for robots", "a login page"), or None."""
    page = pages.parse(text, _MAX_NODES)
    return None if page is None else wall_of(page)


def wall_of(page: pages.HtmlPage, body: str | None = None) -> str | None:
    """The same of a page that is parsed; `body` is its main text, where that is known."""
    shown = _shown(page.tree)
    if _is_declared(page):
        return None
    what = _at_any_length(page)
    if what or len(shown) > _MOST_TEXT:
        return what
    names = _names(page)
    if len(shown) <= _NEXT_TO_NOTHING and not (_is_error(page, names, shown) or stubs.leads_on(page, names, shown)):
        return _of_an_empty_page(page, names, shown, body)
    stands = stubs.between(names) if len(shown) <= _LITTLE else None
    if stands:
        return stands
    paragraphs = [text for it in page.tree.iter("p", "li", "div") if len(text := plain.one_line(it.text or "")) > 40]
    for reason, is_so in (
        ("a check for robots", _is_for_robots(page, names, shown, paragraphs)),
        ("a form that asks for consent", _asks_for_consent(page, names, paragraphs)),
        ("an index that a program made", any(map(_INDEX.match, names))),
        ("an error page", _is_error(page, names, shown) or is_error_of_a_program(shown)),
        ("a question for the reader's age", len(shown) <= _LITTLE and any(map(stubs.AGE.search, names))),
        ("a login page", _is_login(page, names, shown)),
        ("a form to fill in", stubs.asks_for_answers(page, shown)),
        ("a page that asks for adverts", len(shown) <= _LITTLE and stubs.asks_for_adverts(names)),
        ("a page for subscribers alone", len(shown) <= _LITTLE and any(map(_SUBSCRIBE.search, names))),
        ("a page of search results", _is_search(page, names, shown)),
        ("an empty page that waits for a script", _is_shell(shown)),
        ("a page that leads to another one", stubs.leads_on(page, names, shown)),
        ("a list of links", stubs.is_list_of_links(page)),
    ):
        if is_so:
            return reason
    return None


def _at_any_length(page: pages.HtmlPage) -> str | None:
    """What a page is by its form alone: a list of articles, a table, a file that a browser shows."""
    if _lists_articles(page):
        return "a page that lists articles"
    if stubs.is_table(page) and not _names(page)[1:]:
        return "a table"
    raw = stubs.raw_text(page)
    return (of_plain_text(raw) or (None if "\n" in raw else "a line of a program")) if raw else None


def _names(page: pages.HtmlPage) -> list[str]:
    """What the page calls itself: its title and its first headings."""
    title = page.tree.findtext(".//head/title") or page.tree.findtext(".//title") or ""
    headings = [" ".join(it.itertext()) for it in page.tree.iter("h1", "h2")][:2]
    return [name for name in map(plain.one_line, (title, *headings)) if name and len(name) < 120]


def _parts(name: str) -> list[str]:
    """A name and what its separators part: "gazette.example | 522: Connection timed out"."""
    return [name, *(part for part in _SEPARATOR.split(name) if part != name)]


def _shown(tree: _Element) -> str:
    """The words that a reader sees."""
    return " ".join("".join(f"{text} " for text in tree.xpath(stubs.SHOWN)).split())


def _is_declared(page: pages.HtmlPage) -> bool:
    """Whether the page says in its metadata that it is an article of some day."""
    says_when = page.first("article:published_time", "datepublished", "parsely-pub-date", "article:modified_time")
    return bool(says_when or page.article_ld)


def _is_error(page: pages.HtmlPage, names: list[str], shown: str) -> bool:
    parts = [part for name in names or [shown] for part in _parts(name)]
    if len(shown) > _LITTLE:
        return False
    is_article = next(page.tree.iter("article"), None) is not None
    if page.tree.xpath(_ERROR_MARKS):
        return True
    is_signed = not is_article and len(shown) <= _LITTLE / 2 and _SIGNED.search(shown) is not None
    says_so = any(_STATUS.match(it) or _ERROR.search(it) or (is_signed and _NUMBERED.match(it)) for it in parts)
    return says_so or _LOCKED_OUT.search(shown) is not None


def _is_for_robots(page: pages.HtmlPage, names: list[str], shown: str, paragraphs: list[str]) -> bool:
    """Two things that only such a check says, and no paragraphs of anything else."""
    said = len({words.casefold() for words in _ROBOTS.findall(shown)})
    if len(shown) <= 2 * _LITTLE and any(_CALLED_CHECK.match(part) for name in names for part in _parts(name)):
        return next(page.tree.iter("article"), None) is None
    signs = any(map(_ROBOTS.search, names)) + said + _has_robot_script(page)
    acts = page.tree.xpath("//script|//noscript|//form|//input|//iframe|//meta[@http-equiv='refresh']")
    if not acts and next(page.tree.iter("article"), None) is not None:
        return False  # who speaks of robots checks nobody
    return signs >= 2 and len(shown) <= _LITTLE and sum(not _ROBOTS.search(text) for text in paragraphs) < 2


def _has_robot_script(page: pages.HtmlPage) -> bool:
    places = (
        it.get("src") or it.get("id") or it.get("class") or ""
        for it in page.tree.iter("script", "iframe", "div", "form")
    )
    return any(map(_ROBOT_SCRIPTS.search, places))


def _asks_for_consent(page: pages.HtmlPage, names: list[str], paragraphs: list[str]) -> bool:
    """Two choices to press, and hardly a paragraph that speaks of anything else."""
    pressed = [
        plain.one_line(" ".join(it.itertext()) or it.get("value") or "")
        for it in page.tree.iter("button", "input", "a")
    ]
    choices = sum(1 for words in pressed if len(words) < 60 and _CHOICE.search(words))
    about = sum(1 for text in paragraphs if _CONSENT.search(text))
    named = any(map(_BEFORE.search, names))
    return bool(about) and about * 2 >= len(paragraphs) and choices >= (1 if named else 2)


def _is_login(page: pages.HtmlPage, names: list[str], shown: str) -> bool:
    asks = any((it.get("type") or "").lower() == "password" for it in page.tree.iter("input"))
    named = any(len(name) < 60 and _LOGIN.search(name) for name in names)
    return len(shown) <= _LITTLE and (named or not names) and (asks or (named and _LOGIN.search(shown) is not None))


def _is_search(page: pages.HtmlPage, names: list[str], shown: str) -> bool:
    """A page that is called so and consists of links."""
    if not any(map(_SEARCH.search, names)):
        return False
    linked = sum(len(" ".join("".join(it.itertext()).split())) for it in page.tree.iter("a"))
    return linked >= 0.4 * len(shown) or len(shown) < _SHORT_BODY or len(_teased(page)) >= _SOME


def _lists_articles(page: pages.HtmlPage) -> bool:
    """A front page or a section: headings that lead to other pages, and no paragraph longer than a teaser.

    They must be many, or the page must call itself what such pages are called, or have no headline of its own.
    """
    teased = len(_teased(page))
    if teased < _SOME:
        return False
    longest = max((len(_words(it)) for it in page.tree.iter("p", "article", "li", "td")), default=0)
    if teased >= (_SOME if _is_called_list(page) else _MANY):
        return longest < _LONG_TEASER
    return teased > _SOME and longest < _LONG_TEASER / 2 and not _has_headline(page)


def _has_headline(page: pages.HtmlPage) -> bool:
    """Whether a page has a heading of the first rank that says more than the name of a site or a section does."""
    return any(plain.count_words(_words(it)) > _SOME for it in page.tree.iter("h1"))


def _words(element: _Element) -> str:
    return plain.one_line(" ".join(element.itertext()))


def _is_called_list(page: pages.HtmlPage) -> bool:
    """Whether a page says that it is a list: by its names, its type, its address or the class of its body."""
    body = page.tree.find("body")
    classes = (body.get("class") or "").lower().split() if body is not None else ()
    own = (it.get("href") for it in page.tree.iter("link") if (it.get("rel") or "").lower() == "canonical")
    return (
        any(_LIST.match(part) for name in _names(page) for part in _parts(name))
        or (page.first("og:type") or "").lower() == "website"
        or any(map(urls.is_home, filter(None, own)))
        or not {"archive", "category", "tag", "search-results", "home", "blog"}.isdisjoint(classes)
    )


def _teased(page: pages.HtmlPage) -> set[str]:
    """The addresses that headings of the page lead to."""
    linked = page.tree.xpath("//h2[.//a[@href]]|//h3[.//a[@href]]|//h4[.//a[@href]]|//a[@href]/h2|//a[@href]/h3")
    return {
        href
        for it in linked
        for href in (it.xpath(".//a/@href") or it.xpath("ancestor::a/@href"))[:1]
        if not href.startswith("#")
    }


def _is_shell(shown: str) -> bool:
    return len(shown) < 200 and _SHELL.search(shown) is not None


def _of_an_empty_page(page: pages.HtmlPage, names: list[str], shown: str, body: str | None) -> str | None:
    if any(map(_ROBOTS.search, names)) or _has_robot_script(page):
        return "a check for robots"
    if any(map(_LOGIN.search, names)):
        return "a login page"
    if body and not (len(body) < _SHORT_BODY and _SHELL.search(body)):
        return None
    has_script = next(page.tree.iter("script", "noscript"), None) is not None
    return "an empty page that waits for a script" if has_script or _is_shell(shown) else "an empty page"
