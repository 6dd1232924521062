"""Notices: each kind has a sentence in both languages, made of the same values."""

from __future__ import annotations

import pickle
from string import Formatter

import pytest

from analysis.notices import (
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

# A value for each name that a sentence takes.
VALUES: dict[str, Value] = {
    "year": 2022,
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
    "detail": "The picture can't be opened.",
    "texts": ("内部资料", "装订线"),
    "sign": "�",
    "file_type": FileType.TABLE,
    "most": 251,
    "page": "要点",
}


def names_in(sentence: str) -> set[str]:
    """The names of the values that a sentence takes."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_both_sentences_of_the_same_values(kind: Kind) -> None:
    sentence = SENTENCES[kind]
    assert names_in(sentence.zh) == names_in(sentence.en)
    assert sentence.zh.endswith(("。", "}")) and sentence.en.endswith((".", "}"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_every_sentence_can_be_written(kind: Kind, language: str) -> None:
    values = {name: VALUES[name] for name in names_in(SENTENCES[kind].en)}
    sentence = write_notice(Notice.of(Field.TEXT, kind, **values), language)
    assert sentence.endswith("。" if language == "zh" else ".") or kind == Kind.PICTURE_FAILED
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


def test_notices_are_equal_by_value_and_come_back_from_a_pickle() -> None:
    first = Notice.of(Field.YEAR, Kind.TEXT_GIVES_OTHER_YEAR, year=2022, other=2021)
    second = Notice.of(Field.YEAR, Kind.TEXT_GIVES_OTHER_YEAR, other=2021, year=2022)
    assert first == second and len({first, second}) == 1
    assert pickle.loads(pickle.dumps(first)) == first
    assert (first["year"], first.get("issued")) == (2022, None)
    with pytest.raises(KeyError):
        first["issued"]
