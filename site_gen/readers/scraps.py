"""Lines that a page puts around its article: adverts, share bars, prompts, credits; each known by a named rule.

A line is looked up whole in the phrases of every rule; only lines that may hold a name or a number go to a pattern,
and only to those that its first word calls for, so that a long text costs little.
"""

from __future__ import annotations

import functools
import re
from typing import Final

LONGEST: Final = 240  # characters; what is longer is no scrap

# A "#" stands for a number. Punctuation counts as a space: "- Advertisement -" is "advertisement".
_PHRASES: Final = {
    "advert": """
        ad; ads; advert; adverts; advertise; advertisement; advertisements; advertisment; skip advertisement; skip ad; skip ads
        advertisement scroll to continue; advertisement continue reading below; advertisement article continues below this ad
        article continues after advertisement; article continues after ad; article continues below; article continues below this ad
        article continues below advertisement; story continues below; story continues after advertisement; story continues
        story continues below advertisement; story continues below this ad; content continues below; report ad; report this ad
        remove ads; scroll to continue; scroll to continue with content; continue reading below; continue reading the main story
        sponsored; sponsored content; sponsored post; sponsored links; promoted; promoted content; promoted stories; paid content
        partner content; presented by; brought to you by; why am i seeing this ad; this advertisement has not loaded yet; ad feedback
        anzeige; anzeigen; werbung; publicité; publicidad; publicidade; pubblicità; advertentie; reclame; annons; annonse; annonce
        mainos; reklama; reklam; reklame; reclamă; publicitate; iklan; реклама; διαφήμιση; hirdetés; quảng cáo; इश्तिहार; विज्ञापन
        広告; 広告の後に続きます; 광고; 广告; 廣告; إعلان; اعلان; פרסומת; โฆษณา; বিজ্ঞাপন; auglýsing; oglas; reklaam; inzerce; """,
    "share bar": """
        share; share this; share on; share via; share with; share story; share article; share full article; share this article
        share this story; share this page; share this post; share link; share via email; share options; share with friends; shares
        # shares; tweet; tweet this; pin; pin it; print; print this; print article; print this article; save; save article; save story
        save for later; save this story; save this article; saved; add to your saved stories; bookmark; bookmark this article; copy link
        copy url; link copied; copied; copy; gift this article; give this article; gift article; like; like this; like loading; likes
        # likes; e mail; email this; email this article; email a link; email a friend; mail; link; a a a; text size; font size; cite
        listen; listen to article; listen to this article; listen to this story; listen to the story; play audio; cite this article
        teilen; artikel teilen; beitrag teilen; artikel drucken; artikel merken; artikel anhören; artikel versenden; drucken; merken
        kopieren; link kopieren; vorlesen; per mail teilen; partager; partager l'article; partager cet article; imprimer; envoyer
        compartir; comparte; compartilhe; compartilhar; partilhar; condividi; stampa; delen; deel; deel dit artikel; dela; dela artikeln
        del; del artikel; del artiklen; jaa; jaa artikkeli; udostępnij; podziel się; sdílet; zdieľať; podijeli; podeli; distribuie; megosztás
        поделиться; поширити; сподели; paylaş; bagikan; kongsi; chia sẻ; κοινοποίηση; शेयर करें; साझा करें; শেয়ার; แชร์; deila
        シェア; シェアする; ツイート; 共有; 保存; 印刷; リンクをコピー; 공유; 공유하기; 분享; 分享; 분享到; مشاركة; شارك; שתף; שיתוף; 스크랩; 인쇄; 글자크기""",
    "reading time": """
        # min read; # mins read; # minute read; # minutes read; # min; # mins; # minutes; min read; read time # min; # minute
        reading time # min; reading time # mins; reading time # minutes; reading time # minute; estimated reading time # minutes
        read time # minutes; # min reading time; time to read # minutes; # minutes to read; # minute reading time; # min lesezeit
        lesezeit # min; lesezeit # minuten; lesezeit ca # min; lesezeit etwa # min; lesezeit ca # minuten; # min lesen; lesedauer # min; # minuten lesezeit
        lesezeit # minute; lesedauer # minuten; temps de lecture # min; temps de lecture # minutes; lecture # min; # min de lecture; # minutes de lecture
        tiempo de lectura # min; tiempo de lectura # minutos; # min de lectura; # min de leitura; tempo de leitura # min; # min di lettura
        tempo di lettura # min; tempo di lettura # minuti; leestijd # min; leestijd # minuten; # min leestid; lästid # min; læsetid # min; # min læsetid
        lesetid # min; czas czytania # min; время чтения # мин; время чтения # минут; okuma süresi # dk; # dk okuma; doba čtení # min; #분; 約#分; この記事は約#分で読めます""",
    "comments": """
        comment; comments; # comment; # comments; comments #; no comments; no comments yet; add comment; add a comment; post a comment
        leave a comment; leave a reply; write a comment; write a reply; view comments; show comments; read comments; hide comments
        see comments; view all comments; view # comments; read # comments; join the conversation; join the discussion; start the conversation
        discussion about this post; be the first to comment; cancel reply; reply; replies; responses; leave your comment; what do you think
        comments are closed; comment on this story; log in to comment; kommentar; kommentare; # kommentare; # kommentar; kommentare #
        kommentar schreiben; kommentieren; diskutieren sie mit; commentaire; commentaires; # commentaires; commenter; comentario; comentarios; # comentarios
        comentar; comentários; # comentários; comentário; commenti; # commenti; commenta; reacties; # reacties; reageer; kommentarer; # kommentarer
        kommentoi; kommentit; komentarze; # komentarzy; komentáře; diskuse; komentari; комментарии; комментировать; коментарі; yorumlar; yorum yap
        komentar; tulis komentar; bình luận; σχόλια; टिप्पणी; टिप्पणियाँ; মন্তব্য; コメント; コメントする; コメントを書く; 댓글; 댓글 #; 评论; 評論; 留言; تعليقات; תגובות; ความคิดเห็น""",
    "prompt": """
        subscribe; subscribe now; subscribe today; subscribe free; subscribe for free; subscribed; newsletter; newsletters; sign up; sign up now; sign up here
        sign in; log in; login; log out; register; register now; register for free; join now; join us; join; free trial; start free trial; try for free
        get started; follow; follow us; following; donate; donate now; become a member; become a subscriber; become a patron; support us; e mail address
        email address; your email; your email address; enter your email; email; download app; download the app; download our app; open app; get the app
        already a subscriber; already a member; already have an account; sign in to continue reading; continue reading; manage subscription; my account
        view gallery; view full gallery; view photos; see photos; view slideshow; watch video; watch now; watch live; play video; video player loading; loading
        loading comments; thanks for reading; thank you for reading; thanks for subscribing; thank you for subscribing; recommended by; powered by; contact sales
        abonnieren; jetzt abonnieren; newsletter abonnieren; jetzt anmelden; anmelden; registrieren; einloggen; abo; abo testen; folgen; zum newsletter anmelden; jetzt lesen
        s'abonner; abonnez vous; je m'abonne; s'inscrire; se connecter; suscríbete; suscribirse; suscribirme; iniciar sesión; regístrate; inscreva se; assine; assinar; entrar
        iscriviti; abbonati; accedi; abonneren; abonneer; inloggen; prenumerera; logga in; abonner; bli abonnent; køb abonnement; log ind; logg inn; tilaa; kirjaudu; zapisz się; zaloguj się
        odebírat; přihlásit se; předplatit; підписатися; подписаться; подпишитесь; войти; abone ol; giriş yap; berlangganan; masuk; daftar; đăng ký; đăng nhập; εγγραφή; σύνδεση
        購読; 登録; ログイン; 会員登録; フォローする; 有料会員記事; 구독; 구독하기; 로그인; 회원가입; 订阅; 訂閱; 登录; 登入; اشترك; تسجيل الدخول; הירשמו; התחבר""",
    "caption": """
        getty; getty images; getty image; file photo; file image; file picture; file; photo file; stock photo; stock image; representative image; representational image
        representative photo; representational photo; representative picture; symbolic image; illustrative image; courtesy; courtesy photo; handout; photo; photos; image; images
        photo courtesy; contributed photo; submitted photo; press photo; photo illustration; illustration; screenshot; screengrab; ap photo; afp photo; reuters photo; reuters file photo
        shutterstock; istock; istockphoto; alamy; unsplash; pexels; pixabay; adobe stock; imago; picture alliance; archivbild; archivfoto; symbolbild; symbolfoto; foto; fotos; bild; bilder
        enlarge; enlarge image; enlarge this image; hide caption; toggle caption; caption; open image in gallery; view image; view image in fullscreen; image # of #; photo # of #; # of #; # of # photos
        bild vergrößern; bildunterschrift; photo d'illustration; photo d'archives; imagen de archivo; foto de archivo; foto d'archivio; ilustrační foto; zdjęcie ilustracyjne; kuvituskuva; arkivfoto; arkivbild
        写真; 資料写真; 画像; 사진; 자료사진; 图片; 資料圖片; 资料图片; صورة; צילום; תמונה; صورة أرشيفية""",
    "navigation": """
        previous; next; prev; previous article; next article; previous post; next post; previous story; next story; last post; older post; newer post; older posts; newer posts; post navigation
        back to top; back; go back; return to top; to top; top; back to home; home; menu; main menu; search; close; open; close menu; open menu; close search; open search; toggle navigation; toggle menu; toggle
        skip to content; skip to main content; skip to main; skip to footer; skip to navigation; accessibility links; expand; collapse; show; hide; in this article; in this story; in this post; on this page
        table of contents; contents; jump to; quick links; topic; topics; tags; tag; tagged; tagged with; tagged as; keywords; filed under; posted in; related topics; related tags; more topics; categories; category
        about the author; about the authors; about author; author; authors; author bio; about us; more from this author; more by this author; view all posts; see all posts; read more; show more; load more; learn more; see more; view more; find out more; more; see all; view all; explore more
        most popular; most read; most viewed; most shared; most recent; most watched; most commented; popular; popular posts; popular stories; popular now; trending; trending now; trending stories; trending topics; latest; latest news; latest stories; latest articles; latest posts
        top stories; top news; news; headlines; editor's picks; editors' picks; editors picks; editor's pick; our picks; featured; breaking news; live; exclusive; live updates; sections; edition; editions; get help; faq; faqs; help; video; videos; photos; podcast; podcasts
        zurück; weiter; nach oben; startseite; suche; suchen; menü; schließen; themen; schlagworte; schlagwörter; mehr; mehr anzeigen; alle anzeigen; meistgelesen; meist gelesen; meistgelesene artikel; am häufigsten gelesen; zur startseite; inhaltsverzeichnis; inhalt; zum inhalt springen; aktuelle nachrichten
        accueil; recherche; fermer; suivant; précédent; haut de page; retour; sommaire; les plus lus; aller au contenu; plus lus; à la une; inicio; buscar; cerrar; menú; siguiente; anterior; lo más leído; lo más visto; lo último; temas; etiquetas; volver arriba; saltar al contenido; ver más; más
        voltar; próximo; mais lidas; mais lidos; últimas notícias; tópicos; topo; buscar; fechar; cerca; chiudi; i più letti; più letti; argomenti; terug; volgende; meest gelezen; zoeken; sluiten; mest läst; mest lästa; mest læste; mest leste; søk; søg; sök; stäng; luk; lukk; luetuimmat; haku; valikko
        najczęściej czytane; najnowsze; tagi; nejčtenější; hledat; menu zavřít; najčitanije; cele mai citite; legolvasottabb; популярное; самое читаемое; меню; поиск; наверх; теги; найпопулярніше; en çok okunanlar; ara; etiketler; terpopuler; terkini; tag terkait; đọc nhiều; từ khóa; δημοφιλή
        トップ; トップページ; ホーム; 検索; メニュー; 閉じる; 次へ; 前へ; ランキング; アクセスランキング; もっと見る; 続きを読む; 홈; 메뉴; 검색; 닫기; 뒤로가기; 이전; 다음; 더보기; 많이 본 뉴스; 목록; 首页; 首頁; 搜索; 菜单; 返回顶部; 上一篇; 下一篇; 热门; 更多; الرئيسية; بحث; القائمة; الأكثر قراءة; חיפוש; תפריט""",
    "footer": """
        terms; terms of use; terms of service; terms and conditions; terms conditions; privacy; privacy policy; privacy notice; privacy settings; cookie policy; cookies; cookie settings; cookie preferences; manage cookies
        contact; contact us; about; advertise with us; sitemap; site map; imprint; legal; legal notice; disclaimer; accessibility; accessibility statement; careers; jobs; press; rss; rss feed; editorial policy; corrections
        do not sell my personal information; do not sell or share my personal information; your privacy choices; your ad choices; our partners; licensing; reprints; rights and permissions; impressum; datenschutz; agb; kontakt; mediadaten
        datenschutzerklärung; cookie einstellungen; nutzungsbedingungen; mentions légales; politique de confidentialité; conditions générales; aviso legal; política de privacidad; política de privacidade; contacto; contato; contatti; note legali; privacybeleid; о нас; контакты; реклама на сайте
        利用規約; プライバシーポリシー; お問い合わせ; 会社概要; 이용약관; 개인정보처리방침; 회사소개; 关于我们; 联系我们; 隐私政策; سياسة الخصوصية; من نحن""",
}  # fmt: skip

