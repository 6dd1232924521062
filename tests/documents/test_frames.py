"""A DataFrame to a corpus: columns, variables, names of documents, and what can't be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis import corpus_from_frame
from analysis.documents.frames import FrameError
from analysis.settings import Settings, SettingsError

BODY = "一、总体要求\n坚持立德树人，办好人民满意的教育，推动各项工作再上新台阶。\n二、主要任务\n严格落实三会一课制度。\n"


def make_frame(**columns: list[object]) -> pd.DataFrame:
    n = len(next(iter(columns.values()), [1, 2]))
    return pd.DataFrame(
        {"正文": [f"{BODY}第{i}项任务要抓紧抓好，落到实处。" * (i + 1) for i in range(n)], **columns}
    )


def test_own_columns_come_last_under_their_own_names() -> None:
    corpus = corpus_from_frame(
        make_frame(年份=[2021, 2022], gdp=[1.5, None], label=["甲", "乙"], 人口=[3, 4])
    )
    table = corpus.documents
    assert table.columns[-3:].tolist() == ["gdp", "label_own", "人口"]
    assert table["gdp"].tolist() == ["1.5", ""]
    assert table["label_own"].tolist() == ["甲", "乙"]
    assert table["year"].tolist() == [2021, 2022]
    assert corpus.variable_columns == {"gdp": "gdp", "label": "label_own", "人口": "人口"}


def test_columns_can_be_named_or_ruled_out() -> None:
    frame = make_frame(年份=[2021, 2022], w=["2019", "2020"])
    assert corpus_from_frame(frame, year="w").documents["year"].tolist() == [2019, 2020]
    assert corpus_from_frame(frame, year="").documents["year"].isna().all()


def test_a_document_is_called_by_its_label_of_the_index() -> None:
    frame = make_frame(x=[1, 2])
    assert [d.doc_id for d in corpus_from_frame(frame)] == ["0", "1"]
    named = frame.set_axis(["甲/1", "乙"])
    assert [d.doc_id for d in corpus_from_frame(named)] == ["甲/1", "乙"]
    assert [d.doc_id for d in corpus_from_frame(frame.set_axis(["甲", "甲"]))] == ["0", "1"]
    levels = pd.MultiIndex.from_tuples([("西湖区", 2021), ("西湖区", 2022)])
    assert [d.doc_id for d in corpus_from_frame(frame.set_axis(levels))] == ["西湖区#2021", "西湖区#2022"]


def test_documents_keep_the_order_of_the_frame() -> None:
    frame = make_frame(x=list(range(12)))
    corpus = corpus_from_frame(frame)
    assert [d.doc_id for d in corpus] == [str(i) for i in range(12)]
    assert corpus.ledger["path"].tolist() == [str(i) for i in range(12)]


def test_the_frame_stays_as_it_was() -> None:
    frame = make_frame(x=[None, "b"])
    before = frame.copy(deep=True)
    corpus_from_frame(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_types_of_pandas_are_read_as_cells() -> None:
    frame = make_frame(
        发布日期=[pd.Timestamp("2022-03-05", tz="Asia/Shanghai"), pd.NaT],
        地区=pd.Categorical(["杭州市西湖区", None]),
        年份=pd.array([2022, None], dtype="Int64"),
        x=[["a"], {"b": 1}],
    )
    first, second = corpus_from_frame(frame)
    assert (first.metadata.issued, first.metadata.adcode, first.metadata.year) == (
        "2022-03-05",
        "330106",
        2022,
    )
    assert (second.metadata.issued, second.metadata.adcode, second.metadata.year) == ("", "", None)
    assert first.variables == {"x": "['a']"}


def test_a_row_without_a_text_is_in_the_ledger() -> None:
    frame = make_frame(x=[1, 2, 3])
    frame.loc[1, "正文"] = None
    corpus = corpus_from_frame(frame)
    assert corpus.ledger[["path", "status"]].to_numpy().tolist() == [
        ["0", "kept"],
        ["1", "rejected"],
        ["2", "kept"],
    ]


@pytest.mark.parametrize(
    ("frame", "arguments", "message"),
    [
        (pd.DataFrame({"甲": ["短"], "乙": [1]}), {}, "No column .* text=.*: 甲, 乙"),
        (
            pd.DataFrame({"正文": [BODY * 3], "内容": [BODY * 4]}),
            {},
            'Several columns .*: 正文, 内容.*text="正文"',
        ),
        (pd.DataFrame({"正文": [BODY]}), {"title": "题"}, 'no column "题" for title.*正文'),
    ],
)
def test_a_frame_without_a_text_is_an_error(
    frame: pd.DataFrame, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(FrameError, match=message):
        corpus_from_frame(frame, **arguments)


def test_a_column_is_named_by_its_name() -> None:
    with pytest.raises(SettingsError, match=r"text is 3; it must be a name"):
        corpus_from_frame(make_frame(), text=3)  # type: ignore[arg-type]


def test_several_processes_read_the_same() -> None:
    frame = make_frame(x=list(range(30)))
    one, two = (corpus_from_frame(frame, settings=Settings(), jobs=jobs) for jobs in (1, 2))
    pd.testing.assert_frame_equal(one.documents, two.documents)
