"""The desk on a story's own page, in a real browser: reports, headlines, topics, and what to merge it with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import FITS, audit, choose, needs_browser, wait_until
from playwright.sync_api import Page, Route, expect
from previews import Preview
from sites import Site

from site_gen.edition import decisions

pytestmark = needs_browser

HARBOUR, WIRE = "Lorn bridge falls at noon", "Bridge over the Lorn falls at noon in Weissach"
ECHO = "Lorn bridge in Weissach falls at noon, nobody hurt"
PAGE = "2025/12/01/bridge-1/"
OTHERS = [
    "Parliament votes on water prices",
    "Late frost ruins the orchards",
    "Council argued for years about the bridge toll",
]
BODIES = [
    "The Lorn bridge in Weissach fell at noon, an hour after engineers had closed it. Nobody was hurt as it fell.",
    "The bridge over the Lorn fell into the river at noon. Engineers in Weissach had closed it; three lorries waited.",
    "Nobody was hurt when the Lorn bridge fell at noon, police in Weissach said; the ferry will run until spring.",
]

# The links that a button of the desk lies over.
COVERED = """() => {
  const buttons = [...document.querySelectorAll("site-gen-story")].map((it) => it.shadowRoot.querySelector(".dots"));
  const boxes = buttons.map((it) => it.getBoundingClientRect());
  const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const isCovered = (link) => [...link.getClientRects()].some((it) => boxes.some((box) => meets(it, box)));
  return [...document.querySelectorAll("main a, main summary")].filter(isCovered).map((link) => link.outerHTML);
}"""


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    """A story of three reports, and three others, the oldest of which is the likeliest to belong to it."""
    reports = zip((HARBOUR, WIRE, ECHO), ("Harbour Desk", "Wire", "Echo"), BODIES, strict=True)
    for number, (title, source, body) in enumerate(reports, 1):
        at = f"2025-12-01T1{number}:00:00+00:00"
        site.article(f"2025/12/01/bridge-{number}.md", title, body=body, source=source, published=at)
    for number, title in enumerate(OTHERS):
        site.seed(f"{number}.txt", title, byline=f"By Ann Lee | Dec 0{4 - number}, 2025")
    with Preview(site) as running:
        running.wait_for(running.shows(PAGE, "<b>3</b> reports"))
        yield running


def of_report(page: Page, source: str, choice: str) -> None:
    page.get_by_role("button", name=f"Desk: report, {source}: ").click()
    page.get_by_role("menuitem", name=choice).click()


def made(preview: Preview) -> list[str]:
    path = preview.site.root / "editorial.yaml"
    return [it.kind for it in decisions.read(path.read_text())] if path.exists() else []


def test_a_report_is_split_off_by_mouse(preview: Preview, page: Page) -> None:
    """One click beside a report takes it out of the story, whatever else is in it; undo puts it back."""
    page.goto(preview.address + PAGE)
    expect(page.locator(".coverage ol > li")).to_have_count(3)
    of_report(page, "Echo", "Split off")
    expect(page.locator(".coverage ol > li")).to_have_count(2)
    expect(page.locator(".coverage")).not_to_contain_text(ECHO)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".coverage ol > li")).to_have_count(3)


def test_a_report_leads_by_keyboard(preview: Preview, page: Page) -> None:
    """Its headline and text become the story's, the address stays; the best report leads again when that is asked."""
    page.goto(preview.address + PAGE)
    page.get_by_role("button", name="Desk: report, Echo: ").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("l")
    expect(page.get_by_role("menuitem", name="Lead with this")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(ECHO)
    expect(page.get_by_role("button", name="Desk: report, Echo: ")).to_be_focused()
    assert page.url.endswith(PAGE)
    assert "lead" in made(preview)
    page.keyboard.press("Enter")
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(WIRE)
    assert "lead" not in made(preview)


def test_a_report_is_hidden_and_taken_back(preview: Preview, page: Page) -> None:
    """Only that report goes; the list of decisions takes it back."""
    page.goto(preview.address + PAGE)
    of_report(page, "Echo", "Lead with this")
    expect(page.locator("h1")).to_have_text(ECHO)
    of_report(page, "Harbour Desk", "Hide this report")
    expect(page.locator(".coverage ol > li")).to_have_count(2)
    expect(page.locator(".coverage")).not_to_contain_text("Harbour Desk")
    page.goto(f"{preview.origin}/_desk/")
    expect(page.get_by_role("row", name="Leads its story")).to_be_visible()
    page.get_by_role("row", name="Hidden (this report)").get_by_role("button").click()
    expect(page.get_by_role("row", name="Hidden")).to_have_count(0)
    page.goto(preview.address + PAGE)
    expect(page.locator(".coverage ol > li")).to_have_count(3)


def test_rename_offers_the_headlines_of_its_reports(preview: Preview, page: Page) -> None:
    """Another report's headline is one click, or Tab and Enter, away, and can be changed before it is taken."""
    page.goto(preview.address + PAGE)
    choose(page, WIRE, "Rename…")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    dialog.get_by_role("button", name=ECHO).click()
    field = dialog.get_by_label("Headline", exact=True)
    expect(field).to_have_value(ECHO)
    page.keyboard.press("Tab")  # reports come by time
    page.keyboard.press("Enter")
    expect(field).to_have_value(HARBOUR)
    expect(field).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"{HARBOUR}!")


