"""Names of places as cells write them: short, with wider names before them, with marks between."""

from __future__ import annotations

import pytest

from analysis.documents.places import find_written_places, gazetteer, names_whole_country


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("浙江省杭州市西湖区", ["330106"]),
        ("浙江杭州西湖", ["330106"]),
        ("杭州市西湖区", ["330106"]),
        ("杭州西湖", ["330106"]),
        ("浙江省/杭州市/西湖区", ["330106"]),
        ("浙江 - 杭州 - 西湖区", ["330106"]),
        ("浙江省西湖区", ["330106"]),
        ("西湖区", ["330106", "360103"]),
        ("余杭", ["330110"]),
        ("浙江杭州", ["330100"]),
        ("杭州", ["330100"]),
        ("浙江", ["330000"]),
        ("浙江省本级", ["330000"]),
        ("杭州市市辖区", ["330100"]),
        ("上海宝山", ["310113"]),
        ("上海市上海市宝山区", ["310113"]),
        ("上海", ["310000"]),
        ("吉林", ["220000"]),
        ("吉林省吉林市", ["220200"]),
        ("内蒙古", ["150000"]),
        ("恩施州", ["422800"]),
        ("浙江义乌", ["330782"]),
        ("杭州市金坛区", []),
        ("未来科技城", []),
        ("", []),
    ],
)
def test_names_are_read_in_every_form(text: str, codes: list[str]) -> None:
    assert sorted(place.adcode for place in find_written_places(text, 2022)) == codes


def test_a_column_of_cities_says_which_of_two_levels_is_meant() -> None:
    (city,) = find_written_places("吉林", None, "city")
    assert city.adcode == "220200"
    assert {place.level for place in find_written_places("朝阳", None, "district")} == {"district"}


def test_a_name_of_another_time_is_that_place() -> None:
    (then,) = find_written_places("浙江省杭州市下城区", 2019)
    assert then.district == "下城区"


def test_every_place_is_found_by_its_full_name() -> None:
    for places in list(gazetteer().values())[::25]:
        for place in places:
            parts = dict.fromkeys([place.province, place.city, place.district])
            found = find_written_places("".join(parts), place.to_year if place.to_year < 9999 else None)
            assert place.name in {other.name for other in found}, place


def test_the_whole_country_is_no_place() -> None:
    assert names_whole_country("全国") and names_whole_country(" 中央 ")
    assert not names_whole_country("中央区")
