"""Fuzz the reader of the manifest: a table of any bytes gives rows, or an error that names a line."""

import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

from tests.fuzz.harness import run

with atheris.instrument_imports(include=["analysis"]):
    from analysis.reading.manifest import ManifestError, read_manifest

HEADER = "path,district,year,issued,adcode,title,note\n"
ROWS = 'a.txt,西湖区,2022年,2022/3/5,330106,"工作\n要点",x\n'
DOC_IDS = {"a.txt", "甲/b.txt"}


def check(data: bytes) -> None:
    """Read the bytes as a manifest."""
    PLACE.write_bytes(data)
    try:
        rows = read_manifest(PLACE, DOC_IDS)
    except ManifestError as error:
        assert str(error).endswith((".", "?")), str(error)
    else:
        assert rows.keys() <= DOC_IDS


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PLACE = Path(folder) / "manifest.csv"
        table = HEADER + ROWS
        tables = [table, table.replace(",", ";"), "sep=\t\n" + table.replace(",", "\t")]
        seeds = [text.encode(way) for text in tables for way in ("utf-8", "gb18030", "utf-16")]
        run("manifest", seeds, check)
