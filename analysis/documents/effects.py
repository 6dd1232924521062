"""Effects: what a problem with a document would change in the results, the gravest first."""

from __future__ import annotations

from enum import StrEnum

from analysis.notices import Field, Kind, Notice, Sentence


class Effect(StrEnum):
    """What a problem would change in the results; in the order in which a person should look."""

    MISSING = "missing"
    SET_ASIDE = "set aside"
    COUNT = "count"
    PLACE = "place"
    YEAR = "year"
    WORDS = "words"
    HEADINGS = "headings"
    DESCRIPTION = "description"
    NONE = "none"


EFFECT_NAMES = {
    Effect.MISSING: Sentence("不在任何表中：没有读出", "Missing from every table: could not be read"),
    Effect.SET_ASIDE: Sentence("没有计入：看来不是计划", "Not counted: does not look like a plan"),
    Effect.COUNT: Sentence(
        "可能多算或少算：内容几乎相同，或一个文件里可能不止一份",
        "May be counted twice, or as one: near duplicates, or a file that may hold several plans",
    ),
    Effect.PLACE: Sentence("可能算错地方", "May be counted for a wrong place, or for none"),
    Effect.YEAR: Sentence("可能算错年份", "May be counted for a wrong year, or for none"),
    Effect.WORDS: Sentence("可能多了或少了文字", "Text may be missing, or not belong to the plan"),
    Effect.HEADINGS: Sentence("可能缺小标题", "A heading may be missing"),
    Effect.DESCRIPTION: Sentence(
        "可能写错日期、机关、文号、标题或文种", "Date, issuer, number, title or kind may be wrong"
    ),
    Effect.NONE: Sentence("不影响结果", "Changes no result"),
}
_OF_FIELD = {
    Field.PLACE: Effect.PLACE,
    Field.YEAR: Effect.YEAR,
    Field.ISSUED: Effect.DESCRIPTION,
    Field.ISSUER: Effect.DESCRIPTION,
    Field.NUMBER: Effect.DESCRIPTION,
    Field.TITLE: Effect.DESCRIPTION,
    Field.GENRE: Effect.DESCRIPTION,
    Field.HEADINGS: Effect.HEADINGS,
    Field.SCRIPT: Effect.NONE,
    Field.NEAR_DUPLICATE: Effect.COUNT,
    Field.TEXT: Effect.WORDS,
    Field.FILE: Effect.MISSING,
}


_OF_KIND = {Kind.MAY_HOLD_SEVERAL: Effect.COUNT}


def find_effect(notice: Notice) -> Effect:
    """What the matter of a notice would change in the results."""
    return _OF_KIND.get(notice.kind, _OF_FIELD[notice.field])
