"""Pages of HTML in a real browser: formulas are seen, marks open by mouse and keyboard, nothing of a document runs.

Needs Chromium and Playwright's Python package (``pip install 'backproof[browser-test]'``); skipped where they are not.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from backproof.check.document import check_source
from backproof.report.findings import Findings
from backproof.report.html import to_html
from backproof.source import Source
from backproof.source.load import load
from tests.checked import homework
from tests.report.test_document_pages import HOSTILE
from tools.readme import ROOT

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here: apt-get install chromium")

LONG = "$$L = " + " + ".join(f"(y_{{{number}}} - a_{{{number}}})^2" for number in range(30)) + "$$\n"


@dataclass
class Opened:
    """A page, and all that it did but show itself."""

    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def answer(self, dialog: Any) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def is_shown(self, selector: str) -> bool:
        return bool(self.page.locator(selector).first.is_visible())


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """What opens a page, at a width and in a colour scheme."""
    contexts = []

    def opened(*documents: Findings, width: int = 1200, scheme: str = "light") -> Opened:
        file = tmp_path / "report.html"
        file.write_text(to_html(documents), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("request", lambda request: found.asked.append(request.url))
        found.page.on("console", lambda message: found.said.append(message.text))
        found.page.on("pageerror", lambda error: found.said.append(str(error)))
        found.page.on("dialog", found.answer)
        found.page.goto(file.as_uri())
        return found

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def judged() -> Findings:
    return Findings(check_source(load(str(ROOT / "examples" / "homework.md"))))


def test_formulas_are_seen(show: Any, judged: Findings) -> None:
    opened = show(judged)
    sizes = opened.page.evaluate(
        "[...document.querySelectorAll('math')].filter(m => m.checkVisibility())"
        ".map(m => m.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert len(sizes) > 30
    assert all(width > 3 and height > 3 for width, height in sizes)
    heights = opened.page.evaluate("[...document.querySelectorAll('mfrac')].map(m => m.getBoundingClientRect().height)")
    assert max(heights) > 30  # a fraction is set as one
    assert opened.said == []
    assert len(opened.asked) == 1


@pytest.mark.parametrize(("kind", "words"), [("line", "proved as written"), ("inline", "line 3, given")])
def test_marks_open_by_mouse_and_keyboard(show: Any, judged: Findings, kind: str, words: str) -> None:
    opened = show(judged)
    mark = f"details.{kind}.v-right"
    assert not opened.is_shown(f"{mark} .panel")
    opened.page.locator(f"{mark} > summary").first.click()
    assert opened.is_shown(f"{mark} .panel")
    assert words in opened.page.locator(f"{mark} .panel").first.inner_text()
    opened.page.locator(f"{mark} > summary").first.focus()
    opened.page.keyboard.press("Enter")
    assert not opened.is_shown(f"{mark} .panel")
    opened.page.keyboard.press("Space")
    assert opened.is_shown(f"{mark} .panel")
    assert opened.said == []


def test_every_mark_is_reached_with_the_tab_key(show: Any, judged: Findings) -> None:
    opened = show(judged)
    marks = opened.page.locator("summary").count()
    reached = 0
    for _ in range(marks + opened.page.locator("a").count()):
        opened.page.keyboard.press("Tab")
        reached += opened.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert reached == marks


def test_a_closed_mark_has_no_line_of_its_own_in_a_text(show: Any, judged: Findings) -> None:
    opened = show(judged)
    height = opened.page.evaluate(
        "document.querySelector('details.inline').closest('.p').getBoundingClientRect().height"
    )
    opened.page.evaluate("document.querySelector('details.inline').remove()")
    without = "[...document.querySelectorAll('.p')].find(p => p.innerText.startsWith('We fit'))"
    assert height == opened.page.evaluate(f"{without}.getBoundingClientRect().height")


def test_what_is_wrong_is_open_and_a_link_leads_to_it(show: Any, judged: Findings) -> None:
    opened = show(judged)
    assert opened.is_shown("details.v-wrong .panel")
    opened.page.locator(".slips a").last.click()
    panel = opened.page.locator("details.v-wrong .panel").last
    assert panel.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }")


def test_a_link_opens_what_is_closed(show: Any, judged: Findings) -> None:
    opened = show(judged)
    opened.page.locator(".strip a.v-right").last.click()
    assert opened.page.locator("details.v-right .panel").last.is_visible()


def test_paper_shows_what_is_wrong_even_where_it_was_closed(show: Any, judged: Findings) -> None:
    opened = show(judged)
    opened.page.locator("details.v-wrong > summary").first.click()
    assert not opened.is_shown("details.v-wrong .panel")
    opened.page.emulate_media(media="print")
    height = "document.querySelector('details.v-wrong .panel').getBoundingClientRect().height"
    assert opened.page.evaluate(height) > 50
    assert opened.page.evaluate("document.querySelector('details.v-right .panel').getBoundingClientRect().height") == 0
    assert opened.page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_a_page_is_as_wide_as_its_window(show: Any, judged: Findings, width: int, scheme: str) -> None:
    folder = "homework/of/a/class/with/many/folders/" * 3
    opened = show(judged, Findings(check_source(Source(f"{folder}long.md", LONG))), width=width, scheme=scheme)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    light = opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 250)"
    assert light == (scheme == "light")


def test_a_hostile_document_runs_nothing(show: Any) -> None:
    opened = show(Findings(check_source(Source('<img src=x onerror="window.ran=0">.md', HOSTILE))))
    for summary in opened.page.locator("summary").all():
        summary.click()
        summary.hover()
    opened.page.mouse.move(300, 300)
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("typeof window.ran") == "undefined"
    assert len(opened.asked) == 1
    assert opened.said == []
    assert (
        opened.page.evaluate("document.querySelectorAll('script, img, iframe, svg, [onclick], [onerror]').length") == 0
    )
    links = opened.page.evaluate("[...document.querySelectorAll('a')].map(a => a.protocol)")
    assert set(links) <= {"file:", "https:"}


def test_the_policy_of_the_page_refuses_what_would_slip_through(show: Any) -> None:
    opened = show(Findings(homework()))
    slipped = '<img src="https://example.org/x.png" onerror="window.ran = 1">'
    opened.page.evaluate(f"document.body.insertAdjacentHTML('beforeend', '{slipped}')")
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("typeof window.ran") == "undefined"
    refused = [said for said in opened.said if "Content Security Policy" in said]
    assert any("image" in said for said in refused)
    assert any("event handler" in said for said in refused)
