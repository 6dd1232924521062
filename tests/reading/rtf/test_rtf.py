"""Rich text: Chinese in every spelling that programs write, tables, lists, and hostile nesting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as checks
from hypothesis import strategies as st

from analysis.notices import Field, Kind, Notice
from analysis.reading import ReadingError
from analysis.reading.rtf import tokens as rtf_tokens
from analysis.reading.rtf.reader import read
from analysis.settings import Settings
from tests.support.notices import english

SETTINGS = Settings()
# Font 0 is Western, 1 Chinese, 2 of symbols, 3 traditional Chinese.
HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff1{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
    r"{\f1\fnil\fcharset134\fprq2{\*\panose 02010600030101010101}\'cb\'ce\'cc\'e5;}"
    r"{\f2\froman\fcharset2 Wingdings;}{\f3\fnil\fcharset136 MingLiU;}}"
    r"{\colortbl;\red0\green0\blue0;}"
)


def spell_bytes(text: str, encoding: str = "gbk") -> str:
    """Chinese as bytes in hexadecimal."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def lines(body: str, head: str = HEAD) -> list[str]:
    return read((head + body + "}").encode("latin-1"), SETTINGS).text.split("\n")


def test_chinese_is_read_in_bytes_and_in_unicode() -> None:
    assert lines(spell_bytes("东岭区教育局") + r"\par " + spell_bytes("工作要点") + r"\par") == [
        "东岭区教育局",
        "工作要点",
    ]
    assert lines(r"\uc1\u19996?\u23725?\uc2\u21306\'c7\'f8\uc0\u-30000\u24037 \uc1\u20316 ?2022") == [
        "东岭区諐工作2022"
    ]
    assert lines(r"\uc1\u-10174?\u-8265?") == ["𠮷"]


def test_the_second_byte_of_a_character_may_be_written_as_a_letter() -> None:
    first, second = "镕".encode("gbk")
    assert chr(second).isascii()
    assert lines(rf"\'{first:02x}{chr(second)}" + spell_bytes("的")) == ["镕的"]
    assert lines("\\'b6\r\n\\'ab" + spell_bytes("岭")) == ["东岭"]


def test_raw_bytes_are_read_too() -> None:
    data = HEAD.encode() + "东岭区".encode("gbk") + b"\\par}"
    assert read(data, SETTINGS).text == "东岭区"


def test_a_font_states_the_code_page_of_its_bytes() -> None:
    assert lines(r"{\f3 " + spell_bytes("臺灣", "big5") + "}" + spell_bytes("东岭")) == ["臺灣东岭"]
    assert lines(r"\f2 \'fe\f1 " + spell_bytes("是")) == ["☑是"]
    western = HEAD.replace("936", "1252")
    assert lines(r"\f0 \'93A\'94", western) == ["“A”"]
    assert lines(spell_bytes("东岭"), r"{\rtf1\ansi ") == ["东岭"]
    assert lines(r"\'d0\'cf", r"{\rtf1\ansi\ansicpg1251 ") == ["РП"]
    assert lines(spell_bytes("东岭"), r"{\rtf1\ansi\ansicpg99999 ") == ["东岭"]


def test_a_byte_that_is_not_chinese_does_not_stop_the_reader() -> None:
    assert lines(r"\'93\par " + spell_bytes("东岭") + r"\'b6") == ["“", "东岭�"]


def test_breaks_dashes_and_quotation_marks_become_characters() -> None:
    body = r"a\line b\emdash\ldblquote c\rdblquote\~d\_e\-f\{g\}\\\page h\tab i"
    assert lines(body) == ["a", "b—“c”\u00a0d-ef{g}\\", "\f", "h i"]
    assert lines("a\\\nb\\sect c") == ["a", "b", "c"]
    assert lines(r"{\listtext 1.\tab}\page a") == ["\f", "1. a"]


def test_hidden_and_deleted_text_is_dropped() -> None:
    assert lines(r"a{\v b}{\deleted c}d\v e\v0 f\v g\plain h") == ["adfh"]
    assert lines(r"a{\deleted\par}b") == ["ab"]


def test_instructions_properties_and_pictures_are_not_read_as_text() -> None:
    body = (
        r"{\info{\title old}}{\*\generator x;}{\stylesheet{\s0 Normal;}}{\field{\*\fldinst HYPERLINK x}"
        r"{\fldrslt see}}{\pict\wmetafile8 0102ab}{\*\shppict{\pict aabb}}{\annotation note}"
        r"{\pict\bin4 {{{{}{\object{\*\objdata 01}{\result shown}}{\*\unknown x}{\unknown y}"
    )
    assert lines(body) == ["seeshowny"]


def test_of_two_spellings_of_a_text_the_unicode_one_is_read() -> None:
    assert lines(r"{\upr{old}{\*\ud{\uc1\u19996?}}}") == ["东"]


def test_numbers_saved_with_their_text_are_kept_and_bullets_are_not() -> None:
    marked = r"{\listtext\pard\plain %s\tab}%s\par "
    body = (
        marked % (spell_bytes("一、"), spell_bytes("加强领导"))
        + marked % ("1.", spell_bytes("抓学习"))
        + marked % (r"\f2 \'6c", spell_bytes("圆点"))
        + r"{\pntext\f1 (1)\tab}{\*\pn\pnlvlbody{\pntxta .}}"
        + spell_bytes("旧表")
        + r"\par "
        + r"{\listtext 2.\tab}{\pntext 2.\tab}"
        + spell_bytes("两种")
        + r"\par {\listtext 3.\tab}\par "
        + spell_bytes("末")
    )
    assert lines(body) == ["一、加强领导", "1. 抓学习", "圆点", "(1)旧表", "2. 两种", "末"]


