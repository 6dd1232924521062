"""A folder of hostile and odd files: the run finishes and every file has its row in the ledger."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analysis.chinese.characters import ONE_HANZI
from analysis.reading.file import READERS
from analysis.reading.formats import PICTURE
from analysis.reading.spreadsheets import table_format
from tests.support.hostile import Case, make, sixty_megabytes_on_one_line
from tests.support.hostile_contents import SECRET

# All tests here share a folder and the process that reads it.
pytestmark = pytest.mark.xdist_group("hostile")

# A plan takes a few megabytes, the loaded libraries 200, a file at its limits about 500.
MOST_MEMORY = 1_500_000_000
# Reads the folder like a run and reports which files were opened and how much memory was used.
READ = """
import json, os, resource, sys
from pathlib import Path

opened = []
def record_event(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.append(os.path.realpath(os.fsdecode(arguments[0])))
    elif event == "subprocess.Popen" and arguments[1][2].endswith("calamine_process.py"):
        pass  # the one program that reading starts
    elif event.startswith(("socket.connect", "urllib.", "subprocess.", "os.system", "os.exec")):
        opened.append(event)

raw = Path(sys.argv[1])
from analysis import Settings, read_corpus
sys.addaudithook(record_event)
corpus = read_corpus(raw, settings=Settings(language="en"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
status = Path("/proc/self/status")
if status.exists():
    # On Linux ru_maxrss includes the memory of the test runner that started this; VmHWM does not.
    peak = int(status.read_text().split("VmHWM:")[1].split()[0])
print(json.dumps({
    "ledger": [[row.path, row.status, row.reason, row.write_detail("en"), row.write_detail("zh")] for row in corpus.ledger_rows],
    "texts": {document.doc_id: document.text for document in corpus},
    "raw": [document.extracted.text for document in corpus],
    "opened": opened,
    "peak": peak * (1 if sys.platform == "darwin" else 1024),
}))
"""


def read(raw: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-c", READ, str(raw)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-4000:]
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Case]]:
    raw = tmp_path_factory.mktemp("hostile") / "raw"
    return raw, make(raw)


@pytest.fixture(scope="module")
def outcome(folder: tuple[Path, list[Case]]) -> dict[str, Any]:
    pytest.importorskip("resource", reason="this system tells no peak of memory")
    return read(folder[0])


def test_every_reader_has_a_fuzz_target(root: Path) -> None:
    targets = {path.stem.removeprefix("fuzz_") for path in (root / "tests/fuzz").glob("fuzz_*.py")}
    # Pictures are opened by Pillow and read by a model: no code of this project parses their bytes.
    assert targets == {*READERS, *table_format.READERS, "manifest"} - {PICTURE}


@pytest.mark.slow
def test_every_file_is_accounted_for_once(folder: tuple[Path, list[Case]], outcome: dict[str, Any]) -> None:
    cases = folder[1]
    assert len(cases) > 150
    rows = [path for path, *_ in outcome["ledger"]]
    assert sorted(rows) == sorted(case.path for case in cases)
    counts = Counter(status for _, status, *_ in outcome["ledger"])
    assert sum(counts.values()) == len(cases)
    assert set(counts) == {"kept", "rejected", "duplicate", "ignored"}
    assert counts["kept"] == len(outcome["texts"])


@pytest.mark.slow
def test_every_file_gets_its_expected_status_and_reason(
    folder: tuple[Path, list[Case]], outcome: dict[str, Any]
) -> None:
    rows = {path: (status, reason) for path, status, reason, *_ in outcome["ledger"]}
    wrong = {}
    for case in folder[1]:
        status, reason = rows[case.path]
        right = status == "kept" if status == "kept" else reason in case.reasons
        if not right or (case.status and status != case.status) or status == "":
            wrong[case.path] = (status, reason, case.status, case.reasons)
    assert wrong == {}


@pytest.mark.slow
def test_every_refusal_is_a_sentence_on_one_line(outcome: dict[str, Any]) -> None:
    for path, status, reason, detail, chinese in outcome["ledger"]:
        assert path.isprintable() or "\u200d" in path or "\u3000" in path
        assert "\n" not in path
        if status != "kept":
            assert reason, path
            assert detail[0].isupper() and detail.endswith((".", "?")), (path, detail)
            assert len(detail) < 500, path
            assert "\n" not in detail, path
            assert chinese.endswith("。") and len(chinese) < 500 and "\n" not in chinese, path


@pytest.mark.slow
def test_every_detail_is_in_the_language_of_the_settings(outcome: dict[str, Any]) -> None:
    names = sorted({part for path, *_ in outcome["ledger"] for part in re.split("[/.]", path)}, key=len)
    quoted = [*reversed([name for name in names if ONE_HANZI.search(name)]), "锟斤拷", "西湖区"]
    texts = [document for document in outcome["ledger"] if document[3]]
    assert len(texts) > 100
    for path, _, _, english, chinese in texts:
        for quotation in quoted:
            english = english.replace(quotation, "")
            chinese = chinese.replace(quotation, "")
        assert not ONE_HANZI.search(english), (path, english)
        assert ONE_HANZI.search(chinese), (path, chinese)


@pytest.mark.slow
def test_no_file_outside_the_folder_is_read(folder: tuple[Path, list[Case]], outcome: dict[str, Any]) -> None:
    raw = folder[0]
    outside = str(raw.parent / "outside")
    assert not [path for path in outcome["opened"] if path.startswith(outside)]
    assert not [event for event in outcome["opened"] if not Path(event).is_absolute()]
    assert SECRET not in json.dumps(outcome, ensure_ascii=False)


@pytest.mark.slow
def test_no_file_is_written_beside_the_folder(folder: tuple[Path, list[Case]]) -> None:
    raw = folder[0]
    assert {path.name for path in raw.parent.iterdir()} == {"raw", "outside"}
    assert {path.name for path in (raw.parent / "outside").iterdir()} == {"secret.txt"}
    assert not list(raw.parent.rglob("evil*"))


@pytest.mark.slow
def test_memory_stays_bounded(outcome: dict[str, Any]) -> None:
    assert outcome["peak"] < MOST_MEMORY


@pytest.mark.slow
def test_sixty_megabytes_on_one_line_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system tells no peak of memory")
    case = sixty_megabytes_on_one_line(tmp_path)
    outcome = read(tmp_path)
    ((path, status, reason, detail, _),) = outcome["ledger"]
    assert (path, status, reason) == (case.path, case.status, *case.reasons)
    assert "characters and the limit is" in detail
    assert outcome["peak"] < 600_000_000
