"""What programs export beside articles: drafts and private posts of a blog, mails of Apple Mail, pages of old browsers."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import json

import pytest
from readings import ONE, TWO, atom, one, page, readings, rss

from site_gen.language.urls import canonical, published

WORDPRESS = "<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Kelp</title><link>https://kelp.example</link>"
BLOGGER = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018' xmlns:app='http://purl.org/atom/app#'><id>x</id><title>Kelp</title>"
TEXT = f"<content:encoded><![CDATA[<p>{ONE}</p>]]></content:encoded>"


@pytest.mark.parametrize(
    "said",
    [
        "<wp:status>draft</wp:status><wp:post_type>post</wp:post_type>",
        "<wp:status>private</wp:status><wp:post_type>post</wp:post_type>",
        "<wp:status>trash</wp:status><wp:post_type>post</wp:post_type>",
        "<wp:status>future</wp:status><wp:post_type>post</wp:post_type>",
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password>pearl</wp:post_password>",
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>",
        "<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>",
        "<wp:status>publish</wp:status><wp:post_type>nav_menu_item</wp:post_type>",
    ],
)
def test_what_a_blog_does_not_show_is_not_published(said: str) -> None:
    shown = f"<item><title>Shown</title>{TEXT}<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password></item>"
    found = readings("a.xml", f"{WORDPRESS}{shown}<item><title>Hidden</title>{TEXT}{said}</item></channel></rss>")
    assert [it.article.title for it in found if it.article] == ["Shown"]
    assert found[0].diagnostics[0].message == "an entry is a draft, private, or no post, and not published"


@pytest.mark.parametrize(
    "said",
    [
        "<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>",
        "<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>",
        "<app:control><app:draft>yes</app:draft></app:control>",
        "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#settings'/>",
    ],
)
def test_of_another_program(said: str) -> None:
    shown = f"<entry><id>1</id><title>Shown</title><content>{ONE}</content><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status></entry>"
    found = readings(
        "a.xml", f"{BLOGGER}{shown}<entry><id>2</id><title>Hidden</title><content>{TWO}</content>{said}</entry></feed>"
    )
    assert [it.article.title for it in found if it.article] == ["Shown"]


def test_nothing_but_drafts() -> None:
    feed = f"{WORDPRESS}<item><title>Hidden</title>{TEXT}<wp:status>draft</wp:status></item></channel></rss>"
    (reading,) = readings("a.xml", feed)
    assert reading.article is None
    assert [it.code for it in reading.diagnostics] == ["entry-held-back"]


def test_a_mail_of_apple_mail() -> None:
    mail = f"From: The Tern Post <news@tern.example>\nTo: me@home.example\nSubject: Pears fall\nDate: Thu, 26 Nov 2026 07:00:00 +0000\nMessage-Id: <3@t>\n\n{ONE}\n"
    plist = "<?xml version='1.0'?><plist version='1.0'><dict><key>flags</key><integer>1</integer></dict></plist>"
    found = one("991.emlx", f"{len(mail.encode())}       \n{mail}{plist}")
    assert (found.title, found.source, found.body) == ("Pears fall", "The Tern Post", ONE)


def test_a_page_that_an_old_browser_saved() -> None:
    head = 'From: "Gespeichert von Windows Internet Explorer 11"\n'
    html = f"<html><head><title>Pears fall - Growers</title></head><body><h1>Pears fall</h1><p>By Ann Lee</p><p>{ONE}</p></body></html>"
    mail = f'{head}Subject: Pears fall - Growers\nDate: Mon, 30 Nov 2026 07:12:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Location: https://g.example/pears\n\n{html}\n--b--\n'
    found = one("a.mht", mail)
    assert (found.title, found.url, found.published) == ("Pears fall", "https://g.example/pears", None)


def test_an_author_outside_of_a_list() -> None:
    item = {"id": "1", "title": "Pears", "content_text": ONE, "authors": {"name": "Kit Vale"}}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "G", "author": {"name": "Ann Lee"}, "items": [item]}
    assert one("a.json", json.dumps(feed)).authors == ("Kit Vale",)


def test_a_link_by_the_whole_name_of_its_kind() -> None:
    links = "<link rel='edit' href='https://g.example/api/2'/><link rel='http://www.iana.org/assignments/relation/alternate' href='https://g.example/2'/>"
    assert atom(links).url == "https://g.example/2"


@pytest.mark.parametrize(
    "words",
    ["Continuar leyendo «Pears»", "Weiter lesen", "Zum Artikel", "Lire l’article", "Continuar a ler", "Leggi di più"],
)
def test_calls_to_read_on(words: str) -> None:
    text = f"<p>{ONE} <a href='https://g.example/1'>{words}</a></p>"
    assert rss(f"<description><![CDATA[{text}]]></description>").body == ONE


@pytest.mark.parametrize(
    "words",
    [
        "<a href='https://s.example/p/'>ann lee</a> posted a photo:",
        "Ann Lee hat ein Foto geteilt:",
        "Ann a publié une photo :",
    ],
)
def test_who_posted_a_picture_is_no_text(words: str) -> None:
    assert rss(f"<description><![CDATA[<p>{words}</p><p>{ONE}</p>]]></description>").body == ONE


def test_moments_beside_campaigns() -> None:
    """They make a new address of the same page each time that a feed is made."""
    bare = "https://library.example/39/?v=2"
    assert published(f"{bare}&utm_source=rss&fc=20261105031104&ff=20261130031252") == bare
    assert canonical(f"{bare}&utm_source=rss&fc=20261105031104") == bare
    assert published("https://archive.example/?at=20261105031104") == "https://archive.example/?at=20261105031104"


@pytest.mark.parametrize("end", ["<br>", "<br/>"])
def test_lines_of_code_that_end_in_breaks(end: str) -> None:
    code = f"<pre><code><span>if a {{</span>{end}<span>  b();</span>{end}<span>}}</span></code></pre>"
    html = f"<p>{ONE}</p>{code}<p>{TWO}</p>"
    wanted = f"{ONE}\n\n```\nif a {{\n  b();\n}}\n```\n\n{TWO}"
    assert rss(f"<description><![CDATA[{html}]]></description>").body == wanted
    assert page(f"<article><h1>Pears fall</h1>{html}</article>", "Pears fall").body == wanted


def test_the_index_of_a_mirror() -> None:
    html = "<html><head><title>Local index - HTTrack Website Copier</title></head><body><h1>Index of locally available sites:</h1><p><a href='a.example/1.html'>a.example/1</a></p></body></html>"
    (reading,) = readings("index.html", html)
    assert reading.article is None
    assert "an index that a program made" in reading.diagnostics[0].message