def test_a_topic_is_the_main_one(preview: Preview, page: Page) -> None:
    """All topics are there; one is the main one, which checks its box, and comes first in the file."""
    page.goto(preview.address + PAGE)
    choose(page, WIRE, "Change topic…")
    dialog = page.get_by_role("dialog")
    boxes, mains = dialog.get_by_role("checkbox"), dialog.get_by_role("radio")
    assert boxes.count() == mains.count() > 10
    for box in boxes.all():
        box.uncheck()
    boxes.filter(has=page.locator("xpath=self::*[@value='arts']")).check()
    expect(dialog.get_by_role("radio", name="Main topic: Arts")).to_be_checked()
    dialog.get_by_role("radio", name="Main topic: Weather").check()
    expect(dialog.get_by_role("checkbox", name="Weather")).to_be_checked()
    dialog.get_by_role("button", name="File").click()
    expect(page.get_by_label("Filed under")).to_contain_text("Weather, Arts")
    assert "[weather, arts]" in preview.site.read("editorial.yaml")


def test_merge_lists_the_likeliest_story_first(preview: Preview, page: Page) -> None:
    """An older story on the same subject stands above newer ones, with the words that both headlines share."""
    page.goto(preview.address + PAGE)
    choose(page, WIRE, "Merge with…")
    first = page.get_by_role("radio").first
    expect(first).to_have_accessible_name(f"{OTHERS[2]} 2025-12-02 · both say bridge")
    expect(page.get_by_role("radio")).to_have_count(3)
    page.get_by_role("searchbox").fill("frost")
    expect(page.get_by_role("radio")).to_have_count(1)


def test_buttons_keep_their_place(preview: Preview, page: Page) -> None:
    """Styles of the desk that come late, and a window that grows narrow, push no button out of the page."""
    page.set_viewport_size({"width": 1280, "height": 900})

    def send_late(route: Route) -> None:
        page.wait_for_timeout(1_000)
        route.continue_()

    page.route("**/desk.css", send_late)
    page.goto(preview.address + PAGE)
    buttons = page.get_by_role("button", name="Desk: report,")
    expect(buttons).to_have_count(3)
    for width in (1280, 400, 900):
        page.set_viewport_size({"width": width, "height": 900})
        wait_until(page, FITS)
        for button, report in zip(buttons.all(), page.locator(".coverage ol > li").all(), strict=True):
            inner, outer = button.bounding_box(), report.bounding_box()
            assert inner
            assert outer
            assert outer["x"] <= inner["x"]
            assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_desk_on_a_story_covers_no_link(preview: Preview, page: Page, width: int, scheme: str) -> None:
    """No button of the desk lies over a link, and axe finds nothing in menus and dialogs."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(preview.address + PAGE)
    expect(page.get_by_role("button", name="Desk: report,")).to_have_count(3)
    assert page.evaluate(COVERED) == []
    page.get_by_role("button", name="Desk: report, Echo: ").click()
    audit(page)
    page.keyboard.press("Escape")
    for choice in ("Rename…", "Change topic…", "Merge with…"):
        choose(page, WIRE, choice)
        audit(page)
        page.keyboard.press("Escape")
