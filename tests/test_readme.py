"""What the READMEs show is what the sample plans give."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from analysis.cli import main
from tests.conftest import SampleRun

READMES = ["README.md", "README.zh.md"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_slogans_is_that_of_the_run(root: Path, sample_run: SampleRun, name: str) -> None:
    slogans = sample_run.outcome.tables["slogans"].set_index("slogan")
    text = (root / name).read_text("utf-8")
    table = re.search(r"^\| slogan \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table
    shown = [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]
    assert len(shown) == 5
    for slogan, first_use, n, n_nested, n_docs, years in shown:
        row = slogans.loc[slogan]
        assert first_use == row["first_use"]
        assert [int(n), int(n_nested), int(n_docs)] == [row["n"], row["n_nested"], row["n_docs"]]
        assert years == f"{row['first_year']}–{row['last_year']}"


@pytest.mark.parametrize("name", READMES)
def test_the_lines_of_compare_are_its_output(
    root: Path, raw: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = [text for _, text in BLOCK.findall((root / name).read_text("utf-8"))]
    lines = next(text for text in blocks if text.startswith("HOW ALIKE")).splitlines()
    assert len(lines) == 6 and any(line.startswith("The 5 other pairs") for line in lines)
    assert main(["compare", "西湖区 2022", "金坛区 2022", "--raw", str(raw)]) == 0
    printed = iter(capsys.readouterr().out.splitlines())
    for line in lines:  # in this order
        assert line in printed


@pytest.mark.parametrize("name", READMES)
def test_the_python_example_runs(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (code,) = [
        text for language, text in BLOCK.findall((root / name).read_text("utf-8")) if language == "python"
    ]
    assert len(ast.parse(code).body) == 9
    names: dict[str, object] = {}
    exec(code, names)
    assert {"corpus", "slogans", "hits", "tokens", "pairs", "groups", "why"} <= set(names)


@pytest.mark.parametrize("name", READMES)
def test_every_link_leads_somewhere(root: Path, name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (root / name).read_text("utf-8"))
    assert len(links) > 10
    assert [link for link in links if not (root / link).exists()] == []
