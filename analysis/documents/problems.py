"""Problems: what is doubtful in what was read of each file, and what a person can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.documents.corpus import Corpus, Document, Status
from analysis.documents.effects import Effect, find_effect
from analysis.notices import FIELD_NAMES, Confidence, Field, Kind, Notice, Sentence, write_notice

if TYPE_CHECKING:
    import pandas as pd

PROBLEMS = ["path", "effect", "field", "value", "source", "confidence", "problem", "action"]
_EFFECTS: list[str] = list(Effect)
# A value that is not known comes before one that is doubtful.
_DOUBTS: list[str] = ["", Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
FIELDS = (Field.PLACE, Field.YEAR, Field.ISSUED, Field.ISSUER, Field.NUMBER, Field.TITLE, Field.GENRE)
ACTIONS = {
    Field.PLACE: Sentence(
        "请在文件旁的manifest.csv中写明省、市、区县。",
        "Give province, city and district in manifest.csv beside the plans.",
    ),
    Field.YEAR: Sentence(
        "请查看网页；如果采用的年份不对，请在manifest.csv中写明。",
        "Look at the page; give the plan's year in the manifest if the one taken is wrong.",
    ),
    Field.ISSUED: Sentence(
        "请在manifest.csv中写明成文日期（YYYY-MM-DD）。",
        "Give the date of issue (YYYY-MM-DD) in the manifest.",
    ),
    Field.NUMBER: Sentence("请在manifest.csv中写明文号。", "Give the number in the manifest."),
    Field.TITLE: Sentence("请在manifest.csv中写明标题。", "Give the title in the manifest."),
    Field.HEADINGS: Sentence(
        "请查看文件：可能缺了小标题，也可能原文就是这样编号。",
        "Look at the file: a heading may be missing, or the plan is numbered like this.",
    ),
    Field.NEAR_DUPLICATE: Sentence(
        "如果是同一份文件，请只在文件夹中留下一份。",
        "Keep one of the two in the folder if they are the same plan.",
    ),
    Field.SCRIPT: Sentence(
        "不用处理；图中的引文用简体字。",
        "Nothing to do; quotations in figures are in simplified characters.",
    ),
    Field.TEXT: Sentence(
        "请查看文件；运行之后，整理好的正文在texts文件夹中。",
        "Look at the file; after a run its clean text is in the folder texts.",
    ),
    Field.FILE: Sentence("请修复文件，或把它移出文件夹。", "Fix the file, or take it out of the folder."),
}
IF_WRONG = Sentence(
    "如果不对，请在manifest.csv中写明{field}。", "Give the {field} in the manifest if this is wrong."
)
IF_PLAN = Sentence(
    "如果是计划，请在manifest.csv的kind列写plan。",
    "If it is a plan, write plan in the column kind of manifest.csv.",
)
# Fields that no cell of the manifest can correct.
NOT_FOR_MANIFEST = (Field.FILE, Field.TEXT)


def find_problems(corpus: Corpus) -> pd.DataFrame:
    """What a person should look at, a row for each matter, in the order of what it would change.

    Returns:
        path: the file, with #1, #2 for one of several documents in the file.
        effect: what it would change in the results, the gravest first: missing (from every table), set aside
            (as no plan), count (twice, or two plans as one), place, year, words (missing, or not of
            the plan), headings, description (date, issuer, number, title, genre), none. Within an effect
            values that are not known come before those that may be wrong.
        field: place, year, issued, issuer, number, title or genre; "file" where the whole file is
            concerned; "text" for reading, script, numbering and near duplicates.
        value: what was taken for the field.
        source: where it was read; of "text" the format of the file.
        confidence: high, medium or low; empty for a file or a text.
        problem: what is doubtful, a sentence in the language of the settings.
        action: what to do, a sentence in that language.
    """
    import pandas as pd

    language = corpus.settings.language
    rows: list[tuple[str, ...]] = []
    for row in corpus.ledger_rows:
        if row.status in (Status.REJECTED, Status.SET_ASIDE):
            is_missing = row.status == Status.REJECTED
            effect = Effect.MISSING if is_missing else Effect.SET_ASIDE
            action = (ACTIONS[Field.FILE] if is_missing else IF_PLAN).of(language)
            rows.append((row.path, effect, Field.FILE, "", "", "", row.write_detail(language), action))
    for document in corpus:
        rows += _list_problems(document, language)
    at_effect, at_confidence = PROBLEMS.index("effect"), PROBLEMS.index("confidence")
    rows.sort(key=lambda row: (_EFFECTS.index(row[at_effect]), _DOUBTS.index(row[at_confidence])))
    return pd.DataFrame(rows, columns=PROBLEMS, dtype="str")


def needs_attention(document: Document) -> bool:
    """Whether `find_problems` has a row for a document that was kept."""
    meta = document.metadata
    is_weak = any(meta.confidence.get(field) == Confidence.LOW for field in FIELDS)
    return bool(meta.warnings or document.warnings or not meta.title or is_weak)


def _list_problems(document: Document, language: str) -> list[tuple[str, ...]]:
    """The rows of one document: its notices, and values from weak places that have no notice."""
    meta = document.metadata
    notices = [*meta.warnings, *document.warnings]
    actions = [ACTIONS.get(notice.field, ACTIONS[Field.TEXT]).of(language) for notice in notices]
    if not meta.title:
        notices.append(Notice.of(Field.TITLE, Kind.NO_TITLE))
        actions.append(ACTIONS[Field.TITLE].of(language))
    noticed = {notice.field for notice in notices}
    for field in FIELDS:
        if field not in noticed and meta.confidence.get(field) == Confidence.LOW:
            value, source, _ = _describe_value(document, field)
            notices.append(Notice.of(field, Kind.WEAK_SOURCE, value=value, source=source))
            actions.append(IF_WRONG.of(language).format(field=FIELD_NAMES[field].of(language)))
    rows: list[tuple[str, ...]] = []
    for notice, action in zip(notices, actions, strict=True):
        field = notice.field if notice.field in FIELDS else Field.TEXT
        problem = write_notice(notice, language)
        effect = find_effect(notice)
        rows.append((document.doc_id, effect, field, *_describe_value(document, field), problem, action))
    return rows


def _describe_value(document: Document, field: Field) -> tuple[str, str, str]:
    """The value that was taken for a field, where it was read and how sure it is."""
    meta = document.metadata
    if field == Field.TEXT:
        return "", document.extracted.format, ""
    value = meta.place if field == Field.PLACE else getattr(meta, field)
    if field == Field.YEAR and meta.year_end:
        value = f"{value}–{meta.year_end}"
    return str(value or ""), meta.sources.get(field, ""), meta.confidence.get(field, "")
