"""The desk's inbox and what an editor writes there, in a real browser, by keyboard and by mouse."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from browsing import audit, choose, needs_browser, watched
from playwright.sync_api import Page, expect
from previews import Preview
from sites import Site

from site_gen.edition import decisions
from site_gen.edition.decisions import Decision

pytestmark = needs_browser

STRIKE = "Ferry crews in Almhof strike over pay"
AGAIN = "Almhof commuters stranded as boats stay in port"
STRIKE_PAGE = "2025/12/04/strike/"
OTHERS = {
    "Parliament votes on water prices": "A cubic metre will cost two cents more from January on, if all agree.",
    "Late frost ruins the orchards": "Growers in the valley lost nine in ten blossoms within one night of clear skies.",
    "Comet seen at dusk": "Look west, low over the hills. Binoculars help, and so does an evening without a moon.",
}
WATER, FROST, COMET = OTHERS


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    """Five stories, two of which are a near miss."""
    site.write("site.yaml", "title: Test Digest\nbase_url: https://sample.example/\ngrouping: {threshold: 0.5}\n")
    one = "No ferry left Almhof on Thursday. Crews want eight per cent more pay, and the company offers three."
    two = "Hundreds of people waited at the landing stage on Thursday morning. Many walked, others took the bus."
    site.article("2025/12/04/strike.md", STRIKE, body=one, source="Wire")
    site.article("2025/12/04/stranded.md", AGAIN, body=two, source="Echo")
    for number, (title, body) in enumerate(OTHERS.items()):
        site.article(
            f"2025/12/0{3 - number}/other.md", title, body=body, source="Desk", published=f"2025-12-0{3 - number}"
        )
    with Preview(site) as running:
        yield running


def made(preview: Preview) -> list[Decision]:
    path = preview.site.root / "editorial.yaml"
    return list(decisions.read(path.read_text())) if path.exists() else []


def row(page: Page, title: str):
    return page.get_by_role("checkbox", name=f"Choose: {title}", exact=True)


def inbox(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/_desk/inbox/")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page.get_by_role("link", name="Inbox")).to_be_visible()  # with the bar its script is there


def test_a_near_miss_is_merged_by_keyboard(preview: Preview, page: Page) -> None:
    """j goes to the first row, which is the near miss, m merges it, and undo brings it back."""
    inbox(preview, page)
    expect(page.get_by_text("A first look")).to_be_visible()
    expect(page.get_by_role("heading", name="Are these one story?")).to_be_visible()
    page.keyboard.press("j")
    pair = page.locator("li[data-part=near] input")
    expect(pair).to_have_count(1)
    expect(pair).to_be_focused()
    page.keyboard.press("m")
    expect(pair).to_have_count(0)
    assert [it.kind for it in made(preview)] == ["merge"]
    page.get_by_role("button", name="Undo").click()
    expect(pair).to_have_count(1)
    assert made(preview) == []
    expect(pair).to_be_focused()
    page.keyboard.press("a")
    expect(pair).to_have_count(0)
    assert [it.kind for it in made(preview)] == ["split"]


def test_several_rows_are_decided_on_at_once(preview: Preview, page: Page) -> None:
    """x chooses rows; one key hides them all, and one undo shows them all again."""
    inbox(preview, page)
    page.keyboard.press("j")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("k")
    chosen = page.locator("li:has(input:checked)")
    expect(chosen).to_have_count(2)
    page.keyboard.press("h")
    expect(chosen).to_have_count(0)
    assert [(it.kind, it.whole) for it in made(preview)] == [("hide", True)] * 2
    page.get_by_role("button", name="Undo").click()
    preview.wait_for(lambda: made(preview) == [])


def test_stories_are_chosen_and_merged_by_mouse(preview: Preview, page: Page) -> None:
    """Two clicks and one on the button; a story alone cannot be merged, which is said."""
    inbox(preview, page)
    row(page, WATER).check()
    page.get_by_role("button", name="Merge").click()
    expect(page.locator(".refused")).to_contain_text("Choose another story")
    row(page, FROST).check()
    page.get_by_role("button", name="Merge").click()
    preview.wait_for(lambda: [it.kind for it in made(preview)] == ["merge"])
    row(page, COMET).check()
    page.get_by_role("button", name="Pin").click()
    preview.wait_for(lambda: {it.kind for it in made(preview)} == {"merge", "pin"})


def test_several_rows_are_filed_at_once(preview: Preview, page: Page) -> None:
    """A topic for all chosen rows, by mouse; for the row with the focus by t, arrows and Enter."""
    inbox(preview, page)
    row(page, FROST).check()
    row(page, WATER).check()
    page.get_by_label("Topic for the chosen rows").select_option("environment")
    page.get_by_role("button", name="File under it").click()
    preview.wait_for(lambda: [(it.kind, it.topics) for it in made(preview)] == [("topic", ("environment",))] * 2)
    expect(page.locator("li:has(input:checked)")).to_have_count(0)

    def is_in_the_list() -> bool:
        row(page, COMET).focus()
        page.keyboard.press("t")
        return bool(page.evaluate("document.activeElement.id === 'file-under'"))

    preview.wait_for(is_in_the_list)  # the page is loaded anew once both decisions are built
    page.get_by_label("Topic for the chosen rows").select_option("science")
    page.keyboard.press("Enter")
    preview.wait_for(lambda: [it.topics for it in made(preview)].count(("science",)) == 1)


def test_what_was_seen_does_not_come_back(preview: Preview, page: Page) -> None:
    """Rows that were put away stay away; after all was seen only news is there."""
    inbox(preview, page)
    row(page, COMET).focus()
    page.keyboard.press("e")
    expect(row(page, COMET)).to_have_count(0)
    expect(row(page, FROST)).to_have_count(1)
    page.get_by_role("button", name="I have seen it all").click()
    expect(page.get_by_text("Nothing new since you looked.")).to_be_visible()
    page.wait_for_timeout(1_100)  # times of filing are whole seconds
    title = "Almhof mayor wants boats and commuters back in port"
    body = "The mayor asked both sides to talk. People waited at the landing stage for a week, she said, and walked."
    preview.site.article("2025/12/05/mayor.md", title, body=body, source="Tide", published="2025-12-05")
    new = page.locator("li[data-part=new] input")
    expect(new).to_have_count(1)
    expect(page.locator("li[data-part=new]")).to_contain_text("Tide")


def test_an_article_is_written_in_the_browser(preview: Preview, page: Page) -> None:
    """Headline and text become a file in content/ and a page; a second one of that name writes over nothing."""
    errors = watched(page)
    for number in (1, 2):
        page.goto(f"{preview.origin}/_desk/write/")
        page.get_by_label("Headline").fill("What we: know so far")
        page.get_by_label("Text, in Markdown").fill(f"Version {number}.\n\nIt is **certain**.")
        page.get_by_label("By", exact=True).fill("Ann Lee, Bo Ray")
        page.get_by_label("Topic").select_option("science")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Write the file").press("Enter")
        expect(page.locator("#written code")).to_contain_text("what-we-know-so-far")
    files = [text for path, text in preview.site.content().items() if "what-we-know-so-far" in path]
    assert sorted("Version 1" in text for text in files) == [False, True]
    assert all("title: 'What we: know so far'" in text and "- Bo Ray" in text for text in files)
    address = f"{time.strftime('%Y/%m/%d', time.gmtime())}/what-we-know-so-far/"
    assert page.get_by_role("link", name="Read it").get_attribute("href") == f"/{address[:-1]}-2/"
    preview.wait_for(preview.shows(address, "<strong>certain</strong>"))
    assert errors == []


def test_what_is_being_written_outlasts_builds(preview: Preview, page: Page) -> None:
    """A build that changes pages leaves the form as it is."""
    page.goto(f"{preview.origin}/_desk/write/")
    field = page.get_by_label("Headline")
    field.fill("Half a head")
    expect(page.get_by_role("link", name="Inbox")).to_be_visible()
    preview.site.article("2025/12/06/more.md", "Museum returns forty drums", published="2025-12-06")
    preview.wait_for(preview.shows("", "Museum returns forty drums"))
    page.wait_for_timeout(500)
    expect(field).to_have_value("Half a head")


def test_a_note_belongs_to_its_story(preview: Preview, page: Page) -> None:
    """From a story's menu: what is written becomes a report of that story."""
    page.goto(preview.address + STRIKE_PAGE)
    choose(page, STRIKE, "Write a note…")
    expect(page.get_by_text(f"It becomes a report of “{STRIKE}”")).to_be_visible()
    page.get_by_label("Headline").fill("From our desk: how the pay compares")
    page.get_by_label("Text, in Markdown").fill("Crews elsewhere earn more, our own count says.")
    page.get_by_role("button", name="Write the file").click()
    expect(page.locator("#written")).to_contain_text("Written to content/")
    page.goto(preview.address + STRIKE_PAGE)
    expect(page.locator("#coverage + ol > li")).to_have_count(2)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_inbox_and_form_pass_axe(preview: Preview, page: Page, width: int, scheme: str) -> None:
    """axe finds nothing in the inbox, full and empty, nor in the form."""
    page.set_viewport_size({"width": width, "height": 720})
    page.emulate_media(color_scheme=scheme)
    inbox(preview, page)
    expect(page.get_by_role("link", name="Inbox")).to_be_visible()
    audit(page)
    page.get_by_role("button", name="I have seen it all").click()
    expect(page.get_by_text("Nothing new")).to_be_visible()
    audit(page)
    page.goto(f"{preview.origin}/_desk/write/")
    expect(page.get_by_role("link", name="Inbox")).to_be_visible()
    audit(page)


def test_only_the_desk_may_write(preview: Preview) -> None:
    """Without the token nothing is filed, and nothing counts as seen."""
    for path in ("articles", "look"):
        answer = preview.ask(f"{preview.origin}/_desk/{path}", b'{"title": "x"}', Content_Type="application/json")
        assert answer.status == 403
    assert not list(preview.site.root.glob("content/**/x.md"))
