"""Pages that a server sends instead of an article are known for what they are, and articles are not taken for them."""

# ruff: noqa: E501  # a page on one line, as it would come
from __future__ import annotations

import pytest

from site_gen.model import ReadingOptions, Seed
from site_gen.read import read
from site_gen.read.html.walls import wall
from site_gen.read.no_article import companions


def page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


WALLS = {
    "hotel": (page("Welcome to Hotel Gull Wi-Fi", "<h1>Welcome to Hotel Gull Wi-Fi</h1><form method='post'><p>Enter your room number and surname to go online.</p><input name='room'><input name='surname'><label><input type='checkbox' name='ok'> I accept the terms</label><button>Connect</button></form>"), "a form to fill in"),
    "train": (page("WLAN im Zug", "<h1>WLAN im Zug</h1><form action='/los'><p>Bitte geben Sie Ihre Telefonnummer ein, dann senden wir Ihnen einen Code.</p><input type='tel' name='nummer'><button>Weiter</button></form><footer><a href='/hilfe'>Hilfe</a></footer>"), "a form to fill in"),
    "survey": (page("Une minute pour nous ?", "<form><p>Que pensez-vous de notre site ?</p><select name='note'><option>Bien</option><option>Mal</option></select><textarea name='avis'></textarea><button>Envoyer</button></form>"), "a form to fill in"),
    "plain 502": (page("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>openresty</center>"), "an error page"),
    "friendly 404": (page("Page not found – The Valley Post", "<h1>Sorry, we cannot find this page</h1><p>It may have moved. Try the search.</p><ul><li><a href='/'>Home</a></li></ul>"), "an error page"),
    "German 404": (page("Fehler 404", "<h1>Seite nicht gefunden</h1><p>Die Adresse gibt es nicht mehr.</p>"), "an error page"),
    "French 404": (page("Page introuvable | La Vallée", "<h1>Page introuvable</h1><p>La page que vous cherchez a disparu.</p>"), "an error page"),
    "Japanese 404": (page("ページが見つかりません", "<h1>お探しのページが見つかりません</h1>"), "an error page"),
    "blocked": (page("Access Denied", "<h1>Access Denied</h1>You don't have permission to access this page on this server.<p>Reference #18.2f"), "an error page"),
    "too many requests": (page("429 Too Many Requests", "<h1>429 Too Many Requests</h1><p>You are being rate limited.</p>"), "an error page"),
    "listing": (page("Index of /news/2026", "<h1>Index of /news/2026</h1><pre><a href='a.html'>a.html</a>  2026-11-28 10:00  4K</pre>"), "an error page"),
    "unset server": (page("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed and working.</p>"), "an error page"),
    "browser check": (page("Attention Required! | Guard", "<h1>Please verify that you are human</h1><p>valley.example needs to review the security of your connection.</p><script src='https://challenges.cloudflare.com/x.js'></script>"), "a check for robots"),
    "captcha in a frame": (page("valley.example", "<iframe src='https://geo.captcha-delivery.example/captcha/?id=1'></iframe>"), "a check for robots"),
    "robot question": (page("Are you a robot?", "<p>To continue, please click the box below to let us know you're not a robot.</p><p>Please make sure your browser supports JavaScript and cookies.</p><div class='g-recaptcha'></div>"), "a check for robots"),
    "German check": (page("Einen Moment, bitte", "<p>Überprüfung Ihrer Verbindung: Bitte aktivieren Sie JavaScript.</p><noscript>Enable JavaScript and cookies to continue</noscript><div id='challenge-platform'></div>"), "a check for robots"),
    "German consent": (page("Ihre Privatsphäre", "<h1>Ihre Privatsphäre ist uns wichtig</h1><p>Wir und unsere 204 Partner speichern Cookies auf Ihrem Gerät, um Werbung zu zeigen und zu messen.</p><p>Mit Ihrer Einwilligung nutzen wir genaue Standortdaten.</p><button>Alle akzeptieren</button><button>Einstellungen</button>"), "a form that asks for consent"),
    "Spanish consent": (page("Antes de continuar", "<h2>Tu privacidad nos importa</h2><p>Usamos cookies propias y de terceros para medir y mostrar publicidad.</p><button>Aceptar</button><button>Rechazar</button>"), "a form that asks for consent"),
    "sign in": (page("Sign in – Valley Post", "<h1>Sign in</h1><form><input type='email'><input type='password'><button>Sign in</button></form><p>No account yet?</p>"), "a login page"),
    "French login": (page("Connexion", "<h1>Connexion</h1><form><label>Mot de passe</label><input type='password'></form>"), "a login page"),
    "script shell": (page("Valley", "<div id='root'></div><script src='/main.js'></script>"), "an empty page that waits for a script"),
    "shell that says so": (page("Valley", "<noscript>You need to enable JavaScript to run this app.</noscript><div id='app'>Loading…</div><script src='/a.js'></script>"), "an empty page that waits for a script"),
    "nothing": (page("", ""), "an empty page"),
    "a guard in front": (page("valley.example | 522: Connection timed out", "<h1><span>Connection timed out</span> <span>Error code 522</span></h1><p>The web server of valley.example did not answer. Please try again in a few minutes.</p>"), "an error page"),
    "French 403": (page("403 Accès interdit", "<h1>Accès interdit</h1><p>Vous n'avez pas l'autorisation de voir cette page.</p>"), "an error page"),
    "Finnish denial": (page("Pääsy estetty", "<h1>Pääsy estetty</h1><p>Sinulla ei ole oikeutta.</p>"), "an error page"),
    "one word": ("<html><body>Unauthorized</body></html>", "an error page"),
    "pay or consent": (page("Zustimmung erforderlich - Talpost", "<h1>Willkommen</h1><p>Lesen Sie die Talpost wie gewohnt mit Werbung und Tracking; mehr dazu in der Datenschutzerklärung.</p><p>Oder nutzen Sie sie ohne Tracking und nahezu werbefrei für drei Euro in der Woche.</p><button>Akzeptieren und weiter</button><a href='/pur'>Jetzt abonnieren</a>"), "a form that asks for consent"),
    "search results": (page("Search results for eel - Valley Post", "<h1>Search results for “eel”</h1><ul><li><a href='/a'>Eel ladder opens at the weir</a></li><li><a href='/b'>Where have the eels gone?</a></li></ul>"), "a page of search results"),
    "blocked by a service": (page("Attention Required! | Shield", "<h1>Sorry, you have been blocked</h1><h2>You are unable to access valley.example</h2><p>This website is using a security service to protect itself from online attacks.</p><p>You can write to the owner of the site to let them know that you were blocked.</p><p>Shield Ray ID: 8f00ba</p>"), "a check for robots"),
    "cache that fails": (page("503 Backend fetch failed", "<h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 32770</p>"), "an error page"),
    "database that fails": (page("Database Error", "<h1>Error establishing a database connection</h1>"), "an error page"),
    "PHP that fails": ("<br />\n<b>Fatal error</b>:  Uncaught PDOException: refused in /var/www/db.php:16\nStack trace:\n#0 {main} on line <b>16</b><br />", "an error page"),
    "name for sale": (page("tidings.example is for sale", "<h1>tidings.example</h1><p>Buy it now or make an offer.</p>"), "an error page"),
    "closed to a continent": (page("The Valley Post", "<p>Our European visitors are important to us.</p><p>This site is currently unavailable to visitors from the European Economic Area.</p>"), "an error page"),
    "legal reasons": (page("451: Unavailable due to legal reasons", "<h1>451: Unavailable due to legal reasons</h1><p>We recognize that you come from a country that we cannot serve.</p>"), "an error page"),
    "Czech 404": (page("Chyba 404", "<h1>Tady nic není</h1><p>Zkuste hledání.</p>"), "an error page"),
    "Greek 404": (page("Η σελίδα δεν βρέθηκε", "<h1>Η σελίδα δεν βρέθηκε</h1>"), "an error page"),
    "Polish 404": (page("Dolina", "<h1>Strona nie istnieje</h1><p>Została usunięta.</p>"), "an error page"),
    "a guard that says its number": ("<html><head><script src='/_Incapsula_Resource?x=1'></script></head><body><iframe>Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>", "a check for robots"),
    "ad blocker": (page("Adblocker erkannt", "<h1>Bitte deaktivieren Sie Ihren Adblocker</h1><p>Wir leben von Werbung.</p>"), "a page that asks for adverts"),
    "thanks": (page("Thank you for subscribing!", "<h1>Thank you for subscribing!</h1><p>The first letter comes on Friday.</p>"), "a page that thanks for signing up"),
    "German thanks": (page("Talpost", "<h1>Vielen Dank für Ihre Anmeldung</h1><p>Bitte sehen Sie in Ihrem Postfach nach.</p>"), "a page that thanks for signing up"),
    "offline": (page("Valley Post", "<h1>You are offline</h1><p>Connect to the internet and try again.</p>"), "an error page"),
    "old browser": (page("Valley Post", "<h1>Your browser is not supported</h1><p>Please update it to read the paper.</p>"), "a page for old browsers"),
    "ad blocker and script": (page("valley.example", "<p>Please enable JS and disable any ad blocker</p><script>var x={'t':'fe'}</script>"), "a check for robots"),
    "feed that is off": (page("Feed unavailable - Valley Post", "<h1>This feed is unavailable</h1><p>Its owner has switched it off.</p>"), "an error page"),
    "removed": (page("Valley Post", "<h1>This article has been removed</h1>"), "an error page"),
    "German WordPress": ("<html lang='de-DE'><head><title>WordPress &rsaquo; Fehler</title></head><body id='error-page'><div class='wp-die-message'><p>Es gab einen kritischen Fehler auf deiner Website.</p></div></body></html>", "an error page"),
    "proof of work": (page("Making sure you're not a bot!", "<h1>Making sure you're not a bot!</h1><p>Loading…</p><details><p>The administrator has set up Anubis to protect the server.</p></details>"), "a check for robots"),
    "proof of work, in Spanish": (page("¡Un momento!", "<h1>Asegurándonos de que no eres un bot</h1><p>Cargando…</p><script id='anubis_challenge' type='application/json'>{}</script>"), "a check for robots"),
    "captcha in a script": (page("valley.example", "<p>Please enable JS and disable any ad blocker</p><script src='https://ct.captcha-delivery.com/c.js'></script>"), "a check for robots"),
    "moved": ("<html><head><title>301 Moved Permanently</title></head><body><h1>Moved Permanently</h1><p>The document has moved <a href='https://a.example/'>here</a>.</p></body></html>", "a page that leads to another one"),
    "moved, in a few words": ("<html><head><title>Object moved</title></head><body><h2>Object moved to <a href='/a'>here</a>.</h2></body></html>", "a page that leads to another one"),
    "redirecting": (page("Redirecting…", "<a href='https://a.example/'>Click here if nothing happens.</a>", "<meta http-equiv='refresh' content='0; url=https://a.example/'>"), "a page that leads to another one"),
    "data in a page": ("<html><head></head><body><pre>{\"status\":\"error\",\"code\":\"invalid\"}</pre></body></html>", "data (JSON)"),
    "a line in a page": ("<html><head></head><body><pre>upstream connect error or disconnect/reset before headers. reset reason: failure</pre></body></html>", "an error message"),
    "table": (page("", "<table><tr><td>Name</td><td>Sum</td></tr><tr><td>Ann</td><td>12</td></tr><tr><td>Bo</td><td>13</td></tr></table>"), "a table"),
    "list to read later": (page("Export", "<h1>Unread</h1><ul><li><a href='https://a.example/1'>One page to read</a></li><li><a href='https://b.example/2'>Another page</a></li><li><a href='https://c.example/3'>A third page</a></li></ul>"), "a list of links"),
}  # fmt: skip
TEXT = (
    "<p>The council of the valley has decided on Monday that the bridge stays open until spring, after a debate of three hours.</p>"
    "<p>Traders had asked for it because the market lies on the other side, and because the ferry takes no carts.</p>"
)
ARTICLES = {
    "short report": page("Ferry strike off", "<h1>Ferry strike off</h1><p>Crews have called off a strike after talks that lasted until four in the morning.</p>"),
    "headline of numbers": page("404 homes planned at the mill", f"<h1>404 homes planned at the mill</h1>{TEXT}"),
    "on what was removed": page("Statue removed from the square", f"<h1>Statue removed from the square</h1>{TEXT}"),
    "on offline work": page("Offline: how a village lives without the net", f"<h1>Offline: how a village lives without the net</h1>{TEXT}"),
    "on a lost page": page("Page not found: how archives lose newspapers", f"<h1>Page not found: how archives lose newspapers</h1>{TEXT * 4}"),
    "on cookies": page("What cookies know about you", f"<h1>What cookies know about you</h1><p>Cookies follow readers from site to site, and consent forms are built so that nobody says no to tracking, a study has found.</p>{TEXT}<p>The authors looked at privacy forms of 400 sites and their partners.</p>"),
    "with a consent banner": page("Bridge stays open", f"<h1>Bridge stays open</h1>{TEXT}<div class='cookie'><p>We use cookies and similar technologies to improve your visit.</p><button>Accept all</button><button>Reject all</button></div>"),
    "with a login in the header": page("Bridge stays open", f"<header><a href='/login'>Log in</a><form><input type='password'></form></header><h1>Bridge stays open</h1>{TEXT}"),
    "on captchas": page("Are you a robot? The end of the captcha", f"<h1>Are you a robot? The end of the captcha</h1>{TEXT}{TEXT}{TEXT}"),
    "without any heading": page("", TEXT),
    "short, on captchas": page("Captcha turns twenty", "<article><h1>Captcha turns twenty</h1><p>The puzzle that asks whether you are a robot was invented twenty years ago by a man who could not solve it.</p><p>Most robots can, by now.</p></article>"),
    "round-up with a word on each": page("Links of the week", "<h1>Links of the week</h1><ul><li><a href='https://a.example/1'>Eels</a>: where they went, and who has been looking for them since May.</li><li><a href='https://b.example/2'>Owls</a></li><li><a href='https://c.example/3'>Oaks</a></li></ul>"),
    "on age checks": page("Are you 18 or older? Bars must ask", f"<h1>Are you 18 or older? Bars must ask</h1>{TEXT}"),
    "text in a page": "<html><head></head><body><pre>Ferry strike off\n\nCrews have called off a strike after talks that lasted until four in the morning.\n\nThey will meet again in May.</pre></body></html>",
    "laid out in a table": page("Bridge stays open", f"<table><tr><td>Home</td><td>{TEXT}</td><td>News</td></tr></table>"),
    "on a redirection": page("Redirection of the river ends", f"<h1>Redirection of the river ends</h1>{TEXT}<a href='/'>Home</a>"),
    "on a house for sale": page("Mill house is for sale", f"<h1>Mill house is for sale</h1>{TEXT}"),
    "short, on a search": page("Search results in: the boat is found", f"<h1>Search results in: the boat is found</h1>{TEXT}"),
}  # fmt: skip


