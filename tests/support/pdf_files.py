"""PDF files for tests: pages like those of official documents, and files assembled from objects."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analysis.reading import ReadingError
from analysis.reading.pages import pdf
from analysis.settings import Settings

WIDTH, HEIGHT = A4

EM = 16.0

# A page like that of an official document: 22 lines of 28 hanzi.
LEFT, TOP, PITCH, FULL = 74.0, HEIGHT - 105, 28.0, 28

T = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻新时代党的建设总要求和组织路线，认真落实各项任务。"

U = "认真组织党员学习党章党规，严格落实“三会一课”、组织生活会、谈心谈话等制度，推动支部工作规范化。"

Draw = Callable[[Canvas], None]


def make_pdf(*pages: Draw, size: tuple[float, float] = A4, **options: Any) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_text(canvas: Canvas, text: str, x: float, y: float, size: float = EM) -> None:
    canvas.setFont("Noto", size)
    canvas.drawString(x, y, text)


def draw_centred(canvas: Canvas, text: str, y: float, size: float = EM) -> None:
    canvas.setFont("Noto", size)
    canvas.drawCentredString(LEFT + FULL * EM / 2, y, text)


def wrap_lines(paragraphs: list[str], width: int = FULL, indent: str = "　　") -> list[str]:
    """Break paragraphs into lines of `width` hanzi; a mark that must not start a line goes into the margin."""
    lines = []
    for text in paragraphs:
        text = indent + text
        while len(text) > width:
            end = width + (text[width] in "，。、；：”）")
            lines.append(text[:end])
            text = text[end:]
        lines.append(text)
    return [line for line in lines if line]


def draw_lines(canvas: Canvas, lines: list[str], top: float = TOP, left: float = LEFT) -> None:
    for n, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        draw_text(canvas, line.lstrip("　"), left + indent * EM, top - n * PITCH)


def draw_small_lines(canvas: Canvas, lines: list[str], left: float, size: float) -> None:
    for n, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        draw_text(canvas, line.lstrip("　"), left + indent * size, HEIGHT - 160 - n * 1.5 * size, size)


def read_text(*pages: Draw, **options: Any) -> str:
    return pdf.read(make_pdf(*pages, **options), Settings()).text


def refusal_of(data: bytes, settings: Settings | None = None) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        pdf.read(data, settings or Settings())
    assert str(caught.value).endswith((".", "”", ")", '"', "]"))
    return caught.value


def draw_picture(canvas: Canvas, width: float = WIDTH, height: float = HEIGHT) -> None:
    image = Image.new("L", (60, 80), 240)
    canvas.drawImage(ImageReader(image), 0, 0, width, height)


def draw_invisible(canvas: Canvas, text: str, y: float) -> None:
    line = canvas.beginText(LEFT, y)
    line.setFont("Noto", EM)
    line.setTextRenderMode(3)
    line.textOut(text)
    canvas.drawText(line)


def assemble_pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def make_stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<<%b/Filter/FlateDecode/Length %d>>stream\n" % (entries, len(packed))
    return head + packed + b"\nendstream"


def make_one_page(contents: bytes, *objects: bytes, resources: bytes = b"") -> bytes:
    return assemble_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%b>>>>" % resources,
        contents,
        *objects,
    )


SAMPLE_TEXT = wrap_lines([T + U, U])
