"""What all fuzz targets share: run a reader on mutated bytes, and check what comes out.

A reader gives text or raises ReadingError; anything else that comes out is a finding, and so is an
input that takes over 20 seconds or 2 GB.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

from analysis.settings import Settings

CORPUS = Path(__file__).parent / "corpus"
FINDINGS = Path(__file__).parent / "findings"
LIMITS = ("-timeout=20", "-rss_limit_mb=2048", "-max_len=60000", f"-artifact_prefix={FINDINGS}/")
# Limits that mutated bytes reach, so that the code behind them is tried too.
SETTINGS = Settings(
    max_bytes=1_000_000,
    max_unpacked_bytes=4_000_000,
    max_table_bytes=4_000_000,
    max_chars=200_000,
    max_pages=20,
    ocr=False,
)


def fuzz(kind: str, seeds: Iterable[bytes], *, wrap: Callable[[bytes], bytes] = lambda data: data) -> None:
    """Fuzz the reader of a kind of file until stopped; libFuzzer's options are this program's.

    Args:
        kind: text, html and so on, as in `analysis.reading.formats`.
        seeds: sound inputs to start from.
        wrap: makes a file of the mutated bytes, where they are only a part of one.
    """
    with atheris.instrument_imports(include=["analysis"]):
        reader = import_module("analysis.reading.file").READERS[kind]
        read = import_module(f"analysis.reading.{reader}").read
        repair = import_module("analysis.reading.mojibake").repair_extracted
        reading_error = import_module("analysis.reading.errors").ReadingError

    def check(data: bytes) -> None:
        try:
            extracted = repair(read(wrap(data), SETTINGS))
        except reading_error as error:
            assert error.reason, "a refusal without a reason"
            assert str(error).endswith((".", "?")), f"no sentence: {error!s}"
            return
        extracted.text.encode("utf-8")
        for value in extracted.embedded.values():
            value.encode("utf-8")
        if extracted.main is not None:
            start, end = extracted.main
            assert 0 <= start <= end <= len(extracted.text), f"main is {extracted.main}"

    run(kind, seeds, check)


def fuzz_table(
    module: str, suffix: str, seeds: Iterable[bytes], *, wrap: Callable[[bytes], bytes] = lambda data: data
) -> None:
    """Fuzz a reader of tables until stopped: what it gives must be rows, or a ReadingError.

    Args:
        module: the reader, as in `analysis.reading.spreadsheets.table_format`.
        suffix: of the file that the bytes are written to.
        seeds: sound inputs to start from.
        wrap: makes a file of the mutated bytes, where they are only a part of one.
    """
    with atheris.instrument_imports(include=["analysis"]):
        read = import_module(f"analysis.reading.spreadsheets.{module}").read
        reading_error = import_module("analysis.reading.errors").ReadingError

    def check(data: bytes) -> None:
        path.write_bytes(wrap(data))
        try:
            for sheet in read(path, SETTINGS):
                sheet.name.encode("utf-8")
                last = 0
                for number, cells in sheet.rows:
                    assert number > last, f"row {number} after {last}"
                    last = number
                    assert cells and cells[-1] is not None, "empty cells at the end"
                    "".join(cell for cell in cells if isinstance(cell, str)).encode("utf-8")
        except reading_error as error:
            assert error.reason, "a refusal without a reason"
            assert str(error).endswith((".", "?")), f"no sentence: {error!s}"

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table.{suffix}"
        run(module, seeds, check)


def run(name: str, seeds: Iterable[bytes], check: Callable[[bytes], None]) -> None:
    """Call `check` with mutated bytes until stopped; what it raises is a finding."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    FINDINGS.mkdir(exist_ok=True)
    for seed in seeds:
        (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    given = sys.argv[1:]
    stated = {option.split("=")[0] for option in given}
    limits = [limit for limit in LIMITS if limit.split("=")[0] not in stated]
    folders = [] if any(Path(word).exists() for word in given) else [str(folder)]
    atheris.Setup([sys.argv[0], *limits, *given, *folders], check)
    atheris.Fuzz()
