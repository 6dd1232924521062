"""Settings: what a researcher may change about a run, in one frozen place."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path


class SettingsError(ValueError):
    """`analysis.toml` holds something that can't be used; the message says what and where."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run depends on beside its input files; recorded in `run.json`.

    Attributes:
        language: language of figure labels, "zh" or "en".
        max_bytes: a larger file is rejected unread.
        max_unpacked_bytes: a Word or OFD file that unpacks to more is rejected.
        max_chars: a file with more text is rejected.
        max_pages: a PDF or OFD file with more pages is rejected.
        ocr: read pictures of pages by OCR, where the extra `ocr` is installed.
        near_duplicate: two plans are flagged as near duplicates from this share of common wording.
        min_hanzi: a text with fewer Chinese characters is rejected as empty.
        min_word_length: shorter words are left out of TF-IDF and keyness (punctuation and
            numbers always are).
        sublinear_tf: count a word as 1 + ln(count), so that repetition weighs less.
        all_pairs_up_to: with more documents than this, only neighbours are kept in `pairs`.
        neighbours: how many nearest neighbours of each document are kept then.
        measured_pairs: this many pairs, the most alike first, get intervals, shingles and
            containment; with more than `all_pairs_up_to` documents only `explained_pairs` do.
        explained_pairs: `pair_terms` explains at most this many pairs, the most alike first.
        keyness_terms: how many terms of each group `keyness` keeps, at each end.
        permutations: draws of each permutation test.
        bootstrap_draws: draws that tell how stable clusters are.
        figure_items: figures show at most this many documents, groups or slogans.
    """

    language: str = "zh"
    max_bytes: int = 60_000_000
    max_unpacked_bytes: int = 200_000_000
    max_chars: int = 5_000_000
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
            if field.type == "float" and not (isinstance(value, float) and 0 < value <= 1):
                raise SettingsError(f"{field.name} is {value!r}; it must be a share, as 0.9.")
            if field.type == "bool" and not isinstance(value, bool):
                raise SettingsError(f"{field.name} is {value!r}; it must be true or false.")


def read_settings(path: Path | str) -> Settings:
    """Read `analysis.toml`; a file that does not exist means the defaults.

    Raises:
        SettingsError: the file is no TOML, or names a setting that does not exist.
    """
    path = Path(path)
    if not path.exists():
        return Settings()
    try:
        told = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read as TOML: {error}. Mend that line.") from error
    known = {field.name for field in dataclasses.fields(Settings)}
    for name in told:
        if name not in known:
            raise SettingsError(
                f'{path} sets "{name}", which is no setting. Known: {", ".join(sorted(known))}.'
            )
    return Settings(**told)