@pytest.mark.parametrize("name", WALLS)
def test_wall(name: str) -> None:
    """A page that is no article says what it is instead."""
    text, reason = WALLS[name]
    assert wall(text) == reason


@pytest.mark.parametrize("name", ARTICLES)
def test_article(name: str) -> None:
    """An article about such pages, or with such a box beside its text, is an article."""
    assert wall(ARTICLES[name]) is None


def kind_of_file(name: str, text: str) -> str:
    """What is said of a file that is passed over; empty where it is an article."""
    (reading,) = read(Seed(f"seeds/{name}", text.encode()), ReadingOptions())
    return "" if reading.article else reading.diagnostics[0].message


FILES = {
    "an answer of a server": ("a.txt", "HTTP/1.1 500 Internal Server Error\nContent-Type: text/html\n\nOops\n"),
    "an error message": ("d.txt", "Fatal error: Uncaught Exception in /var/www/x.php:12\nStack trace:\n#0 {main}\n"),
    "a settings file": ("robots.txt", "User-agent: *\nDisallow: /admin/\n"),
    "a list of links": ("urls.md", "- [Lens](https://tern.example/1)\n- [Strike](https://isle.example/2)\n"),
    "a note without a sentence": ("todo.org", "* TODO buy bread\n* DONE sell boat\n"),
}


