"""Which slogans stay where several overlap, and which stands inside which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.mentions import find_in_text

Span = tuple[int, int, str]


def entry(slogan: str, *variants: str, kind: SloganKind = SloganKind.EVENT) -> Entry:
    return Entry(slogan, variants, kind, SloganLevel.CENTRAL)


def list_nesting(text: str, *entries: Entry) -> list[tuple[str, str]]:
    """The name of each slogan, and of the slogan around it."""
    mentions = find_in_text(text, Lexicon(entries))
    return [(m.slogan.name, m.around.name if m.around else "") for m in mentions]


def list_names(text: str, *entries: Entry) -> list[tuple[str, str]]:
    """Each slogan with its origin, in text order."""
    slogans = [mention.slogan for mention in find_in_text(text, Lexicon(entries))]
    return [(slogan.name, slogan.origin) for slogan in slogans]


STRICT = Entry("从严治党", (), SloganKind.FORMULA, SloganLevel.CENTRAL, inside="no")
FULL = Entry("全面从严治党", (), SloganKind.FORMULA, SloganLevel.CENTRAL)


def test_of_two_that_straddle_the_longer_one_stays() -> None:
    # 落实立德树人, a variant that begins with a verb, would hide 立德树人根本任务.
    basis = entry("立德树人根本任务")
    assert list_nesting("落实立德树人根本任务", entry("育人", "落实立德树人"), basis) == [
        ("立德树人根本任务", "")
    ]
    # 甲乙丙 straddles 丙丁戊己; 戊己庚 straddles it on the other side. What neither holds stays.
    assert list_nesting(
        "甲乙丙丁戊己庚", entry("甲乙丙"), entry("丙丁戊己"), entry("戊己庚"), entry("庚")
    ) == [
        ("丙丁戊己", ""),
        ("庚", ""),
    ]


def test_of_two_as_long_the_canonical_form_stays_and_then_the_first() -> None:
    assert list_nesting("党史学习教育", entry("研史", "党史学习"), entry("学习教育"), entry("学习")) == [
        ("学习教育", ""),
        ("学习", "学习教育"),
    ]
    assert list_nesting("党史学习教育", entry("党史学习"), entry("学习教育")) == [("党史学习", "")]


def test_nested_slogan_names_the_innermost_around_it() -> None:
    assert list_nesting(
        "深入开展党史学习教育", entry("开展党史学习教育"), entry("党史学习教育"), entry("党史")
    ) == [
        ("开展党史学习教育", ""),
        ("党史学习教育", "开展党史学习教育"),
        ("党史", "党史学习教育"),
    ]


def test_slogan_inside_a_longer_form_of_itself_is_one_mention() -> None:
    # 党员 stays and names what is kept around it.
    assert list_nesting("过党员政治生日。", entry("政治生日", "过党员政治生日"), entry("党员")) == [
        ("政治生日", ""),
        ("党员", "政治生日"),
    ]


def test_slogan_is_one_mention_also_with_another_between() -> None:
    assert list_nesting("甲乙丙丁", entry("丙", "甲乙丙丁"), entry("乙丙")) == [("丙", ""), ("乙丙", "丙")]


def test_words_of_a_longer_slogan_do_not_mention_the_shorter_one() -> None:
    assert list_names("推进全面从严治党。", STRICT, FULL) == [("全面从严治党", "lexicon")]
    assert list_names("坚持从严治党。", STRICT, FULL) == [("从严治党", "lexicon")]


@pytest.mark.parametrize("kind", [SloganKind.NUMERAL, SloganKind.FORMULA, SloganKind.CAMPAIGN])
def test_a_slogan_is_mentioned_by_a_longer_one_unless_its_entry_says_no(kind: SloganKind) -> None:
    inner = Entry("四个意识", (), kind, SloganLevel.CENTRAL)
    outer = Entry("增强四个意识", (), SloganKind.FORMULA, SloganLevel.CENTRAL)
    assert list_nesting("要增强四个意识。", inner, outer) == [
        ("增强四个意识", ""),
        ("四个意识", "增强四个意识"),
    ]
    assert list_nesting("要增强四个意识。", replace(inner, inside="no"), outer) == [("增强四个意识", "")]


def test_quotation_inside_a_known_slogan_is_part_of_it() -> None:
    day = Entry("三八妇女节", ("三八节",), SloganKind.EVENT, SloganLevel.CENTRAL)
    assert list_names("举办“三八”节活动", day) == [("三八妇女节", "lexicon")]
    assert list_names("举办“三八”活动", day) == [("三八", "quoted")]


def test_known_slogan_inside_a_quotation_is_kept() -> None:
    root = Entry("立德树人", (), SloganKind.FORMULA, SloganLevel.CENTRAL)
    assert list_names("“不忘初心，立德树人”主题活动", root) == [
        ("不忘初心，立德树人", "quoted"),
        ("立德树人", "lexicon"),
    ]


def keep_by_rule(candidates: Sequence[Span], text: str) -> list[Span]:
    """What stays of candidates: the longest, canonical, first one, then what is apart or inside."""
    kept: list[Span] = []

    def order(candidate: Span) -> tuple[int, bool, int]:
        start, end, name = candidate
        return start - end, text[start:end] != name, start

    for start, end, name in sorted(candidates, key=order):
        over = [k for k in kept if k[0] < end and start < k[1]]
        is_inside = all(k[0] <= start and end <= k[1] and (start, end) != k[:2] for k in over)
        if is_inside and name not in {k[2] for k in over}:
            kept.append((start, end, name))
    return sorted(kept, key=lambda c: (c[0], -c[1]))


WORDS = st.text(alphabet="党建学", min_size=1, max_size=6)


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=6),
    st.text(alphabet="党建学党建学、。", max_size=40),
)
def test_kept_slogans_equal_the_rule_applied_to_every_substring(families: list[list[str]], text: str) -> None:
    owner: dict[str, str] = {}
    for forms in families:
        for form in forms:
            owner.setdefault(form, forms[0])
    candidates = [
        (start, end, owner[text[start:end]])
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if text[start:end] in owner
    ]
    lexicon = Lexicon(tuple(entry(first, *more) for first, *more in families))
    # A form that is one entry's slogan and another's variant belongs to the first.
    mentions = find_in_text(text, lexicon)
    assert [(m.start, m.end, m.slogan.name) for m in mentions] == keep_by_rule(candidates, text)


@given(
    st.lists(WORDS, min_size=1, max_size=6, unique=True),
    st.text(alphabet="党建学三二一“”《》〈〉、。\n", max_size=60),
)
def test_spans_never_straddle_and_name_the_innermost_around(words: list[str], text: str) -> None:
    mentions = find_in_text(text, Lexicon(tuple(map(entry, words))))
    spans = [(mention.start, mention.end) for mention in mentions]
    assert len(set(spans)) == len(spans)
    for i, (start, end, _, around) in enumerate(mentions):
        assert 0 <= start < end <= len(text)
        for other_start, other_end in spans[:i]:
            apart = start >= other_end
            inside = other_start <= start and end <= other_end
            assert apart or inside
        outer = [m for m in mentions if m.start <= start and end <= m.end and m[:2] != (start, end)]
        innermost = min(outer, key=lambda m: m.end - m.start, default=None)
        assert around == (innermost.slogan if innermost else None)
