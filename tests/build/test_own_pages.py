"""What a digest has beside its news: pages, files for the root, pictures and links of its own."""

from __future__ import annotations

import gzip
import json
import struct
import zlib

import pytest
from sites import Site


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x7f" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def digest(site: Site) -> Site:
    """A digest below a path, with two pages and files for its root."""
    site.write("site.yaml", "title: T\nbase_url: https://news.example/valley/\n")
    site.article("2025/12/04/a.md", "A headline of today")
    site.write("pages/imprint.md", "---\ntitle: Imprint: who we are\n---\n\nWe are at home. See [us](/about/).\n")
    site.write(
        "pages/about.html",
        "<h1>About <em>us</em></h1>\n<p>A small paper. <a href='/'>x</a> <a href=\"/feeds/\">Feeds</a></p>",
    )
    site.write("root/CNAME", "news.example\n")
    site.write("root/.well-known/security.txt", "Contact: mailto:a@news.example\n")
    return site


def test_a_heading_that_is_not_there_is_said_in_a_rewritten_text(digest: Site) -> None:
    """Marks of other programs are replaced for readers; the line is that of the file."""
    text = "See ==this== and [[notes/pear|a pear]].\n\nSee [below](#nowhere)."
    digest.article("2025/12/04/a.md", "A headline of today", text)
    (said,) = digest.build().diagnostics
    line = digest.read("content/2025/12/04/a.md").splitlines().index("See [below](#nowhere).") + 1
    assert (said.code, said.line) == ("no-heading", line)


@pytest.mark.parametrize("middle", ["=======", "||||||| 84a19a6\nWe were at home.\n======="])
def test_marks_of_a_merge_are_named_and_not_published(digest: Site, middle: str) -> None:
    """A page that readers had, and that cannot be made any more, is an error of the build."""
    digest.build()
    conflict = f"<<<<<<< HEAD\nWe are at home.\n{middle}\nWe are out.\n>>>>>>> lisa\n"
    digest.write("pages/imprint.md", f"# Imprint\n\n{conflict}")
    digest.write("root/robots-notes.txt", conflict)
    done = digest.command("build")
    assert done.returncode == 1
    assert "pages/imprint.md:3: error: holds a merge conflict" in done.stderr
    assert "root/robots-notes.txt:1: error: holds a merge conflict" in done.stderr
    assert not (digest.root / "output/imprint/index.html").exists()
    assert not (digest.root / "output/robots-notes.txt").exists()
    digest.write("pages/new.md", f"# New\n\n{conflict}")
    digest.write("pages/imprint.md", "# Imprint\n\nWe are at home.\n")
    assert digest.command("build").returncode == 0  # a page that was never there is missed by nobody


def test_pages_are_no_news(digest: Site) -> None:
    """They are in the theme, the sitemap, the search and the footer of every page; in no feed and no list."""
    assert not digest.build().diagnostics
    imprint = digest.page("imprint/index.html")
    assert "<h1>Imprint: who we are</h1>" in imprint
    assert '<a href="/valley/about/">us</a>' in imprint
    assert "<h1>About us</h1>" in digest.page("about/index.html")
    assert '<a href="/valley/feeds/">Feeds</a>' in digest.page("about/index.html")
    foot = digest.page("2025/12/04/a/index.html").partition("<footer>")[2]
    assert foot.index(">About us<") < foot.index(">Imprint: who we are<")
    assert "https://news.example/valley/imprint/" in digest.page("sitemap.xml")
    (row,) = [row for row in json.loads(digest.page("search/pages.json"))["stories"] if row[0] == "imprint/"]
    assert row[1] == "Imprint: who we are"
    for path in ("feed.xml", "atom.xml", "feed.json", "news-sitemap.xml", "archive/index.html"):
        assert "who we are" not in digest.page(path).partition("<footer>")[0]
    assert digest.command("check", "--strict", "--now", "2025-12-05").returncode == 0


