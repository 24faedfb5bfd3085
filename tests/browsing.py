"""Debian's Chromium, driven by Playwright, for tests of what a browser does with the preview."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

expect.set_options(timeout=30_000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt install chromium)")
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser with a profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


def watched(page: Page) -> list[str]:
    """What goes wrong in a page, from now on: errors of scripts, and what its policy refuses."""
    found: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        is_refusal = "409 (Conflict)" in message.text  # which the desk shows
        if message.type == "error" and not is_refusal:
            found.append(message.text)

    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", hear)
    return found


def wait_until(page: Page, condition: str) -> None:
    """Wait until a JavaScript function answers something, over reloads too."""
    for _ in range(600):
        try:
            if page.evaluate(condition):
                return
        except Error as error:  # the page is being loaded anew
            if "context" not in str(error):
                raise
        page.wait_for_timeout(50)
    raise AssertionError(f"waited in vain for {condition}")


def menu_of(page: Page, headline: str) -> Locator:
    """The button beside a headline."""
    return page.get_by_role("button", name=f"Desk: {headline}").first


def choose(page: Page, headline: str, choice: str) -> None:
    """Open a story's menu and choose; again if the page was reloaded meanwhile, which closes the menu."""
    for _ in range(3):
        menu_of(page, headline).click()
        try:
            page.get_by_role("menuitem", name=choice).click(timeout=5_000)
        except PlaywrightTimeout:
            continue
        return
    raise AssertionError(f"the menu of {headline!r} never stayed open")


def audit(page: Page) -> None:
    """axe finds nothing in the page as it stands, and nothing makes it scroll sideways."""
    page.wait_for_load_state()
    page.evaluate(_AXE.read_text(encoding="utf-8") + "; () => 0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("(values) => axe.run(document, { runOnly: { type: 'tag', values } })", tags)
    faults = [(it["id"], it["nodes"][0]["html"]) for it in found["violations"]]
    assert faults == [], faults
    # A preview may lay its page out anew just then.
    page.wait_for_function(FITS, timeout=5_000)
