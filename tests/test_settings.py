"""What `analysis.toml` can contain, and the error message for everything else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from analysis.settings import Settings, SettingsError, read_settings
from tests.support.settings_page import PAGE, make_page, read_descriptions


def write_toml(folder: Path, text: str) -> Path:
    path = folder / "analysis.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_name_the_defaults_need_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    assert read_settings() == Settings()


@pytest.mark.parametrize("current", ["project", "project/notebooks"])
def test_without_a_name_the_file_of_the_project_is_read(
    current: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project" / "notebooks").mkdir(parents=True)
    write_toml(tmp_path / "project", "permutations = 99\n")
    monkeypatch.chdir(tmp_path / current)
    assert read_settings().permutations == 99


def test_a_file_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.toml", tmp_path):
        with pytest.raises(SettingsError, match=f"There is no settings file {path}.* Correct its name"):
            read_settings(path)


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(write_toml(tmp_path, "# nothing\n")) == Settings()


def test_settings_in_the_file_replace_the_defaults(tmp_path: Path) -> None:
    text = '\ufefflanguage = "en"\nmin_hanzi = 100\nsublinear_tf = false\n'
    settings = read_settings(write_toml(tmp_path, text))
    assert settings == dataclasses.replace(Settings(), language="en", min_hanzi=100, sublinear_tf=False)


def test_the_columns_of_a_table_can_be_set(tmp_path: Path) -> None:
    text = '[table]\ntext = "政策内容"\nplace = ["所在地", "地区"]\nyear = ""\nheader = 0\n'
    table = read_settings(write_toml(tmp_path, text)).table
    assert table.columns == {"text": ("政策内容",), "place": ("所在地", "地区"), "year": ("",)}
    assert table.header == 0
    # Notebooks are given their settings as they print.
    settings = Settings(table=table)
    assert eval(repr(settings), {"Settings": Settings}) == settings


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().language = "en"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('langage = "en"', 'sets "langage", which is not a setting. The settings are .*language'),
        ('language = "fr"', r'In .*analysis\.toml, language is "fr"; it can be "zh" or "en"'),
        ("language = 1", 'language is "1"'),
        ('min_hanzi = "30"', "min_hanzi is '30'; it must be a whole number"),
        ("min_hanzi = 3.5", "min_hanzi is 3.5; it must be a whole number"),
        ("min_hanzi = true", "min_hanzi is True; it must be a whole number"),
        ("min_hanzi = 0", "min_hanzi is 0; it must be at least 1"),
        ("neighbours = -2", "neighbours is -2; it must be at least 1"),
        ("near_duplicate = 90", "near_duplicate is 90; it must be a share from 0.5 to 1"),
        ("near_duplicate = 0.4", "near_duplicate is 0.4; it must be a share from 0.5 to 1"),
        ("sublinear_tf = 1", "sublinear_tf is 1; it must be true or false"),
        ("min_hanzi = ", r"analysis\.toml can't be read as TOML: "),
        ("[limits]\nmin_hanzi = 3", 'sets "limits", which is not a setting'),
        ('table = "t.xlsx"', "table is 't.xlsx'; write a line \\[table\\]"),
        (
            '[table]\ntexts = "正文"',
            r'\[table\] sets "texts", which is not a setting of it. They are .*, text, ',
        ),
        ("[table]\ntext = 3", r"\[table\] text is 3; it must be a name in quotation marks, or a list"),
        ('[table]\ntext = ""', r"\[table\] text is empty; write a name"),
        ('[table]\nheader = "1"', r"\[table\] header is '1'; it must be the number of a row"),
        ("[table]\nheader = -1", r"\[table\] header is -1; it must be the number of a row"),
    ],
)
def test_the_message_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_settings(write_toml(tmp_path, text))


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "analysis.toml"
    path.write_bytes('language = "中"'.encode("gb18030"))
    with pytest.raises(SettingsError, match="can't be read as TOML"):
        read_settings(path)


def test_every_setting_is_explained() -> None:
    assert list(read_descriptions()) == [field.name for field in dataclasses.fields(Settings)]


def test_the_page_of_settings_is_current() -> None:
    hint = "docs/settings.md is out of date; run python -m tests.support.settings_page"
    assert PAGE.read_text("utf-8") == make_page(), hint
