"""Discovery: what each detector takes and refuses, the table, and a person's decisions."""

from __future__ import annotations

import codecs
import math
from itertools import accumulate
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.chinese.segmentation import segment
from analysis.documents.corpus import Corpus
from analysis.slogans.discovery import (
    CANDIDATE_COLUMNS,
    REFUSED_FILE,
    SHEET_COLUMNS,
    ReviewError,
    accept,
    apply_review,
    find_candidates,
    read_refused,
    refuse,
    review_sheet,
)
from analysis.slogans.discovery.moulds import find_moulds
from analysis.slogans.discovery.numerals import find_numerals
from analysis.slogans.discovery.parallel import find_parallel
from analysis.slogans.discovery.quoted import find_quoted
from analysis.slogans.discovery.reasons import REASONS, Mention, score, sentence
from analysis.slogans.discovery.recurring import find_recurring
from analysis.slogans.lexicon import KINDS, Entry, Lexicon, SloganKind, SloganLevel, read_lexicon
from tests.support.corpora import corpus_of

NOTHING = Lexicon(())


def _words(text: str) -> frozenset[int]:
    return frozenset(accumulate(map(len, segment(text)), initial=0))


def _named(mentions: list[Mention], name: str) -> Mention:
    found = [mention for mention in mentions if mention.candidate == name]
    assert len(found) == 1, mentions
    return found[0]


# Reasons.


def test_a_score_is_the_logistic_of_the_weights() -> None:
    weights = REASONS["quoted"].weight + REASONS["head campaign"].weight
    assert score(["quoted", "head campaign"]) == pytest.approx(1 / (1 + math.exp(-weights)))
    assert score([]) == 0.5


def test_a_sentence_begins_with_the_weightiest_and_ends_with_what_speaks_against() -> None:
    told = sentence(["likened", "quoted", "head campaign"], "zh")
    assert told == "后面紧跟“活动”“行动”“工程”一类的词；原文加了引号；像是比喻的说法。"
    assert sentence(["quoted", "likened"], "en") == (
        "It is in quotation marks; it looks like a figure of speech."
    )
    assert sentence(["mould"], "zh") == ""


# Quoted phrases.


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("擦亮“吾有优学”品牌。", "吾有优学", "local_brand"),
        ("开展“百校红盟”活动。", "百校红盟", "campaign"),
        ("启动“书记好党课”“支部好案例”评选。", "书记好党课", "campaign"),
        ("为贯彻“532”发展战略", "532", "numeral"),
        ("坚定捍卫“两个确立”", "两个确立", "numeral"),
        ("编制“十四五”规划", "十四五", "event"),
        ("向党的“二十大”献礼", "二十大", "event"),
        ("结合“七一”主题党日", "七一", "event"),
        ("坚持“想明白、弄清楚、干到底”，", "想明白、弄清楚、干到底", "formula"),
    ],
)
def test_quoted_phrases_are_proposed_with_their_kind(text: str, name: str, kind: str) -> None:
    mention = _named(find_quoted(text), name)
    assert mention.kind == kind
    assert score(mention.reasons) > 0.6
    assert text[mention.start : mention.end] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("用好“钉钉办公”平台", "钉钉办公"),
        ("成功研制“梦想”号大洋钻探船", "梦想"),
        ("荣获“全国卫生先进单位”称号", "全国卫生先进单位"),
        ("参加“校长培训班”", "校长培训班"),
        ("获得“杏花奖”", "杏花奖"),
        ("当好青少年健康成长的“引路者”、", "引路者"),
        ("防止“一刀切”", "一刀切"),
        ("他说：“我们一定会把这件事办好！”", "我们一定会把这件事办好！"),
    ],
)
def test_quoted_names_figures_and_sentences_are_not(text: str, name: str) -> None:
    assert score(_named(find_quoted(text), name).reasons) < 0.5


@pytest.mark.parametrize("text", ["“XX”战略", "“严”", "“A”", "“12”", "“”", "没有引号", "“未完"])
def test_what_can_be_no_phrase_is_passed_over(text: str) -> None:
    assert find_quoted(text) == []


