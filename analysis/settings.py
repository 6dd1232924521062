"""Settings: what a researcher can change about a run."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = "analysis.toml"


class SettingsError(ValueError):
    """A settings file is missing or can't be used; the message says which, what is wrong and where."""


@dataclass(frozen=True, slots=True, repr=False)
class TableSettings:
    """Which column of a table of texts holds what, where it is not recognised or not recognised right.

    Each but `header` is the name of a column or of a sheet as the table has it, or a list of names where several
    tables name it differently; the first that a table has is taken. For a table without a head the letter above
    the column, as C. "" says that no column is this.

    Attributes:
        text: the texts.
        title: their titles.
        place: the place in one column: 浙江省杭州市西湖区, 杭州.
        province, city, district: the place in several columns.
        adcode: the place's code of six digits.
        year: the year that the plan is for, or first and last year: 2021-2025.
        issued: the date of issue.
        issuer: the issuing body.
        number: the official number.
        url: the address of the page.
        sheet: the sheets to read; without it all that have texts.
        header: number of the row that names the columns, as the spreadsheet shows it; 0 if there is none.
    """

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    adcode: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    sheet: tuple[str, ...] = ()
    header: int | None = None

    @classmethod
    def of(cls, values: object) -> TableSettings:
        """The settings of a table [table] in a settings file, or settings as they are.

        Raises:
            SettingsError: a name is not a setting, or has a value that it can't have.
        """
        if isinstance(values, cls):
            return values
        if not isinstance(values, Mapping):
            raise SettingsError(
                f'table is {values!r}; write a line [table] and below it the settings, as text = "正文".'
            )
        known = {field.name for field in dataclasses.fields(cls)}
        for name in values:
            if name not in known:
                raise SettingsError(
                    f'[table] sets "{name}", which is not a setting of it. They are {", ".join(sorted(known))}.'
                )
        return cls(**{name: cls._check(name, value) for name, value in values.items()})

    @staticmethod
    def _check(name: str, value: object) -> Any:
        if name == "header":
            if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
                return value
            raise SettingsError(
                f"[table] header is {value!r}; it must be the number of a row, or 0 for a table without a head."
            )
        names = (value,) if isinstance(value, str) else value
        if not isinstance(names, list | tuple) or not all(isinstance(item, str) for item in names):
            raise SettingsError(
                f"[table] {name} is {value!r}; it must be a name in quotation marks, or a list of names, as "
                '["正文", "text"].'
            )
        if name in ("text", "sheet") and "" in names:
            raise SettingsError(f"[table] {name} is empty; write a name, or leave the line out.")
        return tuple(names)

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Field → the names of its column, for each field that is set."""
        fields = [field.name for field in dataclasses.fields(self) if field.name not in ("sheet", "header")]
        return {name: getattr(self, name) for name in fields if getattr(self, name)}

    def to_dict(self) -> dict[str, Any]:
        """What is set, by its name."""
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: value for name, value in values.items() if value not in ((), None)}

    def __repr__(self) -> str:
        """As `Settings` takes it: notebooks are given their settings in this form."""
        return repr(self.to_dict())


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on besides its input files; recorded in `run.json`.

    A corpus keeps the settings it was read with (`corpus.settings`). Functions that take a corpus
    or its tokens use them wherever a parameter is left at `None`.

    Attributes:
        language: language of figures, notes and warnings, "zh" or "en".
        max_bytes: a larger file is rejected unread.
        max_unpacked_bytes: a Word or OFD file that unpacks to more is rejected.
        max_chars: a file with more text is rejected.
        max_table_bytes: a table (spreadsheet, csv, json, parquet) of more bytes, or that unpacks to more, is
            rejected.
        max_pages: a PDF or OFD file with more pages is rejected.
        ocr: read images of pages with OCR, if the extra `ocr` is installed.
        near_duplicate: two plans that share at least this much of their text are flagged as near
            duplicates (0.5 to 1).
        min_hanzi: a text with fewer Chinese characters is rejected as empty.
        compare_responsible_units: compare the names of the units responsible for a task (责任单位：…) like
            all other words, instead of leaving them out of words, shingles and scores.
        min_word_length: shorter words are left out of TF-IDF and keyness (punctuation and numbers
            always are).
        sublinear_tf: count a word as 1 + ln(count), so that repetition weighs less.
        all_pairs_up_to: in a corpus of more documents, `pairs` holds only nearest neighbours.
        neighbours: how many nearest neighbours of each document `pairs` holds then.
        measured_pairs: how many pairs get intervals, shingles and containment, the most similar
            first; with more than `all_pairs_up_to` documents, only `explained_pairs` do.
        explained_pairs: how many pairs `pair_terms` and `pair_parts` explain, the most similar
            first.
        keyness_terms: how many terms of each group `keyness` keeps at each end, and how many
            `group_terms` keeps.
        permutations: draws of each permutation test.
        bootstrap_draws: draws that show how stable clusters are.
        figure_items: how many documents, groups or slogans a figure shows at most.
        table: which column of a table of texts holds what; `TableSettings`, or a dict of its values.
    """

    language: str = "zh"
    max_bytes: int = 60_000_000
    max_unpacked_bytes: int = 200_000_000
    max_chars: int = 5_000_000
    max_table_bytes: int = 500_000_000
    max_pages: int = 1_000
    ocr: bool = True
    near_duplicate: float = 0.9
    min_hanzi: int = 30
    compare_responsible_units: bool = False
    min_word_length: int = 2
    sublinear_tf: bool = True
    all_pairs_up_to: int = 500
    neighbours: int = 20
    measured_pairs: int = 2_000
    explained_pairs: int = 300
    keyness_terms: int = 200
    permutations: int = 999
    bootstrap_draws: int = 99
    figure_items: int = 40
    table: TableSettings = field(default_factory=TableSettings)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", TableSettings.of(self.table))
        if self.language not in ("zh", "en"):
            raise SettingsError(f'language is "{self.language}"; it can be "zh" or "en".')
        for setting in dataclasses.fields(self):
            value = getattr(self, setting.name)
            if setting.type == "int" and (isinstance(value, bool) or not isinstance(value, int)):
                raise SettingsError(f"{setting.name} is {value!r}; it must be a whole number.")
            if setting.type == "int" and value < 1:
                raise SettingsError(f"{setting.name} is {value}; it must be at least 1.")
            if setting.type == "bool" and not isinstance(value, bool):
                raise SettingsError(f"{setting.name} is {value!r}; it must be true or false.")
        share = self.near_duplicate
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0.5 <= share <= 1:
            raise SettingsError(
                f"near_duplicate is {share!r}; it must be a share from 0.5 to 1, such as 0.9."
            )


def read_settings(path: Path | str | None = None) -> Settings:
    """Read a settings file.

    Args:
        path: the file. None: `analysis.toml` in the current folder or the folder above it, where
            notebooks find it too; if neither exists, the defaults.

    Raises:
        SettingsError: the file does not exist, is not TOML, sets a name that is not a setting, or
            gives a setting a value it can't have.
    """
    if path is None:
        files = [folder / FILE for folder in (Path(), Path(".."))]
        path = next((file for file in files if file.exists()), None)
        if path is None:
            return Settings()
    path = Path(path)
    if not path.is_file():
        raise SettingsError(
            f"There is no settings file {path}. Correct its name, or leave it out to use the defaults."
        )
    try:
        values = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read as TOML: {error}. Fix that line.") from error
    known = {field.name for field in dataclasses.fields(Settings)}
    for name in values:
        if name not in known:
            raise SettingsError(
                f'{path} sets "{name}", which is not a setting. The settings are {", ".join(sorted(known))}.'
            )
    try:
        return Settings(**values)
    except SettingsError as error:
        raise SettingsError(f"In {path}, {error}") from None
