"""The life of slogans over the plan years of a corpus.

What is counted are documents, not mentions: a plan that says a slogan ten times is one plan. A year
without documents has no row; nothing is interpolated.

- `yearly_shares`: the share of documents with each slogan, year by year (table `trends`).
- `tiers`: how hot a slogan is, from 沸 to 冷.
- `life_cycles`: from when to when, how hot and which way (table `life_cycles`).
- `trend_test`: whether the documents with a slogan are later, or earlier, than chance allows.
"""

from analysis.slogans.trends.life_cycles import Direction, life_cycles
from analysis.slogans.trends.tiers import Tier, temperature
from analysis.slogans.trends.trend_test import TrendTest
from analysis.slogans.trends.yearly_shares import find_trends

__all__ = ["Direction", "Tier", "TrendTest", "find_trends", "life_cycles", "temperature"]