def test_menus_are_ordered_by_site_yaml(digest: Site) -> None:
    """Header and footer show the pages that they name, in that order; a name without a page is said."""
    digest.write("site.yaml", digest.read("site.yaml") + "menu: {header: [about], footer: [imprint, abuot]}\n")
    (found,) = digest.build().diagnostics
    assert (found.code, found.hint) == ("no-page", "did you mean 'about'?")
    head, _, foot = digest.page("index.html").partition("<main")
    assert ">About us<" in head
    assert ">Imprint" not in head
    assert ">About us<" not in foot.partition("<footer>")[2]


def test_root_files(digest: Site) -> None:
    """They go to the root as they are, dot files too, and go when they are gone; a page is never replaced by one."""
    digest.write("root/robots.txt", "User-agent: Greedy\nDisallow: /\n")
    digest.write("root/topics/index.html", "mine")
    digest.write("root/.DS_Store", "x")
    assert [(it.path, it.code) for it in digest.build().diagnostics] == [("root/topics/index.html", "collision")]
    assert digest.page("CNAME") == "news.example\n"
    assert digest.page(".well-known/security.txt").startswith("Contact")
    assert "Greedy" in digest.page("robots.txt")
    assert digest.page("robots.txt").count("Sitemap:") == 2
    assert "mine" not in digest.page("topics/index.html")
    assert ".DS_Store" not in digest.output()
    digest.write("root/CNAME", "other.example\n")
    (digest.root / "root/.well-known/security.txt").unlink()
    digest.build()
    assert digest.page("CNAME") == "other.example\n"
    assert not (digest.root / "output/.well-known").exists()


def test_a_fresh_checkout_has_them_over_what_lies_there(digest: Site) -> None:
    """Without a cache, a file of root/ takes the place of one that an earlier build put there."""
    digest.write("output/CNAME", "old.example\n")
    assert not digest.build().diagnostics
    assert digest.page("CNAME") == "news.example\n"


def test_pictures_beside_an_article(digest: Site) -> None:
    """A picture is published under a name of its bytes, with its size, whole in feeds; it goes with its story."""
    digest.write("content/2025/12/04/tram line.png", png(64, 32))
    digest.write("content/2025/12/04/plan.pdf", b"%PDF-1.4 plan")
    digest.article("2025/12/04/b.md", "Trams will run", "See ![the line](<tram line.png>) and [the plan](plan.pdf).")
    assert not digest.build().diagnostics
    page = digest.page("2025/12/04/b/index.html")
    (name,) = [path for path in digest.output() if path.startswith("media/tram-line-")]
    assert f'<img src="/valley/{name}" alt="the line" width="64" height="32" loading="lazy" decoding="async">' in page
    assert f"https://news.example/valley/{name}" in digest.page("feed.json")
    assert f"https://news.example/valley/{name}" in digest.page("2025/12/04/b/index.md")
    assert '<a href="/valley/media/plan-' in page
    assert digest.command("check", "--strict", "--now", "2025-12-05").returncode == 0
    digest.write("content/2025/12/04/tram line.png", png(10, 20))
    digest.build()
    assert 'width="10" height="20"' in digest.page("2025/12/04/b/index.html")
    assert name not in digest.output()
    digest.article("2025/12/04/b.md", "Trams will run", "See ![the line](<tram line.png>).", hidden="true")
    digest.build()
    assert not [path for path in digest.output() if path.startswith("media/")]


def test_what_is_missing_is_named_with_its_line(digest: Site) -> None:
    """Words take the place of a picture, a link that leads nowhere is none; nothing stops the deployment."""
    body = (
        "One.\n\n![A map](map.png) [the file](notes.pdf)\n"
        "[gone](/imprnt/) [below](#numbrs) [out](../../../secret.pdf)\n\n## Numbers\n"
    )
    path = digest.article("2025/12/04/b.md", "Trams will run", body)
    first = path.read_text().splitlines().index("One.") + 1
    digest.write("secret.pdf", "x")
    found = {(it.code, (it.line or 0) - first, it.severity) for it in digest.build().diagnostics}
    assert found == {("no-file", 2, "warning"), ("no-file", 3, "warning"), ("no-heading", 3, "warning")}
    page = digest.page("2025/12/04/b/index.html")
    assert "<p>A map the file\ngone below out</p>" in page
    assert '<h2 id="numbers">Numbers</h2>' in page
    assert digest.command("check", "--now", "2025-12-05").returncode == 0
    digest.write("content/2025/12/04/map.png", png(4, 4))
    digest.build()
    assert "<img" in digest.page("2025/12/04/b/index.html").partition("<main")[2]


