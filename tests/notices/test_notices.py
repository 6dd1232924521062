"""Notices: each kind has a sentence in both languages, made of the values that its notices have."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from analysis.chinese.characters import ONE_HANZI
from analysis.notices import (
    CAUSES,
    EVIDENCE,
    FIELD_NAMES,
    FILE_TYPE_NAMES,
    SENTENCES,
    SOURCE_NAMES,
    Field,
    FileType,
    Kind,
    Notice,
    Source,
    Value,
    write_notice,
)
from analysis.reading import ReadingError, Reason
from analysis.reading.errors import damage_error

# A value for each name that a sentence takes.
VALUES: dict[str, Value] = {
    "year": 2022,
    "end": 2025,
    "length": 3,
    "years": ("2021 (3×)", "2022 (5×)"),
    "other": "沛县",
    "issued": "2022-03-05",
    "source": Source.RED_HEADER,
    "other_source": Source.FILE_NAME,
    "number": "西教委〔2022〕3号",
    "name": "西湖区",
    "names": "西湖",
    "places": ("浙江省杭州市", "江西省南昌市"),
    "text": "XX区",
    "value": "教育局",
    "mark": "3.",
    "before": "1.",
    "first": "2.",
    "last": "9.",
    "missing": ("2.", "3."),
    "n": 1234,
    "path": "a.txt",
    "share": 0.957,
    "more": 2,
    "pages": (2, 1, 5, 6, 7),
    "confidence": 0.987,
    "why": Notice.of(Field.TEXT, Kind.OCR_OFF),
    "texts": ("内部资料", "装订线"),
    "titles": ("西湖区2023年工作要点", "西湖区2024年工作要点"),
    "sign": "�",
    "codes": ("U+E123", "U+E124"),
    "file_type": FileType.TABLE,
    "most": 251,
    "page": "要点",
    "fault": "Bad magic number",
    "part": "word/document.xml",
    "cause": Notice.of(Field.FILE, Kind.ZERO_BYTE, position=17),
    "position": 17,
    "encoding": "GB 18030",
    "total": 5678,
    "fewest": 30,
    "percent": 12,
    "ratio": 200,
    "width": 12000,
    "height": 9000,
    "resolution": 300,
    "lines": (3, 17),
    "line": 17,
    "columns": 16384,
    "words": ("政策解读",),
    "evidence": Notice.of(Field.FILE, Kind.NO_PROSE),
    "second": Notice.of(Field.FILE, Kind.NO_PROSE),
    "keys": ("code", "msg"),
    "column": "发布日期",
    "setting": "title",
    "sheets": ("政策",),
    "wanted": ("政策内容",),
}
# Functions that make a notice of a kind, and the values they add to those they are called with.
MAKERS: dict[str, set[str]] = {
    "Notice.of": set(),
    "ReadingError.of": set(),
    "reading.ReadingError.of": set(),
    "damage_error": set(),
    "safety_error": set(),
    "_ignore": set(),
    "_make_notice": set(),
    "_binary_error": {"position"},
    "conflict": {"year", "other"},
    "describe_form": set(),
}
# Calls whose kind is a variable: the kinds it takes.
VARIABLE_KINDS = {
    "reading/mojibake.py": {Kind.UTF_8_AS_GBK, Kind.UTF_8_AS_WESTERN, Kind.GB_AS_WESTERN},
    "reading/word/docx.py": {Kind.INSERTED_DOCUMENT, Kind.DIAGRAM},
    "documents/kinds/evidence.py": {
        Kind.IS_EXPLANATION,
        Kind.IS_NEWS_REPORT,
        Kind.IS_CALL_FOR_OPINIONS,
        Kind.IS_REPLY,
        Kind.IS_LIST_PAGE,
        Kind.IS_MODEL_TEXTS,
        Kind.IS_NOTICE_WITHOUT_ANNEX,
    },
    "documents/kinds/other_kinds.py": {Kind.DRAFT, Kind.MAY_BE_NO_PLAN},
}
# Kinds whose sentence is a part of another.
PARTS = CAUSES.keys() | EVIDENCE.keys()
# Values that no sentence shows: the year of a date of issue, which ends the time a page speaks of.
DATA_ONLY = {Kind.DATE_GIVES_OTHER_YEAR: {"other"}}


class Made(NamedTuple):
    """A notice that a call in the code makes: which kinds it may have, and the names of its values."""

    path: str
    kinds: set[Kind]
    names: set[str]


def list_made(root: Path) -> Iterator[Made]:
    """Every notice that the code makes; calls by which a maker passes a kind on are left out."""
    for path in sorted((root / "analysis").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        place = path.relative_to(root / "analysis").as_posix()
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        makers = [node for node in functions if node.name in MAKERS or node.name == "of"]
        passed_on = {id(inner) for maker in makers for inner in ast.walk(maker)}
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or (maker := ast.unparse(call.func)) not in MAKERS:
                continue
            attributes = [node for value in call.args for node in ast.walk(value)]
            kinds = {
                Kind[node.attr]
                for node in attributes
                if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Kind"
            }
            if not kinds and id(call) in passed_on:
                continue
            names = {keyword.arg or "**" for keyword in call.keywords} | MAKERS[maker]
            yield Made(place, kinds or VARIABLE_KINDS.get(place, set()), names)


def names_in(sentence: str) -> set[str]:
    """The names of the values that a sentence takes."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_both_sentences_of_the_same_values(kind: Kind) -> None:
    sentence = SENTENCES[kind]
    assert names_in(sentence.zh) == names_in(sentence.en)
    if kind in PARTS:  # a part of a sentence
        assert not sentence.zh.endswith("。") and not sentence.en.endswith(".")
    else:
        assert sentence.zh.endswith(("。", "}")) and sentence.en.endswith((".", "}"))
    assert ONE_HANZI.search(sentence.zh) or kind is Kind.BOTH
    assert not ONE_HANZI.search(sentence.en.replace("锟斤拷", "").replace("西湖区", ""))


