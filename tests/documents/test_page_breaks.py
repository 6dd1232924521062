"""A sentence that a page number cuts is one sentence again; a heading or paragraph that ends there is not joined."""

from __future__ import annotations

import pytest

from analysis.documents.cleaning import clean

HEAD = "某局2022年工作要点\n一、加强领导\n坚持以政治建设为统领，全面贯彻党的教育方针。\n二、加强学习\n"
REST = "\n健全工作机制，加大经费投入，确保落实到位。\n"
MARKS = [
    "- 3 -",
    "— 4 —",
    "－５－",
    "3",
    "-3-",
    "·3·",
    "一 3 一",
    "‐ 3 ‐",
    "第3页 共8页",
    "第 3 页",
    "- 第3页 -",
    "共 8 页 第 3 页",
    "3 / 8",
    "3/8",
    "Page 3 of 8",
    "- iv -",
    "\f",
    "\f- 3 -",
]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plan between its second heading and its last sentence."""
    lines = clean(HEAD + text + REST).text.split("\n")
    assert lines[2] == "二、加强学习"
    assert lines[-1] == REST.strip()
    return lines[3:-1]


@pytest.mark.parametrize("mark", MARKS)
def test_word_cut_by_the_mark_of_a_page_is_one_word(mark: str) -> None:
    text = f"深刻领悟“两个确\n{mark}\n立”的决定性意义。"
    assert paragraphs(text) == ["深刻领悟“两个确立”的决定性意义。"]


@pytest.mark.parametrize("mark", [mark for mark in MARKS if mark != "3"])
def test_paragraph_that_ends_with_its_page_is_not_joined(mark: str) -> None:
    text = f"深刻领悟“两个确立”的决定性意义。\n{mark}\n坚持立德树人，办好学校。"
    assert paragraphs(text) == ["深刻领悟“两个确立”的决定性意义。", "坚持立德树人，办好学校。"]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("推进乡村振", "兴战略"),  # the word goes on
        ("（一）加强党员教育管", "理，提高能力。"),
        ("坚持以人民为中心，推动高质量", "发展，造福群众。"),  # a clause is open
        ("严格落实", "、督促整改。"),  # no line begins with 、
        ("办好学校（含民办", "学校）。"),
        ("贯彻《关于加强学校", "思想工作的意见》。"),
        ("坚持新时代中国特色社会", "主义思想。"),
    ],
)
def test_sentence_goes_on_over_the_page(line: str, following: str) -> None:
    assert paragraphs(f"{line}\n- 3 -\n{following}") == [line + following]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("（一）加强组织领导", "导师制度逐步完善。"),
        ("（一）改进工作", "作风建设常抓不懈。"),
        ("主要任务", "坚持立德树人。"),
        ("坚持立德树人，", "（一）加强领导。"),
        ("序号\t任务", "1\t读书会"),
        ("坚持做到：", "学习教育常态化。"),
    ],
)
def test_heading_row_or_mark_at_the_edge_of_a_page_stays_apart(line: str, following: str) -> None:
    assert paragraphs(f"{line}\n- 3 -\n{following}") == [line, following]


def test_item_is_open_where_its_kind_are_sentences() -> None:
    items = "（一）完善制度，形成机制。\n（二）培养干部，建立档案。\n"
    assert paragraphs(f"{items}（三）办好读书会，分享所学\n- 3 -\n所得和体会。")[2] == (
        "（三）办好读书会，分享所学所得和体会。"
    )
    headings = "（一）完善制度，形成机制\n坚持到底。\n（二）培养干部，建立档案\n坚持到底。\n"
    assert paragraphs(f"{headings}（三）办好读书会，分享所学\n- 3 -\n坚持到底。")[-2:] == [
        "（三）办好读书会，分享所学",
        "坚持到底。",
    ]


def test_running_heads_beside_the_numbers_are_no_obstacle() -> None:
    text = "深刻领悟“两个确\n某局工作要点汇编\n— 3 —\n立”的意义，增强“四个意\n某局工作要点汇编\n— 4 —\n识”。"
    assert paragraphs(text) == ["深刻领悟“两个确立”的意义，增强“四个意识”。"]
    text = "深刻领悟“两个确\n\f某局工作要点汇编\n立”的意义，增强“四个意\n\f某局工作要点汇编\n识”。"
    assert paragraphs(text) == ["深刻领悟“两个确立”的意义，增强“四个意识”。"]


def test_offsets_lead_over_the_page() -> None:
    raw = f"{HEAD}深刻领悟“两个确\n- 3 -\n立”的意义。{REST}"
    cleaned = clean(raw)
    at = cleaned.text.index("立”")
    assert raw[cleaned.raw_position(at)] == "立"
    assert raw[cleaned.raw_position(at - 1)] == "确"
