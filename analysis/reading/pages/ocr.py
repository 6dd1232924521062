"""Read pictures of pages by optical character recognition (OCR), with RapidOCR.

RapidOCR is optional. Its models come in its package and are opened there, so that nothing is
downloaded.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.pages.document_text import compose_text
from analysis.reading.pages.font_codes import replace_look_alikes
from analysis.reading.pages.pieces import WIDE_GAP, Piece
from analysis.reading.pages.sheet import Sheet
from analysis.settings import Settings

Pixels = NDArray[np.uint8]
DOTS_PER_INCH = 200
# An A3 sheet at 600 dots per inch; more is refused before it is unpacked.
MOST_PIXELS = 80_000_000
# Pixels along the longer side: to which a picture is scaled, and at most of a page of a PDF. A small
# picture is enlarged by no more than this factor.
LONG_SIDE, LONGEST_SIDE, MOST_ENLARGED = 2_400, 3_400, 2.0
# How sure RapidOCR must be that there is text. With its own 0.5 it misses the thin 一、of a heading,
# and so it does in pictures that it makes smaller.
LEAST_INK = 0.3
# The em of a line as a share of its box's height, and how far, in ems, the box reaches below the
# baseline.
EM_PER_BOX, BELOW = 0.92, 0.2
# Ems that a letter or digit of a line takes on average.
LATIN_WIDTH = 0.55
# Lines whose ems differ by less than this factor are set in one size: boxes are not more exact.
SAME_SIZE = 1.12
# What OCR reads from a whole line replaces the text of its parts, if the confidence is lower by less
# than this and the text is not shorter than this share.
LESS_SURE, SHORTER = 0.1, 0.7


@dataclass(slots=True)
class TextBox:
    """A line of text in a picture, or a part of one.

    Attributes:
        left, top, right, bottom: its edges, in pixels from the upper left corner.
        text: what OCR read.
        confidence: how sure OCR is of it, from 0 to 1.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    confidence: float


def read(data: bytes, settings: Settings) -> Extracted:
    """Read the text of a picture: a scanned or photographed page, or a TIFF of several pages.

    Raises:
        ReadingError: OCR is off or not installed, or the picture is damaged, too large or without text.
    """
    obstacle = find_obstacle(settings)
    if obstacle:
        raise ReadingError.of(Reason.NO_TEXT_LAYER, Kind.FILE_IS_PICTURE, why=obstacle)
    sheets: list[Sheet] = []
    confidences: list[float] = []
    for image in _open_pictures(data, settings):
        pieces, line_confidences = recognise(image)
        sheets.append(Sheet(image.height, pieces))
        confidences += line_confidences
    text = replace_look_alikes(compose_text(sheets))
    if not text.strip():
        raise ReadingError.of(Reason.EMPTY, Kind.PICTURE_WITHOUT_TEXT)
    return Extracted(
        text,
        "ocr",
        warnings=(Notice.of(Field.TEXT, Kind.RECOGNISED, confidence=mean_confidence(confidences)),),
    )


def find_obstacle(settings: Settings) -> Notice | None:
    """Find out why pictures can't be read here, and what to do about it; None if they can be read."""
    if not settings.ocr:
        return Notice.of(Field.TEXT, Kind.OCR_OFF)
    if not find_spec("rapidocr") or not find_spec("onnxruntime"):
        return Notice.of(Field.TEXT, Kind.OCR_NOT_INSTALLED)
    return None


def mean_confidence(confidences: list[float]) -> float:
    """The mean of how sure OCR is of each line, from 0 to 1; 0 without lines."""
    return sum(confidences) / len(confidences) if confidences else 0.0


def recognise(image: Image.Image) -> tuple[list[Piece], list[float]]:
    """Read the text of a picture.

    Returns:
        The lines, placed in pixels from the upper left corner, and the confidence of each.

    Raises:
        ReadingError: the OCR program failed.
    """
    pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    try:
        boxes = _join_boxes(_find_boxes(pixels), pixels)
    except ReadingError:
        raise
    except Exception as error:  # the engine is four libraries, each with its own errors
        raise ReadingError.of(Reason.NO_TEXT_LAYER, Kind.OCR_FAILED, fault=type(error).__name__) from error
    return _even_sizes([_make_piece(box) for box in boxes]), [box.confidence for box in boxes]


def _find_boxes(pixels: Pixels) -> list[TextBox]:
    result = _engine()(pixels, use_det=True, use_cls=True, use_rec=True)
    if result.boxes is None or not result.txts:
        return []
    boxes = []
    for box, text, confidence in zip(result.boxes, result.txts, result.scores, strict=True):
        # On a page that is not straight, the upper and lower edges of a box slope.
        top, bottom = float(box[:2, 1].mean()), float(box[2:, 1].mean())
        left, right = float(box[:, 0].min()), float(box[:, 0].max())
        boxes.append(TextBox(left, top, right, bottom, text.strip(), float(confidence)))
    return boxes