_NETWORKS: Final = frozenset(
    "facebook fb twitter x whatsapp linkedin telegram pinterest reddit email mail messenger instagram flipboard threads bluesky tumblr pocket"
    " xing line sms print copy share tweet snapchat youtube tiktok rss mastodon viber vk odnoklassniki google buffer skype wechat weibo kakaotalk"
    " 카카오톡 페이스북 트위터 フェイスブック はてなブックマーク 微信 微博 link url".split()
)
# "FacebookTwitterPinterestWhatsApp"
_GLUED_NETWORKS: Final = re.compile(r"(?:facebook|twitter|pinterest|whatsapp|linkedin|telegram|reddit|e?-?mail|print|copy link|link|share|x){2,}")


def _patterns(*rules: tuple[str, str, str]) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, words, pattern in rules:
        compiled = re.compile(pattern)
        for word in words.split():
            by_word.setdefault(word, []).append((name, compiled))
    return {word: tuple(entries) for word, entries in by_word.items()}


# Rule, the first words that call for it, and what the whole casefolded line then looks like.
_OPEN: Final = _patterns(
    # "Click to share on Twitter (Opens in new window)", "Share on Facebook"
    ("share bar", "click share email print tweet pin", r"(?:click to )?(?:share|e-?mail|print|tweet|pin)(?: (?:a|this|the|link|via|on|to|with|by|it))* [\w -]{1,24}?(?: ?\(opens in (?:a )?new (?:window|tab)\)?.{0,20})?"),
    ("share bar", "artikel diesen beitrag auf partager compartir condividi", r".{0,20}\b(?:teilen|drucken|merken|facebook|twitter|whatsapp|linkedin)\b.{0,20}"),
    # "Reading time: approx. 4 min."
    ("reading time", "reading estimated lesezeit lesedauer leestijd temps tiempo tempo czas", r".{0,30}\b\d{1,3}\s?(?:min|mins|minutes?|minuten|minuti|minutos)\b.{0,12}"),
    # "Sign up for our newsletter", "Get the latest news delivered to your inbox", "Follow us on Google News"
    ("prompt", "sign", r"sign(?:ing)? (?:up|in) (?:for|to|here|now|today|with|and|using)\b.{0,120}"),
    ("prompt", "subscribe register", r"(?:subscribe|register) (?:to|for|now|here|today|via|and)\b.{0,100}"),
    ("prompt", "get receive", r"(?:get|receive) (?:the |our |all )?(?:latest|best|breaking|top|daily|more|this|news|unlimited).{0,100}\b(?:inbox|e-?mail|newsletters?|app|alerts|updates|delivered|access).{0,60}"),
    ("prompt", "follow find join like add connect", r"(?:follow|find|join|like|add|connect with) (?:us|our|me|.{1,40} on (?:google news|facebook|twitter|x|instagram|whatsapp|linkedin|youtube|telegram|threads|bluesky))\b.{0,60}"),
    ("prompt", "download", r"download (?:the|our|.{1,20}) app\b.{0,60}"),
    ("prompt", "click tap", r"(?:click|tap) (?:here|below|the link) (?:to|for|and)\b.{0,80}"),
    ("prompt", "support", r"support (?:independent|our|quality|local|free) (?:journalism|work|newsroom|reporting).{0,60}"),
    ("prompt", "become", r"become an? (?:member|subscriber|supporter|patron|fan|contributor)\b.{0,60}"),
    ("prompt", "already", r"already (?:a |an )?(?:subscriber|member|have an account|subscribed|registered).{0,60}"),
    ("prompt", "please enter", r"(?:please )?(?:enable javascript|enter (?:your|a valid) (?:e-?mail|name|password)|check your (?:inbox|e-?mail)).{0,80}"),
    ("prompt", "view see watch open load", r"(?:view|see|watch|open|load|show) (?:the |all |more |full |this )?(?:full |more )?(?:gallery|video|photos?|images?|slideshow|comments|profile|bio|posts|articles|stories)\b.{0,20}"),
    ("prompt", "abonnieren jetzt hier melden newsletter", r".{0,30}\b(?:abonnieren|anmelden|herunterladen|registrieren|newsletter an)\b.{0,40}"),
    ("prompt", "abonnez suscríbete inscrivez recevez inscreva iscriviti recibe receba", r"(?:abonnez-vous|inscrivez-vous|recevez|suscríbete|recibe|inscreva-se|receba|iscriviti) (?:à|au|pour|a|al|para|por|en|alla|per|no|na|notre|nos|nuestr\w+|noss\w+)\b.{0,80}"),
    # "Photo: AP / File", "Image credit: Shutterstock", "Credit...Sam Whitney/The New York Times"
    (
        "caption",
        "photo photos image images picture pictures pic photograph photography video illustration graphic credit credits file cover lead hero foto fotos bild bilder fotografía imagen imagem immagine zdjęcie fot фото görsel fotoğraf 写真 사진 图片 צילום صورة kuva valokuva caption courtesy screenshot photographer source",
        r"(?:file |stock |cover |lead |hero |main |featured |header |top )?(?:photos?|images?|pictures?|pic|photograph(?:er|y)?|video|illustrations?|graphics?|credits?|fotos?|bild(?:er)?|fotografía|imagen|imagem|immagine|zdjęcie|fot|фото|görsel|fotoğraf|写真|사진|图片|צילום|صورة|kuva|valokuva|caption|courtesy|screenshot)(?: (?:credits?|source|courtesy|by|via|of|from|provided|supplied|taken)\b| ?[:：/|©]| ?\.\.\.|=|＝).{0,110}",
    ),
    ("caption", "source", r"source ?: ?[\w .,&/'’-]{2,60}"),
    ("caption", "ap afp reuters getty epa dpa pa pti ani archive representative representational stock symbolic illustrative promotional handout press", r"(?:ap|afp|reuters|getty|epa|dpa|pa|pti|ani|archive|representative|representational|stock|symbolic|illustrative|promotional|handout|press)[\s/,-]*(?:photos?|images?|pictures?|file photo|file|via getty images|via ap|via reuters)\b.{0,60}"),
    ("navigation", "back return go jump", r"(?:back|return|go|jump) to (?:the )?[\w ]{1,24}"),
    ("navigation", "previous next older newer", r"(?:previous|next|older|newer) (?:article|post|story|page|entry)\b ?[:»›→«‹].{0,120}"),
    ("comments", "leave join add post be show view see", r"(?:leave|join|add|post|be|show|view|see) (?:a |the |all |your )?(?:first to )?\(?\d*\)? ?(?:comments?|reply|conversation|discussion)\b.{0,40}"),
    ("footer", "copyright ©", r"(?:copyright|©|\(c\)).{0,220}"),
)  # fmt: skip
_RESERVED: Final = (
    "rights reserved", "alle rechte vorbehalten", "droits réservés", "derechos reservados", "direitos reservados", "diritti riservati",
    "rechten voorbehouden", "права защищены", "права захищені", "無断転載", "무단 전재", "무단전재", "版权所有", "版權所有",
    "הזכויות שמורות", "الحقوق محفوظة", "hakları saklıdır", "prawa zastrzeżone", "rättigheter reserverade", "práva vyhrazena",
)  # fmt: skip
_AGENCY_CREDIT: Final = ("/getty", "/ getty", "getty images", "/shutterstock", "/reuters", "/ reuters", "/afp", "/ap photo", "/ap)", "/istock", "/alamy", "/unsplash", "/dpa", "/imago", "/bloomberg", "via ap", "via getty", "via reuters", "via unsplash")  # fmt: skip
# ".jpg)", "image_67659.jpg", "[Image: IMG-39082.webp]", "![](IMG_89100.jpg)"
_IMAGE: Final = re.compile(r"(?:[^\s]{0,120}|[!\[(].{0,160})\.(?:jpe?g|png|webp|gif|svg|avif|heic|bmp|tiff?)(?:\?\S*)?[)\]\"']*|!\[[^\]]*\]\(\S*\)|\[(?:image|photo|video|bild|foto|img)\b[^\]]*\]")
# "... fuel their homes in winter. (Photo: Jane Doe)", "... (Quelle: IMAGO/dpa)": a sentence that ends in its credit is a caption
_CREDITED: Final = re.compile(
    r".*[(\[|–—-] ?(?:photo|image|picture|photograph|illustration|graphic|credit|photo credit|image credit|source|courtesy|quelle|foto|bild|grafik|archivfoto|crédit|crédits|crédit photo|fuente|fonte|bron|kilde|källa|kuva|fot|zdroj|фото|写真|사진)\b ?(?:[:：/©]|by\b|courtesy\b|via\b|of\b).{2,70}"
)
_PUNCTUATION: Final = re.compile(r"[\s:：|/•·,.!?()\[\]{}<>«»‹›→←↑↓…*_=+“”\"–—~#-]+")
_NUMBER: Final = re.compile(r"\d[\d.,]*[km]?\b")
_FIRST_WORD: Final = re.compile(r"\W*(\w+|©)")
_ENDS: Final = frozenset({"comments", "footer", "navigation", "prompt", "share bar"})
_KNOWN: Final = {
    _PUNCTUATION.sub(" ", phrase.replace("#", "0")).strip(): name
    for name, phrases in _PHRASES.items()
    for line in phrases.split("\n")
    for phrase in line.split(";")
    if phrase.strip()
}


