"""Detectors of what the genre builds: numeral abbreviations, quoted phrases, parallel formulae.

They look at text alone, without a lexicon. `slogans/mentions` takes what they are sure of,
`slogans/discovery` proposes the rest to a reader; so no phrase is a slogan to one and a plain count
or a plain list to the other.
"""
