"""Patterns of Chinese official prose that several packages look for."""

from __future__ import annotations

# A slogan means the same with and without these: “三会一课”, 三会一课.
QUOTES = "“”‘’\"'「」『』《》〈〉（）()[]【】 \u3000\u00a0"
# These may be left out of a slogan (不敢腐不能腐不想腐) but not put in: 党史学习、教育、宣传 is no
# 党史学习教育.
SEPARATORS = "、，,·"
