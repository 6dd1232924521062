"""Makers of small raw folders."""

from __future__ import annotations

from pathlib import Path

import pytest


def make_files(folder: Path, *names: str) -> Path:
    """Write small files of these names; return the folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    return folder


def make_link(link: Path, target: Path | str) -> None:
    """Make a symbolic link, or skip the test where the system does not allow it."""
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system does not allow links")
