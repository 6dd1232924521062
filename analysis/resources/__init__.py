"""Data files of the package; README.md gives source and licence of each."""
