"""Lists of the site behind a plan are no plan; a plan that goes on below buttons or a signature is."""

from __future__ import annotations

import pytest

from analysis.documents.cleaning import clean

PLAN = (
    "丰县教育局2022年工作要点\n一、坚持思想引领\n（一）完善学习制度，办好读书分享会，形成氛围。\n"
    "二、改善民生福祉\n（一）修缮老旧管网，改善背街小巷照明，提升居住环境。"
)
BODY = PLAN.partition("\n")[2]
NEWS = "县领导调研重点项目建设\n县委书记主持召开会议，研究部署安全生产和信访维稳工作\n全县招商引资推进会召开\t2022-03-01"


@pytest.mark.parametrize(
    "sign",
    [
        "【打印】【关闭】",
        "打印 关闭",
        "【打印本页】 【关闭窗口】",
        "分享到：",
        "扫一扫在手机打开当前页",
        "上一篇：关于召开年度会议的通知",
        "相关链接",
        "相关文档：",
        "相关阅读",
        "今日要闻",
        "热点新闻",
        "点击排行",
        "【友情链接】",
        "责任编辑：张某",
        "版权所有 丰县人民政府",
        "主办：丰县人民政府办公室",
        "丰县教育局\n2022年3月1日\n政策解读",
        "丰县教育局\n2022年3月1日\n《丰县教育局2022年工作要点》图解",
        "丰县教育局\n2022年3月1日\n【打印】【关闭】\n今日要闻\n3月1日，县领导赴基层开展走访慰问。",
    ],
)
def test_list_behind_the_plan_is_the_sites(sign: str) -> None:
    assert clean(f"{PLAN}\n{sign}\n{NEWS}").text == BODY
    # Numbered news are no list of a plan.
    assert clean(f"{PLAN}\n{sign}\n1.县领导调研\n2.全县大会召开").text == BODY


@pytest.mark.parametrize(
    "sign", ["【打印】【关闭】", "字号：大 中 小 打印 收藏", "分享到：", "扫一扫在手机打开当前页", "今日要闻"]
)
@pytest.mark.parametrize(
    "rest",
    [
        "三、加强组织保障\n健全工作机制",
        "健全工作机制，加大经费投入，确保落实到位。" * 4,
        "附件1\n任务分解表\n读书会",
        "1\t读书会\t3月\n2\t讲座\t4月",
        "3.健全工作机制；加大投入。",
    ],
)
def test_nothing_of_a_plan_that_goes_on_is_lost(sign: str, rest: str) -> None:
    kept = clean(f"{PLAN}\n{sign}\n{rest}").text
    for line in rest.split("\n"):
        assert line in kept or line == "附件1"


def test_buttons_above_the_text_end_nothing() -> None:
    title, body = PLAN.split("\n", 1)
    assert clean(f"{title}\n字号：大 中 小 打印 收藏\n{body}").text == BODY
    assert clean(f"【打印】【关闭】\n{title}\n{body}\n坚持到底").text == f"{BODY}\n坚持到底"


def test_last_paragraphs_below_a_signature_are_kept() -> None:
    text = (
        f"{PLAN}\n丰县教育局\n2022年3月1日\n为保证落实，现将任务分解如下，请对照执行。\n读书会由人事科办理。"
    )
    assert clean(text).text.endswith("请对照执行。\n读书会由人事科办理。")


def test_words_of_a_list_may_head_a_part_of_a_plan() -> None:
    text = f"{PLAN}\n政策解读\n做好政策解读，提升解读质量。\n新闻发布\n办好发布会，回应关切。"
    assert clean(text).text == text.partition("\n")[2]


@pytest.mark.parametrize(
    "news",
    [
        "我区赴杭州市西湖区考察学习",
        "县委书记主持召开会议，研究部署安全生产和信访维稳工作",
        "合肥市庐阳区来我区交流",
    ],
)
@pytest.mark.parametrize("menu", ["首页\n新闻中心", "您现在的位置：首页 > 规划计划", "今日要闻"])
def test_news_between_the_menu_and_the_title_is_the_sites(menu: str, news: str) -> None:
    cleaned = clean(f"{menu}\n{news}\n{PLAN}")
    assert cleaned.text == BODY
    assert [line.role for line in cleaned.furniture if line.text == news] == ["site"]


@pytest.mark.parametrize(
    "line", ["丰县人民政府关于召开动员大会和", "中共丰县县委员会", "丰县教育局督导室", "丰县党建考察"]
)
def test_first_line_of_a_title_below_a_menu_is_no_news(line: str) -> None:
    cleaned = clean(f"首页\n{line}\n{PLAN}")
    assert next(part.role for part in cleaned.furniture if part.text == line) in ("title", "signature")


EXPLAINED = "《丰县2022年教育工作要点》政策解读\n一、出台背景\n为做好教育工作，制定要点。\n二、主要内容\n要点分为三个部分。"


@pytest.mark.parametrize("heading", ["", "政策解读\n", "相关解读：\n"])
def test_explanation_below_the_signature_of_a_plan_is_taken_off(heading: str) -> None:
    signature = "丰县教育局\n2022年3月1日"
    assert clean(f"{PLAN}\n{signature}\n{heading}{EXPLAINED}").text == BODY


def test_words_of_an_explanation_that_are_a_plans_own_part_are_kept() -> None:
    text = f"{PLAN}\n政策解读\n{EXPLAINED}"
    assert clean(text).text == text.partition("\n")[2]
