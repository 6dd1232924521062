"""The corpus: every document that was kept, and the ledger of every file that was seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from analysis.documents.cleaning import Cleaned
from analysis.documents.metadata import Metadata
from analysis.documents.places import AdminLevel
from analysis.documents.structure import Section
from analysis.notices import Kind, Notice, Source, write_notice
from analysis.reading import Extracted, Reason
from analysis.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

# The columns that a table about documents starts with, so that it can be read and merged by itself.
IDENTITY = ["doc_id", "label", "place", "adcode", "year"]
# What a run adds to the table of documents.
ADDED_COLUMNS = ("n_tokens",)
UNKNOWN_PLACE = "地点未详"


class Status(StrEnum):
    """What became of a file, or of one of several documents in a file."""

    KEPT = "kept"
    SET_ASIDE = "set aside"  # read, and recognised as no plan
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Document:
    """A plan: its clean text and everything that was read about it.

    Attributes:
        doc_id: path of the file under the raw folder, with forward slashes, and #1, #2 for one of several
            documents in the file; of a row of a table table.xlsx#SHEET#ROW, or table.csv#ROW.
        label: short unique name for figures: place and year.
        sha256: hash of the file's bytes; of a row of a table, of its text and what the columns state.
        extracted: the text as its reader took it out of the file, and what kind of file it is.
        cleaned: text, furniture and the way back to the extracted text.
        sections: the tree of numbered parts.
        metadata: place, year, issuer, title and so on.
        warnings: notices of reading, script, numbering and near duplicates.
        variables: what the user states about it in columns of their own, by the name of the column.
        responsible_units: where its text names the units responsible for a task (责任单位：…): start and end
            of each span.
    """

    doc_id: str
    label: str
    sha256: str
    extracted: Extracted
    cleaned: Cleaned
    sections: tuple[Section, ...]
    metadata: Metadata
    warnings: tuple[Notice, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    responsible_units: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The clean text that all offsets point into."""
        return self.cleaned.text

    @property
    def text_without_units(self) -> str:
        """The clean text with line ends for the names of responsible units: all offsets stay the same."""
        pieces, reached = [], 0
        for start, end in self.responsible_units:
            pieces += [self.text[reached:start], "\n" * (end - start)]
            reached = end
        return "".join([*pieces, self.text[reached:]]) if pieces else self.text

    @property
    def is_located(self) -> bool:
        """Whether it is known which place the document comes from, and which of several namesakes."""
        meta = self.metadata
        source = meta.sources.get("place") if meta.place else ""
        is_open = any(notice.kind == Kind.SEVERAL_PLACES for notice in meta.warnings)
        stated = source == Source.MANIFEST or (source == Source.COLUMN and not is_open)
        is_central = meta.admin_level == AdminLevel.NATIONAL
        return bool(stated or is_central or meta.adcode or meta.city or meta.province)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What became of a file: kept, set aside, rejected, duplicate or ignored, and why.

    Attributes:
        path: of the file under the raw folder, with #1, #2 for one of several documents in the file.
        status: what became of it.
        reason: why, in a few words; empty for a file that was kept without remark.
        notice: what happened, with its values; None for a file that was kept without remark.
    """

    path: str
    status: Status
    reason: Reason | Literal[""] = ""
    notice: Notice | None = None

    def write_detail(self, language: str) -> str:
        """The sentence of the notice in one language, "zh" or "en"; empty without a notice."""
        return write_notice(self.notice, language) if self.notice else ""


class UnknownDocumentError(KeyError):
    """No document of the corpus has the doc_id or label; the message names some that there are."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Corpus:
    """Documents in the order of their doc_id, with the ledger of all files seen.

    Attributes:
        items: the kept documents.
        ledger_rows: one row for each file or document; kept + set aside + rejected + duplicate + ignored
            are all of them.
        settings: what the corpus was read with.
        root: the folder it was read from; `slogans.csv` in it adds the user's own slogans.
    """

    items: tuple[Document, ...]
    ledger_rows: tuple[LedgerRow, ...]
    settings: Settings
    root: Path = Path()

    def __iter__(self) -> Iterator[Document]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, name: str) -> Document:
        """The document of a doc_id or a label.

        Raises:
            UnknownDocumentError: no document has it; the message names labels of the corpus.
        """
        for document in self.items:
            if name in (document.doc_id, document.label):
                return document
        labels = "、".join(document.label for document in self.items[:20])
        raise UnknownDocumentError(f'No document is called "{name}". There are: {labels}.')

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The place of each document, unique to the place.

        The narrowest name, for namesakes with the name of their city or province before it. A document
        whose place is not known, or may be one of several namesakes, is a place of its own, so that two
        of them are never taken for one district. Documents of the centre are of 全国.
        """
        places_of_name: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        stems = Counter(PurePosixPath(document.doc_id).stem for document in self.items)
        for document in self.items:
            if document.is_located:
                names = document.metadata.place_names
                for name in _join_names(names):
                    places_of_name[name].add(names)
        return tuple(self._name_place(document, places_of_name, stems) for document in self.items)

    def _name_place(
        self, document: Document, places_of_name: Mapping[str, set[tuple[str, ...]]], stems: Counter[str]
    ) -> str:
        meta = document.metadata
        if not document.is_located:
            stem = PurePosixPath(document.doc_id).stem
            which = stem if stems[stem] == 1 else document.doc_id
            return f"{meta.place or UNKNOWN_PLACE}（{which}）"
        return next(name for name in _join_names(meta.place_names) if len(places_of_name[name]) == 1)

    @cached_property
    def identities(self) -> pd.DataFrame:
        """What tells the kept documents apart, a row each.

        Returns:
            A row for each document, in the order of the corpus.

            doc_id: path of the file under the raw folder.
            label: short name of the document, unique in the corpus.
            place: narrowest name of its place, unique to the place.
            adcode: GB/T 2260 code of the place; empty where it is not known.
            year: the year that the plan is for; empty where it is not known.
        """
        import pandas as pd

        rows = [
            (d.doc_id, d.label, place, d.metadata.adcode, d.metadata.year)
            for d, place in zip(self.items, self.places, strict=True)
        ]
        text = dict.fromkeys(IDENTITY[:-1], "str")
        return pd.DataFrame(rows, columns=IDENTITY).astype({**text, "year": "Int64"})

    def identify(self, numbers: NDArray[np.int64]) -> dict[str, ExtensionArray]:
        """The columns that a table about documents starts with: `identities`, for each of its rows.

        Args:
            numbers: the number of each row's document, from 0.
        """
        return {name: self.identities[name].array.take(numbers) for name in IDENTITY}

    @cached_property
    def n_chars(self) -> NDArray[np.int64]:
        """Characters of each document's clean text, without line ends."""
        import numpy as np

        return np.array([len(d.text) - d.text.count("\n") for d in self.items], dtype=np.int64)

    @cached_property
    def n_unit_chars(self) -> NDArray[np.int64]:
        """Characters of each document's clean text that name responsible units."""
        import numpy as np

        return np.array([sum(b - a for a, b in d.responsible_units) for d in self.items], dtype=np.int64)

    @cached_property
    def compared_texts(self) -> tuple[str, ...]:
        """The text of each document as comparison reads it, with the offsets of the clean text.

        The names of responsible units are left out, unless `compare_responsible_units` is set.
        """
        if self.settings.compare_responsible_units:
            return tuple(document.text for document in self.items)
        return tuple(document.text_without_units for document in self.items)

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The kept documents, a row each.

        Returns:
            A row for each document, in the order of the corpus. How sure a value is: high where it stands in
            a place made for it and nothing contradicts it; medium where it is derived, or from a weaker
            place; low where it is a last resort, such as the file's name, or contradicted. After the columns below
            come those of the user, of tables of texts and of the manifest, as texts and under their own names; one
            that has a name of ours gets _own at its end: year_own.

            doc_id: path of the file under the raw folder; of a row of a table with #SHEET#ROW after it, or #ROW.
            label: short name, unique in the corpus: place and year, and more where that is not enough.
            sha256: hash of the file's bytes, in hexadecimal; of a row of a table, of its text and what the
                columns state.
            format: text, html, pdf, docx, doc, rtf, ofd, ocr for recognised pictures of pages, or table for a row
                of a table.
            encoding: of the file's text; empty where the format has none.
            province: name in full.
            city: name in full.
            district: name in full; a zone without a code of its own, as 雄安新区, stands here too.
            town: town or street, or a zone or part of one inside the district; the document is of it, not of the
                district.
            admin_level: level of the issuing body: national, provincial, city, district, zone, town, unit
                (a school, company or hospital) or unknown.
            adcode: GB/T 2260 code of the narrowest place, as of the plan's year; empty where it is not known, and
                for a zone or a town, which have none.
            place: narrowest name of the place, unique to the place; 全国 for a document of the centre, which has no
                province, city or district.
            year: the year that the plan is for, the first of a plan for several years, the one in which a
                school year begins; not stated by the plan itself where `year_source` is a date or the name
                of the file or of a folder. A yearly plan that names no year and is dated in December counts
                in the next one.
            year_end: the last year of a plan for several years, which counts in `year` only; empty for a plan
                of one year or one school year, or where the last year is not known.
            issued: date of issue, YYYY-MM-DD, or YYYY-MM where no day is given.
            issuer: the issuing body.
            number: official number, as 西教委〔2022〕3号.
            title: the plan's own title.
            genre: kind of document that the title names.
            n_chars: characters of the clean text, annex included, without line ends.
            n_unit_chars: characters of these that name the units responsible for a task (责任单位：…); comparison
                leaves them out unless `compare_responsible_units` is set.
            annex_start: where the annex starts in the clean text; the text's length where there is none.
            place_source: where the place was read; empty where it is not known.
            place_confidence: how sure the place is: high, medium or low.
            year_source: where the year was read; empty where it is not known.
            year_confidence: how sure the year is: high, medium or low.
            issued_source: where the date of issue was read; empty where it is not known.
            issued_confidence: how sure the date of issue is: high, medium or low.
            issuer_source: where the issuer was read; empty where it is not known.
            issuer_confidence: how sure the issuer is: high, medium or low.
            number_source: where the number was read; empty where it is not known.
            number_confidence: how sure the number is: high, medium or low.
            title_source: where the title was read; empty where it is not known.
            title_confidence: how sure the title is: high, medium or low.
            genre_source: where the genre was read; empty where it is not known.
            genre_confidence: how sure the genre is: high, medium or low.
            warnings: what needs your attention: sentences in the language of the settings, ；-separated.
        """
        import pandas as pd

        rows = [
            _document_row(document, place, lengths, self.settings.language)
            for document, place, *lengths in zip(
                self.items, self.places, self.n_chars.tolist(), self.n_unit_chars.tolist(), strict=True
            )
        ]
        table = pd.DataFrame(rows, columns=list(_document_row(*_EMPTY)) if not rows else None)
        numbers = {"n_chars": "int64", "n_unit_chars": "int64"}
        table = table.astype({"year": "Int64", "year_end": "Int64", **numbers})
        own = {
            column: pd.array([d.variables.get(name, "") for d in self.items], dtype="str")
            for name, column in self.variable_columns.items()
        }
        return pd.concat([table, pd.DataFrame(own, index=table.index)], axis=1) if own else table

    @cached_property
    def variable_columns(self) -> dict[str, str]:
        """The user's own columns by their names, each with its name in `documents`."""
        taken = {name.casefold() for name in (*_document_row(*_EMPTY), *ADDED_COLUMNS)}
        columns: dict[str, str] = {}
        for name in dict.fromkeys(name for document in self.items for name in document.variables):
            column = name
            while column.casefold() in taken:
                column += "_own"
            taken.add(column.casefold())
            columns[name] = column
        return columns

    @cached_property
    def sections(self) -> pd.DataFrame:
        """The headings of all documents, a row each.

        Returns:
            A row for each heading or numbered item, in the order of the text.

            doc_id: path of the file under the raw folder.
            label: short name of the document, unique in the corpus.
            place: narrowest name of its place, unique to the place.
            adcode: GB/T 2260 code of the place; empty where it is not known.
            year: the year that the plan is for; empty where it is not known.
            section: number in the document: 1, 2, …
            parent: number of the section around it; 0 at the top.
            level: depth of the heading; 1 at the top.
            marker: the number as printed.
            heading: its text; empty for a numbered item without one.
            start: where the section starts in the clean text, in characters from 0.
            end: where it ends, subsections included.
        """
        import pandas as pd

        columns = ["section", "parent", "level", "marker", "heading", "start", "end"]
        numbers = self._number_rows(len(d.sections) for d in self.items)
        rows = pd.DataFrame([section for d in self.items for section in d.sections], columns=columns)
        return pd.DataFrame({**self.identify(numbers), **rows})

    @cached_property
    def furniture(self) -> pd.DataFrame:
        """The lines that were removed from the documents, a row each.

        Returns:
            A row for each line, in the order of the text.

            doc_id: path of the file under the raw folder.
            label: short name of the document, unique in the corpus.
            place: narrowest name of its place, unique to the place.
            adcode: GB/T 2260 code of the place; empty where it is not known.
            year: the year that the plan is for; empty where it is not known.
            role: red header, number, addressee, signature, imprint, page number, site, footer …
            start: where the line starts in the extracted text (the file itself for plain text), in characters
                from 0.
            end: where it ends.
            text: the line.
        """
        import pandas as pd

        numbers = self._number_rows(len(d.cleaned.furniture) for d in self.items)
        lines = [
            (line.role, line.start, line.start + len(line.text), line.text)
            for d in self.items
            for line in d.cleaned.furniture
        ]
        rows = pd.DataFrame(lines, columns=["role", "start", "end", "text"])
        return pd.DataFrame({**self.identify(numbers), **rows})

    def _number_rows(self, sizes: Iterable[int]) -> NDArray[np.int64]:
        """The number of the document of each row, where each document has so many rows."""
        import numpy as np

        return np.arange(len(self)).repeat(list(sizes))

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Every file that was seen.

        Returns:
            A row for each file of the raw folder, once; for each of its documents where it holds several.

            path: of the file under the raw folder, with #1, #2 for one of several documents in the file.
            status: kept, set aside (read, and recognised as no plan), rejected, duplicate or ignored.
            reason: in a few words; empty for a file that was kept without remark.
            detail: a sentence on what happened and what to do, in the language of the settings.
        """
        import pandas as pd

        language = self.settings.language
        rows = [(row.path, row.status, row.reason, row.write_detail(language)) for row in self.ledger_rows]
        return pd.DataFrame(rows, columns=["path", "status", "reason", "detail"])


def _document_row(document: Document, place: str, lengths: Sequence[int], language: str) -> dict[str, object]:
    """A row of `documents`; `lengths` are its characters, and those of responsible units."""
    meta = document.metadata
    origins = {
        f"{name}_{what}": values.get(name, "")
        for name in ("place", "year", "issued", "issuer", "number", "title", "genre")
        for what, values in (("source", meta.sources), ("confidence", meta.confidence))
    }
    return {
        "doc_id": document.doc_id,
        "label": document.label,
        "sha256": document.sha256,
        "format": document.extracted.format,
        "encoding": document.extracted.encoding,
        "province": meta.province,
        "city": meta.city,
        "district": meta.district,
        "town": meta.town,
        "admin_level": str(meta.admin_level),
        "adcode": meta.adcode,
        "place": place,
        "year": meta.year,
        "year_end": meta.year_end,
        "issued": meta.issued,
        "issuer": meta.issuer,
        "number": meta.number,
        "title": meta.title,
        "genre": meta.genre,
        "n_chars": lengths[0],
        "n_unit_chars": lengths[1],
        "annex_start": document.cleaned.annex_start,
        **origins,
        "warnings": "；".join(write_notice(n, language) for n in (*meta.warnings, *document.warnings)),
    }


def _join_names(names: Sequence[str]) -> list[str]:
    """The names that a place may go by, the shortest first: 西湖区, 杭州市西湖区, 浙江省杭州市西湖区."""
    return ["".join(names[i:]) for i in reversed(range(len(names)))]


_EMPTY = (Document("", "", "", Extracted("", ""), Cleaned("", 0, (), ()), (), Metadata()), "", (0, 0), "zh")
