"""The slogans of one text: where it mentions which.

- `search`: goes through a text with all detectors below, and with the lexicon.
- `quoted`: phrases in quotation marks, and documents in title marks.
- `numerals`: numeral abbreviations (三会一课).
- `formulae`: phrases the genre varies every year (习近平总书记关于……的重要论述, 建党100周年).
- `parallel`: lists of parts that share a character (同部署、同落实、同考核).
- `nesting`: which of the slogans that overlap stay, and which is inside which.
- `numbering`: a slogan with what is known of it, and its number.
"""

from analysis.slogans.mentions.numbering import Origin, Slogan, SloganNumbers
from analysis.slogans.mentions.search import find_in_text, find_mentions

__all__ = ["Origin", "Slogan", "SloganNumbers", "find_in_text", "find_mentions"]
