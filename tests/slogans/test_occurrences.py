"""Slogans: what counts as one, what stands inside what, and the tables."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents.corpus import Corpus
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.mentions import find_in_text
from analysis.slogans.occurrences import OCCURRENCE_COLUMNS, find_occurrences
from analysis.slogans.summary import find_slogans, slogans_by
from tests.support.corpora import corpus_of

NOTHING = Lexicon(())
Span = tuple[int, int, str]


def entry(slogan: str, *variants: str, kind: SloganKind = SloganKind.EVENT) -> Entry:
    # An event is mentioned by a longer slogan that holds its name; a formula is just its words.
    return Entry(slogan, variants, kind, SloganLevel.CENTRAL)


def surfaces(text: str, *entries: Entry) -> list[str]:
    return [text[start:end] for start, end, _, _ in find_in_text(text, Lexicon(entries))]


def nesting(text: str, *entries: Entry) -> list[tuple[str, str]]:
    """Each slogan found, and the one around it."""
    found = find_in_text(text, Lexicon(entries))
    return [(name.name, around.name if around else "") for _, _, name, around in found]


def origins(text: str, lexicon: Lexicon = NOTHING) -> list[tuple[str, str, str]]:
    return [(name.name, name.kind, name.origin) for _, _, name, _ in find_in_text(text, lexicon)]


def test_leftmost_then_longest_stays_and_straddling_is_dropped() -> None:
    # 党史学习 and 学习教育 overlap: the one further left stays; 学习 stands inside it.
    assert nesting("党史学习教育", entry("党史学习"), entry("学习教育"), entry("学习")) == [
        ("党史学习", ""),
        ("学习", "党史学习"),
    ]
    assert nesting("党史学习教育", entry("党史学习"), entry("党史学习教育")) == [
        ("党史学习教育", ""),
        ("党史学习", "党史学习教育"),
    ]


def test_nested_slogan_names_the_innermost_around_it() -> None:
    found = nesting("深入开展党史学习教育", entry("开展党史学习教育"), entry("党史学习教育"), entry("党史"))
    assert found == [
        ("开展党史学习教育", ""),
        ("党史学习教育", "开展党史学习教育"),
        ("党史", "党史学习教育"),
    ]


def test_slogan_inside_a_longer_wording_of_itself_is_one_mention() -> None:
    # 党员 stays and names what is kept around it.
    found = nesting("过党员政治生日。", entry("政治生日", "过党员政治生日"), entry("党员"))
    assert found == [("政治生日", ""), ("党员", "政治生日")]


def test_slogan_is_one_mention_also_with_another_between() -> None:
    found = nesting("甲乙丙丁", entry("丙", "甲乙丙丁"), entry("乙丙"))
    assert found == [("丙", ""), ("乙丙", "丙")]


def test_first_last_and_no_match() -> None:
    assert surfaces("党史甲乙党史", entry("党史")) == ["党史", "党史"]
    assert surfaces("甲乙", entry("党史")) == []
    assert surfaces("", entry("党史")) == []


def test_offsets_behind_characters_of_the_supplementary_planes() -> None:
    text = "𠮷😀党史“𪚥史之学”三查两改"
    assert surfaces(text, entry("党史")) == ["党史", "𪚥史之学", "三查两改"]


@pytest.mark.parametrize(
    "words", ["亲情家访", "红色引擎工程", "党建+互联网", "1234", "12345", "1+10", "1+N+X"]
)
def test_quoted_phrase_is_a_slogan(words: str) -> None:
    assert [slogan for slogan, _, _ in origins(f"打造“{words}”品牌")] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "我们要办好教育。",  # a sentence
        "要求：办好教育",
        "好！",
        "XX",  # a mask
        "××",
        "○○",
        "A",  # a letter
        "Word",
        "红",  # one hanzi
        "主任培训班",  # a class, a meeting, a notice
        "全区教育工作会议",
        "开学通知",
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄",  # 25 hanzi are too many
    ],
)
def test_what_is_no_slogan_in_quotation_marks(words: str) -> None:
    assert words not in [slogan for slogan, _, _ in origins(f"打造“{words}”品牌")]


def test_quotation_of_24_hanzi_is_still_a_slogan() -> None:
    words = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地"
    assert origins(f"“{words}”") == [(words, "unclassified", "quoted")]


def test_kind_of_what_is_quoted() -> None:
    assert origins("“三查两改”、“亲情家访”、“1234”") == [
        ("三查两改", "numeral", "quoted"),
        ("亲情家访", "unclassified", "quoted"),
        ("1234", "numeral", "quoted"),
    ]


def test_lexicon_comes_before_quotation_and_quotation_before_numeral() -> None:
    lexicon = Lexicon((Entry("三会一课", (), SloganKind.NUMERAL, SloganLevel.CENTRAL),))
    assert origins("“三会一课”“三查两改”五讲四美", lexicon) == [
        ("三会一课", "numeral", "lexicon"),
        ("三查两改", "numeral", "quoted"),
        ("五讲四美", "numeral", "numeral"),
    ]


def test_book_titles_are_found_with_those_inside_them() -> None:
    assert nesting("落实《关于印发〈党建要点〉的通知》和《教育法》。") == [
        ("《关于印发〈党建要点〉的通知》", ""),
        ("《党建要点》", "《关于印发〈党建要点〉的通知》"),
        ("《教育法》", ""),
    ]
    assert nesting("《关于《党建要点》的通知》") == [
        ("《关于《党建要点》的通知》", ""),
        ("《党建要点》", "《关于《党建要点》的通知》"),
    ]
    assert nesting("《关于\n通知》《法》") == []


def test_document_of_the_lexicon_takes_its_title_marks_in() -> None:
    law = entry("《教育法》", "教育法", kind=SloganKind.DOCUMENT)
    assert surfaces("《教育法》规定，教育法。", law) == ["《教育法》", "教育法"]
    assert surfaces("〈教育法〉", law) == ["〈教育法〉"]


@pytest.mark.parametrize("text", ["教育法", "教育法》是", "《教育法", "是教育法》"])
def test_document_with_half_its_title_marks_keeps_its_own_span(text: str) -> None:
    assert surfaces(text, entry("《教育法》", kind=SloganKind.DOCUMENT)) == ["教育法"]


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("三查两改", "三查两改"),
        ("一校一策制度", "一校一策"),
        ("四个一工程", "四个一"),
        ("双减双增", "双减双增"),
    ],
)
def test_numeral_patterns(text: str, slogan: str) -> None:
    assert surfaces(f"推行{text}。") == [slogan]


def test_title_in_quotation_marks_is_a_title() -> None:
    assert origins("学习“《教育法》”") == [("《教育法》", "document", "quoted")]


@pytest.mark.parametrize(
    "text",
    [
        "五大项目载体",
        "第二十届",
        "第三届一中全会",
        "一个一个",
        "在三方面一体推进",
        "一是抓学习二是抓作风",
        "二〇二二年一季度",
        "三年级二班",
        "一代一代",
        "一心一意",
        "统一部一级",
        "唯一的双语学校",
        "三月一日",
        "二十三中一校",
    ],
)
def test_counts_ordinals_measures_and_idioms_are_no_numeral_slogans(text: str) -> None:
    assert surfaces(f"，{text}。") == []


def test_rejected_idiom_does_not_lend_its_half_to_a_slogan() -> None:
    assert surfaces("一心一意三查两改") == ["三查两改"]


def kept(candidates: Sequence[Span], names: frozenset[str] = frozenset()) -> list[Span]:
    """What stays of candidates: leftmost, longest, then those inside it, then those behind it."""
    left = sorted((c for c in candidates if c[2] not in names), key=lambda c: (c[0], -c[1]))
    if not left:
        return []
    best = left[0]
    rest = [c for c in left if c[:2] != best[:2]]
    inside = [c for c in rest if c[1] <= best[1]]
    behind = [c for c in rest if c[0] >= best[1]]
    return [best, *kept(inside, names | {best[2]}), *kept(behind, names)]


WORDS = st.text(alphabet="党建学", min_size=1, max_size=6)


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=6),
    st.text(alphabet="党建学党建学、。", max_size=40),
)
def test_kept_slogans_equal_the_rule_applied_to_every_substring(families: list[list[str]], text: str) -> None:
    owner: dict[str, str] = {}
    for wordings in families:
        for wording in wordings:
            owner.setdefault(wording, wordings[0])
    candidates = [
        (start, end, owner[text[start:end]])
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if text[start:end] in owner
    ]
    lexicon = Lexicon(tuple(entry(first, *more) for first, *more in families))
    # A wording that is one entry's slogan and another's variant belongs to the first.
    found = find_in_text(text, lexicon)
    assert [(start, end, name.name) for start, end, name, _ in found] == kept(candidates)


@given(
    st.lists(WORDS, min_size=1, max_size=6, unique=True),
    st.text(alphabet="党建学三二一“”《》〈〉、。\n", max_size=60),
)
def test_spans_never_straddle_and_name_the_innermost_around(words: list[str], text: str) -> None:
    found = find_in_text(text, Lexicon(tuple(map(entry, words))))
    spans = [(start, end) for start, end, _, _ in found]
    assert len(set(spans)) == len(spans)
    for i, (start, end, _, around) in enumerate(found):
        assert 0 <= start < end <= len(text)
        for other_start, other_end in spans[:i]:
            apart = start >= other_end
            inside = other_start <= start and end <= other_end
            assert apart or inside
        outer = [f for f in found if f[0] <= start and end <= f[1] and f[:2] != (start, end)]
        innermost = min(outer, key=lambda f: f[1] - f[0], default=None)
        assert around == (innermost[2] if innermost else None)


def test_occurrences_of_the_samples_slice_the_text_and_know_their_section(
    samples: Corpus,
) -> None:
    table = find_occurrences(samples)
    assert list(table.columns) == OCCURRENCE_COLUMNS
    assert len(table) > 500
    sections = samples.sections
    for row in table.itertuples():
        assert samples[row.doc_id].text[row.start : row.end] == row.surface
        around = sections[
            (sections["doc_id"] == row.doc_id)
            & (sections["start"] <= row.start)
            & (row.start < sections["end"])
        ]
        assert row.section == (around["section"].max() if len(around) else 0)


def test_occurrences_are_the_same_in_any_number_of_processes(samples: Corpus) -> None:
    pd.testing.assert_frame_equal(find_occurrences(samples, jobs=2), find_occurrences(samples))


# Each would be or lend a slogan if it ran on into the next: a wording, a chain, an anniversary, a
# list, a title, a quotation, a numeral; the last has one of its own.
TORN = [
    "三会",
    "一课，坚定四个自信",
    "做到两个维护，建党100",
    "周年，同部署、同落实",
    "、同考核",
    "《教育",
    "法》“亲情",
    "家访”三查",
    "两改，四个一",
]


def of_texts(samples: Corpus, texts: Sequence[str]) -> Corpus:
    """Documents of just these texts."""
    model = samples.items[0]
    items = [
        replace(model, doc_id=str(i), sections=(), cleaned=replace(model.cleaned, text=text))
        for i, text in enumerate(texts)
    ]
    return replace(samples, items=tuple(items))


@pytest.mark.parametrize("most", [1, 30, 1_000_000])
def test_no_slogan_reaches_from_one_text_into_the_next(
    samples: Corpus, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("analysis.slogans.occurrences.BATCH_CHARS", most)
    chain = Entry("甲", ("坚定四个自信…做到两个维护",), SloganKind.FORMULA, SloganLevel.CENTRAL)
    law = entry("《教育法》", kind=SloganKind.DOCUMENT)
    lexicon = Lexicon((entry("三会一课"), chain, law, entry("同部署")))
    table = find_occurrences(of_texts(samples, TORN), lexicon=lexicon)
    assert table[["doc_id", "surface", "start"]].to_numpy().tolist() == [
        ["3", "同部署", 3],
        ["8", "四个一", 3],
    ]
    joined = find_occurrences(of_texts(samples, ["".join(TORN)]), lexicon=lexicon)
    assert len(joined) > 6


def test_texts_in_which_only_the_lexicon_finds_something(samples: Corpus) -> None:
    table = find_occurrences(of_texts(samples, ["重温党史", ""]), lexicon=LEXICON)
    assert table[["doc_id", "slogan"]].to_numpy().tolist() == [["0", "党史"]]
    assert find_occurrences(of_texts(samples, []), lexicon=LEXICON).empty


LEXICON = Lexicon(
    (
        Entry("三会一课", (), SloganKind.NUMERAL, SloganLevel.CENTRAL, first_use="1950"),
        Entry(
            "党史学习教育",
            ("党史学习教育活动",),
            SloganKind.CAMPAIGN,
            SloganLevel.CENTRAL,
            first_use="2021-02",
        ),
        Entry("党史", (), SloganKind.FORMULA, SloganLevel.CENTRAL, inside="yes"),
    )
)
PLANS = {
    "a": "落实“三会一课”，开展党史学习教育。",
    "b": "开展三会一课，重温党史，三会一课。",
    "c": "开展党史学习教育活动，讲好课。",
    "d": "推进教育公平，办好每一所学校。",
}
DISTRICTS = {"a": "西湖区", "b": "西湖区", "c": "金坛区", "d": "宝山区"}
YEARS = {"a": 2021, "b": 2022, "c": 2022}


@pytest.fixture
def plans(tmp_path: Path) -> Corpus:
    return corpus_of(tmp_path, PLANS, districts=DISTRICTS, years=YEARS)


def test_occurrence_table_by_hand(plans: Corpus) -> None:
    known, found = ("numeral", "central"), "lexicon"
    campaign, formula = ("campaign", "central"), ("formula", "central")
    expected = [
        ("a.txt", "三会一课", "三会一课", 3, 7, 0, *known, found, ""),
        ("a.txt", "党史学习教育", "党史学习教育", 11, 17, 0, *campaign, found, ""),
        ("a.txt", "党史", "党史", 11, 13, 0, *formula, found, "党史学习教育"),
        ("b.txt", "三会一课", "三会一课", 2, 6, 0, *known, found, ""),
        ("b.txt", "党史", "党史", 9, 11, 0, *formula, found, ""),
        ("b.txt", "三会一课", "三会一课", 12, 16, 0, *known, found, ""),
        ("c.txt", "党史学习教育", "党史学习教育活动", 2, 10, 0, *campaign, found, ""),
        ("c.txt", "党史", "党史", 2, 4, 0, *formula, found, "党史学习教育"),
    ]
    table = find_occurrences(plans, lexicon=LEXICON)
    columns = [c for c in OCCURRENCE_COLUMNS if c not in ("label", "place", "adcode", "year")]
    pd.testing.assert_frame_equal(table[columns], pd.DataFrame(expected, columns=columns))
    first = table.groupby("doc_id")[["label", "place", "adcode"]].first()
    assert first.to_numpy().tolist() == [
        ["西湖区 2021", "西湖区", ""],
        ["西湖区 2022", "西湖区", ""],
        ["金坛区 2022", "金坛区", "320413"],
    ]
    assert table["year"].tolist() == [2021] * 3 + [2022] * 5 and table["year"].dtype == "Int64"


def test_slogan_table_by_hand(plans: Corpus) -> None:
    # 4 documents of 18 + 17 + 15 + 15 = 65 characters; 10,000 × 3 / 65 = 461.54.
    assert plans.documents["n_chars"].tolist() == [18, 17, 15, 15]
    columns = [
        "slogan",
        "kind",
        "level",
        "first_use",
        "n",
        "n_nested",
        "n_docs",
        "n_districts",
        "share_docs",
        "rate",
        "dispersion",
        "first_year",
        "last_year",
        "adoption_lag",
        "origin",
    ]
    # Four documents are too few to speak of dispersion; 2021 - 1950 = 71 years.
    none = float("nan")
    expected = [
        ("党史", "formula", "central", "", 3, 2, 3, 2, 0.75, 30_000 / 65, none, 2021, 2022, None, "lexicon"),
        (
            "党史学习教育",
            "campaign",
            "central",
            "2021-02",
            2,
            0,
            2,
            2,
            0.5,
            20_000 / 65,
            none,
            2021,
            2022,
            0,
            "lexicon",
        ),
        (
            "三会一课",
            "numeral",
            "central",
            "1950",
            3,
            0,
            2,
            1,
            0.5,
            30_000 / 65,
            none,
            2021,
            2022,
            71,
            "lexicon",
        ),
    ]
    years = dict.fromkeys(("first_year", "last_year", "adoption_lag"), "Int64")
    table = find_slogans(plans, lexicon=LEXICON)
    pd.testing.assert_frame_equal(table, pd.DataFrame(expected, columns=columns).astype(years))
    told = find_slogans(plans, find_occurrences(plans, lexicon=LEXICON), lexicon=LEXICON)
    pd.testing.assert_frame_equal(table, told)


def test_dispersion_of_slogans_over_five_documents(tmp_path: Path) -> None:
    # Five documents of 14 characters. 党史 twice in each: even, 0. 三会一课 only in the first,
    # twice there would be needed: DP = ½(|1 - ⅕| + 4 · ⅕) = 0.8, divided by 1 - ⅕ gives 1.
    texts = {"a": "党史三会一课。三会一课党史。"} | {
        name: f"党史甲乙丙{name}。戊己庚辛党史。" for name in "丁戊己庚"
    }
    table = find_slogans(corpus_of(tmp_path, texts), lexicon=LEXICON).set_index("slogan")
    assert table.loc["党史", "dispersion"] == pytest.approx(0)
    assert table.loc["三会一课", "dispersion"] == pytest.approx(1)


def test_slogan_of_documents_without_a_year_has_none(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "开展三会一课，重温党史，三会一课。"})
    table = find_slogans(corpus, lexicon=LEXICON)
    assert table["first_year"].isna().all()
    assert table["n_districts"].tolist() == [0, 0]  # its place is not known


def test_slogans_of_districts_by_hand(plans: Corpus) -> None:
    # 西湖区 has 18 + 17 = 35 characters in 2 documents, 金坛区 15 in 1; 宝山区 says no slogan.
    table = slogans_by(plans, find_occurrences(plans, lexicon=LEXICON), by="district")
    columns = ["by", "group", "slogan", "n", "n_nested", "n_docs", "group_docs", "rate"]
    expected = [
        ("district", "西湖区", "三会一课", 3, 0, 2, 2, 30_000 / 35),
        ("district", "西湖区", "党史", 2, 1, 2, 2, 20_000 / 35),
        ("district", "西湖区", "党史学习教育", 1, 0, 1, 2, 10_000 / 35),
        ("district", "金坛区", "党史", 1, 1, 1, 1, 10_000 / 15),
        ("district", "金坛区", "党史学习教育", 1, 0, 1, 1, 10_000 / 15),
    ]
    pd.testing.assert_frame_equal(table, pd.DataFrame(expected, columns=columns))


def test_slogans_of_years_leave_documents_without_a_year_out(plans: Corpus) -> None:
    # 2021 is a (18 characters), 2022 is b and c (17 + 15 = 32); d has no year.
    table = slogans_by(plans, find_occurrences(plans, lexicon=LEXICON), by="year")
    assert [tuple(row) for row in table[["group", "slogan", "n", "group_docs"]].to_numpy()] == [
        ("2021", "三会一课", 1, 1),
        ("2021", "党史", 1, 1),
        ("2021", "党史学习教育", 1, 1),
        ("2022", "三会一课", 2, 2),
        ("2022", "党史", 2, 2),
        ("2022", "党史学习教育", 1, 2),
    ]
    assert table["rate"].tolist() == pytest.approx(
        [10_000 / 18] * 3 + [20_000 / 32, 20_000 / 32, 10_000 / 32]
    )


def test_tables_of_a_corpus_without_years_or_slogans_are_empty(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": PLANS["b"], "b": PLANS["d"]})
    occurrences = find_occurrences(corpus, lexicon=LEXICON)
    assert len(slogans_by(corpus, occurrences, by="year")) == 0
    assert len(slogans_by(corpus, occurrences.head(0), by="district")) == 0
    assert len(find_slogans(corpus, occurrences.head(0), lexicon=LEXICON)) == 0


def test_unknown_grouping_is_refused(plans: Corpus) -> None:
    with pytest.raises(ValueError, match='by is "city"; it can be "district", "year" or "district_year"'):
        slogans_by(plans, find_occurrences(plans, lexicon=LEXICON), by="city")


def test_found_slogans_do_not_depend_on_what_stands_around_the_paragraph(samples: Corpus) -> None:
    # Each paragraph alone gives what it gives inside its plan.
    rng = random.Random(7)
    for document in samples:
        paragraphs = document.text.split("\n")
        for i in rng.sample(range(len(paragraphs)), 8):
            start = sum(len(p) + 1 for p in paragraphs[:i])
            end = start + len(paragraphs[i])
            inside = [f for f in find_in_text(document.text, LEXICON) if start <= f[0] < end]
            alone = find_in_text(paragraphs[i], LEXICON)
            assert [(a, b) for a, b, _, _ in alone] == [(a - start, b - start) for a, b, _, _ in inside]
