"""Make a corpus of any size from the sample plans: sentences remixed, one word in eight exchanged.

    python benchmarks/make_corpus.py FOLDER [--documents 2000] [--seed 20220218]

Each document gets a title, an issuer and a year of its own, numbered headings and about 4,100
characters. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

import jieba

PLANS = Path(__file__).resolve().parents[1] / "data" / "raw"
DISTRICTS = [
    "杭州市西湖区",
    "常州市金坛区",
    "上海市宝山区",
    "通化市东昌区",
    "南京市鼓楼区",
    "成都市武侯区",
    "青岛市市南区",
    "长沙市岳麓区",
    "武汉市洪山区",
    "西安市雁塔区",
    "厦门市思明区",
    "济南市历下区",
    "福州市鼓楼区",
    "合肥市蜀山区",
    "郑州市金水区",
    "沈阳市和平区",
    "苏州市姑苏区",
    "宁波市鄞州区",
    "广州市越秀区",
    "深圳市福田区",
    "昆明市盘龙区",
    "贵阳市南明区",
    "南宁市青秀区",
    "兰州市城关区",
]
NUMERALS = "一二三四五六七八九十"
EXCHANGED = 0.12
CHARACTERS = 4_100


def make_corpus(folder: Path, documents: int, seed: int) -> None:
    """Write the documents as UTF-8 text files."""
    chance = random.Random(seed)
    sentences, words = _read_sentences_and_words()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        district = DISTRICTS[number % len(DISTRICTS)]
        year = 2014 + number // len(DISTRICTS) % 10
        text = _make_document(chance, sentences, words, district, year, number)
        (folder / f"plan-{number:05d}.txt").write_text(text, "utf-8")


def _read_sentences_and_words() -> tuple[list[list[str]], list[str]]:
    sentences = []
    for path in sorted(PLANS.glob("*.txt")):
        for sentence in re.findall("[^。\n]{12,}。", path.read_text("utf-8")):
            sentences.append(jieba.lcut(sentence))
    words = sorted({w for s in sentences for w in s if re.fullmatch("[一-鿿]{2,4}", w)})
    return sentences, words


def _make_document(
    chance: random.Random,
    sentences: list[list[str]],
    words: list[str],
    district: str,
    year: int,
    number: int,
) -> str:
    lines = [f"中共{district}委教育工作委员会文件", f"{district[-3]}教工委〔{year}〕{number}号"]
    lines.append(f"中共{district}委教育工作委员会{year}年工作要点")
    length = 0
    while length < CHARACTERS:
        if len(lines) % 4 == 3:
            section = NUMERALS[(len(lines) // 4) % 10]
            lines.append(
                f"{section}、{_join_random_words(chance, words, 4)}，{_join_random_words(chance, words, 3)}"
            )
        paragraph = "".join(
            _exchange_words(chance, chance.choice(sentences), words) for _ in range(chance.randint(3, 6))
        )
        lines.append(f"{len(lines)}.{_join_random_words(chance, words, 3)}。{paragraph}")
        length += len(lines[-1])
    lines += [
        f"中共{district}委教育工作委员会",
        f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日",
    ]
    return "\n\n".join(lines)


def _exchange_words(chance: random.Random, sentence: list[str], words: list[str]) -> str:
    return "".join(
        chance.choice(words) if len(word) > 1 and chance.random() < EXCHANGED else word for word in sentence
    )


def _join_random_words(chance: random.Random, words: list[str], count: int) -> str:
    return "".join(chance.choice(words) for _ in range(count))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=20220218)
    arguments = parser.parse_args()
    make_corpus(arguments.folder, arguments.documents, arguments.seed)