def test_quotations_side_by_side_share_the_word_that_follows_the_last() -> None:
    found = find_quoted("加大“温暖小事”、“迎亚运”和“最美园丁”系列宣传")
    assert [mention.candidate for mention in found] == ["温暖小事", "迎亚运", "最美园丁"]
    for mention in found:
        assert {"head campaign", "beside others"} <= set(mention.reasons)
    apart = find_quoted("“温暖小事”。开展“最美园丁”活动")
    assert "head campaign" not in apart[0].reasons and "beside others" not in apart[0].reasons


def test_a_text_may_end_in_a_quotation() -> None:
    assert [m.candidate for m in find_quoted("做到“两个维护”“四个自信”")] == [
        "两个维护",
        "四个自信",
    ]


def test_documents_in_title_marks_keep_them() -> None:
    found = find_quoted("学习《中国共产党支部工作条例（试行）》和《某某区教育局工作要点》。")
    assert [m.kind for m in found] == ["document", "document"]
    assert found[0].candidate == "《中国共产党支部工作条例（试行）》"
    assert score(found[0].reasons) > score(found[1].reasons)


# Numerals.


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("坚持三会一课制度", "三会一课"),
        ("落实一岗双责责任", "一岗双责"),
        ("促进五育并举。", "五育并举"),
        ("实施六有一提升工程", "六有一提升"),
        ("发挥两代表一委员作用", "两代表一委员"),
        ("增强四个意识、", "四个意识"),
        ("推进五大行动。", "五大行动"),
        ("落实暑期六个一活动", "六个一"),
        ("完善双培养机制", "双培养"),
        ("实行一票否决制", "一票否决"),
        ("做到五位一体。", "五位一体"),
    ],
)
def test_numeral_abbreviations_are_found_without_quotation_marks(text: str, name: str) -> None:
    mention = _named(find_numerals(text, _words(text)), name)
    assert mention.kind == "numeral"
    assert text[mention.start : mention.end] == name
    assert score(mention.reasons) > 0.4


@pytest.mark.parametrize(
    "text",
    [
        "以课程建设、阵地建设等五大项目载体为抓手",
        "抓好以下六个方面工作",
        "第二十届文明单位",
        "三年行动计划",
        "建立两项制度",
        "一个中心工作",
        "一心一意谋发展",
        "统一思想认识",
        "分三个阶段推进",
        "二十条措施",
        "“三会一课”制度",  # the detector of quotations has it
    ],
)
def test_counts_ordinals_and_idioms_are_not(text: str) -> None:
    strong = [m for m in find_numerals(text, _words(text)) if score(m.reasons) >= 0.3]
    assert strong == []


def test_members_spelled_out_speak_for_a_numeral() -> None:
    for text in (
        "落实三会一课（支部大会、支委会、党小组会）制度",
        "落实三会一课：支部大会、支委会、党小组会",
    ):
        mention = _named(find_numerals(text, _words(text)), "三会一课")
        assert "spelled out" in mention.reasons, text
    quoted = _named(find_quoted("开展学站位、学自信、学融合的“三学”活动"), "三学")
    assert "spelled out" in quoted.reasons
    fewer = "落实三会一课（支部大会、支委会）制度"
    assert "spelled out" not in _named(find_numerals(fewer, _words(fewer)), "三会一课").reasons


def test_members_that_are_only_summed_up_speak_against_it() -> None:
    text = "推进课程建设、文化建设、阵地建设三大工程"
    assert "summed up" in _named(find_numerals(text, _words(text)), "三大工程").reasons


