"""What each detector of discovery proposes, and what it does not."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.chinese.segmentation import segment
from analysis.slogans.discovery.clues import compute_score
from analysis.slogans.discovery.numerals import propose_numerals
from analysis.slogans.discovery.parallel import propose_parallel
from analysis.slogans.discovery.proposals import Proposal
from analysis.slogans.discovery.quoted import propose_quoted
from analysis.slogans.discovery.recurring import propose_recurring
from analysis.slogans.lexicon import KINDS


def find_word_starts(text: str) -> frozenset[int]:
    return frozenset(accumulate(map(len, segment(text)), initial=0))


def get_proposal(proposals: list[Proposal], candidate: str) -> Proposal:
    """The only proposal of a phrase."""
    (proposal,) = [proposal for proposal in proposals if proposal.candidate == candidate]
    return proposal


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
    proposal = get_proposal(propose_quoted(text), name)
    assert proposal.kind == kind
    assert compute_score(proposal.clues) > 0.6
    assert text[proposal.start : proposal.end] == name


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
def test_quoted_names_figures_and_sentences_score_low(text: str, name: str) -> None:
    assert compute_score(get_proposal(propose_quoted(text), name).clues) < 0.5


@pytest.mark.parametrize("text", ["“XX”战略", "“严”", "“A”", "“12”", "“”", "没有引号", "“未完"])
def test_masks_and_single_words_are_not_proposed(text: str) -> None:
    assert propose_quoted(text) == []


def test_quotations_side_by_side_share_the_word_that_follows_the_last() -> None:
    proposals = propose_quoted("加大“温暖小事”、“迎亚运”和“最美园丁”系列宣传")
    assert [proposal.candidate for proposal in proposals] == ["温暖小事", "迎亚运", "最美园丁"]
    for proposal in proposals:
        assert {"head campaign", "beside others"} <= set(proposal.clues)
    apart = propose_quoted("“温暖小事”。开展“最美园丁”活动")
    assert "head campaign" not in apart[0].clues and "beside others" not in apart[0].clues


def test_a_text_may_end_in_a_quotation() -> None:
    assert [proposal.candidate for proposal in propose_quoted("做到“两个维护”“四个自信”")] == [
        "两个维护",
        "四个自信",
    ]


def test_documents_in_title_marks_keep_them() -> None:
    proposals = propose_quoted("学习《中国共产党支部工作条例（试行）》和《某某区教育局工作要点》。")
    assert [proposal.kind for proposal in proposals] == ["document", "document"]
    assert proposals[0].candidate == "《中国共产党支部工作条例（试行）》"
    assert compute_score(proposals[0].clues) > compute_score(proposals[1].clues)


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
def test_numeral_abbreviations_are_proposed_without_quotation_marks(text: str, name: str) -> None:
    proposal = get_proposal(propose_numerals(text, find_word_starts(text)), name)
    assert proposal.kind == "numeral"
    assert text[proposal.start : proposal.end] == name
    assert compute_score(proposal.clues) > 0.4


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
def test_counts_ordinals_and_idioms_score_low(text: str) -> None:
    strong = [
        proposal
        for proposal in propose_numerals(text, find_word_starts(text))
        if compute_score(proposal.clues) >= 0.3
    ]
    assert strong == []


def test_members_spelled_out_speak_for_a_numeral() -> None:
    for text in (
        "落实三会一课（支部大会、支委会、党小组会）制度",
        "落实三会一课：支部大会、支委会、党小组会",
    ):
        proposal = get_proposal(propose_numerals(text, find_word_starts(text)), "三会一课")
        assert "spelled out" in proposal.clues, text
    quoted = get_proposal(propose_quoted("开展学站位、学自信、学融合的“三学”活动"), "三学")
    assert "spelled out" in quoted.clues
    fewer = "落实三会一课（支部大会、支委会）制度"
    assert (
        "spelled out" not in get_proposal(propose_numerals(fewer, find_word_starts(fewer)), "三会一课").clues
    )


def test_members_that_are_only_summed_up_speak_against_it() -> None:
    text = "推进课程建设、文化建设、阵地建设三大工程"
    assert "summed up" in get_proposal(propose_numerals(text, find_word_starts(text)), "三大工程").clues


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
def test_parallel_formulae_are_proposed(text: str, candidate: str) -> None:
    proposal = get_proposal(propose_parallel(text, find_word_starts(text)), candidate)
    assert proposal.kind == "formula"
    bare = text[proposal.start : proposal.end].replace("，", "、")
    assert bare == candidate
    assert compute_score(proposal.clues) >= 0.3


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
def test_plain_lists_score_low(text: str) -> None:
    strong = [
        proposal
        for proposal in propose_parallel(text, find_word_starts(text))
        if compute_score(proposal.clues) >= 0.35
    ]
    assert strong == []


def test_a_chain_has_one_kind_of_separator() -> None:
    text = "做到同部署、同落实、同考核，同志们都要"
    assert [proposal.candidate for proposal in propose_parallel(text, find_word_starts(text))] == [
        "同部署、同落实、同考核"
    ]


THREE = [
    "落实立德树人根本任务，要抓紧。三个方面工作。",
    "我们把立德树人根本任务放在首位。三个方面工作。",
    "以立德树人根本任务为中心。三个方面工作。",
]


def test_a_set_phrase_is_proposed_and_ordinary_words_are_not() -> None:
    proposals = propose_recurring(THREE, ["东区", "西区", "南区"], min_docs=2, min_districts=2)
    assert "立德树人根本任务" in [row.proposal.candidate for row in proposals]
    assert all("工作" not in row.proposal.candidate for row in proposals)
    for row in proposals:
        assert THREE[row.text][row.proposal.start :].startswith(row.proposal.candidate)


def test_a_phrase_of_one_district_is_proposed_only_where_no_other_is_known() -> None:
    assert propose_recurring(THREE, ["东区"] * 3, min_docs=2, min_districts=2)
    other = [*THREE, "别处的话。"]
    assert not propose_recurring(other, ["东区"] * 3 + ["西区"], min_docs=2, min_districts=2)


def test_no_phrase_begins_or_ends_inside_a_word() -> None:
    texts = ["深化教育改革试验区建设", "推进教育改革试验田建设"]
    proposals = propose_recurring(texts, ["东区", "西区"], min_docs=2, min_districts=2)
    assert all(not row.proposal.candidate.endswith("试验") for row in proposals)


PIECES = st.sampled_from(
    [*"“”《》〈〉、，。；：（）\n 一二三五双个大会课同不以促建有优学A5+", "三会一课", "同部署", "工程"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_proposal_stands_where_it_says_in_any_text(text: str) -> None:
    words = find_word_starts(text)
    for proposal in (*propose_quoted(text), *propose_numerals(text, words), *propose_parallel(text, words)):
        surface = text[proposal.start : proposal.end]
        # A separator may be another one, and title marks may be those of a title inside another.
        same = str.maketrans("，；〈〉", "、、《》")
        assert surface.translate(same) == proposal.candidate.translate(same)
        assert proposal.kind in KINDS
        assert 0 < compute_score(proposal.clues) < 1
