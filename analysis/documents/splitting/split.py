"""The step that makes a draft of each plan in a file."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from analysis.documents.cleaning import Cleaned, clean
from analysis.documents.draft import Draft
from analysis.documents.splitting.boundaries import find_boundaries
from analysis.notices import Field, Kind, Notice
from analysis.reading import StatedValues

# What a page says of itself as a whole is not said of each plan in it.
OF_WHOLE_PAGE = {"title", "number"}


def split_documents(draft: Draft) -> list[Draft] | None:
    """Split a file that holds several plans.

    A file that is stated to be one plan (kind=plan) stays whole. Where it is only likely that a second plan
    starts, the file stays whole too, with a notice; so does a row of a table, which stands for one plan.

    Returns:
        The drafts, cleaned; None for a file that stays whole.
    """
    if "kind" in draft.stated.fields:
        return None
    starts, likely = find_boundaries(draft.text)
    if draft.row:
        likely += [draft.text[start:].lstrip().split("\n", 1)[0] for start in starts]
        starts = []
    if likely:
        draft.notices.append(Notice.of(Field.TEXT, Kind.MAY_HOLD_SEVERAL, titles=tuple(likely)))
    if not starts:
        return None
    bounds = [0, *starts, len(draft.text)]
    return [_cut(draft, n, bounds[n - 1], bounds[n]) for n in range(1, len(bounds))]


def _cut(draft: Draft, n: int, start: int, end: int) -> Draft:
    """The draft of the n-th plan of a file."""
    doc_id = f"{draft.doc_id}#{n}"
    text, main = draft.text[start:end], draft.extracted.main
    if main is not None:
        inside = (max(main[0], start) - start, min(main[1], end) - start)
        main = inside if inside[0] < inside[1] else None
    embedded = {name: value for name, value in draft.extracted.embedded.items() if name not in OF_WHOLE_PAGE}
    of_part = (draft.stated_of_parts or {}).get(doc_id, StatedValues())
    part = Draft(
        draft.file,
        doc_id,
        StatedValues(
            {**draft.stated.fields, **of_part.fields}, {**draft.stated.variables, **of_part.variables}
        ),
        draft.settings,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        notices=list(draft.notices),
    )
    part.extracted = replace(draft.extracted, embedded=embedded)
    part.text = text
    part.cleaned = _shift(clean(text, main), start)
    return part


def _shift(cleaned: Cleaned, by: int) -> Cleaned:
    """A clean text whose raw positions count from the start of the file."""
    return replace(
        cleaned,
        furniture=tuple([line._replace(start=line.start + by) for line in cleaned.furniture]),
        steps=tuple([(position, raw + by) for position, raw in cleaned.steps]),
    )
