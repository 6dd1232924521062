"""The kinds, levels, tiers and fields of slogans: closed sets; tables hold their values as plain text."""

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
    CHAIN = "chain"  # 增强“四个意识”、坚定“四个自信”、做到“两个维护”
    TEMPLATE = "template"  # 平安〇〇, filled: 平安金坛
    # A slogan that no lexicon has and whose form does not show its kind.
    UNCLASSIFIED = "unclassified"


class SloganLevel(StrEnum):
    """Who coined a slogan."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    LOCAL = "local"
    # A set expression that nobody is known to have coined.
    GENERIC = "generic"
    # A slogan that no lexicon has.
    UNCLASSIFIED = "unclassified"


class SloganTier(StrEnum):
    """How firm a formulation is."""

    SLOGAN = "slogan"  # an undisputed formulation with a content of its own: 乡村振兴
    EXPRESSION = "expression"  # a set expression of official language: 真抓实干


class SloganField(StrEnum):
    """What a slogan is about."""

    PARTY = "party"  # party building, organisation, cadres
    DISCIPLINE = "discipline"  # discipline, work style, clean government
    IDEOLOGY = "ideology"  # ideology, publicity, culture
    ECONOMY = "economy"  # macroeconomic policy, industry, finance, enterprises
    INNOVATION = "innovation"  # science, technology, digitalisation, talent
    OPENING = "opening"  # opening to the world, regional strategies
    RURAL = "rural"  # agriculture, villages, rural revitalisation
    URBAN = "urban"  # cities, housing, transport
    ECOLOGY = "ecology"  # environment, climate, water, forests
    LIVELIHOOD = "livelihood"  # employment, social security, care, poverty
    HEALTH = "health"  # health, epidemics, sport
    EDUCATION = "education"
    LAW = "law"  # rule of law
    SAFETY = "safety"  # public security, work safety, emergencies, petitions
    GOVERNANCE = "governance"  # conduct of government, services, grassroots governance
    NATION = "nation"  # defence, foreign affairs, ethnic and religious affairs, united front


# The kinds and levels that an entry of a lexicon may have.
KINDS = tuple(kind for kind in SloganKind if kind is not SloganKind.UNCLASSIFIED)
LEVELS = tuple(level for level in SloganLevel if level is not SloganLevel.UNCLASSIFIED)
TIERS, FIELDS = tuple(SloganTier), tuple(SloganField)
