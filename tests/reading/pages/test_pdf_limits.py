"""PDF files that are refused: encrypted, damaged, scanned without OCR, too large, hostile."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from analysis.reading import ReadingError
from analysis.reading.pages import ocr, pdf
from analysis.settings import Settings
from tests.support.notices import english
from tests.support.pdf_files import (
    SAMPLE_TEXT,
    TOP,
    WIDTH,
    Draw,
    T,
    U,
    draw_centred,
    draw_lines,
    draw_picture,
    draw_text,
    make_one_page,
    make_pdf,
    make_stream,
    read_text,
    refusal_of,
)


def test_a_file_is_refused_only_if_it_needs_a_password() -> None:
    locked = StandardEncryption("open", ownerPassword="own", canPrint=0)
    free = StandardEncryption("", ownerPassword="own", canCopy=0)
    error = refusal_of(make_pdf(lambda c: draw_lines(c, SAMPLE_TEXT), encrypt=locked))
    assert error.reason == "encrypted"
    assert read_text(lambda c: draw_lines(c, SAMPLE_TEXT), encrypt=free) == f"{T + U}\n{U}\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF", b"", b"x"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert refusal_of(data).reason == "damaged"


def test_a_file_that_is_cut_off_is_refused_or_gives_a_warning(sample: bytes) -> None:
    try:
        extracted = pdf.read(sample[: sample.rindex(b"xref")], Settings(ocr=False))
    except ReadingError as error:
        assert error.reason in ("damaged", "empty")
    else:
        assert any("end is missing" in warning for warning in english(extracted.warnings))


def test_pages_and_characters_beyond_the_limits_are_refused(sample: bytes) -> None:
    error = refusal_of(sample, Settings(max_pages=1))
    assert error.reason == "too large" and "max_pages" in str(error)
    error = refusal_of(sample, Settings(max_chars=20))
    assert error.reason == "too large" and "max_chars" in str(error)


def test_blank_pages_are_refused() -> None:
    assert refusal_of(make_pdf(lambda c: None)).reason == "empty"


def test_a_scan_is_refused_where_ocr_is_off_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_pdf(draw_picture, draw_picture)
    error = refusal_of(data, Settings(ocr=False))
    assert error.reason == "no text layer" and "ocr = true" in str(error)
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    error = refusal_of(data)
    assert error.reason == "no text layer"
    assert 'pip install "district-analysis[ocr]"' in str(error)


def test_pages_that_are_pictures_among_pages_with_text_give_a_warning() -> None:
    def draw_stamped(canvas: Canvas) -> None:
        draw_picture(canvas)
        draw_text(canvas, "扫描全能王 创建", WIDTH - 150, 30, 9)

    data = make_pdf(lambda c: draw_lines(c, SAMPLE_TEXT), draw_picture, draw_stamped)
    extracted = pdf.read(data, Settings(ocr=False))
    assert extracted.text.startswith(f"{T + U}\n{U}\n")
    assert english(extracted.warnings) == (
        "Pages 2–3: pictures without text, not read. Set ocr = true in analysis.toml to have "
        "pictures read by OCR.",
    )


def test_the_title_property_is_read_only_if_the_pages_show_it() -> None:
    def draw(title: str) -> Draw:
        def page(canvas: Canvas) -> None:
            canvas.setTitle(title)
            draw_centred(canvas, "某某区2022年工作要点", TOP + 60, 22)
            draw_lines(canvas, SAMPLE_TEXT)

        return page

    def read_title(title: str) -> dict[str, str]:
        return dict(pdf.read(make_pdf(draw(title)), Settings()).embedded)

    assert read_title("某某区2022年工作要点") == {"title": "某某区2022年工作要点"}
    assert read_title("另一个文件的模板") == {}
    assert read_title("Microsoft Word - 工作要点.doc") == {}


HELVETICA = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def test_a_stream_that_unpacks_without_end_is_refused_before_it_is_read() -> None:
    bomb = make_stream(b"BT /F1 9 Tf 9 9 Td " + b"(a)Tj " * 6_000_000 + b"ET")
    assert len(bomb) < 100_000
    error = refusal_of(make_one_page(bomb, resources=HELVETICA))
    assert error.reason == "too large" and "draws" in str(error)


def test_a_stream_beyond_the_limit_is_refused_before_it_is_read() -> None:
    data = make_one_page(make_stream(b" " * 3_000_000), resources=HELVETICA)
    error = refusal_of(data, Settings(max_unpacked_bytes=1_000_000))
    assert error.reason == "too large" and "max_unpacked_bytes" in str(error)


def test_forms_that_draw_forms_without_end_are_refused_before_they_are_read() -> None:
    forms = [
        make_stream(
            b"/F Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % (6 + n),
        )
        for n in range(12)
    ]
    last = make_stream(b"BT /F1 9 Tf (x) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    data = make_one_page(make_stream(b"/F Do"), *forms, last, resources=b"/XObject<</F 5 0 R>>")
    error = refusal_of(data)
    assert error.reason == "too large"


def test_a_form_that_draws_itself_is_read_once() -> None:
    form = make_stream(
        b"BT /F1 9 Tf (x) Tj ET /F Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%b/XObject<</F 5 0 R>>>>" % HELVETICA,
    )
    data = make_one_page(make_stream(b"/F Do"), form, resources=b"/XObject<</F 5 0 R>>")
    assert pdf.read(data, Settings(ocr=False)).text == "x\n"


@pytest.mark.parametrize("size", [b"nan", b"1e38", b"-1", b"0", b"99999999999999999999"])
def test_absurd_numbers_in_a_page_do_not_stop_the_reader(size: bytes) -> None:
    text = b"BT /F1 %b Tf %b 9 Td (x) Tj ET BT /F1 9 Tf 9 %b Td (y) Tj ET" % (size, size, size)
    lines = b"%b 0 m 9 %b l S 0 0 %b 9 re S" % (size, size, size)
    data = make_one_page(make_stream(text + b" " + lines), resources=HELVETICA)
    try:
        assert isinstance(pdf.read(data, Settings(ocr=False)).text, str)
    except ReadingError as error:
        assert error.reason in ("damaged", "empty")


@pytest.mark.slow
@given(data=st.data())
@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_mutations_of_a_file_are_read_or_refused(sample: bytes, data: st.DataObject) -> None:
    damaged = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 8))):
        if len(damaged) < 2:
            break
        place = data.draw(st.integers(0, len(damaged) - 1))
        how = data.draw(st.sampled_from(["cut", "flip", "insert", "drop"]))
        if how == "cut":
            del damaged[place + 1 :]
        elif how == "flip":
            damaged[place] ^= data.draw(st.integers(1, 255))
        elif how == "insert":
            damaged[place:place] = data.draw(st.binary(max_size=20))
        else:
            del damaged[place : place + data.draw(st.integers(1, min(200, len(damaged) - 1)))]
    try:
        extracted = pdf.read(bytes(damaged), Settings(ocr=False))
    except ReadingError as error:
        assert error.reason and str(error)
    else:
        assert extracted.text


@pytest.mark.slow
@given(content=st.binary(max_size=300))
@hypothesis_settings(max_examples=150, deadline=None)
def test_any_drawing_is_read_or_refused(content: bytes) -> None:
    try:
        extracted = pdf.read(make_one_page(make_stream(content), resources=HELVETICA), Settings(ocr=False))
    except ReadingError as error:
        assert error.reason in ("damaged", "empty", "garbled", "no text layer")
    else:
        assert extracted.text
