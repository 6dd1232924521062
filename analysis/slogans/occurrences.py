"""The table `occurrences`: every slogan at every place of a corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.documents.corpus import IDENTITY, Corpus
from analysis.documents.structure import sections_at
from analysis.inference import Integers
from analysis.processes import Progress, in_chunks
from analysis.slogans.judging import FoundSlogans, drop_unjudged
from analysis.slogans.lexicon import Lexicon, read_lexicon
from analysis.slogans.mentions import Slogan, SloganNumbers, find_mentions

if TYPE_CHECKING:
    import pandas as pd

# A user's own slogans lie beside the plans.
USER_FILE = "slogans.csv"
SLOGAN_COLUMNS = ["slogan", "kind", "level", "origin"]
OCCURRENCE_COLUMNS = [
    *IDENTITY,
    "slogan",
    "surface",
    "start",
    "end",
    "section",
    "kind",
    "level",
    "origin",
    "nested_in",
]
# Texts are joined and searched together, up to this many characters; no slogan crosses what is put
# between them.
BATCH_CHARS = 1_000_000
BETWEEN_TEXTS = "\n\n"


def find_occurrences(
    corpus: Corpus,
    *,
    lexicon: Lexicon | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Find every slogan at every place of a corpus.

    A quotation that only its marks make a slogan is none: more must speak for it somewhere in the corpus (a
    numeral or parallel form, a verb or noun around it such as 坚持 or 行动, a second document). The rest are
    candidates; see `find_candidates`.

    Args:
        corpus: the documents.
        lexicon: known slogans. None: the package's own and those of `slogans.csv` beside the plans.
        jobs: number of processes.
        progress: called with the number of documents done and of all documents.

    Returns:
        A row for each place where a slogan occurs, in the order of the texts.

        doc_id: path of the file under the raw folder.
        label: short name of the document, unique in the corpus.
        place: narrowest name of its place, unique to the place.
        adcode: GB/T 2260 code of the place; empty where it is not known.
        year: the year that the plan is for; empty where it is not known.
        slogan: canonical form.
        surface: as printed.
        start: where it starts in the clean text, in characters from 0.
        end: where it ends.
        section: number of the innermost section; 0 before the first.
        kind: numeral, formula, event, campaign, document, local_brand, chain, template or unclassified.
        level: of the slogan: central, provincial, local, generic or unclassified.
        origin: lexicon, quoted, numeral or formula (a form of the genre: 建党100周年; 同部署、同落实、同考核).
        nested_in: the longer slogan around it; empty at the top.

    Raises:
        LexiconError: no lexicon is given and `slogans.csv` can't be used.
    """
    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    # Only the texts travel to the other processes, and integers come back.
    texts = [document.text for document in corpus]
    parts = in_chunks(partial(_find_in_texts, lexicon), texts, jobs=jobs, progress=progress)
    # Each process numbered what its texts build in its own way; here one numbering replaces them.
    numbers = SloganNumbers(lexicon)
    in_lexicon = np.arange(1 + len(numbers.known))
    for part in parts:
        built = np.array([numbers.number_built(slogan) for slogan in part.built], dtype=np.int64)
        renumber = np.append(in_lexicon, built)
        part.slogan[:], part.around[:] = renumber[part.slogan], renumber[part.around]
    document = np.arange(len(corpus)).repeat(_concatenate(parts, "n"))
    columns = (_concatenate(parts, column) for column in ("start", "end", "slogan", "around"))
    found = drop_unjudged(FoundSlogans(document, *columns), numbers)
    return _make_table(corpus, found, numbers.list_slogans())


@dataclass(frozen=True)
class _Part:
    """The occurrences in some texts.

    Attributes:
        built: the slogans that the texts build, in the order of their numbers.
        n: occurrences of each text.
        start, end: offsets into the text, in characters.
        slogan, around: numbers of the slogan and of the one around it; 0 for none.
    """

    built: list[Slogan]
    n: Integers
    start: Integers
    end: Integers
    slogan: Integers
    around: Integers


def _find_in_texts(lexicon: Lexicon, texts: Sequence[str]) -> list[_Part]:
    numbers = SloganNumbers(lexicon)
    batches = [_find_in_batch(batch, lexicon, numbers) for batch in _batch_texts(texts)]
    columns = (np.concatenate(column) for column in zip(*batches, strict=True))
    return [_Part(list(numbers.built), *columns)]


def _batch_texts(texts: Sequence[str]) -> Iterator[list[str]]:
    """Split texts into batches that are large enough to be fast and fit into memory."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH_CHARS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    yield batch


def _find_in_batch(texts: list[str], lexicon: Lexicon, numbers: SloganNumbers) -> tuple[Integers, ...]:
    """The columns of `_Part` for some texts, which are searched as one."""
    mentions = find_mentions(BETWEEN_TEXTS.join(texts), lexicon, numbers)
    text_starts = np.cumsum([0, *(len(text) + len(BETWEEN_TEXTS) for text in texts)])
    n = np.diff(mentions.start.searchsorted(text_starts))
    offset = text_starts[:-1].repeat(n)
    return n, mentions.start - offset, mentions.end - offset, mentions.slogan, mentions.around


def _concatenate(parts: list[_Part], column: str) -> Integers:
    arrays = [getattr(part, column) for part in parts]
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def _make_table(corpus: Corpus, found: FoundSlogans, slogans: list[Slogan]) -> pd.DataFrame:
    import pandas as pd

    starts, ends = found.start.tolist(), found.end.tolist()
    surfaces: list[str] = []
    sections: list[int] = []
    first_of_document = found.document.searchsorted(np.arange(len(corpus) + 1))
    for document, (first, last) in zip(corpus, pairwise(first_of_document.tolist()), strict=True):
        text, own_starts = document.text, starts[first:last]
        surfaces += [text[a:b] for a, b in zip(own_starts, ends[first:last], strict=True)]
        sections += sections_at(document.sections, own_starts)
    # By number; 0 stands for no slogan.
    described = [("", "", "", ""), *((s.name, s.kind, s.level, s.origin) for s in slogans)]
    by_number = pd.DataFrame(described, columns=SLOGAN_COLUMNS, dtype="str")
    data = {
        **corpus.identify(found.document),
        "surface": pd.Series(surfaces, dtype="str"),
        "start": found.start,
        "end": found.end,
        "section": np.array(sections, dtype=np.int64),
        "nested_in": by_number["slogan"].array.take(found.around),
        **{column: by_number[column].array.take(found.slogan) for column in SLOGAN_COLUMNS},
    }
    return pd.DataFrame(data)[OCCURRENCE_COLUMNS]
