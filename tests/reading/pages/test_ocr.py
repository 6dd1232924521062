"""OCR: pictures of pages, which are drawn here."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analysis.reading import ReadingError
from analysis.reading.pages import ocr, pdf
from analysis.settings import Settings
from tests.support.notices import english

needs_ocr = pytest.mark.skipif(
    not (find_spec("rapidocr") and find_spec("onnxruntime")),
    reason="the extra [ocr] is not installed",
)
# A page of A4 at 150 dots per inch.
WIDTH, HEIGHT, EM, PITCH, LEFT, FULL = 1240, 1754, 33, 58, 155, 28
TITLE = "某某区2022年党建工作要点"
PARAGRAPHS = [
    "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻新时代党的建设总要求和组织路线，"
    "认真落实各项任务，推动基层党建工作全面进步。",
    "一、加强政治建设",
    "认真组织党员学习党章党规，严格落实组织生活会制度，推动支部工作规范化标准化建设，"
    "提升基层党组织的组织力。",
]


def font(size: int) -> ImageFont.FreeTypeFont:
    spec = find_spec("zhplot")
    assert spec and spec.origin
    return ImageFont.truetype(Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf", size)


def draw_page(paragraphs: list[str] = PARAGRAPHS, title: str = TITLE, number: str = "") -> Image.Image:
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    draw.text((WIDTH / 2, 180), title, fill=0, font=font(45), anchor="mm")
    y = 320
    for text in paragraphs:
        text = "　　" + text
        while text:
            end = FULL + (text[FULL : FULL + 1] in ("，", "。"))
            draw.text((LEFT, y), text[:end], fill=0, font=font(EM))
            text, y = text[end:], y + PITCH
    draw.text((WIDTH / 2, HEIGHT - 100), number, fill=0, font=font(28), anchor="mm")
    return image


def encode_image(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def fold_commas(text: str) -> str:
    """Fold half-width commas and colons, which OCR sometimes returns; cleaning does the same."""
    return text.replace(",", "，").replace(":", "：")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("OCR reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    ocr._engine.cache_clear()
    yield


@needs_ocr
@pytest.mark.slow
def test_paragraphs_of_a_picture_are_read_without_the_network(offline: None) -> None:
    extracted = ocr.read(encode_image(draw_page()), Settings())
    assert fold_commas(extracted.text) == "\n".join([TITLE, *PARAGRAPHS]) + "\n"
    assert extracted.format == "ocr"
    assert "recognised by machine" in english(extracted.warnings)[0]
    assert "mean confidence 9" in english(extracted.warnings)[0] or "100%" in english(extracted.warnings)[0]


@needs_ocr
@pytest.mark.slow
def test_a_photograph_is_turned_upright_and_made_opaque() -> None:
    small = draw_page([PARAGRAPHS[1]]).crop((0, 0, WIDTH, 500)).convert("RGBA")
    pixels = np.array(small)
    pixels[:, :, 3] = 255 - pixels[:, :, 0]
    turned = Image.fromarray(pixels).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    extracted = ocr.read(encode_image(turned, exif=exif), Settings())
    assert extracted.text == f"{TITLE}\n{PARAGRAPHS[1]}\n"


@needs_ocr
@pytest.mark.slow
def test_each_frame_of_a_tiff_is_a_page() -> None:
    first, second = (draw_page([PARAGRAPHS[n]], number=f"— {n} —") for n in (1, 2))
    data = encode_image(first, "TIFF", save_all=True, append_images=[second], compression="tiff_deflate")
    pages = fold_commas(ocr.read(data, Settings()).text).split("\f")
    assert [text.split("\n")[:2] for text in pages] == [[TITLE, PARAGRAPHS[n]] for n in (1, 2)]
    error = refusal_of(data, Settings(max_pages=1))
    assert error.reason == "too large" and "2 pictures" in str(error)


@needs_ocr
@pytest.mark.slow
def test_the_pages_of_a_pdf_that_are_pictures_are_recognised() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(draw_page()), 0, 0, *A4)
    canvas.showPage()
    scanned = io.BytesIO()
    canvas.save()
    extracted = pdf.read(buffer.getvalue(), Settings())
    assert fold_commas(extracted.text) == "\n".join([TITLE, *PARAGRAPHS]) + "\n"
    assert extracted.format == "ocr"
    assert english(extracted.warnings)[0].startswith("Page 1: recognised by machine (OCR)")

    canvas = Canvas(scanned, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 16)
    for line in range(5):
        canvas.drawString(72, 700 - 30 * line, f"A page of text that was never scanned {line}")
    canvas.showPage()
    canvas.drawImage(ImageReader(draw_page([PARAGRAPHS[1]])), 0, 0, *A4)
    canvas.save()
    extracted = pdf.read(scanned.getvalue(), Settings())
    assert extracted.text.split("\f")[1] == f"{TITLE}\n{PARAGRAPHS[1]}\n"
    assert extracted.format == "pdf"
    assert english(extracted.warnings)[0].startswith("Page 2: recognised")


@needs_ocr
@pytest.mark.slow
def test_a_picture_without_text_is_refused() -> None:
    assert refusal_of(encode_image(Image.new("RGB", (400, 400), "white"))).reason == "empty"


def refusal_of(data: bytes, settings: Settings | None = None) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        ocr.read(data, settings or Settings())
    return caught.value


def test_without_the_extra_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    error = refusal_of(b"")
    assert error.reason == "no text layer"
    assert 'pip install "district-analysis[ocr]"' in str(error)
    assert "ocr = true" in str(refusal_of(b"", Settings(ocr=False)))


@needs_ocr
def test_a_picture_that_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    error = refusal_of(encode_image(Image.new("1", (12_000, 12_000))))
    assert error.reason == "too large" and "12,000 × 12,000" in str(error)
    # So large that Pillow does not open it.
    assert refusal_of(encode_image(Image.new("1", (40_000, 20_000)))).reason == "too large"


@needs_ocr
@given(cut=st.integers(0, 400), place=st.integers(0, 400), byte=st.integers(0, 255))
@hypothesis_settings(max_examples=60, deadline=None)
def test_a_damaged_picture_is_refused(cut: int, place: int, byte: int) -> None:
    # A picture of one colour: if it can still be opened it has no text, and OCR sees that quickly.
    data = bytearray(encode_image(Image.new("L", (64, 64), 255)))
    data[min(place, len(data) - 1)] ^= byte
    error = refusal_of(bytes(data[: len(data) - cut]))
    assert error.reason in ("damaged", "empty", "too large")


def test_lines_of_similar_height_have_the_same_size() -> None:
    long = ocr.TextBox(0, 0, 320, 34, "坚持党的全面领导地位", 1)
    pieces = ocr._even_sizes([ocr._make_piece(long), ocr._make_piece(ocr.TextBox(0, 50, 32, 82, "党", 1))])
    assert pieces[0].size == pieces[1].size
    assert pieces[0].size == pytest.approx(32, abs=3)
    assert pieces[0].left == 0 and pieces[0].right == 320
    assert 25 < pieces[0].base < 34