# Parallel formulae.


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        ("与业务工作同谋划、同部署、同推进、同考核。", "同谋划、同部署、同推进、同考核"),
        ("引导党员读原著、学原文、悟原理，认真研读", "读原著、学原文、悟原理"),
        ("提高政治判断力、政治领悟力、政治执行力。", "政治判断力、政治领悟力、政治执行力"),
        ("增强群众获得感、幸福感、安全感。", "获得感、幸福感、安全感"),
        ("坚持越真实、越清廉、越美好。", "越真实、越清廉、越美好"),
        ("引导各单位以评促建、以建促评，全面提升", "以评促建、以建促评"),
        ("做到内化于心、外化于行，不断增强", "内化于心、外化于行"),
        ("教育青少年听党话、跟党走。", "听党话、跟党走"),
        ("坚持讲政治、顾大局、守纪律的原则", "讲政治、顾大局、守纪律"),
        ("一体推进不敢腐不能腐不想腐。", "不敢腐不能腐不想腐"),
        ("围绕教育抓党建，抓好党建促教育，", "围绕教育抓党建、抓好党建促教育"),
        ("往深里走、往心里走、往实里走。", "往深里走、往心里走、往实里走"),
        ("坚持人民至上、生命至上，保护", "人民至上、生命至上"),
        ("坚决防止形式主义、官僚主义。", "形式主义、官僚主义"),
    ],
)
def test_parallel_formulae_are_found(text: str, candidate: str) -> None:
    mention = _named(find_parallel(text, _words(text)), candidate)
    assert mention.kind == "formula"
    bare = text[mention.start : mention.end].replace("，", "、")
    assert bare == candidate
    assert score(mention.reasons) >= 0.3


@pytest.mark.parametrize(
    "text",
    [
        "抓好语文、数学、英语教学",
        "覆盖小学、初中、高中。",
        "各镇街、街道、社区。",
        "加强课程建设、文化建设、阵地建设、队伍建设。",
        "区委、区政府、区人大。",
        "老党员、老干部、老教师。",
        "领导干部、党务干部、普通党员。",
        "加强组织领导，完善工作机制，落实工作责任。",
        "长江北走廊、长江南走廊。",
        "一句话没有并列。",
    ],
)
def test_plain_lists_are_not(text: str) -> None:
    strong = [m for m in find_parallel(text, _words(text)) if score(m.reasons) >= 0.35]
    assert strong == []


def test_a_chain_has_one_kind_of_separator() -> None:
    text = "做到同部署、同落实、同考核，同志们都要"
    assert [m.candidate for m in find_parallel(text, _words(text))] == ["同部署、同落实、同考核"]


# Recurring phrases.

THREE = [
    "落实立德树人根本任务，要抓紧。三个方面工作。",
    "我们把立德树人根本任务放在首位。三个方面工作。",
    "以立德树人根本任务为中心。三个方面工作。",
]


def test_a_set_phrase_is_found_and_ordinary_words_are_not() -> None:
    found = find_recurring(THREE, ["东区", "西区", "南区"], min_docs=2, min_districts=2)
    assert "立德树人根本任务" in [row.candidate for row in found]
    assert all("工作" not in row.candidate for row in found)
    for row in found:
        assert THREE[row.text][row.start :].startswith(row.candidate)


def test_a_phrase_of_one_district_only_is_not() -> None:
    assert find_recurring(THREE, ["东区"] * 3 + [], min_docs=2, min_districts=2)  # one is known
    other = [*THREE, "别处的话。"]
    assert not find_recurring(other, ["东区"] * 3 + ["西区"], min_docs=2, min_districts=2)


def test_no_phrase_begins_or_ends_inside_a_word() -> None:
    texts = ["深化教育改革试验区建设", "推进教育改革试验田建设"]
    found = find_recurring(texts, ["东区", "西区"], min_docs=2, min_districts=2)
    assert all(not row.candidate.endswith("试验") for row in found)


# Moulds.


def test_brands_of_one_mould_name_one_another() -> None:
    texts = ["打造“坛有优学”", "擦亮“吾有优学”", "开展“百校红盟”", "启动“树人红盟”"]
    phrases = {"坛有优学": {0}, "吾有优学": {1}, "百校红盟": {2}, "树人红盟": {3}}
    moulds = find_moulds(phrases, ["金坛区", "吴江区", "西湖区", "树人区"], texts)
    assert moulds == {
        "坛有优学": ["吾有优学"],
        "吾有优学": ["坛有优学"],
        "百校红盟": ["树人红盟"],
        "树人红盟": ["百校红盟"],
    }