def test_links_between_files(digest: Site) -> None:
    """A link to another content file leads to its story, one to a page's file to the page; headings have names."""
    digest.article(
        "2025/12/05/b.md",
        "Trams will run",
        "[before](../04/a.md) [us](/about/#x) [c](#costs--more) [up](#top)\n\n## Costs & more\n\n## Costs & more\n",
    )
    assert not digest.build().diagnostics
    page = digest.page("2025/12/05/b/index.html")
    assert 'href="/valley/2025/12/04/a/">before' in page
    assert 'href="/valley/about/#x"' in page
    assert 'id="costs-more"' in page or 'id="costs-and-more"' in page
    assert page.count('<h2 id="costs') == 2
    assert 'href="#top">up' in page


def test_a_page_in_the_place_of_another_is_named(digest: Site) -> None:
    """A page that has the name of one of the site's stays away, and nothing stops."""
    digest.write("pages/topics.md", "# My topics\n")
    (found,) = digest.build().diagnostics
    assert (found.code, found.severity) == ("collision", "warning")
    assert found.path == "pages/topics.md"
    assert "My topics" not in digest.page("topics/index.html")
    done = digest.command("check")
    assert done.returncode == 0, done.stderr


def test_a_root_file_that_differs_from_a_page_in_case_alone_is_named(digest: Site) -> None:
    """Hosts whose disks do not tell the two apart would lose one."""
    digest.write("root/Topics/index.html", "mine")
    (found,) = digest.build().diagnostics
    assert (found.path, found.code) == ("root/Topics/index.html", "collision")
    assert "topics/index.html" in found.message


def test_nothing_of_a_hidden_story_is_left(digest: Site) -> None:
    """Its pages, its picture and the copies of both are gone."""
    digest.write("content/2025/12/04/face.png", png(4, 4))
    digest.article("2025/12/04/b.md", "Baker Olga Prem wins", "See ![Olga](face.png). " + "Bread. " * 200)
    digest.build()
    digest.command("compress")
    digest.command("hide", "olga prem")
    digest.build()
    assert not [path for path, data in digest.output().items() if b"Olga" in data or path.startswith("media/")]
    copies = [gzip.decompress(data) for path, data in digest.output().items() if path.endswith(".gz")]
    assert copies
    assert not any(b"Olga" in data for data in copies)


def test_files_where_the_site_has_folders(digest: Site) -> None:
    """A file of root/ that stands where a folder of the site is, or in one that is a page, costs itself alone."""
    digest.write("root/topics", "a file")
    digest.write("root/404.html/x", "a folder")
    digest.write("root/media", "a file")
    digest.write("root/2025/12", "a file")
    said = [(it.path, it.code) for it in digest.build().diagnostics]
    assert said == [(f"root/{name}", "collision") for name in ("2025/12", "404.html/x", "media", "topics")]
    assert digest.page("topics/index.html")
    assert digest.command("check", "--now", "2025-12-05").returncode == 0