@functools.lru_cache(maxsize=8192)
def rule_for(text: str) -> str | None:
    """The name of the rule that knows the line as a scrap of the page."""
    size = len(text)
    if size > LONGEST:
        return None
    line = text.casefold()
    if size <= 60:
        known = _phrase(line)
        if known:
            return known
    if "." in line[-8:] + line[:1] or line[0] in "![":
        if _IMAGE.fullmatch(line):
            return "image"
    if line[-1] in ")]" or size <= 160:
        if ("(" in line or "|" in line or "[" in line) and _CREDITED.fullmatch(line):
            return "caption"
    if size > 90 and line[-1] in ".!?" and not any(sign in line for sign in ("©", "copyright", "photo", "sign up", "subscribe", *_RESERVED)):
        return None
    if any(phrase in line for phrase in _RESERVED):
        return "footer"
    if size <= 160 and any(credit in line for credit in _AGENCY_CREDIT) and _is_credit(line):
        return "caption"
    return _open_rule(line)


def ends_article(rule: str | None) -> bool:
    """Whether the page, not the article, is likely to go on below such a scrap."""
    return rule in _ENDS


def _phrase(line: str) -> str | None:
    key = _PUNCTUATION.sub(" ", _NUMBER.sub("0", line)).strip()
    if not key:
        return "decoration"
    known = _KNOWN.get(key)
    if known:
        return known
    if key == "0" and len(line) < 8:
        return "count"
    words = key.split()
    if all(word in _NETWORKS for word in words) or _GLUED_NETWORKS.fullmatch(key):
        return "share bar"
    parts = [_PUNCTUATION.sub(" ", part).strip() for part in re.split(r"[|•·,/]", line)]
    if len(parts) > 1 and all(not part or _KNOWN.get(part) in {"footer", "navigation", "prompt"} for part in parts):
        return "footer"
    return None


def _open_rule(line: str) -> str | None:
    first = _FIRST_WORD.match(line)
    if not first:
        return None
    bare = line.strip(" ()[]{}-–—*•|.!:»›→")
    for name, pattern in _OPEN.get(first[1], ()):
        if pattern.fullmatch(bare):
            return name
    return None


def _is_credit(line: str) -> bool:
    """Whether a line with an agency's name is a credit: "John Smith/Getty Images", not a sentence on the agency."""
    return len(line.split()) <= 9 and line.rstrip(")")[-1:] not in ".!?" or line[0] == "("
