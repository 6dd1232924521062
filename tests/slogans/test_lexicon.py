"""The lexicon: its resource, a user's own rows, and the matcher."""

from __future__ import annotations

import csv
import pickle
import re
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chinese.patterns import QUOTES, SEPARATORS
from analysis.slogans.lexicon import (
    FIELDS,
    KINDS,
    LEVELS,
    TIERS,
    Entry,
    Lexicon,
    LexiconError,
    SloganKind,
    SloganLevel,
    read_lexicon,
    strip_marks,
)

LETTERS = "党建学"
MARKS = "“”（《 、，·"
FORMS = st.text(alphabet=LETTERS + "、", min_size=1, max_size=5)
LEXICONS = st.lists(st.tuples(FORMS, st.lists(FORMS, max_size=2)), min_size=1, max_size=6)
TEXTS = st.text(alphabet=LETTERS + LETTERS + MARKS + "。\n", max_size=40)


def make_lexicon(*forms: str) -> Lexicon:
    return Lexicon(tuple(Entry(w, (), SloganKind.NUMERAL, SloganLevel.CENTRAL) for w in forms))


def find_surfaces(text: str, *forms: str) -> list[str]:
    hits = make_lexicon(*forms).find(text)
    return [text[start:end] for start, end, _ in sorted(hits, key=lambda h: (h[0], -h[1]))]


def strip_by_hand(form: str) -> str:
    return "".join(c for c in form if c not in QUOTES + SEPARATORS)


@given(st.text(alphabet=LETTERS + QUOTES + SEPARATORS, max_size=20))
def test_marks_are_stripped(form: str) -> None:
    assert strip_marks(form) == strip_by_hand(form)


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    text = resources.files("analysis.resources").joinpath("slogans.csv").read_text("utf-8")
    return list(csv.reader(text.splitlines()))


@pytest.fixture(scope="module")
def package() -> Lexicon:
    return read_lexicon()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("三会一课要开好", (0, 4)),
        ("开好三会一课。", (2, 6)),
        ("开好三会一课", (2, 6)),
    ],
)
def test_slogan_is_found_first_in_the_middle_and_last(text: str, place: tuple[int, int]) -> None:
    assert make_lexicon("三会一课").find(text) == [(*place, 0)]


@pytest.mark.parametrize("text", ["", "三会", "三会两课", "。\n", "“”"])
def test_text_without_slogans_has_no_match(text: str) -> None:
    assert make_lexicon("三会一课").find(text) == []


def test_quotes_brackets_and_blanks_are_ignored() -> None:
    text = "“三会”一课、三（会）一课、《三会一课》、三会 一课、「三」『会』一课"
    assert find_surfaces(text, "三会一课") == [
        "三会”一课",
        "三（会）一课",
        "三会一课",
        "三会 一课",
        "三」『会』一课",
    ]


def test_separator_is_ignored_only_where_the_slogan_has_one() -> None:
    assert find_surfaces("党史学习、教育、宣传", "党史学习教育") == []
    assert find_surfaces("党史、学习教育", "党史学习教育") == []
    assert find_surfaces("党史学习教育", "党史学习教育") == ["党史学习教育"]
    assert find_surfaces("不敢腐不能腐，不想腐", "不敢腐、不能腐、不想腐") == ["不敢腐不能腐，不想腐"]
    assert find_surfaces("不敢腐、不能、腐不想腐", "不敢腐、不能腐、不想腐") == []
    assert find_surfaces("“不敢腐”、“不能腐”", "不敢腐、不能腐") == ["不敢腐”、“不能腐"]


def test_slogan_does_not_reach_into_a_quotation_it_does_not_contain() -> None:
    assert find_surfaces("区域化“党建联建”", "区域化党建") == []
    assert find_surfaces("“三会一课”制度", "三会一课制度") == ["三会一课”制度"]
    assert find_surfaces("“一二三会一课”制度", "三会一课制度") == []
    assert find_surfaces("党的“二十大”", "党的二十大") == ["党的“二十大"]
    assert find_surfaces("“甲”“乙”丙", "甲乙丙") == ["甲”“乙”丙"]