def test_brands_of_one_place_or_with_a_common_word_are_no_mould() -> None:
    texts = ["“青年课堂”课堂", "“空中课堂”", "课堂", "抓课堂", "好课堂"]
    assert find_moulds({"吾有优学": {0}, "吾有优师": {0}}, ["东区"] * 5, texts) == {}
    places = ["东区", "西区", "南区", "北区", "中区"]
    assert find_moulds({"青年课堂": {0}, "空中课堂": {1}}, places, texts) == {}
    # 有优 is shared by all three, but the rest is longer than it.
    assert find_moulds({"有优甲乙丙": {0}, "有优丁戊己": {1}}, places, texts) == {}


# The table.


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    texts = {
        "a": "围绕打造“坛有优学”教育名片，坚持“两个维护”。坚持全面从严治党。",
        "b": "擦亮“吾有优学”品牌，做到“两个维护”，不断践行两个维护。",
        "c": "落实三会一课制度。语文、数学、英语。",
    }
    districts = {"a": "金坛区", "b": "吴江区", "c": "西湖区"}
    return corpus_of(tmp_path, texts, districts=districts, years={"a": 2022, "b": 2023, "c": 2021})


def test_the_table_has_these_columns_and_types(corpus: Corpus) -> None:
    table = find_candidates(corpus, lexicon=NOTHING)
    assert list(table.columns) == CANDIDATE_COLUMNS
    assert CANDIDATE_COLUMNS == [
        "candidate",
        "kind",
        "origin",
        "score",
        "n",
        "n_docs",
        "n_districts",
        "first_year",
        "last_year",
        "evidence",
        "doc_id",
        "start",
        "example",
        "known",
    ]
    empty = find_candidates(corpus, lexicon=NOTHING, min_score=1.1)
    assert len(empty) == 0
    for told in (table, empty):
        assert [str(kind) for kind in told.dtypes] == [
            "str",
            "str",
            "str",
            "float64",
            "int64",
            "int64",
            "int64",
            "Int64",
            "Int64",
            "str",
            "str",
            "int64",
            "str",
            "bool",
        ]
    assert set(table["kind"]) <= set(KINDS)


def test_values_worked_by_hand(corpus: Corpus) -> None:
    table = find_candidates(corpus, lexicon=NOTHING).set_index("candidate")
    row = table.loc["两个维护"]
    assert (row["n"], row["n_docs"], row["n_districts"]) == (3, 2, 2)
    assert (row["first_year"], row["last_year"]) == (2022, 2023)
    assert (row["origin"], row["kind"], row["doc_id"]) == ("quoted", "numeral", "a.txt")
    assert row["start"] == corpus["a.txt"].text.index("两个维护")
    assert row["example"].startswith("围绕打造“坛有优学”教育名片，坚持“【两个维护】”。")
    assert row["evidence"].endswith("见于2份文件、2个区县。")
    brand = table.loc["坛有优学"]
    assert (brand["origin"], brand["kind"]) == ("mould", "local_brand")
    assert "与“吾有优学”同一模子" in brand["evidence"]
    assert table.loc["三会一课", "origin"] == "numeral"
    assert list(table["score"]) == sorted(table["score"], reverse=True)
    assert not table["known"].any()


def test_the_evidence_can_be_english(corpus: Corpus) -> None:
    table = find_candidates(corpus, lexicon=NOTHING, language="en").set_index("candidate")
    told = table.loc["两个维护", "evidence"]
    assert told.isascii() or "坚持" in told
    assert told.endswith("Stands in 2 documents of 2 known districts.")
    with pytest.raises(ValueError, match="language"):
        find_candidates(corpus, lexicon=NOTHING, language="fr")


