"""What the columns of a table state about a document: it goes before what is read from the text.

Where the text says otherwise there is a notice. 西湖区 and 浙江省杭州市西湖区 agree, and so do two titles of which
one holds the other.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

from analysis.documents.metadata.manifest import OF_PERIOD
from analysis.documents.metadata.numbers import normalise_number
from analysis.documents.metadata.page import tidy
from analysis.documents.metadata.place import place_notices
from analysis.documents.metadata.values import HIGH, LOW, FieldValue, Titles
from analysis.documents.metadata.years import PlanYears
from analysis.documents.places import (
    Located,
    Place,
    find_written_places,
    locate,
    names_whole_country,
    place_of_code,
)
from analysis.notices import Field, Kind, Notice, Source
from analysis.reading import StatedCells, is_signed_date

# Where a text states the year of its plan; a date of issue, a number and the name of a file only suggest it.
STATED_YEARS = frozenset(
    {Source.TITLE, Source.NOTICE_TITLE, Source.SUBTITLE, Source.HEADING, Source.OPENING, Source.TEXT}
)
# Titles in a text; the name of the file and of the page are other things.
OWN_TITLES = frozenset({Source.TITLE, Source.INNER_TITLE, Source.NOTICE_TITLE})
# A page posts a document some days after it was signed: both dates are right.
POSTED_WITHIN = 62
NAMES = ("province", "city", "district", "place")


class ColumnValues:
    """The values of a row's columns, and what the text says against them.

    Attributes:
        fields: field → value.
        columns: field → name of its column.
        sheet, stem: the names of the sheet and of the table, a last resort for place and year.
        notices: cells that were not understood, and contradictions of the text.
    """

    def __init__(self, cells: StatedCells, *, sheet: str = "", stem: str = "") -> None:
        self.fields, self.columns = cells.fields, cells.columns
        self.sheet, self.stem = sheet, stem
        self._around: Place | None = None
        self._of_text = Located(None, "", "")
        self.notices: list[Notice] = list(cells.notices)

    @property
    def states_place(self) -> bool:
        """Whether a column says where the document comes from."""
        return any(self.fields.get(name) for name in (*NAMES, "adcode"))

    def prefer_title(self, titles: Titles) -> Titles:
        """The titles with that of the column as the document's own."""
        title = tidy(self.fields.get("title", ""))
        if not title:
            return titles
        read = titles.own
        others = [read.value, *titles.all] if read.source in OWN_TITLES else []
        if others and not any(_hold_each_other(title, other) for other in others if other):
            self._contradict(Field.TITLE, title, read)
        return titles._replace(own=FieldValue(title, Source.COLUMN, HIGH))

    def prefer_issuer(self, read: FieldValue) -> tuple[FieldValue, FieldValue]:
        """The issuer of the column, and the issuer that tells most of the place.

        These differ where the column has 教育局 and the text 杭州市西湖区教育局.
        """
        issuer = tidy(self.fields.get("issuer", ""))
        if not issuer:
            return read, read
        if read.confidence == HIGH and not _name_same_body(issuer, read.value):
            self._contradict(Field.ISSUER, issuer, read)
        stated = FieldValue(issuer, Source.COLUMN, HIGH)
        is_fuller = read.value and _plain(issuer) in _plain(read.value)
        return stated, read if is_fuller else stated

    def prefer_number(self, read: FieldValue) -> FieldValue:
        """The number of the column."""
        number = self.fields.get("number")
        if not number:
            return read
        number = normalise_number(number)
        if read.value and not _hold_each_other(number, read.value):
            self._contradict(Field.NUMBER, number, read)
        return FieldValue(number, Source.COLUMN, HIGH)

    def prefer_issued(self, read: FieldValue) -> FieldValue:
        """The date of the column; that a page posted a document weeks after its date is no contradiction."""
        issued = self.fields.get("issued")
        if not issued:
            return read
        within = 0 if is_signed_date(self.columns["issued"]) else POSTED_WITHIN
        if read.confidence == HIGH and not _are_near(issued, read.value, within):
            self._contradict(Field.ISSUED, issued, read)
        return FieldValue(issued, Source.COLUMN, HIGH)

    def prefer_years(self, read: PlanYears) -> PlanYears:
        """The year or period of the column, with the notices that are left."""
        if "year" not in self.fields:
            return read
        first, last = int(self.fields["year"]), int(self.fields.get("year_end", 0)) or None
        of_text = range(int(read.year.value or 0), (read.year_end or int(read.year.value or 0)) + 1)
        if read.year.source in STATED_YEARS and not (of_text[0] <= (last or first) and first <= of_text[-1]):
            self._contradict(Field.YEAR, str(first), read.year)
        notices = []
        if last:
            notices = [Notice.of(Field.YEAR, Kind.PERIOD, year=first, end=last)]
        elif read.year_end and first == of_text[0]:
            # The column gives the first year of a period that the text gives whole.
            last, notices = read.year_end, [notice for notice in read.notices if notice.kind in OF_PERIOD]
        return PlanYears(FieldValue(str(first), Source.COLUMN, HIGH), last, notices)

    def note_text_place(self, read: Located) -> None:
        """Note the place that the text alone gives, to compare it with that of the columns."""
        self._of_text = read

    def prefer_place(self, read: Located, year: int | None) -> Located:
        """The place of the columns, or a narrower one in it that the document itself names."""
        if not self.states_place:
            return read
        stated = self._locate(year)
        if stated is None:
            return read
        if stated.namesakes:
            same = read.place in stated.namesakes
            return Located(read.place, stated.name, Source.COLUMN, HIGH) if same else stated
        if stated.place is None:
            self._around = read.place
            return stated
        if read.namesakes:
            return self._choose_namesake(read, stated)
        if not self._compare_place(stated, self._of_text):
            self._compare_place(stated, read)
        if read.place is None and read.zone and stated.place.level != "district":
            return replace(stated, zone=read.zone, town=read.town)
        if read.place is None or not _lies_in(read.place, stated.place):
            return stated
        is_narrower = not _lies_in(stated.place, read.place)
        # A zone or town of the place that is stated is not that place.
        is_part = bool(read.zone or read.town) and read.confidence != LOW
        return read if is_part or (is_narrower and read.confidence == HIGH) else stated

    def _choose_namesake(self, read: Located, stated: Located) -> Located:
        """Of several places of one name those in the place of the columns: 鼓楼区 where they state 南京市."""
        inside = tuple(p for p in read.namesakes if stated.place and _lies_in(p, stated.place))
        if len({place.adcode for place in inside}) == 1:
            return Located(inside[0], inside[0].name, read.source, HIGH)
        if inside:
            return Located(None, read.name, read.source, LOW, inside)
        around = [p for p in read.namesakes if stated.place and _lies_in(stated.place, p)]
        if around:
            return stated
        text = FieldValue(read.name, read.source, read.confidence)
        self._contradict(Field.PLACE, stated.name, text, column="place")
        return replace(stated, confidence=LOW)

    def _compare_place(self, stated: Located, read: Located) -> bool:
        """Notice a place that was read which neither lies in that of the columns nor around it."""
        is_elsewhere = (
            stated.place is not None
            and read.place is not None
            and read.confidence != LOW
            and not _lies_in(read.place, stated.place)
            and not _lies_in(stated.place, read.place)
        )
        if is_elsewhere or read.is_nationwide:
            text = FieldValue(read.name, read.source, read.confidence)
            self._contradict(Field.PLACE, stated.name, text, column="place")
            return True
        return False

    def _locate(self, year: int | None) -> Located | None:
        """The place that the columns state; None where they state that it is the whole country."""
        place = place_of_code(self.fields.get("adcode", ""))
        if place:
            return Located(place, place.name, Source.COLUMN, HIGH)
        names = [self.fields[name] for name in NAMES if self.fields.get(name)]
        if not names:
            code = self.fields["adcode"]
            self.notices.append(
                Notice.of(Field.PLACE, Kind.CELL_NOT_READ, column=self.columns["adcode"], value=code)
            )
            return None
        if all(names_whole_country(name) for name in names):
            return None
        level = next((name for name in ("district", "city", "province") if self.fields.get(name)), "")
        parts = "".join(self.fields.get(name, "") for name in NAMES[:3])
        whole = self.fields.get("place", "")
        for text, of_level in ((parts + whole, "" if whole else level), (parts, level), (whole, "")):
            places = [found for found in find_written_places(text, year, of_level) if self._fits_names(found)]
            if len({found.adcode for found in places}) == 1:
                return Located(places[0], places[0].name, Source.COLUMN, HIGH)
            if places:
                return Located(None, places[0].name, Source.COLUMN, LOW, tuple(places))
        located = locate([(Source.COLUMN, "".join(names))], "", year)
        if located.namesakes or (located.place and self._fits_names(located.place)):
            return located
        return Located(None, "".join(names), Source.COLUMN, LOW)

    def _fits_names(self, place: Place) -> bool:
        """Whether a place lies where the columns say, and is as narrow: 杭州市 is not its 未来科技城."""
        if self.fields.get("district") and not place.district:
            return False
        stated = [
            (self.fields.get("province", ""), place.province),
            (self.fields.get("city", ""), place.city),
        ]
        return all("辖" in name or (own or place.name).startswith(name[:2]) for name, own in stated)

    def name_unknown_place(self, located: Located) -> dict[str, object]:
        """The names of the columns as they stand, for a place that is not in the gazetteer."""
        if located.place or located.namesakes:
            return {}
        names: dict[str, object] = {
            name: self.fields.get(name, "") for name in ("province", "city", "district")
        }
        if not any(names.values()):
            names["district"] = self.fields.get("place", "")
            if self._around:
                names |= {"province": self._around.province, "city": self._around.city}
        return names

    def check_place(self, located: Located) -> list[Notice]:
        """Notices of a place of the columns that is one of several, or not known."""
        if located.namesakes:
            return place_notices(located, [])
        names = "".join(self.fields.get(name, "") for name in NAMES)
        return [] if located.place else [Notice.of(Field.PLACE, Kind.PLACE_OF_COLUMN_UNKNOWN, names=names)]

    def correct_source(self, value: FieldValue) -> FieldValue:
        """A value with its right source: sheet and table take the place of folders above a row."""
        if value.source != Source.FOLDER_NAME:
            return value
        if value.value in self.sheet:
            return value._replace(source=Source.SHEET_NAME)
        return value._replace(source=Source.FILE_NAME) if value.value in self.stem else value

    def _contradict(self, field: Field, value: str, read: FieldValue, column: str = "") -> None:
        names = [
            self.columns[name] for name in (*NAMES, "adcode") if name in self.fields and name in self.columns
        ]
        self.notices.append(
            Notice.of(
                field,
                Kind.TEXT_CONTRADICTS_COLUMN,
                column="、".join(names) if column else self.columns[str(field)],
                value=value,
                source=read.source,
                other=read.value,
            )
        )


def _plain(text: str) -> str:
    """A text without blanks, marks and widths, to compare it."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _hold_each_other(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    return bool(one and other) and (one in other or other in one)


def _name_same_body(one: str, other: str) -> bool:
    """Whether two names are of one body, or of bodies that issue together."""
    parties = ("中国共产党", "中共", "党委", "党组", "委员会", "委")
    bodies = []
    for text in (one, other):
        plain = _plain(text)
        for word in parties:
            plain = plain.replace(word, "")
        bodies.append(plain)
    return _hold_each_other(one, other) or _hold_each_other(*bodies)


def _are_near(one: str, other: str, within: int) -> bool:
    """Whether two dates are the same, as far as both are given, or at most some days apart."""
    length = min(len(one), len(other))
    if length < 10:
        return one[:length] == other[:length] or (within > 0 and one[:4] == other[:4])
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= within


def _lies_in(place: Place, wider: Place) -> bool:
    """Whether a place is another, or lies in it."""
    if wider.district:
        return (place.province, place.city, place.district) == (wider.province, wider.city, wider.district)
    if wider.city:
        return (place.province, place.city) == (wider.province, wider.city)
    return place.province == wider.province
