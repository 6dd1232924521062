"""Fixed pages: PDF, OFD and pictures, whose text is put back into lines and paragraphs by its place.

`pdf`, `ofd` and `ocr` read; what begins with their names serves one of them; the others are pure
geometry, from placed characters to paragraphs.
"""
