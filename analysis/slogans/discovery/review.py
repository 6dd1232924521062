"""A person's judgement on candidates: the sheet to fill in, and what becomes of yes and no."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.reading import decode_table
from analysis.slogans.lexicon import KINDS, LEVELS

if TYPE_CHECKING:
    import pandas as pd

USER_FILE, REFUSED_FILE = "slogans.csv", "slogans-refused.csv"
USER_COLUMNS = ("slogan", "kind", "level", "variants")
REFUSED_COLUMNS = ("slogan", "kind", "origin")
SHEET_COLUMNS = [
    "decision",
    "candidate",
    "kind",
    "level",
    "variants",
    "score",
    "n",
    "n_docs",
    "n_districts",
    "first_year",
    "last_year",
    "origin",
    "evidence",
    "example",
]
YES = ("是", "yes", "y", "1", "true", "对", "√", "✓")
NO = ("否", "no", "n", "0", "false", "不", "×", "✗")
# Excel runs a cell that begins with one of these, so tables put an apostrophe before it.
FORMULA_STARTS = "=+-@＝＋－＠"
REST = "…"
LONGEST_PART = 30


class ReviewError(ValueError):
    """A sheet or file of a review that can't be used; the message names the file and line."""


class Judged(NamedTuple):
    """What a filled sheet came to.

    Attributes:
        accepted, refused: slogans that were added to the user's file, or to the refused ones.
        already: slogans that the file in question had before.
        open: rows without a decision.
    """

    accepted: tuple[str, ...]
    refused: tuple[str, ...]
    already: tuple[str, ...]
    open: int


def review_sheet(candidates: pd.DataFrame) -> pd.DataFrame:
    """Candidates that the lexicon lacks, in the order to work through them.

    Args:
        candidates: from `find_candidates`.

    Returns:
        A row for each candidate that the lexicon lacks, the best first, and right behind each the phrases
        that hold it or that it holds.

        decision: empty: write 是 or 否.
        candidate: the phrase.
        kind: a guess: numeral, formula, event, campaign, local_brand or document.
        level: a guess: local where at most one district has it, else central.
        variants: empty; write other forms with | between them.
        score: 0 to 1: the reasons added up; it ranks and is no probability.
        n: occurrences.
        n_docs: documents that have it.
        n_districts: known districts that have it.
        first_year: first plan year that has it.
        last_year: last plan year that has it.
        origin: how it was found: quoted, numeral, parallel, recurring, or as a form that it shares with phrases of
            other places.
        evidence: why it is proposed, a sentence.
        example: a place with 20 characters on each side.
    """
    sheet = candidates[~candidates["known"].astype(bool)].reset_index(drop=True)
    sheet = sheet.iloc[_together(list(sheet["candidate"]))].reset_index(drop=True)
    level = sheet["n_districts"].gt(1).map({True: "central", False: "local"})
    sheet = sheet.assign(decision="", level=level.astype("str"), variants="")
    return sheet[SHEET_COLUMNS].astype({"decision": "str", "variants": "str"})


def _together(names: Sequence[str]) -> list[int]:
    """The order of rows in which a phrase is followed by those that hold it or that it holds."""
    row = {name: number for number, name in enumerate(names)}
    kin: list[set[int]] = [{number} for number in range(len(names))]
    for number, name in enumerate(names):
        for start in range(len(name)):
            for end in range(start + 2, min(len(name), start + LONGEST_PART) + 1):
                part = row.get(name[start:end])
                if part is not None:
                    kin[number].add(part)
                    kin[part].add(number)
    order: list[int] = []
    placed: set[int] = set()
    for number, others in enumerate(kin):
        if number not in placed:
            group = [number, *sorted(others - placed - {number})]
            order += group
            placed.update(group)
    return order


