"""The place that a document comes from: where its names appear, and notices of what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import ISSUER, SITE_NAME, SOURCE
from analysis.documents.cleaning import Line
from analysis.documents.metadata.page import Page, tidy
from analysis.documents.metadata.values import LOW, FieldValue, Titles
from analysis.documents.places import Evidence, Located, cities_with_districts, locate, mentions, signs_of
from analysis.notices import Field, Kind, Notice, Source

MASKED = re.compile(r"(?<![A-Za-z])[XＸ×xＯ○〇*＊]{2,}(?=[市区县镇省旗州教街乡村校]|[”\"])|某[市区县省]")
# The firm that made a site may come from anywhere.
MAKER = re.compile(r"(?:技术支持|技术保障|技术服务|网站制作|设计制作|建设维护)[^；]*")
# Those whom a paper is sent to are not its authors.
SENT_TO = re.compile(r"(?:抄\s*[送报]|主\s*[送报]|分\s*送|[报送发])\s*[:：].*")
# A path through a site: 首页 > 政务公开 > 西湖区教育局.
PATH_MARK = re.compile("[>»›＞》]|位置")
# The notice that carries a plan: its title holds the plan's, or says that it issues one.
CARRIES = re.compile("印发|转发|下发|批转|公布|发布")
# Where a page states who issued a document, and where it only says who put it there.
STATED_ON_PAGE = frozenset({Source.PAGE_INFORMATION, Source.PAGE})
# So many names are shown of those that a text mentions.
MOST_SHOWN = 3


def read_place(page: Page, titles: Titles, issuer: FieldValue, number: str, year: int | None) -> Located:
    """The place that the document comes from, as far as its evidence shows it."""
    own_lines = page.join_lines(LineRole.FOOTER, LineRole.PAGE_INFO, LineRole.SITE)
    signs = signs_of(own_lines, number, page.embedded.get("url", ""))
    return locate(_collect_evidence(page, titles, issuer), page.text, year, signs)


def _collect_evidence(page: Page, titles: Titles, issuer: FieldValue) -> list[Evidence]:
    page_names = [
        *_list_site_names(page),
        page.join_lines(LineRole.PAGE_INFO, LineRole.RUNNING),
        tidy(page.embedded.get("source", "")),
    ]
    author = [(Source.ISSUER, "" if issuer.confidence == LOW else issuer.value)]
    if issuer.confidence == LOW:
        page_names.insert(0, issuer.value)
    named_in_document = [
        (Source.TITLE, "；".join(_list_own_titles(titles))),
        (Source.SUBTITLE, page.join_lines(LineRole.SUBTITLE)),
        (Source.SIGNATURE, "；".join(_list_signatures(page))),
    ]
    # A page that only says who put the document there counts less than its title.
    is_publisher = issuer.source in STATED_ON_PAGE and issuer.value != page.fact(ISSUER)
    own = [*named_in_document, *author] if is_publisher else [*author, *named_in_document]
    return [
        *own,
        (Source.PAGE, page.fact(SOURCE)),
        (Source.PAGE, "；".join(page_names)),
        (Source.FOOTER, MAKER.sub("", page.join_lines(LineRole.FOOTER))),
        (Source.FILE_NAME, page.file_stem),
        *[(Source.FOLDER_NAME, name) for name in page.folders],
    ]


def _list_own_titles(titles: Titles) -> list[str]:
    """The plan's title, and that of the notice that carries it; headlines of the page are left out."""
    own = titles.own.value
    if not own or titles.own.source == Source.FILE_NAME:
        return []
    carrying = [title for title in reversed(titles.all) if own in title or CARRIES.search(title)]
    return list(dict.fromkeys([own, *carrying]))


