"""Corpora of given texts, without files: the texts are not cleaned, their headings are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.documents.corpus import Corpus, Document
from analysis.documents.structure import find_sections
from analysis.settings import Settings
from tests.support.simulated import document

WORDS = [
    "学校",
    "教师",
    "学生",
    "课程",
    "班级",
    "校园",
    "家长",
    "教育",
    "质量",
    "安全",
    "科研",
    "体育",
]


def lines(*texts: str) -> str:
    """The lines as one text."""
    return "\n".join(texts)


# A plan of four sections under a title.
BODY = lines(
    "某区教育局工作要点",
    "一、强化政治引领",
    "学习理论，提高认识。",
    "二、强化组织建设",
    "建强支部，配齐书记。",
    "三、强化队伍建设",
    "培训教师，关心教师。",
    "四、强化安全管理",
    "检查校园，守护学生。",
)


def plain_corpus(
    texts: Sequence[str],
    *,
    places: Sequence[str] | None = None,
    years: Sequence[int | None] | None = None,
    genres: Sequence[str] | None = None,
    settings: Settings | None = None,
) -> Corpus:
    """Documents d0000, d0001, … of these texts; each in its own district if no places are given."""
    places = places or [f"第{i}区" for i in range(len(texts))]
    years, genres = years or [None] * len(texts), genres or [""] * len(texts)
    rows = zip(texts, places, years, genres, strict=True)
    items = tuple(_make_document(i, *row) for i, row in enumerate(rows))
    return Corpus(items, (), settings or Settings())


def _make_document(index: int, text: str, place: str, year: int | None, genre: str) -> Document:
    plain = document(index, place, year, text)
    metadata = replace(plain.metadata, genre=genre)
    return replace(plain, sections=find_sections(text), metadata=metadata)


def draw_texts(seed: int, n: int, *, paragraphs: int = 5, words: int = 6) -> list[str]:
    """n texts of `paragraphs` paragraphs with `words` words each, drawn from `WORDS`."""
    texts = np.random.default_rng(seed).choice(WORDS, (n, paragraphs, words))
    return ["\n".join("，".join(line) + "。" for line in text) for text in texts]
