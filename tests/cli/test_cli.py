"""The command line, with the arguments that a user types."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.cli import check, main
from analysis.cli.printing import STAGE_NAMES
from analysis.documents.problems import PROBLEMS
from analysis.pipeline.steps import STEPS

Capture = pytest.CaptureFixture[str]


def test_run_ends_with_a_summary(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    (folder / "empty.txt").write_bytes(b"")
    notice = "关于印发2022年工作要点的通知\n各科室：\n现将《2022年工作要点》印发给你们，请认真贯彻执行。\n"
    (folder / "notice.txt").write_text(notice, "utf-8")
    out = tmp_path / "out"
    status = main(["run", "--raw", str(folder), "--processed", str(out), "--no-figures", "--no-notebooks"])
    output = capsys.readouterr().out
    assert status == 0
    assert "Kept 5 of 8 files: 4 districts and 1 of unknown place, 2017–2023." in output
    assert "Set aside as no plans: 1 (1 notice without its annex).\n  set aside: notice.txt — " in output
    assert "rejected: empty.txt — 文件是空的；请重新下载或保存。" in output
    assert "ignored: README.md" in output
    assert str(out) in output
    assert "Needs your attention: masked-district-2023.txt" in output


def test_check_shows_the_inventory_and_a_manifest_row(raw: Path, capsys: Capture) -> None:
    assert main(["check", "--raw", str(raw)]) == 0
    output = capsys.readouterr().out
    assert "浙江省杭州市西湖区" in output
    assert "文中的地名被隐去" in output
    assert "path,province,city,district,year\nmasked-district-2023.txt,,,,2023\n" in output


def test_check_speaks_the_language_of_the_settings(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    settings = tmp_path / "analysis.toml"
    output = {}
    for language in ("zh", "en"):
        settings.write_text(f'language = "{language}"\n', "utf-8")
        assert main(["check", "--raw", str(raw), "--settings", str(settings)]) == 0
        output[language] = capsys.readouterr().out
    for words in ("title\n", "issuer", "ignored: ", "Needs your attention:", "names are masked", "Fill in"):
        assert words in output["en"] and words not in output["zh"]
    for words in ("标题\n", "发文机关", "跳过：", "需要您处理：", "文中的地名被隐去", "请补充"):
        assert words in output["zh"] and words not in output["en"]


def test_the_manifest_row_that_check_prints_solves_the_problem(
    raw: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    (folder / "manifest.csv").write_text(
        "path,province,city,district,year\nmasked-district-2023.txt,江苏省,常州市,武进区,2023\n"
        "tonghua-dongchang-2017.txt,,,,2017\n",
        "utf-8",
    )
    assert main(["check", "--raw", str(folder)]) == 0
    output = capsys.readouterr().out
    assert "江苏省常州市武进区" in output
    assert "没有需要您处理的问题。" in output


def test_check_saves_the_problems_as_a_table(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "todo.csv"
    assert main(["check", "--raw", str(raw), "--save", str(out)]) == 0
    table = pd.read_csv(out, keep_default_na=False)
    assert list(table) == PROBLEMS
    masked = table[table["path"] == "masked-district-2023.txt"]
    assert set(masked["field"]) == {"place", "year"}
    assert masked["action"].str.len().min() > 10


def test_check_saves_no_formula(raw: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "raw", tmp_path / "todo.csv"
    folder.mkdir()
    shutil.copy(raw / "masked-district-2023.txt", folder / "=HYPERLINK(1).txt")
    assert main(["check", "--raw", str(folder), "--save", str(out)]) == 0
    assert "'=HYPERLINK(1).txt" in set(pd.read_csv(out, keep_default_na=False)["path"])


def test_only_an_unknown_document_is_a_message(
    raw: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["compare", "西湖区 1999", "金坛区 2022", "--raw", str(raw)]) == 1
    assert capsys.readouterr().err.startswith('analysis: No document is called "西湖区 1999". There are: ')

    def fail(arguments: argparse.Namespace) -> int:
        raise KeyError("a fault of the program")

    monkeypatch.setattr(check, "execute", fail)
    with pytest.raises(KeyError, match="a fault of the program"):
        main(["check", "--raw", str(raw)])


def test_every_stage_of_a_run_has_a_name() -> None:
    stages = [*dict.fromkeys(step.stage for step in STEPS), "write", "figures", "notebooks"]
    assert list(STAGE_NAMES) == stages


def test_kwic_prints_a_concordance(raw: Path, capsys: Capture) -> None:
    assert main(["kwic", "三会一课", "--raw", str(raw)]) == 0
    output = capsys.readouterr().out.splitlines()
    assert len([line for line in output if "【三会一课】" in line]) == 5
    assert output[-1] == "5 times in 4 of 5 documents."
    assert any(line.startswith("西湖区 2022") and line.endswith("夯实组织堡垒") for line in output)


def test_kwic_of_a_word_that_does_not_occur_says_so(raw: Path, capsys: Capture) -> None:
    assert main(["kwic", "龘龘", "--raw", str(raw)]) == 0
    assert "龘龘 does not occur" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "--raw", "no/such/folder"], "There is no folder"),
        (["kwic", "——"], "no character to look for"),
    ],
)
def test_an_error_is_one_sentence(words: list[str], sentence: str, raw: Path, capsys: Capture) -> None:
    if "--raw" not in words:
        words = [*words, "--raw", str(raw)]
    assert main(words) == 1
    assert sentence in capsys.readouterr().err


def test_a_bad_manifest_row_names_its_line(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    (folder / "manifest.csv").write_text("path,year\nhangzhou-xihu-2022.txt,二〇二二\n", "utf-8")
    assert main(["check", "--raw", str(folder)]) == 1
    assert "manifest.csv, line 2" in capsys.readouterr().err


def test_an_unknown_setting_is_named(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    settings = tmp_path / "analysis.toml"
    settings.write_text("colour = 1\n", "utf-8")
    assert main(["check", "--raw", str(raw), "--settings", str(settings)]) == 1
    assert 'sets "colour", which is not a setting' in capsys.readouterr().err


@pytest.mark.parametrize("command", [["run"], ["check"], ["kwic", "双减"], ["slogans", "--review"]])
def test_a_settings_file_that_does_not_exist_is_an_error(
    command: list[str], raw: Path, tmp_path: Path, capsys: Capture
) -> None:
    arguments = [*command, "--raw", str(raw), "--settings", str(tmp_path / "missing.toml")]
    assert main(arguments) == 1
    assert f"There is no settings file {tmp_path / 'missing.toml'}." in capsys.readouterr().err


def test_python_m_analysis_is_the_command(raw: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "kwic", "双减", "--raw", str(raw)],
        capture_output=True,
        check=True,
        env={"PATH": "", "PYTHONIOENCODING": "ascii", "SYSTEMROOT": "C:\\Windows"},
    )
    assert "【双减】".encode() in done.stdout


def test_fresh_deletes_results_of_runs_and_nothing_else(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    plain = ["run", "--raw", str(raw), "--processed", str(out), "--no-figures", "--no-notebooks"]
    assert main(plain) == 0
    (out / "thesis").mkdir()
    (out / "thesis" / "chapter.docx").write_text("x")
    (out / "README.md").write_text("x")
    (out / "keyness.csv").write_text("old")
    assert main([*plain, "--fresh"]) == 0
    assert (out / "thesis" / "chapter.docx").exists()
    assert (out / "README.md").exists()
    assert (out / "keyness.csv").read_text("utf-8-sig") != "old"


def test_an_output_folder_among_the_plans_is_an_error(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    for where in (folder, folder / "out"):
        words = ["run", "--raw", str(folder), "--processed", str(where), "--fresh"]
        assert main([*words, "--no-figures", "--no-notebooks"]) == 1
        assert "lies in the folder of the plans" in capsys.readouterr().err
    assert len(list(folder.glob("*.txt"))) == 5


def test_a_file_in_place_of_a_folder_is_an_error_in_words(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "out").write_text("x")
    words = ["run", "--raw", str(raw), "--processed", str(tmp_path / "out")]
    assert main([*words, "--no-figures", "--no-notebooks"]) == 1
    assert "analysis: " in capsys.readouterr().err


def test_review_writes_a_sheet_and_applies_its_decisions(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    folder, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(raw, folder)
    command = ["slogans", "--review", "--raw", str(folder), "--processed", str(out)]
    assert main(command) == 0
    assert "analysis slogans --apply" in capsys.readouterr().out
    path = out / "slogans-review.csv"
    sheet = pd.read_csv(path, keep_default_na=False, dtype=str)
    accepted, refused = sheet.loc[0, "candidate"], sheet.loc[1, "candidate"]
    sheet.loc[0, "decision"], sheet.loc[1, "decision"] = "是", "no"
    sheet.to_csv(path, index=False)
    assert main(["slogans", "--apply", str(path), "--raw", str(folder)]) == 0
    output = capsys.readouterr().out
    assert "Accepted 1" in output and "Refused 1" in output and f"Left open: {len(sheet) - 2}." in output
    own = pd.read_csv(folder / "slogans.csv", keep_default_na=False)
    assert own["slogan"].tolist() == [accepted]
    # Neither is proposed again, and the two files are not read as plans.
    assert main(command) == 0
    again = pd.read_csv(path, keep_default_na=False)
    assert not {accepted, refused} & set(again["candidate"])


def test_a_sheet_with_an_unknown_decision_names_its_line(raw: Path, tmp_path: Path, capsys: Capture) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("decision,candidate,kind,level\nperhaps,书记好党课,campaign,local\n", "utf-8")
    assert main(["slogans", "--apply", str(sheet), "--raw", str(tmp_path)]) == 1
    assert "line 2" in capsys.readouterr().err
