"""The kinds and levels of slogans: closed sets; tables hold their values as plain text."""

from __future__ import annotations

from enum import StrEnum


class SloganKind(StrEnum):
    """What sort of formulation a slogan is."""

    NUMERAL = "numeral"  # 三会一课
    FORMULA = "formula"  # 全面从严治党
    EVENT = "event"  # 党的二十大, 建党100周年
    CAMPAIGN = "campaign"  # 党史学习教育
    DOCUMENT = "document"  # 《中国共产党章程》
    LOCAL_BRAND = "local_brand"  # 吾有优学
    # A slogan that no lexicon has and whose form does not show its kind.
    UNCLASSIFIED = "unclassified"


class SloganLevel(StrEnum):
    """Who coined a slogan."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    LOCAL = "local"
    # A slogan that no lexicon has.
    UNCLASSIFIED = "unclassified"


# The kinds and levels that an entry of a lexicon may have.
KINDS = tuple(kind for kind in SloganKind if kind is not SloganKind.UNCLASSIFIED)
LEVELS = tuple(level for level in SloganLevel if level is not SloganLevel.UNCLASSIFIED)