@pytest.mark.parametrize("what", FILES)
def test_files_that_are_none(what: str) -> None:
    """What lies about is named for what it is."""
    assert kind_of_file(*FILES[what]) == f"this is {what}, and no article; it is passed over"


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("list.md", "# To read\n\n## May\n\n- [Lens](https://tern.example/1)\n", "a list of links"),
        ("a.txt", "429 Too Many Requests\n\nYou have sent too many of them in a short time.\n", "an error message"),
        (
            "a.txt",
            "Error 503: Service Unavailable\nThe server cannot answer just now. Try later.\n",
            "an error message",
        ),
    ],
)
def test_more_files_that_are_none(name: str, text: str, what: str) -> None:
    """Neither a heading above links nor a sentence below an error makes an article."""
    assert kind_of_file(name, text) == f"this is {what}, and no article; it is passed over"


@pytest.mark.parametrize(
    "text",
    [
        "Pool closed\nBy Ann Lee | Dec 4, 2025\n\nIt is shut for a week.\n",
        "Lost cat\n\nIt is grey.\n",
        "สะพานใหม่\n\nเปิดเมื่อเช้าวันศุกร์\n",
        "404 not found in the woods\n\nThe horse with that number is still away.\n",
        "User agents of browsers\n\nThey all say that they are another one, a study has found.\n",
    ],
)
def test_short_texts_are_articles(text: str) -> None:
    """A report is no note because it is short."""
    assert kind_of_file("a.txt", text) == ""


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.txt", "a.md", "a.css"])
@pytest.mark.parametrize("text", ["\x03", "\n\x03", "\ufeff \n", "|", "{", "["])
def test_next_to_nothing(name: str, text: str) -> None:
    """No reader fails on a file of a sign or two."""
    assert "the reader failed" not in kind_of_file(name, text)


def test_folders_beside_pages() -> None:
    """The folder of a saved page is known by the page, or by its name and what only pages need."""
    paths = [
        "s/a.html",
        "s/Pont_fichiers/style.css",
        "s/Pont_fichiers/ad.html",
        "s/court_files/one.html",
        "s/b-Dateien/x/a.js",
    ]
    found = companions(paths)
    assert {"s/a_files", "s/Pont_fichiers", "s/b-Dateien"} <= found
    assert "s/court_files" not in found