def test_gap_stands_for_a_few_words_of_the_sentence() -> None:
    chain = "增强四个意识…坚定四个自信…做到两个维护"
    entry = Entry("三个", (chain,), SloganKind.FORMULA, SloganLevel.CENTRAL)
    text = "增强“四个意识”、坚定“四个自信”，切实把做到“两个维护”落实"
    assert Lexicon((entry,)).find(text) == [(0, 28, 0)]
    # Each in a sentence of its own, or further apart than twelve characters, they are not that chain.
    assert Lexicon((entry,)).find(text.replace("，", "。")) == []
    assert Lexicon((entry,)).find(text.replace("切实把", "一二三四五六七八九十甲乙丙")) == []
    # In another order they are not that chain either.
    assert Lexicon((entry,)).find("坚定四个自信、增强四个意识、做到两个维护") == []


def test_separator_of_one_form_counts_for_another_of_the_same_entry() -> None:
    entry = Entry("不敢腐不能腐", ("不敢腐、不能腐",), SloganKind.FORMULA, SloganLevel.CENTRAL)
    assert Lexicon((entry,)).find("不敢腐、不能腐") == [(0, 7, 0)]


def test_no_slogan_reaches_across_a_sentence_or_a_paragraph() -> None:
    for mark in "。；！？：\n":
        assert find_surfaces(f"三会{mark}一课", "三会一课") == []


def test_nested_and_overlapping_slogans_all_match() -> None:
    assert find_surfaces("党史学习教育", "党史学习", "学习教育", "学习") == ["党史学习", "学习教育", "学习"]


def test_offsets_count_characters_beyond_the_basic_plane_once() -> None:
    text = "𠮷😀三会一课𪚥“三会”一课"
    assert make_lexicon("三会一课", "𠮷😀").find(text) == [(0, 2, 1), (2, 6, 0), (8, 13, 0)]


def test_empty_lexicon_finds_nothing() -> None:
    assert Lexicon(()).find("三会一课") == []


def is_balanced(text: str, start: int, end: int) -> bool:
    """No quotation reaches over an edge, unless it begins or ends right there."""
    left = re.sub("[^“”《》〈〉（）「」『』]", "", text[start:end])
    while (shorter := re.sub("“”|《》|〈〉|（）|「」|『』", "", left)) != left:
        left = shorter
    pairs = ["“”", "《》", "〈〉", "（）", "「」", "『』"]
    fits_before = [text[start - 1 : start] + left[:1]] if left[:1] else []
    fits_after = [left[-1:] + text[end : end + 1]] if left[-1:] else []
    if len(left) == 1:
        return bool({*fits_before, *fits_after} & {*pairs})
    both = len(left) == 2 and fits_before[0] in pairs and fits_after[0] in pairs
    return not left or both


@given(LEXICONS, TEXTS)
def test_matches_equal_a_search_of_every_substring(forms: list[tuple[str, list[str]]], text: str) -> None:
    entries = [Entry(w, tuple(more), SloganKind.FORMULA, SloganLevel.CENTRAL) for w, more in forms]
    # A form belongs to the first entry that has it; a gap is an offset with a separator.
    owner: dict[str, int] = {}
    gaps: dict[str, set[int]] = {}
    for number, entry in enumerate(entries):
        for form in (entry.slogan, *entry.variants):
            word = strip_by_hand(form)
            if word and owner.setdefault(word, number) == number:
                places = {len(strip_by_hand(form[:i])) for i, c in enumerate(form) if c in SEPARATORS}
                gaps.setdefault(word, set()).update(places)
    expected = set()
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            piece = text[start:end]
            word = strip_by_hand(piece)
            if word not in owner or {piece[0], piece[-1]} & {*QUOTES, *SEPARATORS}:
                continue
            separated = {len(strip_by_hand(piece[:i])) for i, c in enumerate(piece) if c in SEPARATORS}
            if separated <= gaps[word] and is_balanced(text, start, end):
                expected.add((start, end, owner[word]))
    hits = Lexicon(tuple(entries)).find(text)
    assert sorted(hits) == sorted(expected)


def test_lexicon_survives_pickling_after_use() -> None:
    lexicon = make_lexicon("三会一课")
    before = lexicon.find("开三会一课")
    copy = pickle.loads(pickle.dumps(lexicon))
    assert copy.entries == lexicon.entries
    assert copy.find("开三会一课") == before == [(1, 5, 0)]


def test_resource_has_the_columns_of_an_entry_in_every_row(rows: list[list[str]]) -> None:
    # One column is for readers of the file only.
    assert sorted(rows[0]) == sorted(["english", *(field.name for field in fields(Entry))])
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell != cell.strip()] == []


