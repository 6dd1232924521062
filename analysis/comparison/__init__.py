"""Comparisons of documents and groups: how alike, how surely, and what is distinctive of whom."""
