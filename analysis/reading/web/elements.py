"""What the elements of HTML do to the text in them: hide it, make a line of it, keep its newlines."""

from __future__ import annotations

import re

from lxml import etree

# Elements that no browser shows, or shows as a control and not as text; `xml` is left behind by Word.
INVISIBLE = frozenset(
    [
        "head",
        "title",
        "meta",
        "link",
        "style",
        "script",
        "noscript",
        "template",
        "iframe",
        "noframes",
        "object",
        "embed",
        "applet",
        "video",
        "audio",
        "canvas",
        "svg",
        "select",
        "datalist",
        "option",
        "dialog",
        "rp",
        "xml",
    ]
)
# Elements that begin and end a line.
BLOCKS = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "listing",
        "main",
        "marquee",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
LISTS = frozenset({"ol", "ul", "menu", "dir"})
KEEPS_NEWLINES = frozenset({"pre", "textarea", "listing", "xmp"})
# What the style attribute says.
DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*([a-z-]+)", re.I)
HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
NO_SIZE = re.compile(
    r"(?<![\w-])font-size\s*:\s*0+(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!important\s*)?(?:;|$)", re.I
)
_WHITE = r"(?:#fff(?:fff)?(?![\da-f])|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*[,)])"
WHITE_TEXT = re.compile(rf"(?<![\w-])color\s*:\s*{_WHITE}", re.I)
WHITE_GROUND = re.compile(rf"(?<![\w-])background(?:-color)?\s*:\s*{_WHITE}", re.I)
GROUND = re.compile(r"(?<![\w-])background(?:-color|-image)?\s*:", re.I)
PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
BLOCK_DISPLAYS = frozenset({"block", "flex", "grid", "list-item", "table", "table-row"})


def is_hidden(element: etree._Element, style: str) -> bool:
    """Whether the page hides an element with these styles: not shown, of no size, or white on white."""
    if element.get("hidden") is not None:
        return True
    if not style:
        return False
    if HIDDEN.search(style):
        return True
    if NO_SIZE.search(style):
        # Pages set the size to 0 between boxes that have a size of their own.
        return not any("font" in (inner.get("style") or "") for inner in element.iterdescendants())
    return bool(WHITE_TEXT.search(style)) and _is_white_on_white(element)


def _is_white_on_white(element: etree._Element) -> bool:
    """Whether white text has a white ground, as far as the page's own styles say; a coloured one shows it.

    Where no ground is stated, only a sentence counts as hidden: a title may lie on a colour or a picture that
    a style sheet gives its box.
    """
    for around in (element, *element.iterancestors()):
        style = around.get("style") or ""
        if WHITE_GROUND.search(style):
            return True
        if GROUND.search(style) or around.get("bgcolor") or around.get("background"):
            return False
    return "。" in "".join(element.itertext())


def is_block(tag: str, style: str) -> bool:
    """Whether an element with these styles begins and ends a line."""
    display = DISPLAY.search(style) if style else None
    if not display or tag in ("br", "td", "th", "tr", "table"):
        return tag in BLOCKS
    return display[1].lower() in BLOCK_DISPLAYS


def is_preformatted(tag: str, style: str, around: bool) -> bool:
    """Whether newlines inside an element are shown; `around` says it of the element around it."""
    if tag in KEEPS_NEWLINES:
        return True
    return bool(PRE_STYLE.search(style)) if "white-space" in style else around
