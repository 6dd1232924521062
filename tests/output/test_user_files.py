"""The user's decisions: what a filled sheet does, and the files that it adds to."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from analysis.output.user_files import accept, apply_review, refuse
from analysis.slogans.discovery import (
    REFUSED_FILE,
    SHEET_COLUMNS,
    ReviewError,
    find_candidates,
    read_refused,
    review_sheet,
)
from analysis.slogans.lexicon import Lexicon, read_lexicon
from tests.support.corpora import corpus_of

NOTHING = Lexicon(())


def write_sheet(path: Path, rows: list[str], encoding: str = "utf-8-sig") -> Path:
    path.write_bytes("\n".join([",".join(SHEET_COLUMNS), *rows, ""]).encode(encoding))
    return path


def make_line(decision: str, candidate: str, kind: str = "campaign", level: str = "local") -> str:
    return ",".join([decision, candidate, kind, level, *[""] * (len(SHEET_COLUMNS) - 4)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_filled_sheet_is_read_back(tmp_path: Path, encoding: str) -> None:
    rows = [
        make_line("是", "百校红盟"),
        make_line("NO", "梦想"),
        make_line("", "微心愿"),
        make_line("yes", "三名"),
    ]
    sheet = write_sheet(tmp_path / "review.csv", rows, encoding)
    user, refused = tmp_path / "slogans.csv", tmp_path / REFUSED_FILE
    decisions = apply_review(sheet, user, refused)
    assert decisions == (("百校红盟", "三名"), ("梦想",), (), 1)
    own = {entry.slogan: entry for entry in read_lexicon(user).entries}
    assert (own["百校红盟"].kind, own["百校红盟"].level) == ("campaign", "local")
    assert read_refused(refused) == ["梦想"]
    before = user.read_bytes(), refused.read_bytes()
    assert apply_review(sheet, user, refused) == ((), (), ("百校红盟", "三名", "梦想"), 1)
    assert (user.read_bytes(), refused.read_bytes()) == before


def test_a_sheet_written_by_pandas_comes_back_whole(tmp_path: Path) -> None:
    texts = {
        "a": "围绕打造“坛有优学”教育名片，坚持“两个维护”。坚持全面从严治党。",
        "b": "擦亮“吾有优学”品牌，做到“两个维护”，不断践行两个维护。",
        "c": "落实三会一课制度。语文、数学、英语。",
    }
    corpus = corpus_of(tmp_path / "raw", texts)
    sheet = review_sheet(find_candidates(corpus, lexicon=NOTHING))
    sheet["decision"] = "是"
    sheet.to_csv(tmp_path / "sheet.csv", index=False, encoding="utf-8-sig")
    decisions = apply_review(tmp_path / "sheet.csv", tmp_path / "s.csv", tmp_path / "r.csv")
    assert list(decisions.accepted) == list(sheet["candidate"])
    assert not (tmp_path / "r.csv").exists()
    # What is accepted is known from then on.
    again = find_candidates(corpus, lexicon=read_lexicon(tmp_path / "s.csv"))
    assert set(again.loc[again["known"], "candidate"]) >= set(sheet["candidate"])


def test_tabs_and_the_apostrophe_of_excel_are_read(tmp_path: Path) -> None:
    sheet = tmp_path / "review.txt"
    lines = ["\t".join(SHEET_COLUMNS), "\t".join(["是", "'+新动能", "formula", "local"])]
    sheet.write_text("\r\n".join(lines), "utf-16")
    decisions = apply_review(sheet, tmp_path / "s.csv", tmp_path / "r.csv")
    assert decisions.accepted == ("+新动能",)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([make_line("", "甲乙"), make_line("也许", "丙丁")], "line 3: decision is “也许”"),
        ([make_line("是", "")], "line 2: candidate is empty"),
        ([make_line("是", "甲乙", "brand")], "line 2: kind is “brand”; it can be numeral"),
        ([make_line("是", "甲乙", level="")], "line 2: level is “”; it can be central"),
        ([make_line("是", "甲乙"), make_line("否", "甲乙")], "line 3: “甲乙” has another decision"),
    ],
)
def test_a_sheet_that_can_not_be_used_names_itsmake_line(
    tmp_path: Path, rows: list[str], message: str
) -> None:
    sheet = write_sheet(tmp_path / "review.csv", rows)
    with pytest.raises(ReviewError, match=message):
        apply_review(sheet, tmp_path / "s.csv", tmp_path / "r.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["review.csv"]


def test_a_sheet_without_its_heading_is_refused(tmp_path: Path) -> None:
    (tmp_path / "review.csv").write_text("是,百校红盟,campaign,local\n", "utf-8")
    with pytest.raises(ReviewError, match="line 1: there is no column decision"):
        apply_review(tmp_path / "review.csv", tmp_path / "s.csv", tmp_path / "r.csv")


NEW = {"slogan": "百校红盟", "kind": "campaign", "level": "local"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_a_file_keeps_every_byte_it_had(tmp_path: Path, encoding: str, end: str, last: str) -> None:
    path = tmp_path / "slogans.csv"
    lines = ["level,slogan,note,kind", "local,坛有优学,“自拟”,local_brand"]
    old = (end.join(lines) + (end if last else "")).encode(encoding)
    path.write_bytes(old)
    assert accept(path, [NEW, {**NEW, "slogan": "坛有优学"}]) == ["百校红盟"]
    gap = "" if last else end
    assert path.read_bytes() == old + f"{gap}local,百校红盟,,campaign{end}".encode(
        encoding.removesuffix("-sig")
    )
    assert [entry.slogan for entry in read_lexicon(path).entries][:2] == ["坛有优学", "百校红盟"]
    assert [p.name for p in tmp_path.iterdir()] == ["slogans.csv"]


def test_a_new_file_begins_with_a_bom_for_excel(tmp_path: Path) -> None:
    accept(tmp_path / "raw" / "slogans.csv", [{**NEW, "variants": "红盟|百校"}])
    data = (tmp_path / "raw" / "slogans.csv").read_bytes()
    assert data == codecs.BOM_UTF8 + (
        "slogan,kind,level,variants\r\n百校红盟,campaign,local,红盟|百校\r\n".encode()
    )


def test_a_value_without_a_column_in_the_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "slogans.csv"
    path.write_text("slogan,kind,level\n", "utf-8")
    with pytest.raises(ReviewError, match="no column variants"):
        accept(path, [{**NEW, "variants": "红盟"}])
    with pytest.raises(ReviewError, match="“百校红盟”: kind is “”"):
        accept(path, [{"slogan": "百校红盟", "level": "local"}])
    assert path.read_text("utf-8") == "slogan,kind,level\n"


def test_refused_phrases_are_kept_once(tmp_path: Path) -> None:
    path = tmp_path / REFUSED_FILE
    assert read_refused(path) == []
    assert refuse(path, [{"slogan": "梦想", "kind": "formula"}]) == ["梦想"]
    assert refuse(path, [{"slogan": "梦想"}, {"slogan": "引,路"}]) == ["引,路"]
    assert read_refused(path) == ["梦想", "引,路"]
    path.write_text("phrase\n梦想\n", "utf-8")
    with pytest.raises(ReviewError, match="no column slogan"):
        read_refused(path)
