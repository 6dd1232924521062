"""Names of places: namesakes, names within names, names that changed with the years."""

from __future__ import annotations

import pytest

from analysis.places import Located, Place, gazetteer, locate, mentions


def code(located: Located) -> str:
    return located.place.adcode if located.place else ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("聊城市东昌府区教育局", ["聊城市", "东昌府区"]),
        ("通化市东昌区教育局", ["通化市", "东昌区"]),
        ("武汉市东西湖区", ["武汉市", "东西湖区"]),
        ("赤峰市元宝山区", ["赤峰市", "元宝山区"]),
        ("上海市宝山区", ["上海市", "宝山区"]),
        ("中共沛县县委", ["沛县"]),
        ("在丰县第十七届人民代表大会上", ["丰县"]),
        ("推进人文县域建设", []),  # 文县 is a county, but not here
        ("建成县级示范校", []),  # nor is 成县
        ("城区学校", []),
        ("汕尾市城区教育局", ["汕尾市", "城区"]),
        ("三明市沙县区教育局", ["三明市", "沙县区"]),
        ("三明市沙县教育局", ["三明市", "沙县"]),
        ("乐山市市中区", ["乐山市", "市中区"]),
        ("在市中区域", []),
        ("我区各校", []),
        ("", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert mentions(text) == names


@pytest.mark.parametrize(
    ("district", "city", "adcode"),
    [
        ("西湖区", "杭州市", "330106"),
        ("西湖区", "南昌市", "360103"),
        ("鼓楼区", "南京市", "320106"),
        ("鼓楼区", "徐州市", "320302"),
        ("鼓楼区", "福州市", "350102"),
        ("鼓楼区", "开封市", "410204"),
        ("朝阳区", "北京市", "110105"),
        ("朝阳区", "长春市", "220104"),
        ("宝山区", "上海市", "310113"),
        ("宝山区", "双鸭山市", "230506"),
    ],
)
def test_namesakes_are_settled_by_the_city_beside_them(
    district: str, city: str, adcode: str
) -> None:
    assert code(locate([("issuer", f"{city}{district}教育局")], "", 2022)) == adcode
    assert (
        code(locate([("title", f"{district}要点"), ("footer", f"{city}某路")], "", 2022)) == adcode
    )
    assert code(locate([("title", f"{district}要点")], f"落实{city}部署。", 2022)) == adcode


@pytest.mark.parametrize(
    ("district", "n"), [("西湖区", 2), ("鼓楼区", 4), ("朝阳区", 2), ("宝山区", 2)]
)
def test_namesakes_without_a_city_are_left_open(district: str, n: int) -> None:
    located = locate([("title", f"{district}教育局2022年工作要点")], "全区教育工作。", 2022)
    assert located.place is None
    assert located.name == district
    assert {place.district for place in located.namesakes} == {district}
    assert len(located.namesakes) == n


def test_two_cities_that_both_fit_leave_a_namesake_open() -> None:
    assert locate([("title", "朝阳区要点")], "学习北京市和长春市的做法。", 2022).place is None


def test_a_province_settles_only_where_one_namesake_lies_in_it() -> None:
    assert code(locate([("title", "福建省鼓楼区")], "", 2022)) == "350102"
    assert locate([("title", "江苏省鼓楼区")], "", 2022).place is None  # 南京 and 徐州


def test_a_city_named_in_short_settles_beside_the_name_but_not_in_the_body() -> None:
    assert code(locate([("title", "长春朝阳区要点")], "", 2022)) == "220104"
    assert locate([("title", "朝阳区要点")], "做好北京冬奥会宣传。", 2022).place is None


def test_number_of_registration_settles_a_namesake() -> None:
    footer = ("footer", "浙公网安备 33010602000000号")
    assert code(locate([("title", "西湖区要点"), footer], "", 2022)) == "330106"
    assert locate([("title", "西湖区要点"), ("footer", "电话 33010602")], "", 2022).place is None


@pytest.mark.parametrize(
    ("name", "year", "adcode", "province"),
    [
        ("大足县", 1996, "510230", "四川省"),
        ("大足县", 2005, "500225", "重庆市"),
        ("大足区", 2015, "500111", "重庆市"),
        ("余杭市", 1999, "330184", "浙江省"),
        ("余杭区", 2010, "330110", "浙江省"),
        ("海门市", 2018, "320684", "江苏省"),
        ("海门区", 2021, "320614", "江苏省"),
    ],
)
def test_code_is_that_of_the_year(name: str, year: int, adcode: str, province: str) -> None:
    place = locate([("title", f"{name}教育局要点")], "", year).place
    assert place is not None
    assert (place.adcode, place.province) == (adcode, province)


def test_an_old_name_is_known_after_its_time() -> None:
    assert code(locate([("title", "海门市教育局要点")], "", 2022)) == "320684"


@pytest.mark.parametrize("year", [2024, None])
def test_a_city_that_once_was_a_county_is_the_city_today(year: int | None) -> None:
    located = locate([("issuer", "巴中市巴州区教育局")], "", year)
    assert code(located) == "511902"
    assert code(locate([("issuer", "宜春市教育局")], "", year)) == "360900"
    assert code(locate([("issuer", "宜春市教育局")], "", 1998)) == "362201"


def test_municipality_is_province_and_city_at_once() -> None:
    place = locate([("issuer", "中共上海市闵行区马桥镇委员会")], "", 2022).place
    assert place is not None
    assert (place.province, place.city, place.district) == ("上海市", "上海市", "闵行区")


def test_widest_evidence_gives_city_or_province() -> None:
    city = locate([("issuer", "杭州市教育局")], "", 2022)
    assert city.place is not None and (city.place.level, city.place.adcode) == ("city", "330100")
    province = locate([("issuer", "浙江省教育厅")], "", 2022)
    assert province.place is not None
    assert (province.place.level, province.place.adcode) == ("province", "330000")


def test_issuer_counts_before_footer() -> None:
    located = locate([("issuer", "丰县教育局"), ("footer", "沛县某公司")], "", 2022)
    assert (code(located), located.source) == ("320321", "issuer")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("沛县" + "，沛县" * 2, "沛县"),
        ("沛县，沛县", ""),  # twice is not enough
        ("沛县，沛县，沛县，丰县", "沛县"),  # 3 to 1
        ("沛县，沛县，沛县，丰县，丰县", ""),  # 3 to 2 is less than three times as often
    ],
)
def test_body_names_the_place_only_where_it_speaks_of_one(body: str, found: str) -> None:
    assert locate([("title", "工作要点")], body, 2022).name == found


def test_no_place_at_all() -> None:
    assert locate([], "坚持立德树人。", None) == Located(None, "", "")


def test_every_place_of_the_gazetteer_is_found_by_its_full_name() -> None:
    lost = []
    for places in gazetteer().values():
        for place in places:
            if place.to_year < 9999 or place.level != "district":
                continue
            full = (
                f"{place.province}{place.city if place.city != place.province else ''}{place.name}"
            )
            if code(locate([("issuer", f"{full}教育局")], "", 2024)) != place.adcode:
                lost.append(full)
    assert lost == []


def test_gazetteer_rows_are_sound() -> None:
    for name, places in gazetteer().items():
        for place in places:
            assert place.name == name
            assert len(place.adcode) == 6 and place.adcode.isdigit()
            assert place.from_year <= place.to_year
            assert place.level in {"province", "city", "district"}


def test_years_of_a_place_include_both_ends() -> None:
    place = Place("000000", "district", "", "", "甲县", 1997, 2010)
    assert [place.existed(year) for year in (1996, 1997, 2010, 2011, None)] == [
        False, True, True, False, True,
    ]  # fmt: skip
