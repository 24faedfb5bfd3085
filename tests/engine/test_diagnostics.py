"""What is wrong fits on a screen, however many files it is wrong with."""

from __future__ import annotations

from pathlib import Path

from site_gen.engine.diagnostics import describe, summary
from site_gen.read import faults


def test_very_many_of_a_kind_are_counted(tmp_path: Path) -> None:
    """The first two dozen are named, four on a line, and each fault has its lines."""
    pictures = [faults.not_text(f"seeds/{at:04}.jpg", "a JPEG picture") for at in range(1_000)]
    answers = [faults.passed_over(f"seeds/{at:04}.json", "data (JSON)") for at in range(26)]
    lines = "\n".join(describe([*pictures, *answers], tmp_path)).splitlines()
    assert len(lines) == 13  # six and six, and a hint
    assert any(line.startswith("seeds/0020.jpg, ") and "seeds/0023.jpg and 976 more: error" in line for line in lines)
    assert any("seeds/0023.json and 2 more: " in line for line in lines)
    assert summary([*pictures, *answers]) == "1,000 errors, 26 warnings"


def test_few_are_all_named(tmp_path: Path) -> None:
    pictures = [faults.not_text(f"seeds/{at:04}.jpg", "a JPEG picture") for at in range(24)]
    lines = describe(pictures, tmp_path)
    assert len(lines) == 6
    assert all(it.path in "\n".join(lines) for it in pictures)
    assert "more" not in "\n".join(lines)
