"""A folder becomes a corpus: nothing is lost or repeated, in any order of files and number of processes."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.documents.corpus import Corpus, Status
from analysis.documents.ingest import read_corpus
from analysis.documents.problems import find_problems
from analysis.processes import in_chunks
from analysis.reading import ManifestError
from analysis.settings import Settings

BODY = "一、加强领导\n坚持以政治建设为统领，全面贯彻党的教育方针，落实立德树人根本任务。\n"


def plan(title: str = "某局2022年工作要点", more: str = "") -> str:
    return f"{title}\n{BODY}{more}"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def statuses(corpus: Corpus) -> dict[str, tuple[str, str]]:
    return {row.path: (row.status, row.reason) for row in corpus.ledger_rows}


def test_ledger_says_what_became_of_every_file(tmp_path: Path) -> None:
    text = plan()
    write(
        tmp_path,
        {
            "a.txt": text,
            "b/copy.txt": text,
            "b/other.txt": plan("某局2023年工作要点"),
            "gb.txt": text.encode("gb18030"),
            "scan.pdf": b"%PDF-1.4",
            "empty.txt": b"",
            "page.txt": "<html><body><p>" + text.replace("\n", "<p>"),
            "english.txt": "A plan in English only.",
            "title.txt": "某市某区教育局党建工作领导小组办公室\n" * 4,
            ".hidden": text,
            "README.md": text,
            "manifest.csv": "path,year\na.txt,2021\n",
        },
    )
    corpus = read_corpus(tmp_path, settings=Settings(language="en"))
    assert statuses(corpus) == {
        ".hidden": ("ignored", "by its name"),
        "README.md": ("ignored", "by its name"),
        "a.txt": ("kept", "near duplicate"),
        "b/copy.txt": ("duplicate", "same bytes"),
        "b/other.txt": ("kept", "near duplicate"),
        "empty.txt": ("rejected", "empty"),
        "english.txt": ("rejected", "empty"),
        "gb.txt": ("kept", "near duplicate"),
        "manifest.csv": ("ignored", "by its name"),
        "page.txt": ("kept", "near duplicate"),
        "scan.pdf": ("rejected", "damaged"),
        "title.txt": ("rejected", "no body"),
    }
    assert [document.doc_id for document in corpus] == [
        "a.txt",
        "b/other.txt",
        "gb.txt",
        "page.txt",
    ]
    assert list(corpus.ledger.path) == sorted(corpus.ledger.path)
    rejected = corpus.ledger[corpus.ledger.status.isin(["rejected", "duplicate", "ignored"])]
    assert rejected.detail.str.endswith(".").all()
    assert corpus.ledger.set_index("path").detail["b/copy.txt"].startswith("The same file as a.txt")


CONTENTS = st.sampled_from(
    [
        plan().encode(),
        plan("某局2023年工作要点").encode(),
        plan().encode("gb18030"),
        b"",
        b"%PDF-1.4",
        b"PK\x03\x04",
        b"\x00\x01",
        b"\xff\xfe",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"English only",
        "党".encode() * 40,
        plan().encode()[:-1],
    ]
) | st.binary(max_size=60)
NAMES = st.sampled_from(
    ["a.txt", "b.TXT", "c", "d/e.txt", "d/.x", ".git/f", "~$g.doc", "README.md", "区/县 1.txt"]
)


@given(st.dictionaries(NAMES, CONTENTS))
@settings(max_examples=60, deadline=None)
def test_files_in_are_kept_rejected_duplicate_or_ignored(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus = read_corpus(write(Path(folder), dict(files)))
    counts = Counter(row.status for row in corpus.ledger_rows)
    assert sorted(row.path for row in corpus.ledger_rows) == sorted(files)
    assert set(counts) <= set(Status)
    assert counts[Status.KEPT] == len(corpus) == len({document.sha256 for document in corpus})
    assert [document.doc_id for document in corpus] == sorted(document.doc_id for document in corpus)
    labels = [document.label for document in corpus]
    assert len(set(labels)) == len(labels)


def test_order_in_which_files_were_written_does_not_matter(raw: Path, tmp_path: Path) -> None:
    names = sorted(path.name for path in raw.glob("*.txt"))
    for folder, order in (("a", names), ("b", names[::-1])):
        (tmp_path / folder).mkdir()
        for name in order:
            shutil.copy(raw / name, tmp_path / folder / name)
    a, b = read_corpus(tmp_path / "a"), read_corpus(tmp_path / "b")
    assert a.items == b.items
    assert a.ledger_rows == b.ledger_rows


@pytest.mark.slow
def test_number_of_jobs_does_not_matter(samples: Corpus, raw: Path) -> None:
    parallel = read_corpus(raw, jobs=2)
    assert parallel.items == samples.items
    assert parallel.ledger_rows == samples.ledger_rows


def doubled(tasks: list[int] | tuple[int, ...]) -> list[int]:
    return [2 * task for task in tasks]


@pytest.mark.parametrize("n", [0, 1, 2, 99, 100, 101, 450])
def test_chunks_come_back_in_order_and_tell_their_progress(n: int) -> None:
    calls: list[tuple[int, int]] = []
    result = in_chunks(
        lambda tasks: doubled(list(tasks)), list(range(n)), progress=lambda *p: calls.append(p)
    )
    assert result == [2 * i for i in range(n)]
    assert [done for done, _ in calls] == sorted({done for done, _ in calls})
    assert calls[-1:] == ([(n, n)] if n else [])


def test_an_empty_folder_gives_empty_tables_with_all_columns(tmp_path: Path, samples: Corpus) -> None:
    corpus = read_corpus(tmp_path)
    assert len(corpus) == 0
    assert list(corpus.documents.columns) == list(samples.documents.columns)
    assert list(corpus.sections.columns) == list(samples.sections.columns)
    assert list(corpus.ledger.columns) == ["path", "status", "reason", "detail"]


def test_columns_of_the_table_of_documents(samples: Corpus) -> None:
    assert list(samples.documents.columns) == [
        "doc_id",
        "label",
        "sha256",
        "format",
        "encoding",
        "province",
        "city",
        "district",
        "town",
        "admin_level",
        "adcode",
        "place",
        "year",
        "year_end",
        "issued",
        "issuer",
        "number",
        "title",
        "genre",
        "n_chars",
        "n_unit_chars",
        "annex_start",
        "place_source",
        "place_confidence",
        "year_source",
        "year_confidence",
        "issued_source",
        "issued_confidence",
        "issuer_source",
        "issuer_confidence",
        "number_source",
        "number_confidence",
        "title_source",
        "title_confidence",
        "genre_source",
        "genre_confidence",
        "warnings",
    ]
    for document, n_chars in zip(samples, samples.documents.n_chars, strict=True):
        assert n_chars == len(document.text.replace("\n", ""))


def test_samples_are_all_kept_under_short_labels(samples: Corpus) -> None:
    assert [document.label for document in samples] == [
        "金坛区 2022",
        "西湖区 2022",
        "地点未详 2023",
        "宝山区 2020",
        "东昌区 2017",
    ]
    assert not set(samples.ledger.status) & {"rejected", "duplicate"}


def labels(folder: Path, files: dict[str, str]) -> dict[str, str]:
    corpus = read_corpus(write(folder, dict(files)))
    return {document.doc_id: document.label for document in corpus}


def test_label_is_place_and_year_where_that_is_unique(tmp_path: Path) -> None:
    assert labels(
        tmp_path,
        {
            "a.txt": plan("沛县2021年要点"),
            "b.txt": plan("沛县2022年要点"),
            "c.txt": plan("工作要点"),
        },
    ) == {"a.txt": "沛县 2021", "b.txt": "沛县 2022", "c.txt": "地点未详 年份未详"}


def test_label_says_the_city_where_namesakes_meet(tmp_path: Path) -> None:
    corpus = read_corpus(
        write(
            tmp_path,
            {
                "a.txt": plan("杭州市西湖区2022年要点"),
                "b.txt": plan("南昌市西湖区2022年要点"),
                "c.txt": plan("杭州市西湖区2023年要点"),
            },
        )
    )
    assert [d.label for d in corpus] == ["杭州市西湖区 2022", "南昌市西湖区 2022", "西湖区 2023"]
    assert corpus.places == ("杭州市西湖区", "南昌市西湖区", "杭州市西湖区")


def test_label_says_the_genre_and_at_last_the_file(tmp_path: Path) -> None:
    found = labels(
        tmp_path,
        {
            "a.txt": plan("沛县2022年工作要点"),
            "b.txt": plan("沛县2022年工作总结"),
            "x/c.txt": plan("丰县2022年要点"),
            "x/d.txt": plan("丰县2022年要点", "加强督查。\n"),
            "y/d.txt": plan("睢宁县2022年要点"),
            "z/d.txt": plan("睢宁县2022年要点", "加强督查。\n"),
        },
    )
    assert found == {
        "a.txt": "沛县 2022 工作要点",
        "b.txt": "沛县 2022 工作总结",
        "x/c.txt": "丰县 2022 c",
        "x/d.txt": "丰县 2022 d",
        "y/d.txt": "睢宁县 2022 y/d.txt",
        "z/d.txt": "睢宁县 2022 z/d.txt",
    }


def test_document_is_found_by_id_and_by_label(samples: Corpus) -> None:
    assert samples["西湖区 2022"] is samples["hangzhou-xihu-2022.txt"]
    with pytest.raises(KeyError, match="There are: 金坛区 2022、西湖区 2022"):
        samples["西湖区 2021"]


def test_manifest_overrides_what_was_detected(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": plan("杭州市西湖区2022年工作要点"),
            "manifest.csv": "path,district,year,note\na.txt,沛县,2021,checked by hand\n",
        },
    )
    row = read_corpus(tmp_path).documents.iloc[0]
    assert (row.label, row.adcode, row.city) == ("沛县 2021", "320322", "徐州市")
    assert (row.place_source, row.year_source, row.title_source) == (
        "manifest",
        "manifest",
        "title",
    )


def test_manifest_row_for_no_file_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": plan(), "manifest.csv": "path,year\na.txt,2021\nb.txt,2022\n"})
    with pytest.raises(ManifestError, match=r"line 3: there is no file b\.txt"):
        read_corpus(tmp_path)


def test_settings_set_what_is_rejected(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": plan(), "b.txt": plan(more="健全工作机制。" * 40)})
    # plan() has 9 + 6 + 32 = 47 hanzi or fewer; b.txt has 240 more.
    few = read_corpus(tmp_path, settings=Settings(min_hanzi=100))
    assert statuses(few) == {"a.txt": ("rejected", "empty"), "b.txt": ("kept", "")}
    small = read_corpus(tmp_path, settings=Settings(max_bytes=400))
    assert statuses(small) == {"a.txt": ("kept", ""), "b.txt": ("rejected", "too large")}
    assert few.settings.min_hanzi == 100


def test_progress_ends_at_the_number_of_files(raw: Path) -> None:
    calls: list[tuple[int, int]] = []
    read_corpus(raw, progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (5, 5)


def test_offsets_of_sections_slice_the_text(samples: Corpus) -> None:
    texts = {document.doc_id: document.text for document in samples}
    for row in samples.sections.itertuples():
        assert texts[row.doc_id][row.start :].startswith(row.marker)
        assert row.heading in texts[row.doc_id][row.start : row.end]


def test_tables_hold_plain_strings_where_records_hold_enums(samples: Corpus) -> None:
    for table in (samples.documents, samples.ledger, samples.furniture, find_problems(samples)):
        for column in table:
            assert not any(isinstance(value, StrEnum) for value in table[column]), column
