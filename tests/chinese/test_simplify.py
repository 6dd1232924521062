"""Traditional characters: recognised, and converted without moving a character."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chinese.simplify import is_traditional, simplify

# The package names the function so too.
module = importlib.import_module("analysis.chinese.simplify")

SIMPLIFIED = "一、加强党的领导\n坚持以政治建设为统领，全面贯彻党的教育方针，落实立德树人根本任务。\n"
TRADITIONAL = "一、加強黨的領導\n堅持以政治建設為統領，全面貫徹黨的教育方針，落實立德樹人根本任務。\n"


def test_traditional_text_becomes_simplified_character_for_character() -> None:
    assert is_traditional(TRADITIONAL)
    assert simplify(TRADITIONAL) == SIMPLIFIED


def test_simplified_text_is_handed_back_itself() -> None:
    assert not is_traditional(SIMPLIFIED)
    assert simplify(SIMPLIFIED) is SIMPLIFIED


@pytest.mark.parametrize(
    "text",
    [
        "清乾隆年间，於姓人家住在这里，后来搬走。",  # 於 and 乾 are in simplified use too
        SIMPLIFIED + "校长陳某某、張某某出席。" + SIMPLIFIED,
        SIMPLIFIED * 3 + "政府信息公開",  # a heading of a page
        "珺、堃、昇、犇、喆等同志" + SIMPLIFIED,
        "plan 2022",
        "",
    ],
)
def test_names_in_a_simplified_text_are_left_alone(text: str) -> None:
    assert simplify(text) is text


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("衞生事務委員會開會", "卫生事务委员会开会"),  # Hong Kong's form
        ("圍繞著學習貫徹，顯著提高", "围绕着学习贯彻，显著提高"),  # Taiwan's 著, and a real one
        ("乾隆皇帝與乾部門", "乾隆皇帝与干部门"),  # by the phrase
        ("頭髮與發展，皇后與後來", "头发与发展，皇后与后来"),
    ],
)
def test_forms_of_places_and_phrases(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


@given(st.text(alphabet="黨教育發展學後來乾隆於台灣著名裡面，。\n\r\t a1\u3000", max_size=60))
def test_length_never_changes(text: str) -> None:
    converted = simplify(TRADITIONAL + text)
    assert len(converted) == len(TRADITIONAL + text)
    # What is no hanzi stays where it was.
    for before, after in zip(TRADITIONAL + text, converted, strict=True):
        assert before == after or before >= "\u3400"


def test_a_phrase_that_changes_its_length_is_converted_by_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = module._convert

    def longer(text: str) -> str:
        return real(text).replace("方针", "方  针")

    monkeypatch.setattr(module, "_convert", longer)
    assert simplify(TRADITIONAL) == SIMPLIFIED


def test_a_real_plan_comes_back_from_traditional_characters(raw: Path) -> None:
    from opencc import OpenCC

    for path in sorted(raw.glob("*-*.txt")):
        plan = path.read_text("utf-8")
        for form in ("s2t", "s2hk", "s2tw"):
            there = OpenCC(form).convert(plan)
            back = simplify(there)
            assert len(back) == len(there) == len(plan)
            wrong = sum(a != b for a, b in zip(plan, back, strict=True))
            assert wrong <= len(plan) / 1000, f"{path.name}, {form}: {wrong} of {len(plan)}"


def test_opencc_is_loaded_only_for_traditional_text() -> None:
    code = (
        "import sys; from analysis.chinese.simplify import simplify; "
        f"simplify({SIMPLIFIED!r}); assert 'opencc' not in sys.modules; "
        f"simplify({TRADITIONAL!r}); assert 'opencc' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_last_common_hanzi_of_traditional_script_counts_too() -> None:
    assert is_traditional("呼籲") and simplify("呼籲") == "呼吁"
