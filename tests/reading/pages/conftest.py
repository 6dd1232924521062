"""Fixtures of the tests of fixed pages: the font of the PDF files, and a sample file."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.support.pdf_files import (
    SAMPLE_TEXT,
    draw_lines,
    make_pdf,
)


@pytest.fixture(scope="session", autouse=True)
def font() -> None:
    spec = find_spec("zhplot")
    assert spec and spec.origin
    path = Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Noto", str(path)))


@pytest.fixture(scope="session")
def sample(font: None) -> bytes:
    return make_pdf(lambda c: draw_lines(c, SAMPLE_TEXT), lambda c: draw_lines(c, SAMPLE_TEXT))
