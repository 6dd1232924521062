"""Fixed pages: PDF, OFD and pictures, which say where each character stands but know no paragraphs.

Readers, one for each format:

- `pdf` reads a PDF. `pdf_limits` refuses files that would exhaust the memory, `pdf_page` takes the
  glyphs of a page from pdfium (with `pdfium_calls`), `pdf_drawings` its lines and pictures.
- `ofd` reads an OFD file, `ofd_page` one page of it.
- `ocr` reads pictures, and the scanned pages of the other two.
- `font_codes` replaces or refuses the wrong character codes that fonts give.

From glyphs to paragraphs, in this order, whatever the format:

1. `ruled_tables` takes the tables off a page that are drawn with lines.
2. `pieces` puts the other glyphs together to pieces of text: a printed line, or a cell of a table.
3. `furniture` takes page numbers, running heads and running feet off the pages.
4. `reading_order` finds the columns of a page and puts its lines in order. `aligned_tables` finds the
   tables among them that have no drawn lines.
5. `paragraphs` joins the lines that were one line before the page broke them, within the margins
   that `margins` finds. `line_breaks` knows where Chinese typesetting may break a line.
6. `document_text` does steps 3 to 5 for a whole document, given the `sheet` of each page, and composes
   its text.

`geometry` has the glyphs, boxes and matrices that all use.
"""
