"""The fixed phrases of pages, in the languages of the world's news: a table for `scraps` and `headline_lists`.

Phrases are lower case and parted by ";", languages follow each other; a "#" stands for a number.
Punctuation counts as a space: "- Advertisement -" is "advertisement", "Lesezeit: 4 Min." is "lesezeit # min".
"""

from __future__ import annotations

from typing import Final

# Rule -> lines that are nothing else.
SCRAPS: Final = {
    "advert": """
        ad; ads; advert; adverts; advertise; advertisement; advertisements; advertisment; skip advertisement;
        skip ad; skip ads; advertisement scroll to continue; advertisement continue reading below;
        advertisement article continues below this ad; article continues after advertisement;
        article continues after ad; article continues below; article continues below this ad;
        article continues below advertisement; story continues below; story continues after advertisement;
        story continues; story continues below advertisement; story continues below this ad;
        content continues below; report ad; report this ad; remove ads; scroll to continue;
        scroll to continue with content; continue reading below; continue reading the main story; sponsored;
        sponsored content; sponsored post; sponsored links; promoted; promoted content; promoted stories;
        paid content; partner content; presented by; brought to you by; why am i seeing this ad;
        this advertisement has not loaded yet; ad feedback; anzeige; anzeigen; werbung; publicité;
        passer la publicité; la suite après cette publicité; publicidad; publicidade; pubblicità; advertentie;
        reclame; annons; annonse; annonce; mainos; reklama; reklam; reklame; reclamă; publicitate; iklan; реклама;
        διαφήμιση; hirdetés; quảng cáo; इश्तिहार; विज्ञापन; 広告; 広告の後に続きます; 광고; 广告; 廣告; إعلان;
        اعلان; פרסומת; โฆษณา; বিজ্ঞাপন; auglýsing; oglas; reklaam; inzerce""",
    "share bar": """
        share; share this; share on; share via; share with; share story; share article; share full article;
        share this article; share this story; share this page; share this post; share link; share via email;
        share options; share with friends; shares; # shares; tweet; tweet this; pin; pin it; print; print this;
        print article; print this article; save; save article; save story; save for later; save this story;
        save this article; saved; add to your saved stories; bookmark; bookmark this article; copy link; copy url;
        link copied; copied; copy; gift this article; give this article; gift article; like; like this;
        restack; read in app; open in app; in der app lesen; in der app öffnen; lire dans l'app;
        lire dans l'application; ouvrir dans l'application; leer en la app; leer en la aplicación; abrir en la app;
        ler no app; ler no aplicativo; abrir no app; leggi nell'app; apri nell'app; lees in de app; lezen in de app;
        läs i appen; læs i appen; les i appen; lue sovelluksessa; czytaj w aplikacji; číst v aplikaci;
        читать в приложении; открыть в приложении; アプリで読む; アプリで開く; 앱에서 읽기; 在应用中阅读; 在 app 中打开;
        like loading; likes; # likes; e mail; email this; email this article; email a link; email a friend; mail;
        link; a a a; text size; font size; cite; listen; listen to article; listen to this article;
        listen to this story; listen to the story; play audio; cite this article; teilen; artikel teilen;
        beitrag teilen; artikel drucken; artikel merken; artikel anhören; artikel versenden; drucken; merken;
        kopieren; link kopieren; vorlesen; per mail teilen; partager; partager l'article; partager cet article;
        imprimer; envoyer; partager via; copier le lien; lien copié; imprimer l'article; compartir; comparte;
        compartilhe; compartilhar; partilhar; condividi; stampa; delen; deel; deel dit artikel; dela;
        dela artikeln; del; del artikel; del artiklen; jaa; jaa artikkeli; udostępnij; podziel się; sdílet;
        zdieľať; podijeli; podeli; distribuie; megosztás; поделиться; поширити; сподели; paylaş; bagikan; kongsi;
        chia sẻ; κοινοποίηση; शेयर करें; साझा करें; শেয়ার; แชร์; deila; シェア; シェアする; ツイート; 共有; 保存;
        印刷; リンクをコピー; 공유; 공유하기; 분享; 分享; 분享到; مشاركة; شارك; שתף; שיתוף; 스크랩; 인쇄; 글자크기""",
    "reading time": """
        # min read; # mins read; # minute read; # minutes read; # min; # mins; # minutes; min read;
        read time # min; # minute; reading time # min; reading time # mins; reading time # minutes;
        reading time # minute; estimated reading time # minutes; read time # minutes; # min reading time;
        time to read # minutes; # minutes to read; # minute reading time; # min lesezeit; lesezeit # min;
        lesezeit # minuten; lesezeit ca # min; lesezeit etwa # min; lesezeit ca # minuten; # min lesen;
        lesedauer # min; # minuten lesezeit; lesezeit # minute; lesedauer # minuten; temps de lecture # min;
        temps de lecture # minutes; lecture # min; # min de lecture; # minutes de lecture; tiempo de lectura # min;
        tiempo de lectura # minutos; # min de lectura; # min de leitura; tempo de leitura # min; # min di lettura;
        tempo di lettura # min; tempo di lettura # minuti; leestijd # min; leestijd # minuten; # min leestid;
        lästid # min; læsetid # min; # min læsetid; lesetid # min; czas czytania # min; время чтения # мин;
        время чтения # минут; okuma süresi # dk; # dk okuma; doba čtení # min; #분; 約#分;
        この記事は約#分で読めます""",
    "comments": """
        comment; comments; # comment; # comments; comments #; no comments; no comments yet; add comment;
        add a comment; post a comment; leave a comment; leave a reply; write a comment; write a reply;
        view comments; show comments; read comments; hide comments; see comments; view all comments;
        view # comments; read # comments; join the conversation; join the discussion; start the conversation;
        discussion about this post; be the first to comment; cancel reply; reply; replies; responses;
        leave your comment; what do you think; comments are closed; comment on this story; log in to comment;
        kommentar; kommentare; # kommentare; # kommentar; kommentare #; kommentar schreiben; kommentieren;
        diskutieren sie mit; commentaire; commentaires; # commentaires; commenter; comentario; comentarios;
        # comentarios; comentar; comentários; # comentários; comentário; commenti; # commenti; commenta; reacties;
        # reacties; reageer; kommentarer; # kommentarer; kommentoi; kommentit; komentarze; # komentarzy; komentáře;
        diskuse; komentari; комментарии; комментировать; коментарі; yorumlar; yorum yap; komentar; tulis komentar;
        bình luận; σχόλια; टिप्पणी; टिप्पणियाँ; মন্তব্য; コメント; コメントする; コメントを書く; 댓글; 댓글 #;
        评论; 評論; 留言; تعليقات; תגובות; ความคิดเห็น""",
    "prompt": """
        flag as irrelevant; see more results; edit this alert; view all your alerts;
        subscribe; subscribe now; subscribe today; subscribe free; subscribe for free; subscribed; newsletter;
        newsletters; sign up; sign up now; sign up here; sign in; log in; login; log out; register; register now;
        register for free; join now; join us; join; free trial; start free trial; try for free; get started;
        follow; follow us; following; donate; donate now; become a member; become a subscriber; become a patron;
        support us; e mail address; email address; your email; your email address; enter your email; email;
        download app; download the app; download our app; open app; get the app; already a subscriber;
        upgrade to paid; upgrade now; upgrade your subscription; go paid; go premium; pledge your support;
        invite friends; start writing; give a gift subscription; refer a friend;
        already a member; already have an account; sign in to continue reading; continue reading;
        manage subscription; my account; view gallery; view full gallery; view photos; see photos; view slideshow;
        watch video; watch now; watch live; play video; video player loading; loading; loading comments;
        thanks for reading; thank you for reading; thanks for subscribing; thank you for subscribing;
        recommended by; powered by; contact sales; abonnieren; jetzt abonnieren; newsletter abonnieren;
        jetzt anmelden; anmelden; registrieren; einloggen; abo; abo testen; folgen; zum newsletter anmelden;
        jetzt lesen; s'abonner; abonnez vous; je m'abonne; s'inscrire; se connecter; suscríbete; suscribirse;
        suscribirme; iniciar sesión; regístrate; inscreva se; assine; assinar; entrar; iscriviti; abbonati; accedi;
        abonneren; abonneer; inloggen; prenumerera; logga in; abonner; bli abonnent; køb abonnement; log ind;
        logg inn; tilaa; kirjaudu; zapisz się; zaloguj się; odebírat; přihlásit se; předplatit; підписатися;
        подписаться; подпишитесь; войти; abone ol; giriş yap; berlangganan; masuk; daftar; đăng ký; đăng nhập;
        εγγραφή; σύνδεση; 購読; 登録; ログイン; 会員登録; フォローする; 有料会員記事; 구독; 구독하기; 로그인;
        회원가입; 订阅; 訂閱; 登录; 登入; اشترك; تسجيل الدخول; הירשמו; התחבר""",
    "caption": """
        getty; getty images; getty image; file photo; file image; file picture; file; photo file; stock photo;
        stock image; representative image; representational image; representative photo; representational photo;
        representative picture; symbolic image; illustrative image; courtesy; courtesy photo; handout; photo;
        photos; image; images; photo courtesy; contributed photo; submitted photo; press photo; photo illustration;
        illustration; screenshot; screengrab; ap photo; afp photo; reuters photo; reuters file photo; shutterstock;
        istock; istockphoto; alamy; unsplash; pexels; pixabay; adobe stock; imago; picture alliance; archivbild;
        archivfoto; symbolbild; symbolfoto; foto; fotos; bild; bilder; enlarge; enlarge image; enlarge this image;
        hide caption; toggle caption; caption; open image in gallery; view image; view image in fullscreen;
        image # of #; photo # of #; # of #; # of # photos; bild vergrößern; bildunterschrift; photo d'illustration;
        photo d'archives; imagen de archivo; foto de archivo; foto d'archivio; ilustrační foto;
        zdjęcie ilustracyjne; kuvituskuva; arkivfoto; arkivbild; 写真; 資料写真; 画像; 사진; 자료사진; 图片;
        資料圖片; 资料图片; صورة; צילום; תמונה; صورة أرشيفية""",
    "kicker": """
        for immediate release; immediate release; press release; news release; media release; embargoed until;
        pressemitteilung; presseinformation; medienmitteilung; zur sofortigen veröffentlichung; communiqué;
        communiqué de presse; pour diffusion immédiate; comunicado de prensa; nota de prensa; comunicato stampa;
        comunicado de imprensa; persbericht; pressmeddelande; pressemeddelelse; pressemelding; tiedote;
        lehdistötiedote; informacja prasowa; tisková zpráva; пресс-релиз; 報道発表; プレスリリース; 新闻稿; 보도자료""",
    "navigation": """
        previous; next; prev; previous article; next article; previous post; next post; previous story; next story;
        last post; older post; newer post; older posts; newer posts; post navigation; back to top; back; go back;
        return to top; to top; top; back to home; home; menu; main menu; search; close; open; close menu;
        open menu; close search; open search; toggle navigation; toggle menu; toggle; skip to content;
        skip to main content; skip to main; skip to footer; skip to navigation; accessibility links; expand;
        collapse; show; hide; in this article; in this story; in this post; on this page; table of contents;
        contents; jump to; quick links; topic; topics; tags; tag; tagged; tagged with; tagged as; keywords;
        filed under; posted in; related topics; related tags; more topics; categories; category; about the author;
        about the authors; about author; author; authors; author bio; about us; more from this author;
        more by this author; view all posts; see all posts; read more; show more; load more; learn more; see more;
        view more; find out more; more; see all; view all; explore more; most popular; most read; most viewed;
        most shared; most recent; most watched; most commented; popular; popular posts; popular stories;
        popular now; trending; trending now; trending stories; trending topics; latest; latest news;
        latest stories; latest articles; latest posts; top stories; top news; news; headlines; editor's picks;
        editors' picks; editors picks; editor's pick; our picks; featured; breaking news; live; exclusive;
        live updates; sections; edition; editions; get help; faq; faqs; help; video; videos; podcast; podcasts;
        zurück; weiter; nach oben; startseite; suche; suchen; menü; schließen; themen; schlagworte; schlagwörter;
        mehr; mehr anzeigen; alle anzeigen; meistgelesen; meist gelesen; meistgelesene artikel;
        am häufigsten gelesen; zur startseite; inhaltsverzeichnis; inhalt; zum inhalt springen;
        aktuelle nachrichten; accueil; recherche; fermer; suivant; précédent; haut de page; retour; sommaire;
        les plus lus; aller au contenu; plus lus; à la une; inicio; buscar; cerrar; menú; siguiente; anterior;
        lo más leído; lo más visto; lo último; temas; etiquetas; volver arriba; saltar al contenido; ver más; más;
        voltar; próximo; mais lidas; mais lidos; últimas notícias; tópicos; topo; fechar; cerca; chiudi;
        i più letti; più letti; argomenti; terug; volgende; meest gelezen; zoeken; sluiten; mest läst; mest lästa;
        mest læste; mest leste; søk; søg; sök; stäng; luk; lukk; luetuimmat; haku; valikko; najczęściej czytane;
        najnowsze; tagi; nejčtenější; hledat; menu zavřít; najčitanije; cele mai citite; legolvasottabb;
        популярное; самое читаемое; меню; поиск; наверх; теги; найпопулярніше; en çok okunanlar; ara; etiketler;
        terpopuler; terkini; tag terkait; đọc nhiều; từ khóa; δημοφιλή; トップ; トップページ; ホーム; 検索;
        メニュー; 閉じる; 次へ; 前へ; ランキング; アクセスランキング; もっと見る; 続きを読む; 홈; 메뉴; 검색; 닫기;
        뒤로가기; 이전; 다음; 더보기; 많이 본 뉴스; 목록; 首页; 首頁; 搜索; 菜单; 返回顶部; 上一篇; 下一篇; 热门;
        更多; الرئيسية; بحث; القائمة; الأكثر قراءة; חיפוש; תפריט""",
    "footer": """
        terms; terms of use; terms of service; terms and conditions; terms conditions; privacy; privacy policy;
        privacy notice; privacy settings; cookie policy; cookies; cookie settings; cookie preferences;
        manage cookies; contact; contact us; about; advertise with us; sitemap; site map; imprint; legal;
        legal notice; disclaimer; accessibility; accessibility statement; careers; jobs; press; rss; rss feed;
        editorial policy; corrections; do not sell my personal information;
        do not sell or share my personal information; your privacy choices; your ad choices; our partners;
        licensing; reprints; rights and permissions; impressum; datenschutz; agb; kontakt; mediadaten;
        datenschutzerklärung; cookie einstellungen; nutzungsbedingungen; mentions légales;
        politique de confidentialité; conditions générales; aviso legal; política de privacidad;
        política de privacidade; contacto; contato; contatti; note legali; privacybeleid; о нас; контакты;
        реклама на сайте; 利用規約; プライバシーポリシー; お問い合わせ; 会社概要; 이용약관; 개인정보처리방침;
        회사소개; 关于我们; 联系我们; 隐私政策; سياسة الخصوصية; من نحن""",
}  # fmt: skip