def test_resource_kinds_levels_and_confidence_are_known(package: Lexicon) -> None:
    assert {entry.kind for entry in package.entries} <= set(KINDS)
    assert {entry.level for entry in package.entries} <= set(LEVELS)
    assert {entry.inside for entry in package.entries} == {"", "no"}
    assert {entry.field for entry in package.entries} == set(FIELDS)
    assert {entry.tier for entry in package.entries} == set(TIERS)
    assert {entry.confidence for entry in package.entries if entry.first_use} == {"high", "medium", "low"}


def test_resource_dates_most_slogans_of_the_centre(package: Lexicon) -> None:
    central = [entry for entry in package.entries if entry.level == "central"]
    assert sum(entry.first_use != "" for entry in central) >= 0.85 * len(central)


def test_resource_dates_are_a_year_or_a_year_and_month(package: Lexicon) -> None:
    date = re.compile(r"(19[2-9]\d|20[0-3]\d)(-(0[1-9]|1[0-2]))?")
    dates = [entry.first_use for entry in package.entries if entry.first_use]
    assert len(dates) > 100
    assert [first_use for first_use in dates if not date.fullmatch(first_use)] == []


def test_resource_successors_exist_and_never_lead_back(package: Lexicon) -> None:
    successor = {entry.slogan: entry.successor for entry in package.entries}
    assert set(successor.values()) <= {"", *successor}
    for slogan in successor:
        chain = [slogan]
        while successor[chain[-1]]:
            chain.append(successor[chain[-1]])
            assert len(set(chain)) == len(chain), chain


def test_resource_forms_are_all_different_without_marks(package: Lexicon) -> None:
    forms = [strip_by_hand(w) for e in package.entries for w in (e.slogan, *e.variants)]
    assert len(package.entries) >= 800
    assert "" not in forms
    assert sorted({w for w in forms if forms.count(w) > 1}) == []


def test_every_form_of_the_resource_finds_its_own_entry(package: Lexicon) -> None:
    for number, entry in enumerate(package.entries):
        for form in (entry.slogan, *entry.variants):
            start = len(form) - len(form.lstrip(QUOTES))
            text = form.replace("…", "与")
            if entry.kind == SloganKind.TEMPLATE:
                continue
            assert (start, len(text.rstrip(QUOTES)), number) in package.find(text), form


def test_file_that_does_not_exist_adds_nothing(tmp_path: Path, package: Lexicon) -> None:
    assert read_lexicon(tmp_path / "none.csv").entries == package.entries


def write_own_slogans(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "own.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_user_row_replaces_the_slogan_of_the_package(tmp_path: Path, package: Lexicon, encoding: str) -> None:
    own = "slogan,variants,kind,level,note\r\n三会一课,三课一会|,local_brand,local,我的\r\n"
    lexicon = read_lexicon(write_own_slogans(tmp_path, own, encoding))
    entries = [entry for entry in lexicon.entries if entry.slogan == "三会一课"]
    assert entries == [Entry("三会一课", ("三课一会",), SloganKind.LOCAL_BRAND, SloganLevel.LOCAL)]
    assert len(lexicon.entries) == len(package.entries)
    assert {lexicon.entries[n].slogan for _, _, n in lexicon.find("三课一会")} == {"三会一课"}


def test_user_row_owns_a_form_that_the_package_has_as_a_variant(tmp_path: Path, package: Lexicon) -> None:
    variant = next(e.variants[0] for e in package.entries if e.variants)
    lexicon = read_lexicon(write_own_slogans(tmp_path, f"slogan,kind,level\n{variant},event,local\n"))
    owners = {
        lexicon.entries[n].slogan
        for start, end, n in lexicon.find(variant)
        if (start, end) == (0, len(variant))
    }
    assert owners == {variant}


def test_blank_rows_of_a_user_file_are_ignored(tmp_path: Path, package: Lexicon) -> None:
    lexicon = read_lexicon(write_own_slogans(tmp_path, "slogan,kind,level\n,,\n\n甲乙丙,event,local\n,,\n"))
    assert len(lexicon.entries) == len(package.entries) + 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",event,local", r"own\.csv, line 2: slogan is empty"),
        ("“”,event,local", r"own\.csv, line 2: slogan is empty"),
        ("甲,slogan,local", r'own\.csv, line 2: kind is "slogan"; it can be numeral, formula'),
        (
            "甲,event,town",
            r'own\.csv, line 2: level is "town"; it can be central, provincial, local, generic',
        ),
        ("甲、乙,chain,local", r"own\.csv, line 2: a chain needs two members or more"),
        ("甲,event,local,sure", r'own\.csv, line 2: confidence is "sure"; it can be high, medium, low'),
    ],
)
def test_unusable_row_is_named_by_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        read_lexicon(write_own_slogans(tmp_path, f"slogan,kind,level,confidence\n{row}\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        "甲乙丙丁\n戊己庚辛\n",
        "slogan\n甲乙丙丁\n戊己庚辛\n",
        "slogan,note\n甲乙丙丁,一\n戊己庚辛,二\n",
        "note;slogan\n一;甲乙丙丁\n二;戊己庚辛\n",
        "slogan\tvariants\n甲乙丙丁\t\n戊己庚辛\t\n",
    ],
)
def test_the_slogan_alone_is_enough(tmp_path: Path, text: str, encoding: str) -> None:
    lexicon = read_lexicon(write_own_slogans(tmp_path, text, encoding))
    unclassified = SloganKind.UNCLASSIFIED, SloganLevel.UNCLASSIFIED
    assert lexicon.entries[:2] == (Entry("甲乙丙丁", (), *unclassified), Entry("戊己庚辛", (), *unclassified))


