"""What `analysis.toml` may say, and what is told where it says something else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from analysis.settings import Settings, SettingsError, read_settings


def toml(folder: Path, text: str) -> Path:
    path = folder / "analysis.toml"
    path.write_text(text, "utf-8")
    return path


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "analysis.toml") == Settings()


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(toml(tmp_path, "# nothing\n")) == Settings()


def test_what_is_set_is_read_and_the_rest_stays(tmp_path: Path) -> None:
    text = '\ufefflanguage = "en"\nmin_hanzi = 100\nsublinear_tf = false\n'
    told = read_settings(toml(tmp_path, text))
    assert told == dataclasses.replace(Settings(), language="en", min_hanzi=100, sublinear_tf=False)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().language = "en"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langage = "en"', 'sets "langage", which is no setting. Known: .*language'),
        ('language = "fr"', 'language is "fr"; it can be "zh" or "en"'),
        ("language = 1", 'language is "1"'),
        ('min_hanzi = "30"', "min_hanzi is '30'; it must be a whole number"),
        ("min_hanzi = 3.5", "min_hanzi is 3.5; it must be a whole number"),
        ("min_hanzi = true", "min_hanzi is True; it must be a whole number"),
        ("min_hanzi = 0", "min_hanzi is 0; it must be at least 1"),
        ("neighbours = -2", "neighbours is -2; it must be at least 1"),
        ("sublinear_tf = 1", "sublinear_tf is 1; it must be true or false"),
        ("min_hanzi = ", r"analysis\.toml can't be read as TOML: "),
        ("[limits]\nmin_hanzi = 3", 'sets "limits", which is no setting'),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_settings(toml(tmp_path, text))


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "analysis.toml"
    path.write_bytes('language = "中"'.encode("gb18030"))
    with pytest.raises(SettingsError, match="can't be read as TOML"):
        read_settings(path)


def test_every_setting_is_explained() -> None:
    for field in dataclasses.fields(Settings):
        assert field.name in (Settings.__doc__ or ""), field.name


def test_page_of_settings_lists_each_with_its_default(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text("utf-8")
    for field in dataclasses.fields(Settings):
        default = str(field.default).lower() if isinstance(field.default, bool) else field.default
        shown = f'"{default}"' if isinstance(default, str) and field.name == "language" else default
        assert f"| `{field.name}` | `{shown}` |" in page