def test_known_slogans_are_marked_and_their_parts_not_proposed(corpus: Corpus) -> None:
    lexicon = Lexicon((Entry("坚持“两个维护”", (), SloganKind.FORMULA, SloganLevel.CENTRAL),))
    table = find_candidates(corpus, lexicon=lexicon)
    # In a.txt it is a part of the known one; in b.txt it stands by itself.
    assert table.set_index("candidate").loc["两个维护", "doc_id"] == "b.txt"
    known = Lexicon((Entry("两个维护", (), SloganKind.NUMERAL, SloganLevel.CENTRAL),))
    told = find_candidates(corpus, lexicon=known).set_index("candidate")
    assert told.loc["两个维护", "known"] and not told.loc["坛有优学", "known"]


def test_occurrences_tell_where_known_slogans_stand(corpus: Corpus) -> None:
    text = corpus["c.txt"].text
    around = pd.DataFrame(
        [("c.txt", 0, len(text), "lexicon"), ("a.txt", 0, 30, "quoted")],
        columns=["doc_id", "start", "end", "origin"],
    )
    told = set(find_candidates(corpus, around, NOTHING)["candidate"])
    assert "三会一课" not in told and "坛有优学" in told


def test_refused_phrases_do_not_come_up_again(corpus: Corpus) -> None:
    refuse(corpus.root / REFUSED_FILE, [{"slogan": "两个维护"}])
    assert "两个维护" not in set(find_candidates(corpus, lexicon=NOTHING)["candidate"])