def test_a_row_is_a_line_with_tabs() -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl %s\cell %s\cell\row"
    body = r"a\par" + row % ("b", r"c\par d") + row % ("", "e") + r"\pard f"
    assert lines(body) == ["a", "b\tc d", "\te", "f"]


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    inner = r"{\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}}"
    assert lines(r"\intbl a\cell " + inner + r"\cell\row") == ["a\tx y"]


def test_a_line_of_a_table_of_contents_shows_its_dots() -> None:
    head = HEAD + r"{\stylesheet{\s0 Normal;}{\s17\ql toc 1;}}"
    body = r"\pard\s17 a\tab 3\par\pard b\tab 3\par\pard\tqr\tldot\tx8296 c\tab 4\par"
    assert lines(body, head) == ["a……3", "b 3", "c……4"]


def test_a_text_box_is_read_once_before_or_after_its_paragraph() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard box\par}}{\shprslt{\*\do{\dptxbxtext box}}}}"
    assert lines(box + r"a\par b") == ["box", "a", "b"]
    assert lines("a" + box + r"\par b") == ["a", "box", "b"]
    assert lines(r"a{\*\do\dobxcolumn{\dptxbxtext\pard old\par}}\par") == ["a", "old"]


def test_notes_headers_and_footers_come_after_the_body() -> None:
    body = r"{\header " + spell_bytes("东岭党建") + r"\par}{\footerl - 1 -\par}a{\footnote note\par}b\par"
    extracted = read((HEAD + body + "}").encode("latin-1"), SETTINGS)
    assert extracted.text == "ab\nnote\n东岭党建"
    assert extracted.main == (0, 2)
    assert extracted.encoding == "gb18030"
    assert extracted.warnings == (Notice.of(Field.TEXT, Kind.NOTES_LEFT_OUT, n=1),)


def test_text_after_the_end_is_not_read_and_a_cut_off_file_is_read_to_its_end() -> None:
    assert lines(r"a\par}b{c") == ["a"]
    assert lines(r"{\b a\par b{\i c") == ["a", "bc"]
    cut = read(b"{\\rtf1 a\\cell b\\", SETTINGS)
    assert cut.text == "a\nb"
    assert "end is missing" in english(cut.warnings)[0]


# --- hostile files --------------------------------------------------------------------------


def refusal_of(data: bytes, settings: Settings = SETTINGS) -> str:
    with pytest.raises(ReadingError) as error:
        read(data, settings)
    return error.value.reason


def test_groups_nested_without_end_are_refused() -> None:
    assert refusal_of(b"{\\rtf1" + b"{" * 2_000) == "unsafe"


def test_more_text_than_the_limit_is_refused() -> None:
    assert refusal_of(b"{\\rtf1 " + b"ab " * 100, Settings(max_chars=100)) == "too large"
    assert refusal_of(b"no rich text") == "damaged"


def test_more_commands_than_a_plan_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf_tokens, "MAX_TOKENS", 100)
    assert refusal_of(b"{\\rtf1" + b"\\b" * 100) == "too large"
    assert read(b"{\\rtf1" + b"\\b" * 90 + b" a", SETTINGS).text == "a"


def test_binary_data_of_any_length_are_skipped() -> None:
    assert lines(r"a\bin3 }}}b") == ["ab"]
    assert lines(r"a\bin-3 b") == ["ab"]
    assert lines(r"a\bin9999999999 b") == ["a"]


SOUND = (
    HEAD
    + r"{\listtext 1.\tab}"
    + spell_bytes("东岭")
    + r"\u19996?\par\intbl a\cell b\cell\row{\field{\*\fldinst X}{\fldrslt y}}{\footnote n\par}"
    + r"{\shp{\*\shpinst{\shptxt z\par}}}{\v h}\uc2\bin2 ab\page}"
).encode("latin-1")


@checks(max_examples=300, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=8), st.sampled_from((0, 1, 2, 8, 10**6)))
def test_a_damaged_file_raises_only_a_reading_error(place: int, inserted: bytes, removed: int) -> None:
    try:
        assert isinstance(read(SOUND[:place] + inserted + SOUND[place + removed :], SETTINGS).text, str)
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")


@checks(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                r"{",
                r"}",
                r"\*",
                r"\par",
                r"\cell",
                r"\row",
                r"\u-1",
                r"\u55357",
                r"\u99999",
                r"\uc9",
                r"\uc-1",
                r"\'b6",
                r"\bin",
                r"\bin1",
                r"\f",
                r"\f1",
                r"\v",
                r"\plain",
                r"\upr",
                r"\ud",
                r"\listtext",
                r"\shptxt",
                r"\footnote",
                r"\header",
                r"\fonttbl",
                r"\stylesheet",
                r"\s1",
                r"\fcharset2",
                r"\cpg0",
                r"\ansicpg0",
                r"\pard",
                r"a",
            ]
        )
    )
)
def test_any_commands_raise_only_a_reading_error(
    words: list[str],
) -> None:
    try:
        assert "\ud83d" not in read(("{\\rtf1" + "".join(words)).encode(), SETTINGS).text
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")
