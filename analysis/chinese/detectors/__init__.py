"""Detectors of the forms of slogans: `numeral` abbreviations, `quotation`s with the words around them
(`quotation_context`), and `parallel` formulae.

They use the text alone, without a lexicon. `slogans/mentions` counts what is certain, and
`slogans/discovery` proposes the rest to a reader. Both call these detectors, so a phrase cannot be a
slogan in one table and a plain count or a plain list in another.
"""