@pytest.mark.slow
def test_jobs_and_repetition_change_nothing(corpus: Corpus) -> None:
    once = find_candidates(corpus, lexicon=NOTHING)
    assert once.equals(find_candidates(corpus, lexicon=NOTHING, jobs=2))
    seen: list[tuple[int, int]] = []
    find_candidates(corpus, lexicon=NOTHING, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (3, 3)


def test_an_empty_corpus_gives_an_empty_table(tmp_path: Path) -> None:
    table = find_candidates(corpus_of(tmp_path, {}), lexicon=NOTHING)
    assert len(table) == 0 and list(table.columns) == CANDIDATE_COLUMNS


def test_the_samples_give_their_brands_and_moulds(samples: Corpus) -> None:
    table = find_candidates(samples, lexicon=NOTHING).set_index("candidate")
    for name in ("坛有优学", "吾有优学", "百校红盟", "树人红盟"):
        assert table.loc[name, "origin"] == "mould"
    assert table.loc["三会一课", "score"] > table.loc["杏坛奖", "score"]
    for start, example, doc_id in zip(table["start"], table["example"], table["doc_id"], strict=True):
        inside = example.split("【")[1].split("】")[0]
        assert samples[doc_id].text[start:].replace("\n", " ").startswith(inside)


PIECES = st.sampled_from(
    [*"“”《》、，。；：（）\n 一二三五双个大会课同不以促建有优学A5+", "三会一课", "同部署", "工程"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_and_every_mention_stands_where_it_says(text: str) -> None:
    words = _words(text)
    for mention in (*find_quoted(text), *find_numerals(text, words), *find_parallel(text, words)):
        surface = text[mention.start : mention.end]
        assert surface.replace("，", "、").replace("；", "、") == mention.candidate.replace(
            "，", "、"
        ).replace("；", "、")
        assert mention.kind in KINDS
        assert 0 < score(mention.reasons) < 1


# A person's decisions.


def _candidates(*names: str, known: tuple[str, ...] = ()) -> pd.DataFrame:
    rows = [
        (name, "campaign", "quoted", 0.9, 1, 1, i, 2020, 2021, "", "a.txt", 0, "", name in known)
        for i, name in enumerate(names)
    ]
    return pd.DataFrame(rows, columns=CANDIDATE_COLUMNS)


def test_the_sheet_has_what_the_lexicon_lacks_with_kin_together() -> None:
    sheet = review_sheet(_candidates("三名", "书香校园", "三名一好", "两会", known=("两会",)))
    assert list(sheet.columns) == SHEET_COLUMNS
    assert list(sheet["candidate"]) == ["三名", "三名一好", "书香校园"]
    assert set(sheet["decision"]) == {""}
    # None, then two districts, then one have them.
    assert list(sheet["level"]) == ["local", "central", "local"]
    assert len(review_sheet(_candidates())) == 0


def _sheet(path: Path, rows: list[str], encoding: str = "utf-8-sig") -> Path:
    path.write_bytes("\n".join([",".join(SHEET_COLUMNS), *rows, ""]).encode(encoding))
    return path


def _line(decision: str, candidate: str, kind: str = "campaign", level: str = "local") -> str:
    return ",".join([decision, candidate, kind, level, *[""] * (len(SHEET_COLUMNS) - 4)])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_filled_sheet_is_read_back(tmp_path: Path, encoding: str) -> None:
    rows = [_line("是", "百校红盟"), _line("NO", "梦想"), _line("", "微心愿"), _line("yes", "三名")]
    sheet = _sheet(tmp_path / "review.csv", rows, encoding)
    user, refused = tmp_path / "slogans.csv", tmp_path / REFUSED_FILE
    judged = apply_review(sheet, user, refused)
    assert judged == (("百校红盟", "三名"), ("梦想",), (), 1)
    own = {entry.slogan: entry for entry in read_lexicon(user).entries}
    assert (own["百校红盟"].kind, own["百校红盟"].level) == ("campaign", "local")
    assert read_refused(refused) == ["梦想"]
    before = user.read_bytes(), refused.read_bytes()
    assert apply_review(sheet, user, refused) == ((), (), ("百校红盟", "三名", "梦想"), 1)
    assert (user.read_bytes(), refused.read_bytes()) == before


def test_a_sheet_written_by_pandas_comes_back_whole(tmp_path: Path, corpus: Corpus) -> None:
    sheet = review_sheet(find_candidates(corpus, lexicon=NOTHING))
    sheet["decision"] = "是"
    sheet.to_csv(tmp_path / "sheet.csv", index=False, encoding="utf-8-sig")
    judged = apply_review(tmp_path / "sheet.csv", tmp_path / "s.csv", tmp_path / "r.csv")
    assert list(judged.accepted) == list(sheet["candidate"])
    assert not (tmp_path / "r.csv").exists()
    # What is accepted is known from then on.
    again = find_candidates(corpus, lexicon=read_lexicon(tmp_path / "s.csv"))
    assert set(again.loc[again["known"], "candidate"]) >= set(sheet["candidate"])


def test_tabs_and_the_apostrophe_of_excel_are_read(tmp_path: Path) -> None:
    sheet = tmp_path / "review.txt"
    lines = ["\t".join(SHEET_COLUMNS), "\t".join(["是", "'+新动能", "formula", "local"])]
    sheet.write_text("\r\n".join(lines), "utf-16")
    judged = apply_review(sheet, tmp_path / "s.csv", tmp_path / "r.csv")
    assert judged.accepted == ("+新动能",)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([_line("", "甲乙"), _line("也许", "丙丁")], "line 3: decision is “也许”"),
        ([_line("是", "")], "line 2: candidate is empty"),
        ([_line("是", "甲乙", "brand")], "line 2: kind is “brand”; it can be numeral"),
        ([_line("是", "甲乙", level="")], "line 2: level is “”; it can be central"),
        ([_line("是", "甲乙"), _line("否", "甲乙")], "line 3: “甲乙” has another decision"),
    ],
)
def test_a_sheet_that_can_not_be_used_names_its_line(tmp_path: Path, rows: list[str], message: str) -> None:
    sheet = _sheet(tmp_path / "review.csv", rows)
    with pytest.raises(ReviewError, match=message):
        apply_review(sheet, tmp_path / "s.csv", tmp_path / "r.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["review.csv"]


def test_a_sheet_without_its_heading_is_refused(tmp_path: Path) -> None:
    (tmp_path / "review.csv").write_text("是,百校红盟,campaign,local\n", "utf-8")
    with pytest.raises(ReviewError, match="line 1: no column decision"):
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


def test_what_a_file_has_no_column_for_is_not_lost_in_silence(tmp_path: Path) -> None:
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
