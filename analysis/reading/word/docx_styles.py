"""The styles and lists of a Word document, which decide what text is hidden and how it is numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.reading.word.numbering import Level, List
from analysis.reading.xml_parts import Element, attribute, child, local_name

OFF = ("0", "false", "off", "none")
CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.I)
LEADERS = ("dot", "middleDot", "hyphen")
# A style may be based on another; a damaged file may make them a circle.
MAX_DEPTH = 20
# The nine levels of a list.
DEPTHS = range(9)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, as far as it decides what is visible.

    Attributes:
        based_on: the style that decides what this one does not state.
        list_name: the list of its paragraphs; 0 for none, None if not stated.
        depth: the level in the list; None if not stated.
        hidden: whether its text is hidden; None if not stated.
        leader: whether dots lead to a page number, as in a table of contents.
    """

    based_on: str = ""
    list_name: int | None = None
    depth: int | None = None
    hidden: bool | None = None
    leader: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their names in the file, and its lists by their numbers."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    lists: Mapping[int, List] = field(default_factory=dict)
    # (list, style) → level, for levels that name the style of their paragraphs.
    linked: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def place_in_list(self, properties: Element | None) -> tuple[int, int]:
        """Return the list and level of a paragraph with these properties; list 0 for none."""
        own = child(properties, "numPr")
        name = parse_number(attribute(child(own, "numId"), "val"))
        depth = parse_number(attribute(child(own, "ilvl"), "val"))
        for style_name, style in self._inheritance(self.style_name(properties)):
            if name is None and style.list_name is not None:
                name = style.list_name
                linked = self.linked.get((name, style_name))
                depth = linked if depth is None else depth
            if depth is None and style.depth is not None:
                depth = style.depth
        return name or 0, depth or 0

    def hides(self, properties: Element | None, style_name: str = "") -> bool:
        """Whether a run with these properties is hidden text."""
        own = _read_hidden(properties)
        if own is not None:
            return own
        named = attribute(child(properties, "rStyle"), "val") or ""
        for name in (named, style_name):
            for _, style in self._inheritance(name):
                if style.hidden is not None:
                    return style.hidden
        return False

    def is_end_hidden(self, properties: Element | None) -> bool:
        """Whether the end of a paragraph is deleted or hidden, so that the next one continues it."""
        end = child(properties, "rPr")
        is_deleted = child(end, "del") is not None or child(end, "moveFrom") is not None
        return is_deleted or bool(_read_hidden(end))

    def has_leader(self, properties: Element | None) -> bool:
        """Whether dots lead to the page number at the end of a paragraph."""
        if _states_leader(properties):
            return True
        return any(style.leader for _, style in self._inheritance(self.style_name(properties)))

    def style_name(self, properties: Element | None) -> str:
        """Return the style of a paragraph with these properties."""
        return attribute(child(properties, "pStyle"), "val") or self.default

    def _inheritance(self, name: str) -> list[tuple[str, Style]]:
        chain: list[tuple[str, Style]] = []
        while name in self.styles and len(chain) < MAX_DEPTH:
            chain.append((name, self.styles[name]))
            name = self.styles[name].based_on
        return chain


def read_styles(styles: Element | None, numbering: Element | None) -> Styles:
    """Read the parts styles.xml and numbering.xml; either may be missing."""
    by_name, default = {}, ""
    for element in styles if styles is not None else ():
        name = attribute(element, "styleId")
        if local_name(element) != "style" or name is None:
            continue
        by_name[name] = _read_style(element)
        if attribute(element, "type") == "paragraph" and is_on(attribute(element, "default")):
            default = name
    if numbering is None:
        return Styles(by_name, default)
    kinds = _index_by_number(numbering, "abstractNum", "abstractNumId")
    instances = _index_by_number(numbering, "num", "numId")
    lists, linked = {}, {}
    for number, element in instances.items():
        kind = _find_kind(element, kinds, instances, by_name)
        if kind is None:
            continue
        levels = _find_levels(kinds[kind])
        lists[number] = _read_list(
            element, kind, {depth: _read_level(level) for depth, level in levels.items()}
        )
        for depth, level in levels.items():
            linked[number, attribute(child(level, "pStyle"), "val") or ""] = depth
    return Styles(by_name, default, lists, linked)