def test_every_notice_made_has_the_values_of_its_sentences(root: Path) -> None:
    made = list(list_made(root))
    assert len(made) > 100
    for notice in made:
        assert notice.kinds, f"{notice.path}: a notice of an unknown kind with {sorted(notice.names)}"
        for kind in notice.kinds:
            names = names_in(SENTENCES[kind].en) | DATA_ONLY.get(kind, set())
            assert notice.names == names, f"{notice.path}: {kind}"
    assert {kind for notice in made for kind in notice.kinds} == set(Kind)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_every_sentence_can_be_written(kind: Kind, language: str) -> None:
    values = {name: VALUES[name] for name in names_in(SENTENCES[kind].en)}
    sentence = write_notice(Notice.of(Field.TEXT, kind, **values), language)
    assert sentence.endswith("。" if language == "zh" else ".") == (kind not in PARTS)
    assert "{" not in sentence and ".." not in sentence and "Source" not in sentence
    for name in values:
        if isinstance(VALUES[name], str):
            assert str(VALUES[name]) in sentence or isinstance(VALUES[name], Source | FileType)


def test_every_source_has_a_name_in_chinese() -> None:
    assert set(SOURCE_NAMES) == set(Source)


def test_every_file_type_has_a_name_in_chinese() -> None:
    assert set(FILE_TYPE_NAMES) == set(FileType)
    notice = Notice.of(Field.FILE, Kind.FOREIGN_FILE, file_type=FileType.SLIDES)
    assert write_notice(notice, "zh").startswith("从文件名看，这是幻灯片，不是计划；")
    assert write_notice(notice, "en").startswith("By its name this is a slide show, not a plan;")


def test_a_sentence_on_a_field_names_the_field() -> None:
    notice = Notice.of(
        Field.YEAR, Kind.FILE_NAME_GIVES_OTHER_YEAR, year=2022, other=2021, source=Source.TITLE
    )
    assert write_notice(notice, "en") == "year: the file's name says 2021, but its title says 2022."
    assert write_notice(notice, "zh") == "年份：文件名写的是2021年，标题写的是2022年。"
    assert not {Field.TEXT, Field.FILE, Field.NEAR_DUPLICATE} & set(FIELD_NAMES)


@pytest.mark.parametrize(
    ("pages", "en", "zh"),
    [((3,), "Page 3: ", "第3页："), ((6, 1, 5, 4), "Pages 1, 4–6: ", "第1、4–6页：")],
)
def test_pages_are_counted_as_a_person_does(pages: tuple[int, ...], en: str, zh: str) -> None:
    notice = Notice.of(Field.TEXT, Kind.INVISIBLE_TEXT, pages=pages)
    assert write_notice(notice, "en").startswith(en)
    assert write_notice(notice, "zh").startswith(zh)


def test_quoted_texts_are_cut_short() -> None:
    notice = Notice.of(Field.TEXT, Kind.WATERMARK, texts=("内部", "资料" * 200))
    assert write_notice(notice, "en").startswith("Left out as watermark: “内部”, “资料")
    assert len(write_notice(notice, "zh")) < 220


def test_a_notice_inside_another_is_written_in_the_same_language() -> None:
    notice = Notice.of(
        Field.TEXT, Kind.PICTURES_NOT_READ, pages=(1,), why=Notice.of(Field.TEXT, Kind.OCR_OFF)
    )
    assert write_notice(notice, "zh") == (
        "第1页：是没有文字的图片，没有读取。要用OCR识别图片，请在analysis.toml中写ocr = true。"
    )


def test_a_cause_is_cut_to_one_short_line() -> None:
    error = damage_error(Kind.PART_NOT_XML, part="word/document.xml", fault="x\n\x1b" + "长" * 300)
    assert error.reason == Reason.DAMAGED
    assert str(error).startswith("The file is damaged: its part word/document.xml is no sound XML: x 长长")
    assert str(error).endswith("长…. Download it again, or open it in Word or WPS and save it again.")
    assert len(str(error)) == len("The file is damaged: ") + 160 + len(
        ". Download it again, or open it in Word or WPS and save it again."
    )
    assert write_notice(error.notice, "zh").startswith("文件已损坏：部件word/document.xml不是完好的XML：x 长")


def test_an_error_reads_as_its_english_sentence_and_comes_back_from_a_pickle() -> None:
    error = ReadingError.of(Reason.NO_TEXT_LAYER, Kind.FILE_IS_PICTURE, why=VALUES["why"])
    again = pickle.loads(pickle.dumps(error))
    assert (again.reason, again.notice) == (error.reason, error.notice)
    assert str(again) == (
        "The file is a picture. Set ocr = true in analysis.toml to have pictures read by OCR."
    )
    assert write_notice(again.notice, "zh") == (
        "文件是图片。要用OCR识别图片，请在analysis.toml中写ocr = true。"
    )


def test_notices_are_equal_by_value_and_come_back_from_a_pickle() -> None:
    first = Notice.of(Field.YEAR, Kind.TEXT_GIVES_OTHER_YEAR, year=2022, other=2021)
    second = Notice.of(Field.YEAR, Kind.TEXT_GIVES_OTHER_YEAR, other=2021, year=2022)
    assert first == second and len({first, second}) == 1
    assert pickle.loads(pickle.dumps(first)) == first
    assert (first["year"], first.get("issued")) == (2022, None)
    with pytest.raises(KeyError):
        first["issued"]
