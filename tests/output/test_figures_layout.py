"""Layout: names that wrap, letters that fit, rows that stay apart."""

from __future__ import annotations

from itertools import pairwise

import matplotlib as mpl

mpl.use("Agg")

from hypothesis import given
from hypothesis import strategies as st

from analysis.output.figures.layout import display_name, label_rows, wrap_text
from analysis.output.figures.style import apply_style
from tests.support.figure_checks import make_axes


def test_letters_shrink_where_the_axes_are_low() -> None:
    labels = [f"第 {i} 行" for i in range(40)]
    with apply_style():
        low, high = make_axes(6, 4), make_axes(6, 14)
        (places, small), (_, full) = label_rows(low, labels), label_rows(high, labels)
        low.figure.canvas.draw()
        boxes = [label.get_window_extent() for label in low.get_yticklabels()]
    assert places.tolist() == list(range(40))
    assert full == 1 and small < 0.7
    # a box holds a little air above and below its letters
    assert all(b.y1 - a.y0 < 0.3 * a.height for a, b in pairwise(boxes))


@given(st.text(alphabet="甲乙丙，。、abc 12（）", max_size=60), st.integers(3, 30))
def test_wrapping_loses_no_letter_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap_text(text, width).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        inked = line.rstrip("，。、）% :;,.)")
        assert sum(0.55 if c.isascii() else 1 for c in inked) <= width + 1


def test_latin_words_stay_whole_and_chinese_breaks_anywhere() -> None:
    # a letter is .55: "the quick " has 10 letters, 5.5; "brown" does not fit into 7
    assert wrap_text("the quick brown fox", 7) == "the quick\nbrown fox"
    assert wrap_text("教育党建工作要点", 4) == "教育党建\n工作要点"
    assert wrap_text("教育党建，工作要点", 4) == "教育党建，\n工作要点"


def test_a_long_name_is_broken_into_even_lines() -> None:
    assert display_name("甲" * 12, width=12) == "甲" * 12
    # 14 on lines of 12 at most: two, of 8 and 6, not of 12 and 2
    assert display_name("甲" * 14, width=12) == "甲" * 8 + "\n" + "甲" * 6
