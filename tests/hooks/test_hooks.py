"""A digest's own hooks: what they may change, and what a mistake costs."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from sites import NOW, ROOT, Site

from site_gen.build import inputs, open_memo
from site_gen.build.now import briefs_now
from site_gen.config import site_yaml

CONFIG = "title: Test Digest\nbase_url: https://sample.example/x/\nhooks: [hooks.py]\n"
HEAD = "import msgspec\nfrom site_gen.hooks import Article, PageText\n\n"


@pytest.fixture
def hooked(site: Site) -> Site:
    """A digest with two articles, where `hooks.py` counts."""
    site.write("site.yaml", CONFIG)
    site.seed("desk/a.txt", "Bridge opens to traffic")
    site.seed("desk/b.txt", "Horoscope for the week")
    return site


def built(site: Site, hooks: str, *words: str) -> subprocess.CompletedProcess[str]:
    site.write("hooks.py", HEAD + hooks)
    return site.command("build", "--now", NOW, *words)


def pages(site: Site) -> str:
    return "\n".join(text.decode("utf-8", "replace") for _, text in sorted(site.output().items()))


def test_article_is_changed(hooked: Site) -> None:
    """Headline, text and topics as the hook has them, everywhere; the address and `content/` stay."""
    done = built(
        hooked,
        "def article(it):\n    body = f'{it.body}\\n\\nSeen *by us*.'\n"
        "    other = {'id': 'x', 'slug': 'x', 'seed': 'x'}\n"
        "    if 'Bridge' in it.title:\n"
        "        return msgspec.structs.replace(it, title='New bridge', body=body, topics=('sport',), **other)\n"
        "    return it\n",
    )
    assert done.returncode == 0, done.stderr
    page = hooked.page("2025/12/04/bridge-opens-to-traffic/index.html")
    assert '<h1 id="headline">New bridge</h1>' in page
    assert "Seen <em>by us</em>." in page
    assert "New bridge" in hooked.page("topics/sport/index.html")
    assert "Bridge opens to traffic" in hooked.content()["2025/12/04/bridge-opens-to-traffic.md"]
    assert "Seen" not in "".join(hooked.content().values())


def test_article_is_dropped(hooked: Site) -> None:
    """None takes an article off the site, counted and named, and it comes back when the hook goes."""
    done = built(hooked, "def article(it):\n    return None if 'Horoscope' in it.title else it\n")
    assert done.returncode == 0, done.stderr
    assert "dropped by hooks: content/2025/12/04/horoscope-for-the-week.md" in done.stderr
    assert "1 article dropped by hooks" in done.stderr
    assert "Horoscope" not in pages(hooked)
    assert '"dropped":1' in hooked.command("build", "--json", "--now", NOW).stdout
    hooked.write("site.yaml", CONFIG.replace("hooks: [hooks.py]\n", ""))
    hooked.build()
    assert "Horoscope for the week" in pages(hooked)


def test_topics(hooked: Site) -> None:
    """A list of names or slugs files an article; None keeps what it has; a topic that is none is said."""
    done = built(hooked, "def topics(brief):\n    return ['Sport', 'Gardens'] if 'Bridge' in brief.title else None\n")
    assert "Bridge opens" in hooked.page("topics/sport/index.html")
    assert "Horoscope" not in hooked.page("topics/sport/index.html")
    assert re.search(
        r"hooks\.py:4: warning: topics\(\): there is no topic 'Gardens', about 'content/\S+bridge", done.stderr
    )


def test_read(hooked: Site) -> None:
    """A hook reads a format of its own; None leaves a seed to site-gen; `parse` asks the hook too."""
    hooked.write("seeds/desk/c.tbl", "Mill turns again|The mill turns.\nFerry is back|It is back.\n")
    done = built(
        hooked,
        "def read(seed):\n    if not seed.path.endswith('.tbl'):\n        return None\n"
        "    rows = (line.split('|') for line in seed.data.decode().splitlines())\n"
        "    return [Article(title=title, body=body, published='2025-12-04') for title, body in rows]\n",
    )
    assert done.returncode == 0, done.stderr
    assert set(hooked.content()) == {
        f"2025/12/04/{it}.md"
        for it in ("bridge-opens-to-traffic", "horoscope-for-the-week", "mill-turns-again", "ferry-is-back")
    }
    assert hooked.command("parse", str(hooked.root / "seeds/desk/c.tbl")).stdout.count("\n") == 2


def test_pages(hooked: Site) -> None:
    """Pages of a hook have the theme, a place in the menu, the sitemap and the search, and follow the edition."""
    hooked.write("site.yaml", CONFIG + "menu: {header: [people/ann]}\n")
    text = (
        "def pages(edition):\n    rows = [f'- [{it.title}](/{it.permalink})' for it in edition.stories]\n"
        "    yield PageText(name='people/ann', text='# By Ann\\n\\n' + '\\n'.join(rows))\n"
    )
    done = built(hooked, text)
    assert done.returncode == 0, done.stderr
    assert "hint" not in done.stderr
    page = hooked.page("people/ann/index.html")
    assert '<a href="/x/2025/12/04/bridge-opens-to-traffic/">Bridge opens to traffic</a>' in page
    assert 'href="/x/people/ann/"' in hooked.page("index.html")
    assert "people/ann/" in pages(hooked).partition("<urlset")[2]
    hooked.seed("desk/c.txt", "Ferry is back", body="It crossed the lake at noon, with two hundred on board.")
    hooked.build()
    assert "Ferry is back" in hooked.page("people/ann/index.html")
    assert hooked.command("check", "--max-age", "9999").returncode == 0


def test_page_that_cannot_be(hooked: Site) -> None:
    """Names that lead elsewhere, are there twice or are an own page's cost that page."""
    hooked.write("pages/about.md", "# About us\n\nOur own words.")
    done = built(
        hooked,
        "def pages(edition):\n    for name in ('../out', '', 'A b', 'one', 'one', 'about', 'topics/sport'):\n"
        "        yield PageText(name=name, text='# Of the hook')\n",
    )
    assert "hooks.py:4: error: pages(): '../out' is no address for a page" in done.stderr
    assert "pages(): 'one' is there twice" in done.stderr
    assert "'pages/' has a page 'about' too" in done.stderr
    assert "Our own words" in hooked.page("about/index.html")
    assert not (hooked.root / "out").exists()
    assert "Of the hook" in hooked.page("one/index.html")


