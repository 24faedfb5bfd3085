"""The preview in a real browser: reloads, errors over the page, and the editor's desk by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import audit, choose, menu_of, needs_browser, wait_until
from playwright.sync_api import Page, expect
from previews import Preview
from sites import Site

pytestmark = needs_browser

BRIDGE = "Bridge opens to traffic"
WATER = "Parliament votes on water prices"
ORCHARD = "Late frost ruins the apple orchards"
FILE = "content/2025/12/04/bridge-opens-to-traffic.md"
PAGE = "2025/12/04/bridge-opens-to-traffic/"


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    site.seed("a.txt", BRIDGE, body="Cars rolled over the river on Thursday for the first time.")
    site.seed("b.txt", WATER, body="Water will cost more from the first of January on.")
    site.seed("c.txt", ORCHARD, body="Growers expect to harvest next to nothing in the valley.")
    site.write("templates/static/own.css", "h1 { letter-spacing: 1px }")
    site.write(
        "templates/story.html",
        '{% extends "default/story.html" %}{% block styles %}{{ super() }}'
        '<link rel="stylesheet" href="{{ static("own.css") }}">{% endblock %}',
    )
    with Preview(site) as running:
        yield running


def undo_by_key(page: Page) -> None:
    """Press Ctrl+Z once the page knows what there is to take back: it may just have been loaded anew."""
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.keyboard.press("Control+z")


def mark(page: Page) -> None:
    """Leave something that a reload would wipe away."""
    page.evaluate("() => { window.marked = true }")


def test_edit_reloads_and_scroll_position_stays(preview: Preview, page: Page) -> None:
    """An edited story shows in the open page, which stays where it was scrolled to."""
    words = "\n\n".join(f"Paragraph {number} says a little more about the bridge." for number in range(80))
    text = preview.site.read(FILE)
    preview.site.write(FILE, text + words)
    preview.wait_for(preview.shows(PAGE, "Paragraph 79"))
    page.goto(preview.address + PAGE)
    page.evaluate("() => scrollTo(0, 900)")
    preview.site.write(FILE, (text + words).replace("Cars rolled", "Bicycles rolled"))
    expect(page.get_by_text("Bicycles rolled")).to_be_attached()
    wait_until(page, "() => scrollY === 900")


def test_stylesheet_is_swapped_without_a_reload(preview: Preview, page: Page) -> None:
    """A changed stylesheet takes effect in the page as it stands."""
    page.goto(preview.address + PAGE)
    expect(menu_of(page, BRIDGE)).to_be_visible()
    wait_until(page, "() => window.LiveReload.connector.protocol === 7")
    mark(page)
    preview.site.write("templates/static/own.css", "h1 { letter-spacing: 7px }")
    expect(page.locator("h1")).to_have_css("letter-spacing", "7px")
    assert page.evaluate("() => window.marked")


def test_only_pages_that_changed_are_reloaded(preview: Preview, page: Page) -> None:
    """An edit of another story leaves the open page alone."""
    page.goto(preview.address + PAGE)
    expect(menu_of(page, BRIDGE)).to_be_visible()
    wait_until(page, "() => window.LiveReload.connector.protocol === 7")
    mark(page)
    other = "content/2025/12/04/late-frost-ruins-the-apple-orchards.md"
    preview.site.write(other, preview.site.read(other).replace("next to nothing", "nothing at all"))
    preview.wait_for(preview.shows("2025/12/04/late-frost-ruins-the-apple-orchards/", "nothing at all"))
    assert page.evaluate("() => window.marked")
    preview.site.write(FILE, preview.site.read(FILE).replace("Cars rolled", "Bicycles rolled"))
    expect(page.get_by_text("Bicycles rolled")).to_be_attached()
    assert not page.evaluate("() => window.marked")


def test_new_article_shows_on_the_open_front_page(preview: Preview, page: Page) -> None:
    """A seed that is dropped into the folder shows without a restart."""
    page.goto(preview.address)
    preview.site.seed("new/d.txt", "Museum returns forty stolen drums")
    expect(page.get_by_role("link", name="Museum returns forty stolen drums")).to_be_visible()


def test_open_page_follows_its_story(preview: Preview, page: Page) -> None:
    """When a story's slug changes, the browser that has it open goes along."""
    page.goto(preview.address + PAGE)
    expect(menu_of(page, BRIDGE)).to_be_visible()
    preview.site.write(FILE, preview.site.read(FILE).replace("slug: bridge-opens-to-traffic", "slug: the-bridge"))
    page.wait_for_url("**/2025/12/04/the-bridge/", timeout=30_000)
    expect(page.get_by_role("heading", name=BRIDGE)).to_be_visible()


