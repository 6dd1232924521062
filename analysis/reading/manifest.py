"""`manifest.csv`: what the user states about files, which overrules what is read in their text."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from analysis.chinese.dates import parse_day
from analysis.chinese.patterns import ARABIC_YEAR
from analysis.reading.encodings import decode_with_warnings
from analysis.reading.errors import ReadingError

# What the user may state about a file.
FIELDS = (
    "province",
    "city",
    "district",
    "town",
    "adcode",
    "admin_level",
    "year",
    "year_end",
    "issued",
    "issuer",
    "number",
    "title",
    "genre",
    "kind",
)
COLUMNS = ("path", "note", *FIELDS)
# What `kind` may say: the file is a plan, whatever it looks like.
PLAN = "plan"
# What `admin_level` may say.
ADMIN_LEVELS = ("national", "provincial", "city", "district", "zone", "town", "unit", "unknown")
# A column whose name is as close as this to one of ours is a slip, not a variable.
SLIP = 0.75
# Spreadsheets separate cells by the character usual in the country, and by tabs in “Unicode text”.
SEPARATORS = ",;\t"
MAX_BYTES = 20_000_000
# Excel runs a cell that starts with one of these as a formula; in East Asian editions full-width signs too.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
YEAR = re.compile(rf"({ARABIC_YEAR})(?:\.0|\s*年度?)?")
# Spreadsheets add the time to a date.
MIDNIGHT = re.compile("[ T]0?0:00(?::00)?$")
ADCODE = re.compile(r"([0-9]{6})(?:\.0)?")
# Without line ends and tabs, which a quoted cell may hold.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd]")


class ManifestError(ValueError):
    """A table of the user that can't be used; the message names the line."""


@dataclass(frozen=True, slots=True)
class StatedValues:
    """What the user states about a document in a table: a row of the manifest, or of a table of texts.

    Attributes:
        fields: field → value, without what is left empty; the fields are those of `FIELDS`.
        variables: column → value of the columns that are the user's own, empty cells included.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)


def read_manifest(path: Path, doc_ids: Iterable[str] | None = None) -> dict[str, StatedValues]:
    """Read what a manifest states; nothing if there is no manifest.

    The file is a table as spreadsheets save it (separated by commas, semicolons or tabs; UTF-8,
    UTF-16, GB 18030 or Big5) with a column `path` (under the raw folder) and any of province, city,
    district, town, adcode, admin_level (of the issuing body: national, provincial, city, district …), year,
    year_end, issued (2022-03-05, 2022/3/5 or 2022年3月5日), issuer, number, title, genre, kind (plan: not to be set aside). An empty cell states nothing. Any other column is a variable
    of the user's own; `note` is for people only.

    Args:
        path: the table.
        doc_ids: the files of the raw folder; each row must name one of them.

    Returns:
        doc_id → what is stated, with years of four digits and dates as YYYY-MM-DD.

    Raises:
        ManifestError: the file can't be opened, a column has nearly the name of one of ours, a row names no
            file or the same file as another row, or a year, date, code, level or kind is invalid; the message
            names the line.
    """
    if not os.path.lexists(path):
        return {}
    lines = _read_rows(decode_table(table_bytes(path)), path.name)
    columns = _read_header(next(lines, (1, [])), path.name)
    files = None if doc_ids is None else _index_spellings(doc_ids)
    rows: dict[str, StatedValues] = {}
    for line, cells in lines:
        where = f"{path.name}, line {line}"
        row = _read_cells(columns, cells, where=where)
        doc_id = _resolve_path(row.pop("path"), files, where=where)
        if doc_id in rows:
            raise ManifestError(f"{where}: {doc_id} has a row already. Keep one.")
        stated = {name: row[name] for name in FIELDS if row.get(name)}
        variables = {name: row[name] for name in columns if name and name not in COLUMNS}
        rows[doc_id] = StatedValues(_check_values(stated, where=where), variables)
    return rows


def decode_table(data: bytes) -> str:
    """Decode a table that the user saved, in UTF-8, UTF-16 (as Excel writes it), GB 18030 or Big5.

    Invalid bytes become �.
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
        # A few names are too little to detect the encoding; most such tables are in GB 18030.
        return data.decode("gb18030", errors="replace")
    return data.decode(decoded.encoding, errors="replace") if decoded.warnings else decoded.text


def strip_apostrophe(cell: str) -> str:
    """A cell without the apostrophe that tables put before a text that Excel would run as a formula."""
    return cell[1:] if cell.startswith("'") and cell.startswith(tuple(FORMULA_STARTS), 1) else cell


def table_bytes(path: Path) -> bytes:
    """Read the bytes of a table of the user at the top of the raw folder.

    Raises:
        ManifestError: it is a link out of the folder, is no file, is too large, or can't be opened.
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


def _read_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line at which it starts."""
    separator = _find_separator(text)
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


