"""Fuzz the reader of Word files: the parts that it parses, and now and then the whole archive."""

from tests.fuzz.harness import fuzz
from tests.support.hostile_files import WORD_NS, docx, plan, word_xml

PARTS = (
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
    "docProps/core.xml",
    "[Content_Types].xml",
)
SOUND = {
    "word/document.xml": word_xml(
        "<w:p><w:pPr><w:pStyle w:val='a'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
        f"</w:pPr><w:r><w:t>{plan(1)}</w:t><w:tab/><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr>"
        "<w:gridSpan w:val='2'/><w:vMerge/></w:tcPr><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl><w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText>"
        "<w:fldChar w:fldCharType='end'/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    ),
    "word/numbering.xml": f"<w:numbering {WORD_NS}><w:abstractNum w:abstractNumId='0'><w:lvl "
    "w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/>"
    "</w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
    "word/styles.xml": f"<w:styles {WORD_NS}><w:style w:styleId='a' w:type='paragraph'><w:basedOn "
    "w:val='b'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>",
}


def in_archive(data: bytes) -> bytes:
    """A Word file with the bytes as one of its parts, by the first of them; or the bytes alone."""
    if not data or data[0] >= len(PARTS):
        return data[1:]
    return docx(more={**SOUND, PARTS[data[0]]: data[1:]})


if __name__ == "__main__":
    parts = [bytes((PARTS.index(name),)) + part.encode() for name, part in SOUND.items()]
    fuzz("docx", [*parts, b"\xff" + docx(plan(2))], wrap=in_archive)