BROKEN, NO_YAML = "content/broken.md", "---\ntitle: a: b\n---\n"
FAULTS = [
    ("templates/story.html", "<p>\n{% if %}\n", "templates/story.html:2", "{% if %}"),
    ("site.yaml", "title: Test Digest\ntitel: x\n", "site.yaml:2", "titel: x"),
    ("editorial.yaml", "pin:\n  - [\n", "editorial.yaml", ""),
    (FILE, "---\ntitle: x\n  bad: [\n---\n\nwords\n", f"{FILE}:3", "bad: ["),
    (BROKEN, NO_YAML, f"{BROKEN}:2", "title: a: b"),
]


def test_errors_lie_over_the_page_until_they_are_mended(preview: Preview, page: Page) -> None:
    """Whatever is broken shows with its place, its lines and a hint, and goes by itself; the page stays below."""
    page.goto(preview.address + PAGE)
    overlay = page.locator(".overlay")
    expect(menu_of(page, BRIDGE)).to_be_visible()
    for path, broken, place, excerpt in FAULTS:
        target = preview.site.root / path
        before = target.read_bytes() if target.exists() else None
        preview.site.write(path, broken)
        expect(overlay).to_be_visible()
        expect(overlay).to_contain_text(place)
        expect(overlay).to_contain_text(excerpt)
        expect(overlay).to_contain_text("Hint: ")
        expect(page.get_by_text("Cars rolled over")).to_be_attached()
        if before is None:
            target.unlink()
        else:
            target.write_bytes(before)
        expect(overlay).to_be_hidden()


def test_error_is_put_away_until_another_comes(preview: Preview, page: Page) -> None:
    """Escape puts errors away, for the next page too; a warning waits behind its button from the start."""
    preview.site.write("seeds/undated.txt", "A headline without a date\n\nSome words that make a paragraph of text.\n")
    page.goto(preview.address)
    overlay, badge = page.locator(".overlay"), page.locator(".badge")
    expect(badge).to_have_text("1 warning")
    expect(overlay).to_be_hidden()
    preview.site.write(BROKEN, NO_YAML)
    expect(overlay).to_be_visible()
    expect(badge).to_have_text("1 error, 1 warning")
    badge.click()
    expect(overlay).to_be_hidden()
    badge.click()
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    page.goto(preview.address + PAGE)
    expect(badge).to_have_text("1 error, 1 warning")
    expect(overlay).to_be_hidden()
    preview.site.write("content/broken2.md", NO_YAML)
    expect(overlay).to_be_visible()


def test_pin_and_undo_by_mouse(preview: Preview, page: Page) -> None:
    """A click pins a story, which leads from then on; another takes it back, to the letter."""
    page.goto(preview.address)
    lead = page.locator(".lead h2")
    first = lead.inner_text()
    other = next(title for title in (BRIDGE, WATER, ORCHARD) if title != first)
    choose(page, other, "Pin")
    expect(lead).to_have_text(other)
    expect(page.get_by_role("button", name=f"Desk: {other} (pinned)").first).to_be_focused()
    assert "pin:" in preview.site.read("editorial.yaml")
    assert "site-gen-desk" not in preview.site.read("output/index.html")
    page.get_by_role("button", name="Undo").click()
    expect(lead).to_have_text(first)
    assert not (preview.site.root / "editorial.yaml").exists()


def test_pin_and_undo_by_keyboard(preview: Preview, page: Page) -> None:
    """The same without a mouse, also for a story that leads already; the focus comes back to the story."""
    page.goto(preview.address + PAGE)
    menu_of(page, BRIDGE).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Pin")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu_of(page, BRIDGE)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("h")
    expect(page.get_by_role("menuitem", name="Hide")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    pinned = page.get_by_role("button", name=f"Desk: {BRIDGE} (pinned)")
    expect(pinned).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text(f"Pinned '{BRIDGE}'")
    undo_by_key(page)
    expect(pinned).to_have_count(0)
    expect(menu_of(page, BRIDGE)).to_be_visible()
    assert not (preview.site.root / "editorial.yaml").exists()


def test_merge_by_keyboard_and_undo(preview: Preview, page: Page) -> None:
    """The dialog finds the other story by its words; Enter merges, and undo parts the two again."""
    page.goto(preview.address)
    menu_of(page, BRIDGE).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    page.keyboard.type("apple frost")
    found = page.get_by_role("radio", name=ORCHARD)
    expect(page.get_by_role("radio")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(found).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("2 reports").first).to_be_visible()
    assert "merge:" in preview.site.read("editorial.yaml")
    undo_by_key(page)
    expect(page.get_by_text("2 reports")).to_have_count(0)
    expect(menu_of(page, ORCHARD)).to_be_visible()


def test_merge_by_dragging(preview: Preview, page: Page) -> None:
    """One headline dragged onto another makes the two one story."""
    page.goto(preview.address)
    expect(menu_of(page, WATER)).to_be_visible()
    page.locator("main a", has_text=WATER).first.drag_to(page.locator("main a", has_text=BRIDGE).first)
    expect(page.get_by_text("2 reports").first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 reports")).to_have_count(0)


def test_rename_file_split_and_hide(preview: Preview, page: Page) -> None:
    """What needs a dialog: another headline, other topics, a report that does not belong, and a story taken off."""
    page.goto(preview.address + PAGE)
    choose(page, BRIDGE, "Rename…")
    page.get_by_label("Headline").fill("The bridge is open")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name="The bridge is open")).to_be_visible()
    choose(page, "The bridge is open", "Change topic…")
    page.get_by_role("checkbox", name="Science").check()
    page.get_by_role("button", name="File").click()
    expect(page.get_by_label("Filed under")).to_contain_text("Science")
    choose(page, "The bridge is open", "Merge with…")
    page.get_by_role("radio", name=WATER).check()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("#coverage")).to_be_visible()
    preview.wait_for(lambda: "merge:" in preview.site.read("editorial.yaml"))
    page.goto(preview.address)
    choose(page, "The bridge is open", "Split…")
    page.get_by_role("button", name="Split off").click()
    expect(page.get_by_role("alert").first).to_contain_text("Choose a report")
    page.get_by_role("dialog").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Split off").click()
    expect(page.get_by_text("2 reports")).to_have_count(0)
    choose(page, ORCHARD, "Hide")
    expect(page.locator("main").get_by_text(ORCHARD)).to_have_count(0)
    page.goto(f"{preview.origin}/_desk/")
    row = page.get_by_role("row", name="Hidden")
    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    page.goto(preview.address)
    expect(page.locator("main").get_by_text(ORCHARD).first).to_be_visible()


