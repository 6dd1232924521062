"""What speaks for a phrase in the whole corpus, as clues and in words, and an example of it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.slogans.discovery.clues import Clue, compute_score, write_sentence
from analysis.slogans.discovery.phrases import Phrase
from analysis.slogans.discovery.proposals import Detector

MANY_DISTRICTS = 5
# How many characters an example shows on each side, and how many siblings are named.
CONTEXT, NAMED_SIBLINGS = 20, 3


def choose_case(phrase: Phrase, n: int, n_docs: int, n_districts: int) -> tuple[Detector, list[Clue]]:
    """Choose the detector that makes the best case for a phrase.

    Args:
        phrase: the phrase.
        n: its places.
        n_docs: documents that have it.
        n_districts: known districts that have it.

    Returns:
        The detector, and its clues with those of the whole corpus.
    """
    cases = {detector: _choose_middle(phrase.clues.get(detector, [])) for detector in Detector}
    cases = {detector: clues for detector, clues in cases.items() if clues}
    best = max(cases, key=lambda detector: compute_score(cases[detector]))
    clues = list(cases[best])
    if n_docs >= 2:
        clues.append(Clue.SEVERAL_DOCUMENTS)
    if n_districts >= 2:
        clues.append(Clue.SEVERAL_DISTRICTS)
    if n_districts >= MANY_DISTRICTS:
        clues.append(Clue.MANY_DISTRICTS)
    if best == Detector.QUOTED and n > len(phrase.clues[best]):
        clues.append(Clue.UNQUOTED_ELSEWHERE)
    return best, clues


def _choose_middle(clues_at_places: Sequence[tuple[Clue, ...]]) -> tuple[Clue, ...]:
    """The clues at the place with the middle score; empty without a place."""
    ordered = sorted(clues_at_places, key=lambda clues: (compute_score(clues), clues))
    return ordered[len(ordered) // 2] if ordered else ()


def write_evidence(
    clues: Sequence[Clue], siblings: Sequence[str], n_docs: int, n_districts: int, language: str
) -> str:
    """Say why a phrase is proposed, which phrases share its template, and how widespread it is.

    Args:
        clues: from `choose_case`.
        siblings: phrases of other places on the same template.
        n_docs: documents that have the phrase.
        n_districts: known districts that have it.
        language: "zh" or "en".
    """
    sentence = write_sentence(clues, language)
    named = siblings[:NAMED_SIBLINGS]
    if language == "zh":
        template = f"与“{'”“'.join(named)}”同一模板。" if named else ""
        districts = f"、{n_districts}个区县" if n_districts else ""
        return f"{sentence}{template}见于{n_docs}份文件{districts}。"
    template = f"Built on the same template as {', '.join(named)}." if named else ""
    spread = f"Occurs in {n_docs} document{'s' * (n_docs != 1)}"
    spread += f" of {n_districts} known district{'s' * (n_districts != 1)}." if n_districts else "."
    return " ".join(part for part in (sentence, template, spread) if part)


def cut_example(text: str, start: int, end: int) -> str:
    """A place with 20 characters on each side, the phrase itself in 【】."""
    before, behind = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"{before}【{text[start:end]}】{behind}".replace("\n", " ")