PUBLISHED = """
def published(report):
    with open({path!r}, "a") as file:
        file.write(f"{{len(report.added)}} {{len(report.changed)}} {{report.stories}} {{report.base_url}}\\n")
"""


def test_published(hooked: Site) -> None:
    """It is told once of what a build changed, and not where nothing did; what it raises is said."""
    path = hooked.root / "told.txt"
    built(hooked, PUBLISHED.format(path=str(path)))
    built(hooked, PUBLISHED.format(path=str(path)))
    (line,) = path.read_text().splitlines()
    assert re.fullmatch(r"[1-9]\d+ 0 2 https://sample\.example/x/", line)
    hooked.seed("desk/c.txt", "Ferry is back")
    done = built(hooked, "def published(report):\n    raise OSError('chat is down')\n")
    assert done.returncode == 0
    assert "hooks.py:5: error: published(): OSError: chat is down, about 'what was published'" in done.stderr
    assert "Ferry is back" in pages(hooked)


def test_run_tells_once_it_is_deployed(hooked: Site) -> None:
    """`site-gen run` calls `published` after the deploying command, and not if that fails."""
    path = hooked.root / "told.txt"
    hooked.write("hooks.py", PUBLISHED.format(path=str(path)))
    hooked.write("site.yaml", CONFIG + "deploy: {command: ['false']}\n")
    hooked.command("run", "--now", NOW)
    assert not path.exists()
    hooked.write("site.yaml", CONFIG + "deploy: {command: ['true']}\ntheme: {tagline: New}\n")
    assert hooked.command("run", "--now", NOW).returncode == 0
    assert path.exists()


def test_example_of_the_documentation(site: Site) -> None:
    """The file in docs/hooks.md does what its page says."""
    guide = (ROOT / "docs/hooks.md").read_text()
    site.write(
        "site.yaml", re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)[1] + "base_url: https://sample.example/\n"
    )
    site.write("hooks.py", re.search(r"```python\n# hooks\.py\n(.*?)```", guide, re.DOTALL)[1])
    site.write("seeds/a.tbl", "Mill turns again|The mill turns.|2025-12-04\n")
    site.article("2025/12/04/b.md", "Horoscope for the week")
    site.article("2025/12/04/c.md", "Ferry is back - Valley Gazette", "It crossed the lake at noon.")
    site.article("2025/12/04/d.md", "Rates stay", "The bank kept its rate.", source="Arena")
    done = site.command("build", "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^3 stories, \d+ new files$", done.stderr, re.MULTILINE), done.stderr
    assert "dropped by hooks: content/2025/12/04/b.md" in done.stderr
    assert "The mill turns." in site.page("2025/12/04/mill-turns-again/index.html")
    assert ">Ferry is back<" in site.page("2025/12/04/c/index.html")
    assert "Rates stay" in site.page("topics/sport/index.html")
    assert "Widely reported" in site.page("widely-reported/index.html")


