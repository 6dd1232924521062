"""Bytes to text: which encoding they are in, what is damaged, and how garbled text is repaired or refused."""

from __future__ import annotations

import codecs
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.notices import Field, Kind, Notice
from analysis.reading.encodings import decode, decode_with_warnings, score_plausibility
from analysis.reading.errors import ReadingError
from analysis.reading.extracted import Extracted
from analysis.reading.mojibake import repair, repair_extracted
from analysis.reading.plain_text import read
from analysis.settings import Settings
from tests.support.notices import english

PLAN = (
    "某市某区教育局工作要点\n一、加强党的领导\n坚持以政治建设为统领，全面贯彻党的教育方针，"
    "落实立德树人根本任务，办好人民满意的教育。\n"
)
TRADITIONAL = (
    "教育處工作計畫\n一、加強學校領導\n為貫徹教育方針，發展優質學校，關懷學習困難的學生，"
    "鼓勵教師進修，實現均衡發展。\n"
)
BOTH = [PLAN, TRADITIONAL]


@pytest.mark.parametrize("text", BOTH)
@pytest.mark.parametrize(
    ("encoding", "detected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_both_scripts_are_read_in_the_encodings_of_offices(text: str, encoding: str, detected: str) -> None:
    assert decode(text.encode(encoding)) == (text, detected)


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_big5_is_distinguished_from_gb_18030(encoding: str) -> None:
    # Every one of these bytes is valid GB 18030 too; only the meaning decides.
    data = TRADITIONAL.encode(encoding)
    assert data.decode("gb18030") != TRADITIONAL
    assert decode(data) == (TRADITIONAL, "big5hkscs")


def test_gb2312_is_read_as_gb18030() -> None:
    assert decode(PLAN.encode("gb2312")) == (PLAN, "gb18030")


def test_utf_16_big_endian_is_read_by_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be")) == (PLAN, "utf-16")


def test_utf_16_without_mark_or_line_ends_is_read() -> None:
    # There is no zero byte: no line end, no digit, and no hanzi whose code ends in 00.
    text = PLAN.replace("\n", "。").replace("一", "")
    for encoding in ("utf-16-le", "utf-16-be"):
        data = text.encode(encoding)
        assert b"\x00" not in data
        assert decode(data) == (text, encoding)


def test_a_utf_16_text_that_ends_in_a_zero_byte_keeps_its_last_character() -> None:
    # 一 is 4E 00: in big-endian bytes the zero is not padding.
    text = PLAN.replace("\n", "。") + "万众一心，其利断金，始终如一"
    assert decode(text.encode("utf-16-be")) == (text, "utf-16-be")


def windows(texts: list[str], length: int, count: int, seed: int) -> list[str]:
    """Strings of `length` characters from the texts, each with at least 30 beyond ASCII."""
    chance = random.Random(seed)
    pieces: list[str] = []
    while len(pieces) < count:
        text = chance.choice(texts)
        start = chance.randrange(len(text) - length)
        piece = text[start : start + length]
        if len(re.findall("[^\x00-\x7f]", piece)) >= 30:
            pieces.append(piece)
    return pieces


@pytest.fixture(scope="module")
def plans(raw: Path) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(raw.glob("*-*.txt"))]
    return [re.sub(r"\s", "", text) for text in texts]


@pytest.fixture(scope="module")
def traditional(plans: list[str]) -> list[str]:
    from opencc import OpenCC

    return [OpenCC(form).convert(text) for form in ("s2t", "s2hk", "s2tw") for text in plans]


@pytest.mark.parametrize("length", [32, 60])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_no_string_of_a_real_plan_is_taken_for_another_encoding(
    plans: list[str], encoding: str, length: int
) -> None:
    for piece in windows(plans, length, 400, seed=1):
        assert decode(piece.encode(encoding)) == (piece, encoding)


@pytest.mark.parametrize("length", [32, 60])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_no_string_in_traditional_characters_is_taken_for_another_encoding(
    traditional: list[str], encoding: str, length: int
) -> None:
    for piece in windows(traditional, length, 400, seed=2):
        text = piece.encode(encoding, "ignore").decode(encoding)
        assert decode(text.encode(encoding)) == (text, encoding)


@given(st.text(alphabet="教育局党建工作要点加强领导，。\n", min_size=1))
def test_every_utf_8_text_is_read_back_unchanged(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


def test_prose_is_plausible_and_wrongly_decoded_bytes_are_not() -> None:
    assert score_plausibility(PLAN) > 1.2
    assert score_plausibility(TRADITIONAL) > 1.2
    assert score_plausibility(TRADITIONAL.encode("big5").decode("gb18030")) < 0.6
    assert score_plausibility(PLAN.encode("gb2312").decode("big5hkscs", "replace")) < 0.6
    assert score_plausibility("plan 2022") == 0


CUT = "ends in the middle of a character"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_file_whose_last_byte_is_missing_is_read_up_to_there(encoding: str) -> None:
    whole = PLAN.rstrip("\n")
    decoded = decode_with_warnings(whole.encode(encoding)[:-1])
    assert decoded.text == whole[:-1]
    assert len(decoded.warnings) == 1
    assert CUT in english(decoded.warnings)[0]
    assert english(decoded.warnings)[0].endswith(".")


@pytest.mark.parametrize("missing", [1, 2])
def test_utf_8_may_lack_up_to_two_bytes_of_its_last_character(missing: int) -> None:
    decoded = decode_with_warnings(PLAN.rstrip("\n").encode()[:-missing])
    assert decoded.text == PLAN.rstrip("\n")[:-1]
    assert CUT in english(decoded.warnings)[0]


def test_a_cut_file_that_was_filled_up_with_zeros_is_read() -> None:
    decoded = decode_with_warnings(PLAN.rstrip("\n").encode()[:-1] + bytes(512))
    assert decoded.text == PLAN.rstrip("\n")[:-1]
    assert CUT in english(decoded.warnings)[0]


def test_the_warning_of_the_decoder_reaches_the_extracted_text() -> None:
    extracted = read(PLAN.rstrip("\n").encode()[:-1], Settings())
    assert (extracted.format, extracted.encoding) == ("text", "utf-8")
    assert CUT in english(extracted.warnings)[0]


@pytest.mark.parametrize("padding", ["\x1a", "\x00", "\x00\x00\x00\x00", "\x1a\x00\x00"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_padding_after_the_last_character_is_left_out(encoding: str, padding: str) -> None:
    decoded = decode_with_warnings((PLAN + padding).encode(encoding))
    assert (decoded.text, decoded.warnings) == (PLAN, ())


def test_form_feeds_and_tabs_are_kept() -> None:
    text = PLAN + "\f第二页\t表\r\n"
    assert decode_with_warnings(text.encode()).text == text


def test_a_second_byte_order_mark_is_left_out() -> None:
    assert decode(codecs.BOM_UTF8 + codecs.BOM_UTF8 + PLAN.encode()) == (PLAN, "utf-8-sig")


def test_a_few_control_characters_are_left_out_with_a_warning() -> None:
    decoded = decode_with_warnings((PLAN * 20 + "\x07党\x1f建\x07").encode())
    assert decoded.text == PLAN * 20 + "党建"
    assert "3 control characters were left out" in english(decoded.warnings)[0]


@pytest.mark.parametrize("wrong", ["\x00", "\x01\x02\x03\x04\x05\x06" * 10])
def test_a_zero_or_many_control_characters_are_binary(wrong: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        with pytest.raises(ReadingError, match="so it is no text") as caught:
            decode((PLAN + wrong + PLAN).encode(encoding))
        assert caught.value.reason == "binary"


# Bytes that are refused: name, bytes, the reason, and words of the message.
HOLE = (PLAN * 9).encode()
GB_HOLE = (PLAN * 9).encode("gb18030")
REFUSED = {
    "binary": (b"\x00\x01\x02" * 50, "binary", "no text"),
    "noise": (random.Random(7).randbytes(4_000), "", ""),
    "hole in utf-8": (HOLE[:299] + b"\xff" + HOLE[299:], "wrong encoding", "first at byte 299"),
    "lost byte in utf-8": (HOLE[:300] + HOLE[301:], "wrong encoding", "first at byte 299"),
    "hole in gb18030": (GB_HOLE[:35] + b"\xff" + GB_HOLE[35:], "wrong encoding", "byte 35;"),
    "damaged after BOM": (codecs.BOM_UTF8 + b"\xe4\xb8x", "wrong encoding", "byte 3;"),
    "surrogate": ("\ud800党".encode("utf-16", "surrogatepass"), "wrong encoding", "UTF-16"),
    "latin": ("Müller, Jürgen; Größe".encode("latin-1"), "wrong encoding", "Big5"),
    "two encodings": (
        PLAN.encode() + (PLAN * 3).encode("gb18030"),
        "wrong encoding",
        f"UTF-8 up to byte {len(PLAN.encode())} and GB 18030 from there",
    ),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_bytes_that_cannot_be_text_are_refused_with_the_byte_named(name: str) -> None:
    data, reason, words = REFUSED[name]
    with pytest.raises(ReadingError) as caught:
        decode(data)
    assert reason in ("", caught.value.reason)
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


KNOWN = {
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "gb18030",
    "big5hkscs",
}


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reading_error(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")
    else:
        assert encoding in KNOWN
        assert not re.search("[\x00-\x08\x0e-\x1f\x7f]", text)


@given(
    st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-be"]),
    st.integers(0, 400),
    st.binary(max_size=4),
    st.integers(0, 6),
)
def test_damaged_text_gives_text_or_a_reading_error(
    encoding: str, place: int, new: bytes, left_out: int
) -> None:
    data = PLAN.encode(encoding)
    try:
        decode(data[:place] + new + data[place + left_out :])
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")


# Garbled text ------------------------------------------------------------------------------------


def decode_as_western(data: bytes) -> str:
    """Decode bytes like a Western Windows; the five that it has no sign for stay control characters."""
    signs = [bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data]
    return "".join(signs)


GARBLED = {
    "UTF-8 that had been read as Western text": decode_as_western(PLAN.encode()),
    "UTF-8 that had been read as Western text ": PLAN.encode().decode("latin-1"),
    "GB 18030 that had been read as Western text": PLAN.encode("gb18030").decode("latin-1"),
    "GB 18030 that had been read as Western text ": decode_as_western(PLAN.encode("gb18030")),
}


@pytest.mark.parametrize("way", sorted(GARBLED))
def test_text_read_as_western_is_repaired_with_a_warning(way: str) -> None:
    text, notices = repair(GARBLED[way])
    assert text == PLAN
    (sentence,) = english(notices)
    assert way.strip() in sentence
    assert sentence.endswith(".")


def test_utf_8_read_as_gbk_is_repaired() -> None:
    # With an odd number of hanzi the last byte would be lost.
    assert "党建工作".encode().decode("gbk") == "鍏氬缓宸ヤ綔"
    text, notices = repair("鍏氬缓宸ヤ綔\n2022骞\x74")
    assert text.startswith("党建工作\n")
    assert [notice.kind for notice in notices] == [Kind.UTF_8_AS_GBK]


def test_only_the_garbled_line_among_clean_lines_is_repaired() -> None:
    for garbled in ("党建工作".encode().decode("gbk"), decode_as_western("党建".encode())):
        text, notices = repair(f"{PLAN}{garbled}\n{PLAN}")
        assert text in (f"{PLAN}党建工作\n{PLAN}", f"{PLAN}党建\n{PLAN}")
        assert notices


def test_short_titles_are_repaired() -> None:
    assert repair("å…šå»º")[0] == "党建"


def test_text_garbled_twice_is_repaired() -> None:
    assert repair(decode_as_western(decode_as_western(PLAN.encode()).encode()))[0] == PLAN


def test_a_no_break_blank_that_became_a_blank_is_certain() -> None:
    # 加 is E5 8A A0, and A0 shows as a no-break blank.
    garbled = PLAN.encode().decode("latin-1")
    assert "\xa0" in garbled
    assert repair(garbled.replace("\xa0", " "))[0] == PLAN


@pytest.mark.parametrize("way", ["replace", "ignore"])
def test_text_with_lost_bytes_is_refused_and_not_guessed(way: str) -> None:
    # 11 hanzi are 33 bytes: at the end of each line the last byte has no partner and is lost.
    garbled = "".join(line.encode().decode("gbk", way) + "\n" for line in PLAN.split("\n"))
    with pytest.raises(ReadingError, match="were lost") as caught:
        repair(garbled)
    assert caught.value.reason == "garbled"
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        PLAN.encode("gb18030").decode("utf-8", "replace"),
        PLAN.encode("gb18030").decode("utf-8", "replace").encode().decode("gbk", "replace"),
        PLAN + "锟斤拷锟斤拷" * 4,
        PLAN + "烫烫烫烫烫烫烫烫",
        PLAN.replace("党", "\ufffd"),
    ],
)
def test_text_with_lost_characters_is_refused(text: str) -> None:
    with pytest.raises(ReadingError) as caught:
        repair(text)
    assert caught.value.reason == "garbled"


def test_one_lost_character_in_a_long_text_is_kept_with_a_warning() -> None:
    text, notices = repair(PLAN * 9 + "\ufffd")
    assert text == PLAN * 9 + "\ufffd"
    assert english(notices) == ("Characters garbled beyond repair (� or 锟斤拷): 1.",)


def test_half_a_character_counts_as_a_lost_character() -> None:
    text, notices = repair(PLAN * 9 + "\ud800")
    assert text == PLAN * 9 + "\ufffd"
    assert notices


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        TRADITIONAL,
        "",
        "café au lait, Zürich, São Paulo: naïve façade",
        "“两学一做”——常态化……‘三会一课’·10℃±5％×2",
        "涓涓细流，锂电池，恪尽职守，纾困解难，洮南市，漾濞县，跌宕起伏，惬意",
        "鋼鐵、金錢、鐘錶、門閥、閱讀、開關、鏡鑒",
        "École « Chine » à Paris ½ ¼ © ®",
    ],
)
def test_clean_text_is_left_as_it_is(text: str) -> None:
    assert repair(text) == (text, ())


def test_no_string_of_a_real_plan_is_repaired(plans: list[str], traditional: list[str]) -> None:
    for piece in windows(plans + traditional, 200, 400, seed=3):
        assert repair(piece) == (piece, ())


@given(st.text(alphabet=st.characters(), max_size=80))
def test_repair_accepts_any_text(text: str) -> None:
    try:
        done, notices = repair(text)
    except ReadingError as error:
        assert error.reason == "garbled"
    else:
        assert (done == text) or notices
        done.encode()  # no half of a surrogate pair is left


def test_repair_of_a_page_keeps_the_span_of_its_main_part() -> None:
    before, body, after = "首页\n导航\n", decode_as_western(PLAN.encode()), "版权所有\n"
    text = before + body + after
    before_repair = Notice.of(Field.TEXT, Kind.END_MISSING)
    extracted = Extracted(
        text,
        "html",
        main=(len(before), len(before + body)),
        embedded={
            "title": decode_as_western("党建工作".encode()),
            "issuer": "教育局",
            "source": "\ufffd\ufffd",
        },
        warnings=(before_repair,),
    )
    done = repair_extracted(extracted)
    assert done.text == before + PLAN + after
    assert done.main is not None
    assert done.text[slice(*done.main)] == PLAN
    assert done.embedded == {"title": "党建工作", "issuer": "教育局"}
    assert done.warnings[0] == before_repair
    assert "was repaired" in english(done.warnings)[1]


def test_clean_text_is_returned_unchanged() -> None:
    extracted = Extracted(PLAN, "html", main=(3, 9), embedded={"title": "党建工作"})
    assert repair_extracted(extracted) is extracted