# What announces other articles, on the line of the headline ("Also Read: ...") or above a list of them.
POINTERS: Final = """
    also read; read also; also see; see also; also watch; watch also; also listen; read; read more; read next;
    read this; read this next; read the full story; read on; must read; don't miss; don’t miss; see more; related;
    related story; related stories; related article; related articles; related post; related posts; related news;
    related content; related link; related links; related reading; related coverage; related video; related videos;
    related reads; recommended story; recommended stories; recommended article; recommended articles;
    recommended reading; recommended for you; recommended posts; recommended by; more stories; more news;
    more reading; more to read; more like this; more on this; more on this story; more for you; more on this topic;
    more stories like this; more from us; you may like; you might like; you may also like; you might also like;
    you may also be interested in; you might also be interested in; further reading; keep reading; up next;
    next up; what to read next; in case you missed it; icymi; editor's picks; editor’s picks; editors' picks;
    in related news; from our partners; watch; watch now; watch more; check also; similar stories;
    similar articles; similar posts; other stories; other news; suggested reading; dig deeper;
    go deeper; explore more; lesen sie auch; lesen sie mehr; lesen sie hier; lesen sie dazu; lesen sie weiter;
    lesen sie jetzt; lies auch; auch interessant; auch lesenswert; mehr zum thema; mehr dazu; mehr lesen;
    zum thema; siehe auch; passend dazu; weiterlesen; weitere artikel; weitere nachrichten; weitere themen;
    weitere informationen; das könnte sie auch interessieren; das könnte sie interessieren;
    das könnte dich auch interessieren; dazu passend; verwandte artikel; verwandte themen; ähnliche artikel;
    empfohlener externer inhalt; jetzt lesen; lesetipp; lesen sie zum thema auch; hintergrund;
    lire aussi; à lire aussi; a lire aussi; lire également; à lire également; lire la suite; voir aussi;
    à voir aussi; sur le même sujet; à découvrir; pour aller plus loin; articles liés; à lire; lisez aussi;
    dans la même rubrique; nos autres articles; lea también; lee también; leer también; lea además; lee además;
    leer más; lea más; ver también; vea también; te puede interesar; le puede interesar;
    también te puede interesar; quizás te interese; más información; más sobre el tema; noticias relacionadas;
    relacionado; relacionadas; artículos relacionados; no te pierdas; mira también; leia também; leia mais;
    leia ainda; veja também; veja mais; saiba mais; notícias relacionadas; ler mais; leia; relacionados;
    conteúdo relacionado; leggi anche; vedi anche; ti potrebbe interessare; potrebbe interessarti anche;
    per approfondire; articoli correlati; approfondisci; leggi pure; guarda anche; lees ook; lees meer;
    lees verder; bekijk ook; gerelateerd; gerelateerde artikelen; meer over dit onderwerp; läs också; läs även;
    läs mer; läs vidare; relaterat; läs mer om; les også; les mer; les saken; relaterte saker; læs også; læs mere;
    læs videre; relaterede artikler; lue myös; lue lisää; katso myös; aiheesta lisää; lesa einnig; lesa meira;
    tengdar fréttir; fleira áhugavert; czytaj także; czytaj też; czytaj również; czytaj więcej; czytaj dalej;
    zobacz także; zobacz też; zobacz również; zobacz więcej; przeczytaj także; przeczytaj też; przeczytaj również;
    powiązane; polecamy; čtěte také; čtěte i; čtěte více; čtěte dále; přečtěte si také; přečtěte si;
    související články; související; čítajte aj; čítajte tiež; prečítajte si; prečítajte si aj; súvisiace články;
    pročitajte i; pročitajte još; pročitajte više; pročitajte; povezano; povezane vijesti; preberite tudi;
    preberite še; citește și; citeşte şi; citește mai mult; vezi și; articole similare; olvassa el ezt is;
    olvasson tovább; kapcsolódó; kapcsolódó cikkek; ez is érdekelheti; loe ka; loe lisaks; loe veel; seotud lood;
    lasi arī; lasi vēl; skaitykite taip pat; taip pat skaitykite; susiję straipsniai; прочетете още;
    прочетете също; вижте още; прочитајте и; читайте также; читайте ещё; читайте еще; читайте далее; читать также;
    по теме; материалы по теме; смотрите также; подробнее; читайте також; читайте ще; читати також; дивіться також;
    за темою; ilgili haber; ilgili haberler; ayrıca okuyun; ayrıca bakınız; bunu da oku; bunları da okuyun;
    sıradaki haber; devamını oku; oxuyun; həmçinin oxuyun; baca juga; baca; simak juga; simak selengkapnya;
    lihat juga; pilihan editor; berita terkait; artikel terkait; tonton juga; basahin; basahin din; soma pia;
    soma zaidi; habari zinazohusiana; funda futhi; lees ook hierdie; xem thêm; đọc thêm; tin liên quan;
    bài liên quan; اقرأ أيضا; اقرأ أيضاً; إقرأ أيضا; إقرأ أيضاً; أقرأ أيضا; اقرأ المزيد; مواضيع ذات صلة; ذات صلة;
    أخبار ذات صلة; شاهد أيضا; בנוסף; קרא גם; קראו גם; קראו עוד; ראו גם; כתבות נוספות; עוד בנושא; بیشتر بخوانید;
    بخوانید; همچنین بخوانید; مطالب مرتبط; مزید پڑھیں; یہ بھی پڑھیں; متعلقہ خبریں; διαβάστε επίσης; διαβάστε ακόμη;
    διαβάστε ακόμα; διαβάστε περισσότερα; δείτε επίσης; δείτε ακόμη; σχετικά άρθρα; यह भी पढ़ें; ये भी पढ़ें;
    इसे भी पढ़ें; और पढ़ें; संबंधित खबरें; हेही वाचा; हे ही वाचा; আরও পড়ুন; আরো পড়ুন; மேலும் படிக்க;
    இதையும் படிங்க; మరింత చదవండి; ఇది కూడా చదవండి; આ પણ વાંચો; ਇਹ ਵੀ ਪੜ੍ਹੋ; ಇದನ್ನೂ ಓದಿ; ഇതും വായിക്കുക;
    อ่านเพิ่มเติม; ข่าวที่เกี่ยวข้อง; อ่านข่าวที่เกี่ยวข้อง; あわせて読みたい; 関連記事; 関連ニュース; 関連リンク;
    関連; こちらも読む; おすすめ記事; 関連キーワード; 관련기사; 관련 기사; 관련뉴스; 관련 뉴스;
    함께 보면 좋은 기사; 이 기사와 함께; 추천 기사; 연관기사; 相关阅读; 相关新闻; 相关报道; 相关推荐; 延伸閱讀;
    延伸阅读; 相關新聞; 相關報導; 推荐阅读; 更多新闻; 推薦閱讀; read the story; other popular posts;
    other popular blogs; popular posts; mehr aus diesem ressort; auch bei uns
"""
