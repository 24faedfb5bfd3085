"""Debian's Chromium, driven by Playwright, for tests of what a browser does with the preview."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

expect.set_options(timeout=30_000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt install chromium)")
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
