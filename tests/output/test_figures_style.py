"""The style of figures: one bundled font, for every text and every hanzi."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

from analysis.output import figures
from analysis.output.figures.style import font_path
from tests.support.figure_tables import draw_sheets


def test_font_is_found_without_importing_its_package() -> None:
    code = (
        "import sys; from analysis.output.figures.style import font_path; "
        "assert font_path().name == 'NotoSansSC-Regular.ttf'; assert 'zhplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_text_is_drawn_with_the_bundled_font() -> None:
    from matplotlib import font_manager

    for figure in draw_sheets().values():
        for text in figure.findobj(mpl.text.Text):
            if text.get_text():
                path = font_manager.findfont(text.get_fontproperties(), fallback_to_default=False)
                assert Path(path) == font_path(), text


def test_bundled_font_draws_every_hanzi_of_gb2312() -> None:
    rows = range(0xB0, 0xF8)
    cells = range(0xA1, 0xFF)
    hanzi = "".join(bytes((row, cell)).decode("gb2312", errors="ignore") for row in rows for cell in cells)
    assert len(hanzi) == 6763
    figures.check_glyphs(hanzi + "，。、：；？！“”《》〈〉（）〔〕—…·％０123abcXYZ+-%①⑩")
