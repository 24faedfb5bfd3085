"""An editor's own picture of a story: made small, with its size, in feeds and share cards; faults cost it alone."""

from __future__ import annotations

import io
import json
import re
import shutil

import feedparser
import pytest
from PIL import Image
from sites import Site

HOST = "https://sample.example/"
PAGE = "2025/12/04/bridge/index.html"


def photo(width: int, height: int, *, turned: bool = False) -> bytes:
    """A photo as a camera leaves it: with where it was taken, and perhaps to be turned."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    noted = Image.Exif()
    noted[0x010E] = "Taken at 47.1 N"
    if turned:
        noted[0x0112] = 6
    data = io.BytesIO()
    picture.save(data, "JPEG", exif=noted)
    return data.getvalue()


def drawing() -> bytes:
    data = io.BytesIO()
    Image.new("RGBA", (640, 320), (200, 10, 10, 128)).save(data, "PNG")
    return data.getvalue()


def published(site: Site) -> dict[str, Image.Image]:
    return {path: Image.open(io.BytesIO(data)) for path, data in site.output().items() if path.startswith("media/")}


@pytest.fixture
def bridge(site: Site) -> Site:
    site.write("content/2025/12/04/Our bridge.jpg", photo(2400, 1600))
    keys = {"image": "Our bridge.jpg", "image_alt": "The fallen <span>", "image_credit": "'Photo: Ann Lee'"}
    site.article("2025/12/04/bridge.md", "Bridge falls at noon", **keys)
    site.article("2025/12/03/other.md", "Quiet day in the valley", "Nothing happened.", published="2025-12-03")
    return site


def test_a_picture_is_small_and_has_its_size(bridge: Site) -> None:
    """The page shows it at two widths, with its size, alternative text and credit, loaded when it is scrolled to."""
    assert not bridge.build().diagnostics
    sizes = sorted(picture.size for picture in published(bridge).values())
    assert sizes == [(600, 400), (1200, 800)]
    assert all(not picture.getexif() for picture in published(bridge).values())
    (img,) = re.findall(r"<img[^>]*>", bridge.page(PAGE))
    assert re.search(r'src="/media/our-bridge-[0-9a-f]{10}-1200\.jpg"', img)
    assert re.search(r'srcset="/media/our-bridge-\S+-600\.jpg 600w, /media/our-bridge-\S+-1200\.jpg 1200w"', img)
    for part in ('width="1200"', 'height="800"', 'loading="lazy"', 'alt="The fallen &lt;span&gt;"'):
        assert part in img
    assert '<figcaption class="meta">Photo: Ann Lee</figcaption>' in bridge.page(PAGE)
    assert "<img" not in bridge.page("index.html")


def test_a_picture_is_in_feeds_and_share_cards(bridge: Site) -> None:
    """RSS and Atom enclose it, JSON Feed names it, networks and search engines are told its own size."""
    bridge.build()
    (path,) = [path for path, picture in published(bridge).items() if picture.width == 1200]
    address, length = HOST + path, str(len(bridge.output()[path]))
    for name in ("feed.xml", "atom.xml"):
        entry = next(it for it in feedparser.parse(bridge.output()[name]).entries if "Bridge" in it.title)
        (enclosure,) = entry.enclosures
        assert (enclosure.href, enclosure.type, enclosure.length) == (address, "image/jpeg", length)
    items = json.loads(bridge.page("feed.json"))["items"]
    assert [it.get("image") for it in items] == [address, None]
    page = bridge.page(PAGE)
    for name, value in {"": address, ":width": "1200", ":height": "800", ":alt": "The fallen &lt;span&gt;"}.items():
        assert f'<meta property="og:image{name}" content="{value}">' in page
    assert f'"url":"{address}","width":1200,"height":800' in re.sub(r"([:,])\s+", r"\1", page)
    assert bridge.command("check").returncode == 0


def test_pictures_of_other_shapes(site: Site) -> None:
    """A drawing stays one, a small picture is not made larger, and one that was held upright stands upright."""
    site.write("pictures/map.png", drawing())
    site.write("content/2025/12/04/small.jpg", photo(400, 300, turned=True))
    site.article("2025/12/04/bridge.md", "Bridge falls", image="/pictures/map.png", image_alt="''")
    site.article("2025/12/04/b.md", "Museum opens", "Drums came home.", image="small.jpg", image_alt="Drums")
    assert not site.build().diagnostics
    found = {path.partition("-")[0]: (it.format, it.size) for path, it in published(site).items() if "-600" not in path}
    assert found == {"media/map": ("PNG", (640, 320)), "media/small": ("JPEG", (300, 400))}
    assert "srcset" not in site.page("2025/12/04/b/index.html")


@pytest.mark.parametrize(
    ("image", "said"),
    [
        ("gone.jpg", "is not there"),
        ("broken.jpg", "cannot be read as a picture"),
        ("text.svg", "cannot be read as a picture"),
        ("../../../../../secret.jpg", "is no file of this digest"),
        ("/.cache/x.jpg", "is no file of this digest"),
        ("https://other.example/x.jpg", "is no file of this digest"),
        ("[a, b]", "is no file of this digest"),
    ],
)
def test_what_is_no_picture_costs_it_alone(site: Site, image: str, said: str) -> None:
    """The article is published without it, and the build names the file and what to do."""
    site.write("content/2025/12/04/broken.jpg", b"\xff\xd8\xff not a picture")
    site.write("content/2025/12/04/text.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write("../secret.jpg", photo(9, 9))
    site.article("2025/12/04/bridge.md", "Bridge falls", image=image, image_alt="x")
    (found,) = site.build().diagnostics
    assert (found.path, found.code) == ("content/2025/12/04/bridge.md", "story-picture")
    assert said in found.message
    assert found.hint
    assert "<img" not in site.page(PAGE)
    assert not published(site)


def test_a_picture_without_words_is_named(site: Site) -> None:
    """Nobody can see what a picture shows without its words, so the build asks for them."""
    site.write("content/2025/12/04/x.jpg", photo(40, 30))
    site.article("2025/12/04/bridge.md", "Bridge falls", image="x.jpg")
    (found,) = site.build().diagnostics
    assert "image_alt" in found.hint
    assert 'alt=""' in site.page(PAGE)


def test_warm_builds_follow_the_picture(bridge: Site) -> None:
    """Another picture, other words, a hidden article, a lost cache: each build leaves what a clean one would."""
    bridge.build()
    for change in ("picture", "words", "body", "cache", "hidden"):
        text = bridge.read("content/2025/12/04/bridge.md")
        if change == "picture":
            bridge.write("content/2025/12/04/Our bridge.jpg", photo(1000, 500))
        elif change == "words":
            bridge.write("content/2025/12/04/bridge.md", text.replace("fallen", "broken"))
        elif change == "body":
            bridge.write("content/2025/12/04/bridge.md", text.replace("Some words", "Other words"))
        elif change == "cache":
            shutil.rmtree(bridge.root / ".cache/pictures")
        else:
            bridge.write("content/2025/12/04/bridge.md", text.replace("---\n", "---\nhidden: true\n", 1))
        bridge.build()
        warm = bridge.output()
        shutil.rmtree(bridge.root / ".cache")
        shutil.rmtree(bridge.root / "output")
        bridge.build()
        assert bridge.output() == warm, change
        assert any(path.startswith("media/") for path in warm) == (change != "hidden")
