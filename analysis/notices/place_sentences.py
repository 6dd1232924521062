"""Sentences on names of places that do not show whose document it is."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

PLACE_SENTENCES = {
    Kind.PLACE_IS_OBJECT: Sentence(
        "标题中的{names}是文件所说的对象，没有写明是哪个地方的文件。",
        "the title names {names} as what the document is about; nothing says whose document it is.",
    ),
    Kind.PLACE_ONLY_MENTIONED: Sentence(
        "没有写明是哪个地方的文件；{names}只是在{source}里提到。",
        "nothing says whose document it is; {names} is only mentioned (in the {source}).",
    ),
    Kind.PLACE_AROUND_NOT_NAMED: Sentence(
        "是{name}的文件，但没有写明{name}在哪个市、县；请在manifest.csv中写明。",
        "it is of {name}, but nothing says in which city or county that lies; give it in manifest.csv.",
    ),
}
