"""OCR: pictures of pages read by machine, with RapidOCR, whose models come in its own package.

It is an optional extra. The models are opened from the installed package by their paths, so that
nothing is ever downloaded.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from analysis.reading.extracted import Extracted, ReadingError
from analysis.reading.pdf_characters import fold
from analysis.reading.pdf_furniture import Sheet
from analysis.reading.pdf_pages import text_of
from analysis.reading.pdf_pieces import WIDE_GAP, Piece, baselines
from analysis.settings import Settings

DOTS_PER_INCH = 200
# An A3 sheet at 600 dots per inch; more is refused before it is unpacked.
MOST_PIXELS = 80_000_000
# RapidOCR itself looks at 2,000 pixels along the longer side.
LONG_SIDE = 2_400
# Boxes are a little higher than the em of their line, and stand a little below its baseline.
EM_PER_BOX, BELOW = 0.92, 0.2
# How sure RapidOCR must be that there is text: its own 0.5 passes over the thin 一、of a heading.
LEAST_INK = 0.3
# Lines whose ems differ by less are set in one size; boxes are not more exact than that.
ONE_SIZE = 1.12


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of a picture: a scanned or photographed page, or a TIFF of several.

    Raises:
        ReadingError: OCR is not at hand, or the picture is damaged, too large or without text.
    """
    missing = why_not(settings)
    if missing:
        raise ReadingError("no text layer", f"The file is a picture. {missing}")
    sheets, confidences = [], []
    for image in _frames(data, settings):
        pieces, sure = recognise(image)
        sheets.append(Sheet(image.height, pieces))
        confidences += sure
    text = fold(text_of(sheets))
    if not text.strip():
        raise ReadingError("empty", "No text was found in the picture; scan the page again.")
    return Extracted(text, "ocr", warnings=(warning(confidences),))


def why_not(settings: Settings) -> str:
    """Why pictures can't be read here, and what to do; empty where they can."""
    if not settings.ocr:
        return "Set ocr = true in analysis.toml to have pictures read by OCR."
    if not find_spec("rapidocr") or not find_spec("onnxruntime"):
        return 'Install OCR to have pictures read: pip install "district-analysis[ocr]"'
    return ""


def warning(confidences: list[float]) -> str:
    """What a person should know of text that was recognised."""
    mean = sum(confidences) / len(confidences) if confidences else 0.0
    return f"recognised by machine (OCR), mean confidence {mean:.0%}; check names and numbers."


def recognise(image: Image.Image) -> tuple[list[Piece], list[float]]:
    """Read the text of a picture.

    Returns:
        The lines found, placed in pixels from the upper left corner, and how sure each is.

    Raises:
        ReadingError: the OCR program failed.
    """
    pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    try:
        found = _engine()(pixels)
    except Exception as error:  # the engine is four libraries, each with errors of its own
        raise ReadingError(
            "no text layer",
            f"OCR failed on this picture ({type(error).__name__}); scan the page again.",
        ) from error
    if found.boxes is None or not found.txts:
        return [], []
    lines = zip(found.boxes, found.txts, strict=True)
    pieces = _even([_piece(box, text) for box, text in lines])
    return _put_together(pieces), [float(score) for score in found.scores]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    spec = find_spec("rapidocr")
    models = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    paths = {part: next(models.glob(f"*{part.lower()}*.onnx"), None) for part in ("Det", "Cls", "Rec")}
    if None in paths.values():
        raise ReadingError(
            "no text layer",
            "The package rapidocr lacks its models; install it again: "
            'pip install --force-reinstall "district-analysis[ocr]"',
        )
    params = {f"{part}.model_path": str(path) for part, path in paths.items()}
    return RapidOCR(params=params | {"Det.box_thresh": LEAST_INK, "Global.log_level": "critical"})


def _piece(box: Any, text: str) -> Piece:
    left, right = float(box[:, 0].min()), float(box[:, 0].max())
    # Lines of a page that lies askew: height and place are those at the middle of the box.
    top, bottom = float(box[:2, 1].mean()), float(box[2:, 1].mean())
    size = max((bottom - top) * EM_PER_BOX, 1.0)
    units = sum(0.55 if c < "\x80" else 1.0 for c in text)
    if units > 4:
        # The width of a long line tells the em better than its height.
        size = min(max((right - left) / units, 0.8 * size), 1.2 * size)
    return Piece(text.strip(), left, right, bottom - BELOW * size, size)


def _even(pieces: list[Piece]) -> list[Piece]:
    """Give lines of about one size that size."""
    group: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.size):
        if group and piece.size > ONE_SIZE * group[0].size:
            _set_size(group)
            group = []
        group.append(piece)
    _set_size(group)
    return pieces


def _put_together(pieces: list[Piece]) -> list[Piece]:
    """Boxes that part a line without a wide gap become one."""
    found: list[Piece] = []
    for row in baselines(pieces):
        for n, piece in enumerate(row):
            last = found[-1] if n else None
            if last and piece.left - last.right < WIDE_GAP * piece.size:
                last.text += piece.text
                last.right = max(last.right, piece.right)
            else:
                found.append(piece)
    return found


def _set_size(group: list[Piece]) -> None:
    for piece in group:
        piece.size = group[len(group) // 2].size


def _frames(data: bytes, settings: Settings) -> Iterator[Image.Image]:
    """The pictures in a file, upright and of a size that OCR takes."""
    try:
        with warnings.catch_warnings():
            # The check below is stricter than Pillow's warning.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        frames = getattr(picture, "n_frames", 1)
        if frames > settings.max_pages:
            raise _too_large(f"{frames:,} pictures and the limit is {settings.max_pages:,}")
        for number in range(frames):
            picture.seek(number)
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large(
                    f"{picture.width:,} × {picture.height:,} pixels and the limit is "
                    f"{MOST_PIXELS:,}"
                )
            yield _upright(picture)
    except ReadingError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(f"far more than {MOST_PIXELS:,} pixels") from error
    except Exception as error:  # Pillow's many decoders raise whatever they meet
        raise ReadingError(
            "damaged", "The picture can't be opened; download or scan it again."
        ) from error


def _too_large(what: str) -> ReadingError:
    return ReadingError(
        "too large", f"The picture has {what}; scan it again at {DOTS_PER_INCH} dots per inch."
    )


def _upright(picture: Image.Image) -> Image.Image:
    image = ImageOps.exif_transpose(picture) or picture
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    image = image.convert("RGB")
    image.thumbnail((LONG_SIDE, LONG_SIDE))
    return image
