"""Kinds of documents: what is no plan is set aside before it is counted.

`paper` is a draft as the rules see it: its titles, its paragraphs, the tasks that it numbers. `explanations`,
`news_reports`, `calls` and `replies` weigh what speaks for their kind; `other_kinds` decides. `short_pages` (list
pages, notices without their annex, pages of pictures) and `model_texts` come first: they need no metadata.
"""

from analysis.documents.kinds.model_texts import set_aside_model_texts
from analysis.documents.kinds.other_kinds import set_aside_other_kinds
from analysis.documents.kinds.short_pages import set_aside_picture, set_aside_short_pages

__all__ = ["set_aside_model_texts", "set_aside_other_kinds", "set_aside_picture", "set_aside_short_pages"]
