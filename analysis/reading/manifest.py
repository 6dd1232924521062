"""`manifest.csv`: what a person knows of a file that its text does not tell."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from analysis.chinese.patterns import ARABIC_YEAR
from analysis.reading.encodings import decode_with_warnings
from analysis.reading.errors import ReadingError

# What a person may state; `path` names the file.
FIELDS = (
    "province",
    "city",
    "district",
    "adcode",
    "year",
    "issued",
    "issuer",
    "number",
    "title",
    "genre",
)
COLUMNS = ("path", "note", *FIELDS)
# Spreadsheets write the separator of the country they are set to, and tabs into “Unicode text”.
SEPARATORS = ",;\t"
MAX_BYTES = 20_000_000
YEAR = re.compile(rf"({ARABIC_YEAR})(?:\.0|\s*年度?)?")
DATE = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[ T]0?0:00(?::00)?)?"
)
COMPACT_DATE = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
ADCODE = re.compile(r"([0-9]{6})(?:\.0)?")
# Not the line end and the tab, which a quoted cell may hold.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd]")


class ManifestError(ValueError):
    """A row of `manifest.csv` that can't be used; the message names its line."""


def read_manifest(path: Path, found: Iterable[str] | None = None) -> dict[str, dict[str, str]]:
    """Read the overrides of a manifest; a file that does not exist means none.

    The file is a table as spreadsheets save it (separated by commas, semicolons or tabs; UTF-8,
    UTF-16, GB 18030 or Big5) with a column `path` (under the raw folder) and any of province, city,
    district, adcode, year, issued (2022-03-05, 2022/3/5 or 2022年3月5日), issuer, number, title,
    genre. An empty cell leaves what was detected.

    Args:
        path: the table.
        found: the files there are (their doc_id); a row must name one of them.

    Returns:
        path → {field: value}; paths as in `found`, years with four digits, dates as YYYY-MM-DD.

    Raises:
        ManifestError: the file can't be opened, a column is unknown, a row names no file or one
            twice, a year, a date or a code is none; the message names the line.
    """
    if not os.path.lexists(path):
        return {}
    lines = _rows(decode_table(table_bytes(path)), path.name)
    names = _header(next(lines, (1, [])), path.name)
    files = None if found is None else _by_spelling(found)
    rows: dict[str, dict[str, str]] = {}
    for line, cells in lines:
        where = f"{path.name}, line {line}"
        given = _given(names, cells, where=where)
        key = _file_meant(given.pop("path"), files, where=where)
        if key in rows:
            raise ManifestError(f"{where}: {key} has a row already. Keep one.")
        rows[key] = _checked(given, where=where)
    return rows


def decode_table(data: bytes) -> str:
    """The text of a table that a person saved: UTF-8, UTF-16 as Excel's, GB 18030 or Big5.

    Bytes that are none of these become �.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        decoded = decode_with_warnings(data)
    except ReadingError:
        # A few cells of names are too little to tell an encoding by; most tables are GB 18030.
        return data.decode("gb18030", errors="replace")
    return data.decode(decoded.encoding, errors="replace") if decoded.warnings else decoded.text


def table_bytes(path: Path) -> bytes:
    """The bytes of a table of the user's own at the top of the raw folder.

    Raises:
        ManifestError: it leads out of the folder, is no file, too large, or can't be opened.
    """
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise ManifestError(f"{path.name} is a link that leads out of the raw folder. Copy the file there.")
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise ManifestError(
            f"{path.name} is no table: it is no file, or larger than {MAX_BYTES:,} bytes. Put the "
            "right file there, or take this one away."
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise ManifestError(
            f"{path.name} can't be opened ({error.strerror}). Check its permissions."
        ) from error


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it starts."""
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise ManifestError(
                f"{name}, line {line}: the row is no row of a table ({error}). Close every "
                "quotation mark, and double those inside a cell."
            ) from error
        # Spreadsheets may write their separator on a line before the table: sep=;
        if any(cells) and not (line == 1 and re.fullmatch("(?i)sep=.?", separator.join(cells))):
            yield line, cells