def test_refused_decision_is_said_and_taken_back_on_the_page(preview: Preview, page: Page) -> None:
    """When `editorial.yaml` cannot be changed, the page shows what is true, and why."""
    page.goto(preview.address)
    expect(menu_of(page, WATER)).to_be_visible()
    preview.site.write("editorial.yaml", "pin: [\n")
    expect(page.locator(".overlay")).to_be_visible()
    page.get_by_role("button", name="Put away").click()
    choose(page, WATER, "Hide")
    expect(page.locator(".refused")).to_contain_text("YAML")
    expect(page.locator("[data-site-gen-state]")).to_have_count(0)
    assert preview.site.read("editorial.yaml") == "pin: [\n"


def test_two_hundred_rapid_edits(preview: Preview, page: Page) -> None:
    """However fast edits come, the page ends up with the last, and never stops following."""
    page.goto(preview.address + PAGE)
    text = preview.site.read(FILE)
    for number in range(1, 201):
        preview.site.write(FILE, text.replace("Cars rolled", f"Edit {number} rolled"))
        if number % 20 == 0:
            expect(page.get_by_text(f"Edit {number} rolled")).to_be_attached()
    mark(page)
    preview.site.write(FILE, text)
    expect(page.get_by_text("Cars rolled")).to_be_attached()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_desk_passes_axe(preview: Preview, page: Page, width: int, scheme: str) -> None:
    """axe finds nothing: the page with the desk, an open menu, every dialog, errors, and the desk's own pages."""
    preview.site.write(BROKEN, NO_YAML)
    preview.site.write("seeds/undated.txt", "A headline without a date\n\nSome words that make a paragraph of text.\n")
    page.set_viewport_size({"width": width, "height": 720})
    page.emulate_media(color_scheme=scheme)
    page.goto(preview.address)
    expect(page.locator(".overlay")).to_be_visible()
    audit(page)
    page.get_by_role("button", name="Put away").click()
    choose(page, WATER, "Pin")
    expect(page.get_by_role("button", name=f"Desk: {WATER} (pinned)").first).to_be_visible()
    menu_of(page, WATER).click()
    audit(page)
    page.keyboard.press("Escape")
    for choice in ("Merge with…", "Rename…", "Change topic…"):
        choose(page, WATER, choice)
        audit(page)
        page.keyboard.press("Escape")
        expect(menu_of(page, WATER)).to_be_focused()
    for path in ("", "quarantine/", "sources/", "file/?path=seeds/a.txt", f"file/?path={BROKEN}"):
        page.goto(f"{preview.origin}/_desk/{path}")
        expect(page.locator(".badge")).to_be_visible()
        audit(page)


def test_a_first_visit_is_introduced(preview: Preview, page: Page) -> None:
    """One line says what the desk is for, once; after a decision the line is a sentence about that."""
    page.goto(preview.address)
    status = page.locator(".status")
    expect(status).to_contain_text("three dots")
    page.goto(preview.address + PAGE)
    expect(page.get_by_role("link", name="Decisions")).to_be_visible()
    expect(status).to_have_text("")
    choose(page, BRIDGE, "Pin")
    expect(status).to_have_text(f"Pinned '{BRIDGE}'")