def _index_by_number(numbering: Element, name: str, number_attribute: str) -> dict[int, Element]:
    """Return the elements of one name by the number that an attribute states."""
    elements = ((parse_number(attribute(e, number_attribute)), e) for e in numbering if local_name(e) == name)
    return {number: element for number, element in elements if number is not None}


def parse_number(value: str | None) -> int | None:
    """Parse an attribute as a whole number; None if it is missing or not one."""
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value) else None


def is_on(value: str | None) -> bool:
    """Whether a property with this value is switched on."""
    return value is not None and value not in OFF


def _read_style(element: Element) -> Style:
    paragraph = child(element, "pPr")
    numbered = child(paragraph, "numPr")
    title = attribute(child(element, "name"), "val") or ""
    return Style(
        based_on=attribute(child(element, "basedOn"), "val") or "",
        list_name=parse_number(attribute(child(numbered, "numId"), "val")),
        depth=parse_number(attribute(child(numbered, "ilvl"), "val")),
        hidden=_read_hidden(child(element, "rPr")),
        leader=bool(CONTENTS_STYLE.match(title)) or _states_leader(paragraph),
    )


def _read_hidden(properties: Element | None) -> bool | None:
    vanish = child(properties, "vanish")
    return None if vanish is None else is_on(attribute(vanish, "val") or "1")


def _states_leader(properties: Element | None) -> bool:
    tabs = child(properties, "tabs")
    return any(attribute(tab, "leader") in LEADERS for tab in (tabs if tabs is not None else ()))


def _find_kind(
    element: Element,
    kinds: Mapping[int, Element],
    instances: Mapping[int, Element],
    styles: Mapping[str, Style],
) -> int | None:
    """Find the kind of a list; it may refer to a style, whose list has the levels."""
    for _ in range(MAX_DEPTH):
        kind = parse_number(attribute(child(element, "abstractNumId"), "val"))
        if kind is None or kind not in kinds:
            return None
        style = styles.get(attribute(child(kinds[kind], "numStyleLink"), "val") or "")
        linked = instances.get(style.list_name or 0) if style else None
        if linked is None:
            return kind
        element = linked
    return None


def _read_list(element: Element, kind: int, levels: dict[int, Level]) -> List:
    starts: dict[int, int] = {}
    for change in element:
        depth = _read_depth(change)
        if local_name(change) != "lvlOverride" or depth is None:
            continue
        start = parse_number(attribute(child(change, "startOverride"), "val"))
        whole = child(change, "lvl")
        if whole is not None:
            levels[depth] = _read_level(whole)
        if start is not None:
            starts[depth] = start
    return List(kind, levels, starts)


def _find_levels(kind: Element) -> dict[int, Element]:
    levels: dict[int, Element] = {}
    for element in kind:
        depth = _read_depth(element)
        if local_name(element) == "lvl" and depth is not None:
            levels[depth] = element
    return levels


def _read_depth(element: Element) -> int | None:
    depth = parse_number(attribute(element, "ilvl"))
    return depth if depth in DEPTHS else None


def _read_level(element: Element) -> Level:
    numerals = child(element, "numFmt")
    if numerals is None:
        # Later editions add formats, each with an older one beside it.
        numerals = child(element, "AlternateContent", "Fallback", "numFmt")
    start = parse_number(attribute(child(element, "start"), "val"))
    legal = child(element, "isLgl")
    return Level(
        start=0 if start is None else start,
        numerals=attribute(numerals, "val") or "decimal",
        pattern=attribute(child(element, "lvlText"), "val") or "",
        follow=attribute(child(element, "suff"), "val") or "tab",
        restart=parse_number(attribute(child(element, "lvlRestart"), "val")),
        legal=legal is not None and is_on(attribute(legal, "val") or "1"),
        hidden=bool(_read_hidden(child(element, "rPr"))),
    )