def _find_separator(text: str) -> str:
    """Find the separator with which `path` is a column."""
    for line in re.split(r"[\r\n]+", text, maxsplit=2)[:2]:
        for separator in SEPARATORS:
            cells = [cell.strip(' "\r').casefold() for cell in line.split(separator)]
            if "path" in cells and len(cells) > 1:
                return separator
    return ","


def _read_header(first: tuple[int, list[str]], name: str) -> list[str]:
    line, cells = first
    names = [cell.casefold() if cell.casefold() in COLUMNS else cell for cell in cells]
    repeated = [n for n in names if n and names.count(n) > 1]
    slips = [
        (n, meant[0])
        for n in names
        if n and n not in COLUMNS and (meant := difflib.get_close_matches(n.casefold(), COLUMNS, 1, SLIP))
    ]
    if not slips and not repeated and "path" in names:
        return names
    if slips:
        raise ManifestError(
            f"{name}, line {line}: unknown column {slips[0][0]}. Is {slips[0][1]} meant? "
            "If the column is your own, give it another name."
        )
    problem = f"two columns {repeated[0]}" if repeated else "no column path"
    raise ManifestError(f"{name}, line {line}: {problem}. Our columns are {', '.join(COLUMNS)}.")


def _read_cells(columns: list[str], cells: list[str], *, where: str) -> dict[str, str]:
    """Return the cells of a row by their columns, without notes and columns that have no name."""
    if any(cells[len(columns) :]):
        raise ManifestError(f"{where}: more cells than columns. Quote a cell that holds a comma.")
    odd = next((cell for cell in cells if CONTROL.search(cell)), None)
    if odd is not None:
        raise ManifestError(
            f"{where}: {odd!r} holds characters that are no text. Save the table again as UTF-8."
        )
    row = dict(zip_longest(columns, cells[: len(columns)], fillvalue=""))
    return {**dict.fromkeys(("path", *FIELDS), ""), **row}


def _resolve_path(path: str, files: Mapping[str, str] | None, *, where: str) -> str:
    """Return the doc_id of the file that a row names."""
    if not path:
        raise ManifestError(f"{where}: path is empty. Write the file's path under the raw folder.")
    if files is None:
        return path
    # Windows uses backslashes, and tables write ' before a leading =.
    plain = path.removeprefix("'").replace("\\", "/").removeprefix("./")
    for spelling in (path, plain, _compose_accents(plain)):
        if spelling in files:
            return files[spelling]
    for spelling in (path, plain):
        # One of several documents in a file, or a row of a table: plans.txt#2, table.xlsx#Sheet1#5.
        for i, character in enumerate(spelling):
            if character == "#" and spelling[:i] in files:
                return files[spelling[:i]] + spelling[i:]
    near = difflib.get_close_matches(path, files.values(), n=1)
    hint = f"Is {near[0]} meant?" if near else "Fix the path or remove the row."
    raise ManifestError(f"{where}: there is no file {path} in the raw folder. {hint}")


def _index_spellings(doc_ids: Iterable[str]) -> dict[str, str]:
    """Return doc_ids by their possible spellings; the exact name of one file never means another."""
    names = list(doc_ids)
    return {_compose_accents(name): name for name in names} | {name: name for name in names}


def _compose_accents(name: str) -> str:
    """Return a name with its accents composed: macOS decomposes letters in file names."""
    return unicodedata.normalize("NFC", name)


def _check_values(stated: dict[str, str], *, where: str) -> dict[str, str]:
    """Return the values that are stated, with years and dates in one form."""
    for name in ("year", "year_end"):
        if name in stated:
            year = YEAR.fullmatch(stated[name])
            if not year:
                raise ManifestError(f'{where}: {name} is "{stated[name]}". Write four digits.')
            stated[name] = year[1]
    if "year_end" in stated and stated["year_end"] <= stated.get("year", ""):
        raise ManifestError(
            f"{where}: year_end is {stated['year_end']}, not after the year {stated['year']}. "
            "Leave it empty for a plan of one year."
        )
    level = stated.get("admin_level", "unknown").casefold()
    if level not in ADMIN_LEVELS:
        raise ManifestError(
            f'{where}: admin_level is "{stated["admin_level"]}". Write one of {", ".join(ADMIN_LEVELS)}.'
        )
    if "admin_level" in stated:
        stated["admin_level"] = level
    if stated.get("kind", PLAN).casefold() != PLAN:
        raise ManifestError(f'{where}: kind is "{stated["kind"]}". Write plan, or leave it empty.')
    if "issued" in stated:
        day = parse_day(MIDNIGHT.sub("", stated["issued"]))
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
