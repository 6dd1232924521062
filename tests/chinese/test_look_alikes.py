"""Look-alikes: one character for one, so that a slogan is one slogan however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chinese.look_alikes import NO_WIDTH, fold_look_alikes


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("三会⼀课", "三会一课"),  # Kangxi radicals
        ("两个确⽴、四个⾃信", "两个确立、四个自信"),
        ("农⼾⻔⼝", "农户门口"),  # NFKC gives 戶 for ⼾
        ("⾭年⼯作⼈⺠", "青年工作人民"),
        ("\uf9dc\uf91d", "\u9686\u6b04"),  # compatibility ideographs
        ("\U0002f800", "\u4e3d"),
        ("㆒二㆔", "一二三"),
        ("㇐带一路", "一带一路"),
        ("﹙一﹚﹐﹑︰", "(一),、︰"),
        ("︵一︶︽要点︾", "(一)《要点》"),
        ("｢两个确立｣､四个意识｡", "「两个确立」、四个意识。"),
        ("❶学习➁工作⓫总结", "①学习②工作⑪总结"),
        ("㊀加强领导", "㈠加强领导"),
        ("〝三会一课〞❝党建❞", "“三会一课”“党建”"),
        ("ニ、加强", "二、加强"),
        ("三会ー课", "三会一课"),
        ("人カ资源", "人力资源"),
        ("二○二二年二◯三五年", "二〇二二年二〇三五年"),
        ("二0二二年，二O三五年，一九九0年", "二〇二二年，二〇三五年，一九九〇年"),
        ("二00六年", "二〇〇六年"),
        ("三\ufe00会\U000e0100一\u200e课", f"三{NO_WIDTH}会{NO_WIDTH}一{NO_WIDTH}课"),
        ("三\u0332会\u20dd一课", f"三{NO_WIDTH}会{NO_WIDTH}一课"),
        ("\uf0b7学习\uf0fc", "•学习√"),  # signs of symbol fonts
        ("学习\u3164\ue5e5工作", "学习\u3000\u3000工作"),
    ],
)
def test_what_looks_like_another_character_becomes_it(typed: str, usual: str) -> None:
    assert fold_look_alikes(typed) == usual


@pytest.mark.parametrize(
    "text",
    [
        "二零二二年",  # a spelling of its own
        "投入二0000元",
        "○未完成●已完成",
        "トヨタ汽车",  # a Japanese name
        "卡拉OK",
        "e\u0301tude",  # a Latin letter keeps its accent
        "\ue123",  # only its font knows what it shows
        "2021ー2025年",
        "１２３，（一）",  # widths are unified elsewhere
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert fold_look_alikes(text) == text


@given(
    st.text(alphabet="三会⼀课⽴◯○二0ニカー\u0332\ufe00\U000e0100\U0002f800㊀﹐\ue123\uf0b7a1", max_size=30)
)
def test_folding_moves_no_character_and_happens_once(text: str) -> None:
    folded = fold_look_alikes(text)
    assert len(folded) == len(text)
    assert fold_look_alikes(folded) == folded