def test_what_somebody_put_in_the_way_is_named(digest: Site) -> None:
    """A file in place of a folder of the output costs the pages below it, and nothing else."""
    digest.write("output/topics", "a file")
    digest.write("output/atom.xml/mine", "a folder")
    said = digest.build().diagnostics
    assert {it.code for it in said} == {"output-way"}
    assert {it.path.rpartition("/")[2] for it in said} >= {"atom.xml"}
    assert digest.page("index.html")
    assert digest.read("output/topics") == "a file"


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("Our team.md", "Our-team/"),
        ("Q&A (old).html", "Q-A-old/"),
        ("100 %.md", "100/"),
        ("über-uns.md", "über-uns/"),
        ("legal/index.md", "legal/"),
        ("v1.2.md", "v1.2/"),
    ],
)
def test_the_address_of_a_page_is_one(digest: Site, file: str, address: str) -> None:
    """What no address holds is a hyphen; `index` is its folder; a link names the file."""
    digest.write(f"pages/{file}", "<h2>Here</h2>")
    digest.write("pages/links.md", f"See [it](<{file}>) and [home](/) or [so](/valley/).")
    assert not digest.build().diagnostics
    assert "Here" in digest.page(f"{address}index.html")
    assert digest.page("links/index.html").count('href="/valley/"') >= 2
    assert digest.command("check", "--strict", "--now", "2025-12-05").returncode == 0


@pytest.mark.parametrize("name", ["index", "2025/12/04", "2025/12/04/a", "topics"])
def test_a_page_in_the_place_of_news_is_named(digest: Site, name: str) -> None:
    """By its file; the site can be deployed."""
    digest.write(f"pages/{name}.md", "# Mine\n\nMy own words.\n")
    (found,) = digest.build().diagnostics
    assert (found.path, found.message) == (f"pages/{name}.md", "is not published")
    assert "My own words" not in digest.page("index.html" if name == "index" else f"{name}/index.html")
    assert digest.command("check", "--now", "2025-12-05").returncode == 0


def test_a_colon_in_a_title_costs_no_other_key(digest: Site) -> None:
    """Values that need quotes and have none are understood; what is no YAML at all is named."""
    digest.write("pages/x.md", "---\ntitle: Help: us & them\naliases:\n  - /helpers/\nlang: de\n---\nWords.\n")
    digest.write("pages/y.md", "---\ntitle: [\nlang: {\n---\nWords.\n")
    (found,) = digest.build().diagnostics
    assert (found.path, found.line) == ("pages/y.md", 2)
    assert "<h1>Help: us &amp; them</h1>" in digest.page("x/index.html")
    assert 'url=/valley/x/"' in digest.page("helpers/index.html")


@pytest.mark.parametrize(
    "inside", ["<script>a()</script>", "<g onclick='a()'/>", "<a href='javascript:a()'/>", "<foreignObject/>"]
)
def test_a_drawing_with_a_script_is_not_published(digest: Site, inside: str) -> None:
    """A reader could open it by itself, where it would run."""
    digest.write("content/2025/12/04/good.svg", "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>")
    digest.write("content/2025/12/04/bad.svg", f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>")
    digest.article("2025/12/04/b.md", "Trams will run", "See ![one](good.svg) and ![two](bad.svg).")
    (found,) = digest.build().diagnostics
    assert found.message == "'bad.svg' holds a script, so its words stand instead"
    assert [path for path in digest.output() if path.endswith(".svg") and "bad" in path] == []
    assert '<img src="/valley/media/good-' in digest.page("2025/12/04/b/index.html")


@pytest.mark.parametrize(
    ("text", "severity", "words"),
    [
        ("news.example\n", "", ""),
        ("NEWS.example", "", ""),
        ("https://news.example/\n", "warning", "write the name of the host alone"),
        ("a.example\nb.example\n", "warning", "no name of a host"),
        ("other.example\n", "info", "set 'base_url: https://other.example/'"),
    ],
)
def test_a_host_that_is_not_the_sites(digest: Site, text: str, severity: str, words: str) -> None:
    """CNAME holds one name, and most often that of the address; it stops nothing."""
    digest.write("root/CNAME", text)
    found = digest.build().diagnostics
    assert [it.severity for it in found] == [severity] * bool(severity)
    assert words in "".join(map(str, found))


def test_a_whole_page_has_one_main_part(digest: Site) -> None:
    """That of the theme, whatever the page had around its text."""
    digest.write("pages/x.html", "<html><body><main class='a'><h1>X</h1><p>Words</p></main></body></html>")
    digest.build()
    assert digest.page("x/index.html").count("<main") == digest.page("x/index.html").count("</main>") == 1