def _list_signatures(page: Page) -> list[str]:
    """The organs that sign, and the office that prints; links to others' sites further down are left out."""
    lines = page.lines
    signing: list[Line] = []
    for i, line in enumerate(lines):
        if line.role != LineRole.SIGNATURE:
            continue
        is_below = line.start >= page.start
        begins_list = i == 0 or lines[i - 1].role != LineRole.SIGNATURE
        if is_below and begins_list and any(signed.start >= page.start for signed in signing):
            break
        signing.append(line)
    imprints = [SENT_TO.sub("", tidy(text)) for text in page.texts(LineRole.IMPRINT)]
    return [*(tidy(line.text) for line in signing), *filter(None, imprints)]


def _list_site_names(page: Page) -> list[str]:
    """The names of the site and of the path to the page; its headlines and links are left out."""
    texts = [(tidy(line.text), line.start) for line in page.lines if line.role == LineRole.SITE]
    return [
        text
        for text, start in texts
        if PATH_MARK.search(text)
        or text.startswith("http")
        or (start < page.start and (SITE_NAME.search(text) or line_roles.NAMED_ORGAN.match(text)))
    ]


def place_fields(located: Located) -> dict[str, object]:
    """The fields of the place; only the name of a place with namesakes that could not be told apart."""
    place = located.place
    if not place:
        district = located.zone or (located.name if located.namesakes else "")
        return {"province": "", "city": "", "district": district, "town": located.town, "adcode": ""}
    is_district = place.level == "city" and not located.zone and place.city not in cities_with_districts()
    return {
        "province": place.province,
        "city": place.city,
        "district": located.zone or place.district or (located.town if is_district else ""),
        "town": "" if is_district else located.town,
        # Zones and towns have no code; that of the place around them would be another's.
        "adcode": "" if located.zone or located.town else place.adcode,
    }


def place_notices(located: Located, texts: Sequence[str], seen: Sequence[Evidence] = ()) -> list[Notice]:
    """Notices of a place that is open or contradicted.

    Args:
        located: the place.
        texts: searched for masked names.
        seen: (source, text) of what may mention places that were not taken.
    """
    if located.namesakes:
        places = tuple(f"{place.province}{place.city}" for place in located.namesakes)
        return [Notice.of(Field.PLACE, Kind.SEVERAL_PLACES, name=located.name, places=places)]
    if located.is_nationwide:
        return []
    if located.place:
        notices = [
            Notice.of(
                Field.PLACE,
                Kind.OTHER_PLACE,
                name=located.name,
                source=located.source,
                other=name,
                other_source=source,
            )
            for source, name in located.others[:1]
        ]
        if located.partial:
            notices.append(Notice.of(Field.PLACE, Kind.DISTRICT_NOT_NAMED, name=located.name))
        return notices
    if located.narrowest:
        return [Notice.of(Field.PLACE, Kind.PLACE_AROUND_NOT_NAMED, name=located.narrowest)]
    text = "\n".join(texts)
    masked = MASKED.search(text)
    if masked:
        around = text[max(0, masked.start() - 6) : masked.end() + 6]
        return [Notice.of(Field.PLACE, Kind.MASKED_PLACE, text=around)]
    return [_notice_no_place(seen)]


def _notice_no_place(seen: Sequence[Evidence]) -> Notice:
    """The notice that no place was taken, with the first names that were seen."""
    for source, text in seen:
        names = tuple(dict.fromkeys(mentions(text)))[:MOST_SHOWN]
        if names:
            if source == Source.TITLE:
                return Notice.of(Field.PLACE, Kind.PLACE_IS_OBJECT, names=names)
            return Notice.of(Field.PLACE, Kind.PLACE_ONLY_MENTIONED, names=names, source=source)
    return Notice.of(Field.PLACE, Kind.NO_PLACE)


def list_seen(page: Page, titles: Titles) -> list[Evidence]:
    """What may mention a place that was not taken, the nearest to the document first."""
    return [
        (Source.TITLE, "；".join(_list_own_titles(titles))),
        (Source.TEXT, page.text),
        (Source.PAGE, "；".join([*titles.all, *(tidy(line.text) for line in page.lines)])),
        (Source.FILE_NAME, "；".join([page.file_stem, *page.folders])),
    ]
