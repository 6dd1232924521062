"""Slogans (提法, set political formulations): where each occurs, since when, and which texts they date.

The way from a text to the tables:

- `lexicon`: known slogans, from the package's own list and the user's.
- `mentions`: the slogans of one text, known ones and those that it marks or builds itself.
- `occurrences`: every slogan at every place of a corpus (table `occurrences`).
- `counts`: the occurrences counted by slogan and document, once for all tables below.
- `summary`: a row for each slogan of a corpus (table `slogans`), or of a district or year (table
  `slogan_groups`).
- `adoption`: how many years after its first use a slogan reaches the plans.
- `trends`: the life of slogans over the plan years.
- `dating`: how old a text reads by its slogans.
- `discovery`: phrases that no lexicon has and that may be slogans, for the user to judge.
"""
