"""The gallery is true: each script runs, its claim holds, and the overview shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.gallery import GALLERY, OVERVIEW, overview, run, scripts

TEXT = OVERVIEW.read_text(encoding="utf-8")
LARGEST = 40_000  # bytes of a picture


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.stem)
def test_the_claim_of_each_page_holds_and_stands_in_the_overview(script: Path) -> None:
    page = run(script, small=True)
    assert f"## {page.title}\n" in TEXT
    assert page.claim in " ".join(TEXT.split())
    for what in page.numbers:
        assert f"| {what} | " in TEXT
    for formula in page.derived:
        assert f"$${formula}$$" in TEXT
    assert f"({page.plate.name})]({script.name})" in TEXT
    assert 0 < page.plate.stat().st_size < LARGEST


def test_every_script_and_every_picture_belongs_to_a_page() -> None:
    assert {path.name for path in GALLERY.glob("*.py")} == {"page.py", *(script.name for script in scripts())}
    assert {path.stem for path in GALLERY.glob("*.png")} == {script.stem for script in scripts()}


def test_a_claim_that_does_not_hold_is_seen(tmp_path: Path) -> None:
    script = tmp_path / "false.py"
    script.write_text('"""Two.\n\nClaim: it is odd."""\nassert 2 % 2 == 1\n', encoding="utf-8")
    with pytest.raises(AssertionError):
        run(script, small=True)


def test_the_overview_says_title_claim_numbers_and_picture(tmp_path: Path) -> None:
    script = tmp_path / "even.py"
    script.write_text(
        '"""Two.\n\nA\nstory.\n\nClaim: it\nis even."""\n'
        'from page import Page\npage = Page(__file__, {"rest": "0"}, ["r = 0"])\n',
        encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "page.py").write_text((GALLERY / "page.py").read_text(encoding="utf-8"), encoding="utf-8")
    shown = overview([run(script, small=True)])
    for part in ("## Two\n\nIt is even.\n", "$$r = 0$$", "![What even.py draws](even.png)](even.py)", "| rest | 0 |"):
        assert part in shown
