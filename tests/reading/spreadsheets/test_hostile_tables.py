"""Hostile and odd tables: each gives its rows or one sentence, and memory stays bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from analysis.reading import ReadingError
from analysis.reading.spreadsheets import read_sheets, workbook
from analysis.settings import Settings
from tests.support.hostile_tables import NO_TEXT, HostileTable, make_tables
from tests.support.table_files import xlsx

# A text cell of 50 MB and its line take 200 MB.
MOST_MEMORY = 700_000_000
# Reads the folder and reports what came of each table, and how much memory was used here and in processes apart.
READ = """
import json, resource, sys
from pathlib import Path
from analysis.reading import ReadingError
from analysis.reading.spreadsheets import is_table, read_sheets
from analysis.settings import Settings

outcome = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    assert is_table(path), path
    reason, detail, rows = "", "", []
    try:
        for sheet in read_sheets(path, Settings()):
            for number, cells in sheet.rows:
                if cells[0] not in ("标题", "title"):
                    rows.append(f"#{sheet.name}#{number}" if sheet.name else f"#{number}")
    except ReadingError as error:
        reason, detail = error.reason, str(error)
    outcome[path.name] = (reason, detail, rows)
status = Path("/proc/self/status").read_text()
peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
apart = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps({"tables": outcome, "peak": peak, "apart": apart}))
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile tables")]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[HostileTable], dict[str, Any]]:
    """The tables, and what came of them."""
    if not Path("/proc/self/status").exists():
        pytest.skip("this system tells no peak of memory")
    folder = tmp_path_factory.mktemp("tables")
    made = list(make_tables())
    for table in made:
        (folder / table.name).write_bytes(table.data)
    with (folder / "a gigabyte.xlsx").open("wb") as file:
        file.truncate(1_000_000_000)
    made.append(HostileTable("a gigabyte.xlsx", b"", ("too large",)))
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return made, json.loads(done.stdout)


def test_every_table_gives_its_rows_or_its_reason(tables: tuple[list[HostileTable], dict[str, Any]]) -> None:
    made, outcome = tables
    assert len(made) > 35
    wrong = {}
    for table in made:
        reason, _, rows = outcome["tables"][table.name]
        # What holds no texts is refused only where columns are recognised.
        is_right = reason in table.reasons or (not reason and set(NO_TEXT) <= set(table.reasons))
        if table.rows:
            is_right = not reason and tuple(rows) == table.rows
        if not is_right:
            wrong[table.name] = (reason, rows[:5], table.reasons, table.rows)
    assert wrong == {}


def test_every_refusal_is_a_sentence_on_one_line(
    tables: tuple[list[HostileTable], dict[str, Any]],
) -> None:
    for name, (reason, detail, _) in tables[1]["tables"].items():
        if reason:
            assert detail[0].isupper() and detail.endswith(".") and "\n" not in detail, (name, detail)
            assert len(detail) < 500, name


def test_memory_stays_bounded(tables: tuple[list[HostileTable], dict[str, Any]]) -> None:
    assert tables[1]["peak"] < MOST_MEMORY
    assert tables[1]["apart"] < MOST_MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_a_text_in_each_of_many_cells_ends_the_process_apart_and_not_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 20_001))
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(cells, f"<si><t>{'党' * 32_000}</t></si>"))
    monkeypatch.setattr(workbook, "MOST_MEMORY", 400_000_000)
    with pytest.raises(ReadingError, match="took too much memory") as caught:
        for sheet in read_sheets(path, Settings()):
            list(sheet.rows)
    assert caught.value.reason == "too large"
