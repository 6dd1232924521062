"""Places: the gazetteer of provinces, cities and districts, and who is meant by a name.

`gazetteer` knows the names and their years, `signs` what a page's numbers and addresses say of a
place, `locating` weighs the evidence, and `levels` tells how high the issuing body stands.
"""

from analysis.documents.places.gazetteer import Place, gazetteer, mentions, place_of_code
from analysis.documents.places.levels import AdminLevel, read_admin_level
from analysis.documents.places.locating import Evidence, Located, locate
from analysis.documents.places.signs import signs_of

__all__ = [
    "AdminLevel",
    "Evidence",
    "Located",
    "Place",
    "gazetteer",
    "locate",
    "mentions",
    "place_of_code",
    "read_admin_level",
    "signs_of",
]
