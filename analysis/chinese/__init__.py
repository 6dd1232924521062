"""What the Chinese language and the genre are. Imports no package of ours but the settings.

`characters` says what is a hanzi, `numerals` reads and spells numbers, `patterns` holds dates, document
numbers, numbered marks and sentence ends. `line_roles` gives the roles of lines, `page_fields` reads the
tables of facts of government pages. `folding` unifies blanks, widths and quotation marks, `simplify`
converts traditional script, `segmentation` cuts a text into words. `ngrams` and `text_array` are texts as
arrays of numbers. `detectors` find numeral abbreviations, quotations and parallel formulae, and `phrases`
finds phrases that recur across documents.
"""
