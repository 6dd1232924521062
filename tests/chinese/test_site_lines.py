"""Lines that sites and posts write around a text, and lines of plans that only look like them."""

from __future__ import annotations

import pytest

from analysis.chinese.line_roles import LineRole, role_alone

SITE = (LineRole.SITE, LineRole.RELATED, LineRole.PAGE_INFO, LineRole.IMPRINT)


@pytest.mark.parametrize(
    "line",
    [
        "点击上方蓝字关注我们",
        "点击蓝字",
        "请点击上方“会昌民政”订阅我们！",
        "点击蓝字 关注我们",
        "↑点击上方“睢宁教育发布”关注我们↑",
        "▲点击蓝字关注我们▲",
        "👆 点击上方蓝字，关注我们",
        "戳蓝字关注我们！",
        "点上方名片一键关注",
        "蓝字关注我们",
        "欢迎关注“某区发布”微信公众号",
        "关注某某区教育公众号",
        "长按识别二维码关注我们",
        "▲",
        "来源丨某区教育局",
        "来源｜某区教育局",
        "编辑丨张某某",
        "编辑/张某某",
        "审核 | 办公室",
        "【图文】︱张某某",
        "来源：某区教育局",
        "转发/点赞/在看",
        "分享、点赞、在看",
        "点个在看",
        "喜欢就点个赞吧",
        "阅读原文",
        "往期推荐",
        "往期精选",
        "- END -",
        "（全文完）",
        "打印此页 关闭页面",
        "【我要打印】【关闭】",
    ],
)
def test_lines_of_posts_and_sites(line: str) -> None:
    assert role_alone(line) in SITE


@pytest.mark.parametrize(
    "line",
    [
        "关注困难群众，落实帮扶政策",
        "关注我们身边的困难群众",
        "点击率和浏览量稳步提升",
        "转发先进经验，分享典型做法",
        "加强信息转发、分享机制",
        "编辑出版党史教材，推动宣传教育。",
        "来源渠道多样，线索及时核查",
        "审核把关，确保质量",
        "重点关注留守儿童和独居老人",
        "文字材料力求简洁",
        "一、关注民生",
        "完成目标任务",
    ],
)
def test_lines_of_plans(line: str) -> None:
    assert role_alone(line) == ""