def _join_boxes(boxes: list[TextBox], pixels: Pixels) -> list[TextBox]:
    """Join the boxes of lines that were found in parts, as 一、 apart from its heading, and read them again."""
    lines: list[list[TextBox]] = []
    for box in sorted(boxes, key=lambda box: box.left):
        line = next((line for line in lines if _continues(line[-1], box)), None)
        if line is None:
            lines.append([box])
        else:
            line.append(box)
    return [line[0] if len(line) == 1 else _read_line(line, pixels) for line in lines]


def _continues(last: TextBox, box: TextBox) -> bool:
    height = max(last.bottom - last.top, box.bottom - box.top)
    middles = (last.top + last.bottom) / 2, (box.top + box.bottom) / 2
    level = last.top < middles[1] < last.bottom or box.top < middles[0] < box.bottom
    return level and -0.5 * height < box.left - last.right < WIDE_GAP * height


def _read_line(line: list[TextBox], pixels: Pixels) -> TextBox:
    text, confidence = "".join(box.text for box in line), min(box.confidence for box in line)
    left, right = min(box.left for box in line), max(box.right for box in line)
    top, bottom = min(box.top for box in line), max(box.bottom for box in line)
    crop = pixels[max(int(top), 0) : int(bottom) + 1, max(int(left), 0) : int(right) + 1]
    again = _engine()(np.ascontiguousarray(crop), use_det=False, use_cls=False, use_rec=True)
    # The boxes may overlap, so that a letter or two were read twice.
    if again.txts and again.scores[0] > confidence - LESS_SURE and len(again.txts[0]) >= SHORTER * len(text):
        text, confidence = again.txts[0].strip(), float(again.scores[0])
    return TextBox(left, top, right, bottom, text, confidence)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    spec = find_spec("rapidocr")
    models = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    paths = {part: next(models.glob(f"*{part.lower()}*.onnx"), None) for part in ("Det", "Cls", "Rec")}
    if None in paths.values():
        raise ReadingError.of(Reason.NO_TEXT_LAYER, Kind.OCR_WITHOUT_MODELS)
    params: dict[str, Any] = {f"{part}.model_path": str(path) for part, path in paths.items()}
    # It must not scale the pictures: they have the size that suits it.
    params |= {"Det.box_thresh": LEAST_INK, "Det.limit_side_len": 32}
    params |= {"Global.max_side_len": LONGEST_SIDE, "Global.log_level": "critical"}
    return RapidOCR(params=params)


def _make_piece(line: TextBox) -> Piece:
    height, width = line.bottom - line.top, line.right - line.left
    size = max(height * EM_PER_BOX, 1.0)
    units = sum(LATIN_WIDTH if c < "\x80" else 1.0 for c in line.text)
    if units > 4:
        # The width of a long line shows the em better than its height.
        size = min(max(width / units, 0.8 * size), 1.2 * size)
    return Piece(line.text, line.left, line.right, line.bottom - BELOW * size, size)


def page_scale(width: float, height: float) -> float:
    """How many pixels for each point to render a page of a PDF with."""
    return min(DOTS_PER_INCH / 72, LONGEST_SIDE / max(width, height, 1.0))


def _even_sizes(pieces: list[Piece]) -> list[Piece]:
    """Give lines whose sizes are nearly the same the size that is their median."""
    group: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.size):
        if group and piece.size > SAME_SIZE * group[0].size:
            _set_size(group)
            group = []
        group.append(piece)
    _set_size(group)
    return pieces


def _set_size(group: list[Piece]) -> None:
    for piece in group:
        piece.size = group[len(group) // 2].size


def _open_pictures(data: bytes, settings: Settings) -> Iterator[Image.Image]:
    """Open the pictures in a file, upright and of a size that suits OCR."""
    try:
        with warnings.catch_warnings():
            # The check below is stricter than Pillow's warning.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        frames = getattr(picture, "n_frames", 1)
        if frames > settings.max_pages:
            raise ReadingError.of(
                Reason.TOO_LARGE,
                Kind.TOO_MANY_PICTURES,
                n=frames,
                most=settings.max_pages,
                resolution=DOTS_PER_INCH,
            )
        for number in range(frames):
            picture.seek(number)
            if picture.width * picture.height > MOST_PIXELS:
                raise ReadingError.of(
                    Reason.TOO_LARGE,
                    Kind.TOO_MANY_PIXELS,
                    width=picture.width,
                    height=picture.height,
                    most=MOST_PIXELS,
                    resolution=DOTS_PER_INCH,
                )
            yield _normalise(picture)
    except ReadingError:
        raise
    except Image.DecompressionBombError as error:
        raise ReadingError.of(
            Reason.TOO_LARGE, Kind.FAR_TOO_MANY_PIXELS, most=MOST_PIXELS, resolution=DOTS_PER_INCH
        ) from error
    except Exception as error:  # Pillow's decoders raise errors of many kinds
        raise ReadingError.of(Reason.DAMAGED, Kind.PICTURE_DAMAGED) from error


def _normalise(picture: Image.Image) -> Image.Image:
    """Turn a picture upright, put a white ground behind it, and scale it for OCR."""
    image = ImageOps.exif_transpose(picture) or picture
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    image = image.convert("RGB")
    factor = min(LONG_SIDE / max(image.size), MOST_ENLARGED)
    width, height = (max(1, round(side * factor)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)
