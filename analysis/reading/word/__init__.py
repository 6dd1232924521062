"""Word files, docx and old doc, with the numbers that Word counts itself and never stores.

`docx` and `doc` are the ways in, one for each format.
- docx: `docx_body` walks the text in reading order, `docx_styles` reads styles and lists.
- doc: `doc_file` opens the container, `doc_properties` reads what is said of characters and paragraphs,
  `doc_lists` the lists.
- Both, and the reader of RTF: `lines` makes lines of paragraphs and rows, `numbering` counts the lists,
  `symbols` knows the signs of symbol fonts.
"""