def test_a_file_without_a_column_of_slogans_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"own\.csv, line 1: there is no column slogan"):
        read_lexicon(write_own_slogans(tmp_path, "提法,kind\n甲,event\n"))


def test_alternatives_in_a_variant_are_written_out(tmp_path: Path) -> None:
    own = "slogan,variants\n政治建设统领,(以/用/)政治建设(引领/统领全局)|讲…政治\n"
    entry = read_lexicon(write_own_slogans(tmp_path, own)).entries[0]
    assert entry.variants == (
        *("以政治建设引领", "以政治建设统领全局", "用政治建设引领", "用政治建设统领全局"),
        *("政治建设引领", "政治建设统领全局", "讲…政治"),
    )


def test_a_variant_that_stands_for_too_many_forms_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="stands for more than 256 forms"):
        read_lexicon(
            write_own_slogans(
                tmp_path, "slogan,variants\n甲,(一/二)(一/二)(一/二/三)(一/二)(一/二)(一/二)(一/二)(一/二)\n"
            )
        )


def test_a_chain_is_found_by_its_members_in_order() -> None:
    members = ("四个意识", "四个自信", "两个维护")
    chain = Entry(
        "增强四个意识、坚定四个自信、做到两个维护", (), SloganKind.CHAIN, SloganLevel.CENTRAL, members=members
    )
    lexicon = Lexicon((chain,))
    text = "树牢“四个意识”、坚定“四个自信”、捍卫“两个确立”，坚决做到“两个维护”。"
    assert [text[start:end] for start, end, _ in lexicon.find(text)] == [text[3:-2]]
    assert lexicon.find("增强“四个意识”，坚决做到“两个维护”，坚定“四个自信”。") == []
    assert lexicon.find("增强“四个意识”、坚定“四个自信”。做到“两个维护”。") == []


def test_the_number_of_a_heading_is_no_part_of_a_slogan() -> None:
    assert find_surfaces("（四）早发现、早报告", "四早") == []
    assert find_surfaces("（四早）", "四早") == ["四早"]


def test_a_template_is_filled_from_its_list_or_with_the_name_of_a_place() -> None:
    members = ("校园", "地名")
    safe = Entry("平安〇〇", (), SloganKind.TEMPLATE, SloganLevel.CENTRAL, members=members)
    heard = Entry("听取…重要讲话", ("(听取/学习)…重要(讲话/回信)",), SloganKind.TEMPLATE, SloganLevel.CENTRAL)
    lexicon = Lexicon((safe, heard))
    text = "建设平安徐州和平安校园，平安相处，学习主席给村民的重要回信。"
    filled = [match[0] for _, pattern in lexicon.templates for match in pattern.finditer(text)]
    assert filled == ["平安徐州", "平安校园", "学习主席给村民的重要回信"]
    assert lexicon.find("平安〇〇") == []
    assert lexicon.describe("平安徐州") == safe and lexicon.describe("平安相处") is None


def test_own_slogans_in_traditional_characters_are_found_in_simplified_texts(tmp_path: Path) -> None:
    lexicon = read_lexicon(write_own_slogans(tmp_path, "slogan\n深學細悟篤行\n"))
    assert lexicon.entries[0].slogan == "深学细悟笃行"
