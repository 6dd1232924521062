"""The table of candidates: its values by hand, the score and its sentence, brands on one template."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from analysis.chinese.detectors.numeral import NumeralForm
from analysis.chinese.detectors.parallel import Likeness
from analysis.chinese.detectors.quotation import QuotedForm
from analysis.documents.corpus import Corpus
from analysis.output.user_files import refuse
from analysis.slogans.discovery import CANDIDATE_COLUMNS, REFUSED_FILE, find_candidates
from analysis.slogans.discovery.clues import CLUES_OF_FORMS, EXPLANATIONS, Clue, compute_score, write_sentence
from analysis.slogans.discovery.templates import find_templates
from analysis.slogans.lexicon import KINDS, Entry, Lexicon, SloganKind, SloganLevel
from tests.support.corpora import corpus_of

NOTHING = Lexicon(())


def test_a_score_is_the_logistic_of_the_weights() -> None:
    weights = EXPLANATIONS[Clue.QUOTED].weight + EXPLANATIONS[Clue.HEAD_CAMPAIGN].weight
    assert compute_score([Clue.QUOTED, Clue.HEAD_CAMPAIGN]) == pytest.approx(1 / (1 + math.exp(-weights)))
    assert compute_score([]) == 0.5


def test_every_form_of_the_detectors_is_a_clue() -> None:
    assert set(CLUES_OF_FORMS) == {*NumeralForm, *QuotedForm, *Likeness}
    assert len(CLUES_OF_FORMS) == len(NumeralForm) + len(QuotedForm) + len(Likeness)


def test_every_clue_has_an_explanation() -> None:
    assert set(EXPLANATIONS) == set(Clue)


def test_a_sentence_begins_with_the_weightiest_and_ends_with_what_speaks_against() -> None:
    sentence = write_sentence([Clue.FIGURE_OF_SPEECH, Clue.QUOTED, Clue.HEAD_CAMPAIGN], "zh")
    assert sentence == "后面紧跟“活动”“行动”“工程”一类的词；原文加了引号；像是比喻的说法。"
    assert write_sentence([Clue.QUOTED, Clue.FIGURE_OF_SPEECH], "en") == (
        "It is in quotation marks; it looks like a figure of speech."
    )
    assert write_sentence([Clue.TEMPLATE], "zh") == ""


def test_brands_on_one_template_name_one_another() -> None:
    texts = ["打造“坛有优学”", "擦亮“吾有优学”", "开展“百校红盟”", "启动“树人红盟”"]
    phrases = {"坛有优学": {0}, "吾有优学": {1}, "百校红盟": {2}, "树人红盟": {3}}
    templates = find_templates(phrases, ["金坛区", "吴江区", "西湖区", "树人区"], texts)
    assert templates == {
        "坛有优学": ["吾有优学"],
        "吾有优学": ["坛有优学"],
        "百校红盟": ["树人红盟"],
        "树人红盟": ["百校红盟"],
    }


def test_brands_of_one_place_or_with_a_common_word_share_no_template() -> None:
    texts = ["“青年课堂”课堂", "“空中课堂”", "课堂", "抓课堂", "好课堂"]
    assert find_templates({"吾有优学": {0}, "吾有优师": {0}}, ["东区"] * 5, texts) == {}
    places = ["东区", "西区", "南区", "北区", "中区"]
    assert find_templates({"青年课堂": {0}, "空中课堂": {1}}, places, texts) == {}
    # 有优 is shared by all three, but the rest is longer than it.
    assert find_templates({"有优甲乙丙": {0}, "有优丁戊己": {1}}, places, texts) == {}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    texts = {
        "a": "围绕打造“坛有优学”教育名片，坚持“两个维护”。坚持全面从严治党。",
        "b": "擦亮“吾有优学”品牌，做到“两个维护”，不断践行两个维护。",
        "c": "落实三会一课制度。语文、数学、英语。",
    }
    districts = {"a": "金坛区", "b": "吴江区", "c": "西湖区"}
    return corpus_of(tmp_path, texts, districts=districts, years={"a": 2022, "b": 2023, "c": 2021})


def test_the_table_has_these_columns_and_types(corpus: Corpus) -> None:
    table = find_candidates(corpus, lexicon=NOTHING)
    assert list(table.columns) == CANDIDATE_COLUMNS
    assert CANDIDATE_COLUMNS == [
        "candidate",
        "kind",
        "origin",
        "score",
        "n",
        "n_docs",
        "n_districts",
        "first_year",
        "last_year",
        "evidence",
        "doc_id",
        "start",
        "example",
        "known",
    ]
    empty = find_candidates(corpus, lexicon=NOTHING, min_score=1.1)
    assert len(empty) == 0
    for columns in (table.dtypes, empty.dtypes):
        assert [str(dtype) for dtype in columns] == [
            "str",
            "str",
            "str",
            "float64",
            "int64",
            "int64",
            "int64",
            "Int64",
            "Int64",
            "str",
            "str",
            "int64",
            "str",
            "bool",
        ]
    assert set(table["kind"]) <= set(KINDS)


def test_values_worked_by_hand(corpus: Corpus) -> None:
    table = find_candidates(corpus, lexicon=NOTHING).set_index("candidate")
    row = table.loc["两个维护"]
    assert (row["n"], row["n_docs"], row["n_districts"]) == (3, 2, 2)
    assert (row["first_year"], row["last_year"]) == (2022, 2023)
    assert (row["origin"], row["kind"], row["doc_id"]) == ("quoted", "numeral", "a.txt")
    assert row["start"] == corpus["a.txt"].text.index("两个维护")
    assert row["example"].startswith("围绕打造“坛有优学”教育名片，坚持“【两个维护】”。")
    assert row["evidence"].endswith("见于2份文件、2个区县。")
    brand = table.loc["坛有优学"]
    assert (brand["origin"], brand["kind"]) == ("template", "local_brand")
    assert "与“吾有优学”同一模板" in brand["evidence"]
    assert table.loc["三会一课", "origin"] == "numeral"
    assert list(table["score"]) == sorted(table["score"], reverse=True)
    assert not table["known"].any()


def test_the_evidence_can_be_english(corpus: Corpus) -> None:
    table = find_candidates(corpus, lexicon=NOTHING, language="en").set_index("candidate")
    evidence = table.loc["两个维护", "evidence"]
    assert evidence.isascii() or "坚持" in evidence
    assert evidence.endswith("Occurs in 2 documents of 2 known districts.")
    with pytest.raises(ValueError, match="language"):
        find_candidates(corpus, lexicon=NOTHING, language="fr")


def test_known_slogans_are_marked_and_their_parts_not_proposed(corpus: Corpus) -> None:
    lexicon = Lexicon((Entry("坚持“两个维护”", (), SloganKind.FORMULA, SloganLevel.CENTRAL),))
    table = find_candidates(corpus, lexicon=lexicon)
    # In a.txt it is a part of the known one; in b.txt it stands by itself.
    assert table.set_index("candidate").loc["两个维护", "doc_id"] == "b.txt"
    known = Lexicon((Entry("两个维护", (), SloganKind.NUMERAL, SloganLevel.CENTRAL),))
    table = find_candidates(corpus, lexicon=known).set_index("candidate")
    assert table.loc["两个维护", "known"] and not table.loc["坛有优学", "known"]


def test_occurrences_say_where_known_slogans_stand(corpus: Corpus) -> None:
    text = corpus["c.txt"].text
    around = pd.DataFrame(
        [("c.txt", 0, len(text), "lexicon"), ("a.txt", 0, 30, "quoted")],
        columns=["doc_id", "start", "end", "origin"],
    )
    candidates = set(find_candidates(corpus, around, NOTHING)["candidate"])
    assert "三会一课" not in candidates and "坛有优学" in candidates


def test_refused_phrases_do_not_come_up_again(corpus: Corpus) -> None:
    refuse(corpus.root / REFUSED_FILE, [{"slogan": "两个维护"}])
    assert "两个维护" not in set(find_candidates(corpus, lexicon=NOTHING)["candidate"])


@pytest.mark.slow
def test_jobs_and_repetition_change_nothing(corpus: Corpus) -> None:
    once = find_candidates(corpus, lexicon=NOTHING)
    assert once.equals(find_candidates(corpus, lexicon=NOTHING, jobs=2))
    seen: list[tuple[int, int]] = []
    find_candidates(corpus, lexicon=NOTHING, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (3, 3)


def test_an_empty_corpus_gives_an_empty_table(tmp_path: Path) -> None:
    table = find_candidates(corpus_of(tmp_path, {}), lexicon=NOTHING)
    assert len(table) == 0 and list(table.columns) == CANDIDATE_COLUMNS


def test_the_samples_give_their_brands_and_templates(samples: Corpus) -> None:
    table = find_candidates(samples, lexicon=NOTHING).set_index("candidate")
    for name in ("坛有优学", "吾有优学", "百校红盟", "树人红盟"):
        assert table.loc[name, "origin"] == "template"
    assert table.loc["三会一课", "score"] > table.loc["杏坛奖", "score"]
    for start, example, doc_id in zip(table["start"], table["example"], table["doc_id"], strict=True):
        inside = example.split("【")[1].split("】")[0]
        assert samples[doc_id].text[start:].replace("\n", " ").startswith(inside)