def accept(path: Path, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Add slogans to a user's file, which keeps everything it has, byte for byte.

    Args:
        path: the user's `slogans.csv`; made where there is none.
        rows: with slogan, kind, level and, if there are any, variants.

    Returns:
        The slogans added; one that the file has already is not.

    Raises:
        ReviewError: a kind or level does not exist, or the file has no column for what a row
            tells.
    """
    wanted = list(rows)
    for row in wanted:
        _check(row, where=f"“{row.get('slogan', '')}”")
    return _append(path, USER_COLUMNS, wanted)


def refuse(path: Path, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Note phrases that are no slogans, so that they are not proposed again.

    Args:
        path: the user's `slogans-refused.csv`; made where there is none.
        rows: with slogan and, if known, kind and origin.

    Returns:
        The phrases added; one that the file has already is not.

    Raises:
        ReviewError: the file has no column slogan.
    """
    return _append(path, REFUSED_COLUMNS, list(rows))


def read_refused(path: Path) -> list[str]:
    """The phrases of a file of refused ones; a file that does not exist holds none.

    Raises:
        ReviewError: the file has no column slogan.
    """
    if not path.exists():
        return []
    return _slogans(path, path.read_bytes())


def apply_review(sheet: Path, user_file: Path, refused_file: Path) -> Judged:
    """Take over the decisions of a filled sheet.

    Args:
        sheet: `review_sheet` as CSV with the column decision filled in: 是 or yes, 否 or no;
            empty leaves a row open. UTF-8, GB 18030, or what Excel calls Unicode text.
        user_file, refused_file: where accepted and refused phrases go.

    Raises:
        ReviewError: a column is missing, a decision is neither, a row that is accepted has a
            kind or level that does not exist, or one phrase has two decisions. Nothing is
            written then.
    """
    accepted: dict[str, dict[str, str]] = {}
    refused: dict[str, dict[str, str]] = {}
    still_open = 0
    for where, row in _sheet_rows(sheet):
        decision = row["decision"].casefold()
        row["slogan"] = row["candidate"]
        if not decision:
            still_open += 1
            continue
        if decision not in YES + NO:
            raise ReviewError(f"{where}: decision is “{row['decision']}”. Write 是 or 否, or leave it empty.")
        if not row["slogan"]:
            raise ReviewError(f"{where}: candidate is empty. Write the slogan or take the row out.")
        mine, other = (accepted, refused) if decision in YES else (refused, accepted)
        if row["slogan"] in other:
            raise ReviewError(f"{where}: “{row['slogan']}” has another decision further up. Keep one.")
        if decision in YES:
            _check(row, where=where)
        mine[row["slogan"]] = row
    # A file that can't be read is to be known before the other one is written.
    read_refused(refused_file)
    added = accept(user_file, accepted.values()) if accepted else []
    turned_down = refuse(refused_file, refused.values()) if refused else []
    already = [slogan for slogan in (*accepted, *refused) if slogan not in {*added, *turned_down}]
    return Judged(tuple(added), tuple(turned_down), tuple(already), still_open)


def _sheet_rows(sheet: Path) -> Iterator[tuple[str, dict[str, str]]]:
    reader = _reader(sheet.read_bytes())
    columns = reader.fieldnames or []
    missing = [name for name in ("decision", "candidate", "kind", "level") if name not in columns]
    if missing:
        raise ReviewError(
            f"{sheet.name}, line 1: no column {missing[0]}. Fill in the sheet that the review made, "
            "and keep its first line."
        )
    for row in reader:
        told = {
            name: _plain(row.get(name) or "")
            for name in ("decision", "candidate", "kind", "level", "variants", "origin")
        }
        if any(told.values()):
            yield f"{sheet.name}, line {reader.line_num}", told


def _reader(data: bytes) -> csv.DictReader[str]:
    text = decode_table(data).lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=REST)
    reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or []]
    return reader


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell


def _check(row: Mapping[str, str], *, where: str) -> None:
    for column, known in (("kind", KINDS), ("level", LEVELS)):
        if row.get(column) not in known:
            raise ReviewError(f"{where}: {column} is “{row.get(column, '')}”; it can be {', '.join(known)}.")


def _slogans(path: Path, data: bytes) -> list[str]:
    reader = _reader(data)
    if "slogan" not in (reader.fieldnames or []):
        raise ReviewError(f"{path.name}, line 1: no column slogan.")
    return [name for row in reader if (name := _plain(row["slogan"] or ""))]


def _append(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Write rows behind what a file has, in its own encoding, columns and line ends."""
    old = path.read_bytes() if path.exists() else b""
    # A new file begins with a BOM, so that Excel shows it right.
    data = old or codecs.BOM_UTF8 + (",".join(columns) + "\r\n").encode()
    has = set(_slogans(path, data))
    reader = _reader(data)
    names = list(reader.fieldnames or [])
    needed = [name for name in columns if any(row.get(name) for row in rows)]
    missing = [name for name in needed if name not in names]
    if missing and columns is USER_COLUMNS:
        raise ReviewError(f"{path.name}, line 1: no column {missing[0]}. Add it, with commas between.")
    added = [row for row in rows if row["slogan"] not in has]
    if not added and old:
        return []
    encoding = _encoding(data)
    line_end = "\r\n" if "\r\n" in decode_table(data) else "\n"
    lines = io.StringIO()
    writer = csv.DictWriter(
        lines,
        names,
        extrasaction="ignore",
        lineterminator=line_end,
        delimiter=reader.reader.dialect.delimiter,
    )
    writer.writerows({name: row.get(name, "") for name in columns} for row in added)
    gap = "" if decode_table(data).endswith("\n") else line_end
    _write(path, data + (gap + lines.getvalue()).encode(encoding))
    return [row["slogan"] for row in added]


def _encoding(data: bytes) -> str:
    """What `decode_table` reads the bytes as, to write on in the same way."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _write(path: Path, data: bytes) -> None:
    """In one step: whoever reads sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)
