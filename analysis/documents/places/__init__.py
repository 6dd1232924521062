"""Places: the gazetteer of provinces, cities and districts, and which place a document comes from.

`gazetteer` holds the names and their years, and finds them in a text. `locating` weighs the evidence
of a document; `namesakes` and `signs` (telephone numbers, registrations, addresses) help it to tell
places of one name apart. `written_names` reads a cell that is nothing but the name of a place. `admin_levels` gives the level of the issuing body.
"""

from analysis.documents.places.admin_levels import AdminLevel, read_admin_level
from analysis.documents.places.gazetteer import Place, gazetteer, mentions, place_of_code
from analysis.documents.places.locating import Evidence, Located, locate
from analysis.documents.places.signs import signs_of
from analysis.documents.places.written_names import find_written_places, names_whole_country

__all__ = [
    "AdminLevel",
    "Evidence",
    "Located",
    "Place",
    "find_written_places",
    "gazetteer",
    "locate",
    "mentions",
    "names_whole_country",
    "place_of_code",
    "read_admin_level",
    "signs_of",
]
