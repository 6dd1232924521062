"""Places: the gazetteer of provinces, cities and districts, and which place a document comes from.

`gazetteer` holds the names and their years, and finds them in a text. `authors` says whose document an organ's
name or a title shows, with the help of `zones` and `towns`, which are known by form; `locating` weighs the
evidence of a document. `deciding`, `namesakes` and `signs` (telephone numbers, registrations, addresses) tell
places of one name apart; `file_names` reads the names of files and folders, `written_names` a cell that is nothing
but the name of a place. `admin_levels` gives the level of the
issuing body.
"""

from analysis.documents.places.admin_levels import AdminLevel, read_admin_level
from analysis.documents.places.authors import read_organ
from analysis.documents.places.gazetteer import (
    Place,
    cities_with_districts,
    gazetteer,
    mentions,
    place_of_code,
)
from analysis.documents.places.located import NATIONWIDE, Evidence, Located
from analysis.documents.places.locating import locate
from analysis.documents.places.signs import signs_of
from analysis.documents.places.written_names import find_written_places, names_whole_country

__all__ = [
    "NATIONWIDE",
    "AdminLevel",
    "Evidence",
    "Located",
    "Place",
    "cities_with_districts",
    "find_written_places",
    "gazetteer",
    "locate",
    "mentions",
    "names_whole_country",
    "place_of_code",
    "read_admin_level",
    "read_organ",
    "signs_of",
]
