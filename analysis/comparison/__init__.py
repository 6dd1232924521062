"""Comparisons of documents and groups: how alike they are, how certain that is, what is distinctive.

- similarity: scores of pairs, with intervals and explanations
- pair: everything there is to say about two documents
- keyness: what is distinctive of a district or a year
- clustering: which plans go together, on a tree and on a map
- variance: whether place or year explains more
- robustness: whether a claim holds under every sensible choice
"""
