"""What a Word document says of its paragraphs apart from their text: styles and lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.reading.word.numbering import Level, List
from analysis.reading.xml_parts import Element, attribute, child, local_name

OFF = ("0", "false", "off", "none")
CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.I)
LEADERS = ("dot", "middleDot", "hyphen")
# A style names the one it is based on; a file that makes them a ring must not hold us.
DEEPEST = 20
# Lists have nine levels.
DEPTHS = range(9)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style: only what decides which text is seen.

    Attributes:
        based_on: the style it takes over what it doesn't say itself.
        list_name: the list its paragraphs belong to; 0 for none, None where it doesn't say.
        depth: at which level of the list; None where it doesn't say.
        hidden: whether its text is hidden; None where it doesn't say.
        leader: whether dots lead over to a page number, as in a table of contents.
    """

    based_on: str = ""
    list_name: int | None = None
    depth: int | None = None
    hidden: bool | None = None
    leader: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """A document's styles by their names in the file, and its lists by number."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    lists: Mapping[int, List] = field(default_factory=dict)
    # (list, style) → level, where a level names the style of its paragraphs.
    linked: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def place_in_list(self, properties: Element | None) -> tuple[int, int]:
        """The list and level of a paragraph with these properties; list 0 for none."""
        own = child(properties, "numPr")
        name = number(attribute(child(own, "numId"), "val"))
        depth = number(attribute(child(own, "ilvl"), "val"))
        for style_name, style in self._chain(self.style_name(properties)):
            if name is None and style.list_name is not None:
                name = style.list_name
                linked = self.linked.get((name, style_name))
                depth = linked if depth is None else depth
            if depth is None and style.depth is not None:
                depth = style.depth
        return name or 0, depth or 0

    def hides(self, properties: Element | None, style_name: str = "") -> bool:
        """Whether a run with these properties is hidden text."""
        own = _hidden(properties)
        if own is not None:
            return own
        named = attribute(child(properties, "rStyle"), "val") or ""
        for name in (named, style_name):
            for _, style in self._chain(name):
                if style.hidden is not None:
                    return style.hidden
        return False

    def ends_unseen(self, properties: Element | None) -> bool:
        """Whether the end of a paragraph is deleted or hidden, so that the next one joins it."""
        end = child(properties, "rPr")
        gone = child(end, "del") is not None or child(end, "moveFrom") is not None
        return gone or bool(_hidden(end))

    def has_leader(self, properties: Element | None) -> bool:
        """Whether dots lead to the page number at the end of a paragraph."""
        if _has_leader(properties):
            return True
        return any(style.leader for _, style in self._chain(self.style_name(properties)))

    def style_name(self, properties: Element | None) -> str:
        """The style of a paragraph with these properties."""
        return attribute(child(properties, "pStyle"), "val") or self.default

    def _chain(self, name: str) -> list[tuple[str, Style]]:
        chain: list[tuple[str, Style]] = []
        while name in self.styles and len(chain) < DEEPEST:
            chain.append((name, self.styles[name]))
            name = self.styles[name].based_on
        return chain


def read_styles(styles: Element | None, numbering: Element | None) -> Styles:
    """Read the parts styles.xml and numbering.xml; either may be missing."""
    read, default = {}, ""
    for element in styles if styles is not None else ():
        name = attribute(element, "styleId")
        if local_name(element) != "style" or name is None:
            continue
        read[name] = _style(element)
        if attribute(element, "type") == "paragraph" and is_on(attribute(element, "default")):
            default = name
    if numbering is None:
        return Styles(read, default)
    kinds = {
        key: element
        for element in numbering
        if local_name(element) == "abstractNum"
        and (key := number(attribute(element, "abstractNumId"))) is not None
    }
    instances = {
        key: element
        for element in numbering
        if local_name(element) == "num" and (key := number(attribute(element, "numId"))) is not None
    }
    lists, linked = {}, {}
    for key, element in instances.items():
        kind = _kind(element, kinds, instances, read)
        if kind is None:
            continue
        levels = _levels(kinds[kind])
        lists[key] = _list(element, kind, {depth: _level(one) for depth, one in levels.items()})
        for depth, one in levels.items():
            linked[key, attribute(child(one, "pStyle"), "val") or ""] = depth
    return Styles(read, default, lists, linked)


def number(value: str | None) -> int | None:
    """A whole number as an attribute states it; None for none or nonsense."""
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value) else None


def is_on(value: str | None) -> bool:
    """Whether a property that is there with this value is switched on."""
    return value is not None and value not in OFF


def _style(element: Element) -> Style:
    paragraph = child(element, "pPr")
    numbered = child(paragraph, "numPr")
    title = attribute(child(element, "name"), "val") or ""
    return Style(
        based_on=attribute(child(element, "basedOn"), "val") or "",
        list_name=number(attribute(child(numbered, "numId"), "val")),
        depth=number(attribute(child(numbered, "ilvl"), "val")),
        hidden=_hidden(child(element, "rPr")),
        leader=bool(CONTENTS_STYLE.match(title)) or _has_leader(paragraph),
    )


def _hidden(properties: Element | None) -> bool | None:
    vanish = child(properties, "vanish")
    return None if vanish is None else is_on(attribute(vanish, "val") or "1")


def _has_leader(properties: Element | None) -> bool:
    tabs = child(properties, "tabs")
    return any(attribute(tab, "leader") in LEADERS for tab in (tabs if tabs is not None else ()))


def _kind(
    element: Element,
    kinds: Mapping[int, Element],
    instances: Mapping[int, Element],
    styles: Mapping[str, Style],
) -> int | None:
    """The kind of a list, through the style that it may leave its levels to."""
    for _ in range(DEEPEST):
        kind = number(attribute(child(element, "abstractNumId"), "val"))
        if kind is None or kind not in kinds:
            return None
        style = styles.get(attribute(child(kinds[kind], "numStyleLink"), "val") or "")
        linked = instances.get(style.list_name or 0) if style else None
        if linked is None:
            return kind
        element = linked
    return None


def _list(element: Element, kind: int, levels: dict[int, Level]) -> List:
    starts: dict[int, int] = {}
    for change in element:
        depth = _depth(change)
        if local_name(change) != "lvlOverride" or depth is None:
            continue
        start = number(attribute(child(change, "startOverride"), "val"))
        whole = child(change, "lvl")
        if whole is not None:
            levels[depth] = _level(whole)
        if start is not None:
            starts[depth] = start
    return List(kind, levels, starts)


def _levels(kind: Element) -> dict[int, Element]:
    levels: dict[int, Element] = {}
    for element in kind:
        depth = _depth(element)
        if local_name(element) == "lvl" and depth is not None:
            levels[depth] = element
    return levels


def _depth(element: Element) -> int | None:
    depth = number(attribute(element, "ilvl"))
    return depth if depth in DEPTHS else None


def _level(element: Element) -> Level:
    numerals = child(element, "numFmt")
    if numerals is None:
        # A format of later editions, with one that all editions know beside it.
        numerals = child(element, "AlternateContent", "Fallback", "numFmt")
    start = number(attribute(child(element, "start"), "val"))
    legal = child(element, "isLgl")
    return Level(
        start=0 if start is None else start,
        numerals=attribute(numerals, "val") or "decimal",
        pattern=attribute(child(element, "lvlText"), "val") or "",
        follow=attribute(child(element, "suff"), "val") or "tab",
        restart=number(attribute(child(element, "lvlRestart"), "val")),
        legal=legal is not None and is_on(attribute(legal, "val") or "1"),
        hidden=bool(_hidden(child(element, "rPr"))),
    )
