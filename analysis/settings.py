"""Settings: what a researcher can change about a run."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = "analysis.toml"


class SettingsError(ValueError):
    """A settings file is missing or can't be used; the message says which, what is wrong and where."""


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

    def __post_init__(self) -> None:
        if self.language not in ("zh", "en"):
            raise SettingsError(f'language is "{self.language}"; it can be "zh" or "en".')
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if field.type == "int" and (isinstance(value, bool) or not isinstance(value, int)):
                raise SettingsError(f"{field.name} is {value!r}; it must be a whole number.")
            if field.type == "int" and value < 1:
                raise SettingsError(f"{field.name} is {value}; it must be at least 1.")
            if field.type == "bool" and not isinstance(value, bool):
                raise SettingsError(f"{field.name} is {value!r}; it must be true or false.")
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