MISTAKES = {
    "raise KeyError(it)": r"hooks\.py:6: error: article\(\): KeyError",
    "return 5": r"hooks\.py:4: error: article\(\): answers with a wrong type about '\S+': Expected",
    "return msgspec.structs.replace(it, authors='Ann')": r"answers with a wrong .* at `\$\.authors`",
    "return msgspec.structs.replace(it, title=' ')": r"error: article\(\): answers with an article without a headline",
    "return msgspec.structs.replace(it, published='soon')": r"error: article\(\): answers with 'soon' for 'published'",
    "return msgspec.structs.replace(it, expires='13')": r"error: article\(\): answers with '13' for 'expires'",
    "return msgspec.structs.replace(it, extra={'a': object()})": r"error: article\(\): answers with a wrong type",
    "raise SystemExit": r"hooks\.py:6: error: article\(\): SystemExit",
    "return helper(it)": r"names\.py:2: error: article\(\): ZeroDivisionError",
    "import nothing_there": r"hooks\.py:6: error: article\(\): ModuleNotFoundError",
    "return article(it)": r"hooks\.py:\d: error: article\(\): RecursionError",
}


@pytest.mark.parametrize("line", MISTAKES)
def test_mistake_costs_the_article(hooked: Site, line: str) -> None:
    """An exception and a wrong type are named with file and line; the article is left out, the others are there."""
    hooked.write("names.py", "def helper(it):\n    return 1 / 0\n")
    done = built(
        hooked,
        f"def article(it):\n    if 'Horoscope' in it.title:\n        {line}\n    return it\nfrom names import helper\n",
    )
    assert done.returncode == 1
    assert re.search(MISTAKES[line], done.stderr), done.stderr
    assert "\n  hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "Horoscope" not in pages(hooked)
    assert "Bridge opens" in pages(hooked)
    again = hooked.command("build", "--now", NOW)
    assert re.search(MISTAKES[line], again.stderr), "reported until it is mended"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def topics(brief):\n    return 'sport'\n", r"hooks\.py:4: error: topics\(\): answers with a wrong type"),
        ("def topics(brief):\n    return [1]\n", r"hooks\.py:4: error: topics\(\): answers with a wrong type"),
        ("def pages(edition):\n    yield 1\n", r"hooks\.py:4: error: pages\(\): answers with a wrong type"),
        ("def pages(edition):\n    yield 1 / 0\n", r"hooks\.py:5: error: pages\(\): ZeroDivisionError"),
        ("def read(seed):\n    1 / 0\n", r"hooks\.py:5: warning: read\(\): ZeroDivisionError"),
        ("def read(seed):\n    return [Article(title='')]\n", r"warning: read\(\): answers with an article without"),
        (
            "def read(seed):\n    return [Article(title='A', published='x')]\n",
            r"warning: read\(\): answers with a time",
        ),
        ("async def topics(brief):\n    return []\n", r"hooks\.py:4: error: topics\(\): answers with a wrong type"),
    ],
)
def test_mistakes_of_other_hooks(hooked: Site, text: str, said: str) -> None:
    """They cost what they were asked about, never the build."""
    done = built(hooked, text)
    assert done.returncode in {0, 1}, done.stderr
    assert re.search(said, done.stderr), done.stderr
    assert (hooked.root / "output/index.html").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def article(it)\n    return it\n", r"hooks\.py:4: error: is not Python: expected ':'"),
        ("import nothing_there\ndef article(it): ...\n", r"hooks\.py:4: error: cannot be loaded: ModuleNotFoundError"),
        ("from names import no\ndef article(it): ...\n", r"hooks\.py:4: error: cannot be loaded: ImportError"),
        ("import names, broken\ndef article(it): ...\n", r"broken\.py:1: error: is not Python"),
        (
            "article = lambda it: it\ndef topics(it): ...\n",
            r"hooks\.py: error: has a hook 'article' that is not defined",
        ),
        ("exit(3)\ndef article(it): ...\n", r"hooks\.py:4: error: cannot be loaded: SystemExit"),
    ],
)
def test_broken_file_stops_the_build(hooked: Site, text: str, said: str) -> None:
    """Nothing is published without hooks that the owner wants: the last good pages stay."""
    hooked.write("names.py", "X = 1\n")
    hooked.write("broken.py", "def (\n")
    assert built(hooked, "def article(it):\n    return it\n").returncode == 0
    before = hooked.output()
    done = built(hooked, text)
    assert done.returncode == 2, done.stderr
    assert re.search(said, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert hooked.output() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "def articles(it):\n    return it\n",
            "hooks.py: warning: 'articles' is called by nobody: did you mean 'article'?",
        ),
        (
            "X = 1\n",
            "hooks.py: warning: has no hook\n  hint: hooks are named read, article, topics, pages and published",
        ),
    ],
)
def test_file_without_hooks_is_said(hooked: Site, text: str, said: str) -> None:
    """What nobody calls does nothing in silence no longer."""
    done = built(hooked, text)
    assert done.returncode == 0
    assert said in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hooks: [gone.py]", "site.yaml:2: error: 'gone.py' in 'hooks:' is not there"),
        ("hooks: [../out.py]", "site.yaml:2: error: file '../out.py' is outside the site"),
        ("hooks: [hooks.txt]", "site.yaml:2: error: 'hooks.txt' is no Python file"),
        ("hooks: hooks.py", "site.yaml:2: error: expected a list, got a text"),
    ],
)
def test_files_that_cannot_be(hooked: Site, line: str, said: str) -> None:
    """`hooks:` names files of the digest; what it cannot use is said with its line."""
    hooked.write("site.yaml", f"title: Test Digest\n{line}\n")
    done = hooked.command("build")
    assert done.returncode == 2
    assert said in done.stderr