def _separator(text: str) -> str:
    """The separator that makes `path` a column."""
    for line in re.split(r"[\r\n]+", text, maxsplit=2)[:2]:
        for separator in SEPARATORS:
            cells = [cell.strip(' "\r').casefold() for cell in line.split(separator)]
            if "path" in cells and len(cells) > 1:
                return separator
    return ","


def _header(first: tuple[int, list[str]], name: str) -> list[str]:
    line, cells = first
    names = [cell.casefold() for cell in cells]
    unknown = [n for n in names if n and n not in COLUMNS]
    twice = [n for n in names if n and names.count(n) > 1]
    if unknown or twice or "path" not in names:
        wrong = f"unknown column {unknown[0]}" if unknown else "no column path"
        wrong = f"two columns {twice[0]}" if twice and not unknown else wrong
        raise ManifestError(f"{name}, line {line}: {wrong}. Columns are {', '.join(COLUMNS)}.")
    return names


def _given(names: list[str], cells: list[str], *, where: str) -> dict[str, str]:
    """The cells of a row by their columns, without notes and columns that have no name."""
    if any(cells[len(names) :]):
        raise ManifestError(f"{where}: more cells than columns. Quote a cell that holds a comma.")
    odd = next((cell for cell in cells if CONTROL.search(cell)), None)
    if odd is not None:
        raise ManifestError(
            f"{where}: {odd!r} holds characters that are no text. Save the table again as UTF-8."
        )
    given = dict(zip(names, cells, strict=False))
    return {name: given.get(name, "") for name in ("path", *FIELDS)}


def _file_meant(path: str, files: Mapping[str, str] | None, *, where: str) -> str:
    """The file that a row names, in the spelling in which it was found."""
    if not path:
        raise ManifestError(f"{where}: path is empty. Write the file's path under the raw folder.")
    if files is None:
        return path
    # Windows writes backslashes, and tables hide a leading = behind '.
    plain = path.removeprefix("'").replace("\\", "/").removeprefix("./")
    for spelling in (path, plain, _composed(plain)):
        if spelling in files:
            return files[spelling]
    near = difflib.get_close_matches(path, files.values(), n=1)
    hint = f"Is {near[0]} meant?" if near else "Mend the path or take the row out."
    raise ManifestError(f"{where}: there is no file {path} in the raw folder. {hint}")


def _by_spelling(found: Iterable[str]) -> dict[str, str]:
    """Files by the ways to spell them; what is one file's own name never means another."""
    names = list(found)
    return {_composed(name): name for name in names} | {name: name for name in names}


def _composed(name: str) -> str:
    """A name with its accents put together: macOS takes letters apart in the names of files."""
    return unicodedata.normalize("NFC", name)


def _checked(given: dict[str, str], *, where: str) -> dict[str, str]:
    """What is stated, years and dates in one spelling."""
    stated = {name: value for name, value in given.items() if value}
    if "year" in stated:
        year = YEAR.fullmatch(stated["year"])
        if not year:
            raise ManifestError(f'{where}: year is "{stated["year"]}". Write four digits.')
        stated["year"] = year[1]
    if "issued" in stated:
        day = _date(stated["issued"])
        if not day:
            raise ManifestError(f'{where}: issued is "{stated["issued"]}". Write YYYY-MM-DD.')
        stated["issued"] = day
    if "adcode" in stated:
        code = ADCODE.fullmatch(stated["adcode"])
        if not code:
            raise ManifestError(
                f'{where}: adcode is "{stated["adcode"]}". Write the six digits of GB/T 2260.'
            )
        stated["adcode"] = code[1]
    return stated


def _date(text: str) -> str:
    """A date as YYYY-MM-DD; empty where it is none."""
    found = DATE.fullmatch(text) or COMPACT_DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else ""
    except ValueError:
        return ""