BAD = ("javascript:alert(4711)", "data:text/html,4711", "vbscript:x4711", "file:///etc/4711", "https://-4711-/")


@pytest.mark.parametrize("bad", BAD)
def test_addresses_go_through_the_one_door(hooked: Site, bad: str) -> None:
    """What is no address of the web comes out of no hook, whichever field or text it stands in."""
    hooked.write("seeds/desk/c.tbl", "c")
    link = f"[Read]({bad}) and <{bad}> and ![x]({bad})"
    extra = f"extra={{'enclosures': [{{'url': {bad!r}, 'type': 'audio/mpeg', 'length': '1'}}]}}"
    done = built(
        hooked,
        f"def read(seed):\n    if seed.path.endswith('.tbl'):\n"
        f"        return [Article(title='Ferry', url={bad!r}, published='2025-12-04', body={link!r}, source={bad!r})]\n"
        f"def article(it):\n    return msgspec.structs.replace(it, url={bad!r}, {extra}, body=it.body + {link!r})\n"
        f"def pages(edition):\n    return [PageText(name='one', text='# One\\n\\n' + {link!r})]\n",
    )
    assert done.returncode == 0, done.stderr
    assert f"article(): '{bad}' is no address of the web" in done.stderr
    found = r"""(?:href|src|url)=["']?[^"'> ]*4711|"(?:url|external_url)": ?"[^"]*4711|<link>[^<]*4711"""
    assert not re.search(found, pages(hooked))
    assert not re.search(r"^(?:url|original): .*4711", pages(hooked), re.MULTILINE)


def test_why_and_decisions_see_what_readers_see(hooked: Site) -> None:
    """Commands know articles as the hooks have them."""
    built(hooked, "def article(it):\n    return msgspec.structs.replace(it, title=it.title.upper())\n")
    done = hooked.command("why", "BRIDGE OPENS TO TRAFFIC")
    assert done.returncode == 0, done.stderr
    with open_memo(hooked.root) as memo:
        briefs = briefs_now(hooked.root, site_yaml.load(hooked.root), memo)
    assert all(brief.title.isupper() for brief in briefs)


def steps(site: Site) -> list[str]:
    """The steps for which a build has anything to do."""
    done = site.command("build", "--json", "--now", NOW)
    return sorted(set(re.findall(r'"phase":"(\w+)","done":0', done.stdout)))


def test_source_is_in_the_keys_of_its_steps_alone(hooked: Site) -> None:
    """An edit of a file with one hook repeats what that hook feeds, and nothing else."""
    hooked.write("site.yaml", CONFIG.replace("[hooks.py]", "[hooks.py, reading.py, telling.py]"))
    hooked.write("reading.py", "def read(seed):\n    return None\n")
    hooked.write("telling.py", "def published(report):\n    return None\n")
    built(hooked, "def topics(brief):\n    return None\n")
    hooked.write("hooks.py", "def topics(brief):\n    return None  # other\n")
    assert steps(hooked) == ["load"]
    hooked.write("reading.py", "def read(seed):\n    return None  # other\n")
    assert steps(hooked) == ["read"]
    hooked.write("telling.py", "def published(report):\n    return None  # other\n")
    assert steps(hooked) == []


def test_no_hooks_cost_nothing(site: Site) -> None:
    """Without `hooks:` a build spends less than a millisecond on them, and loads nothing for them."""
    config = site_yaml.load(site.root)
    began = time.perf_counter()
    for _ in range(100):
        assert inputs.load_hooks(site.root, config).files == ()
    assert (time.perf_counter() - began) / 100 < 0.001
    site.seed("a.txt", "Bridge opens to traffic")
    site.build()
    words = f"-C {site.root} build --now {NOW}".split()
    code = (
        f"import sys; sys.argv[1:] = {words}\nfrom site_gen.cli import main\n"
        "try:\n    main()\nfinally:\n    print(*(it for it in sys.modules if it.startswith('site_gen.hooks')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert set(done.stdout.split()) <= {"site_gen.hooks", "site_gen.hooks.values"}, done.stdout
