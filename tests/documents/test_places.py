"""Names of places: namesakes, names within names, names that changed with the years."""

from __future__ import annotations

import pytest

from analysis.documents.places import (
    Located,
    Place,
    gazetteer,
    locate,
    mentions,
    place_of_code,
    read_admin_level,
    signs_of,
)
from analysis.notices import Source


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
        ("建成县级示范校", []),  # 成县 is no name here
        ("城区学校", []),
        ("汕尾市城区教育局", ["汕尾市", "城区"]),
        ("三明市沙县区教育局", ["三明市", "沙县区"]),
        ("三明市沙县教育局", ["三明市", "沙县"]),
        ("乐山市市中区", ["乐山市", "市中区"]),
        ("在市中区域", []),
        ("我区各校", []),
        ("2023年沛县中小学", ["沛县"]),
        ("关于印发沛县教育局要点", ["沛县"]),
        ("互助县教育局", ["互助土族自治县"]),  # as it is called in short
        ("黔东南州凯里市", ["黔东南苗族侗族自治州", "凯里市"]),
        ("鄂温克族自治旗", ["鄂温克族自治旗"]),
        ("", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert list(mentions(text)) == names


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
def test_namesakes_are_settled_by_the_city_beside_them(district: str, city: str, adcode: str) -> None:
    assert code(locate([(Source.ISSUER, f"{city}{district}教育局")], "", 2022)) == adcode
    assert (
        code(locate([(Source.TITLE, f"{district}要点"), (Source.FOOTER, f"{city}某路")], "", 2022)) == adcode
    )
    assert code(locate([(Source.TITLE, f"{district}要点")], f"落实{city}部署。", 2022)) == adcode


@pytest.mark.parametrize(("district", "n"), [("西湖区", 2), ("鼓楼区", 4), ("朝阳区", 2), ("宝山区", 2)])
def test_namesakes_without_a_city_are_left_open(district: str, n: int) -> None:
    located = locate([(Source.TITLE, f"{district}教育局2022年工作要点")], "全区教育工作。", 2022)
    assert located.place is None
    assert located.name == district
    assert {place.district for place in located.namesakes} == {district}
    assert len(located.namesakes) == n


def test_two_cities_that_both_fit_leave_a_namesake_open() -> None:
    assert locate([(Source.TITLE, "朝阳区要点")], "学习北京市和长春市的做法。", 2022).place is None


def test_a_province_settles_only_where_one_namesake_lies_in_it() -> None:
    assert code(locate([(Source.TITLE, "福建省鼓楼区")], "", 2022)) == "350102"
    assert locate([(Source.TITLE, "江苏省鼓楼区")], "", 2022).place is None  # 南京 and 徐州


def test_a_city_named_in_short_settles_beside_the_name_but_not_in_the_body() -> None:
    assert code(locate([(Source.TITLE, "长春朝阳区要点")], "", 2022)) == "220104"
    assert locate([(Source.TITLE, "朝阳区要点")], "做好北京冬奥会宣传。", 2022).place is None


OFFICIAL = "主办单位：区教育局 "


@pytest.mark.parametrize(
    ("district", "page", "number", "url", "adcode"),
    [
        ("西湖区", OFFICIAL + "浙公网安备 33010602000000号", "", "", "330106"),
        ("西湖区", OFFICIAL + "浙ICP备05000000号", "", "", "330106"),
        ("西湖区", OFFICIAL + "电话：0791-88000000", "", "", "360103"),
        ("西湖区", OFFICIAL + "邮编：310012", "", "", "330106"),
        ("西湖区", "", "", "http://xihu.hangzhou.gov.cn/art/1.html", "330106"),
        ("鼓楼区", "", "", "https://glrd.njgl.gov.cn/art/2016/3/4/art_81.html", "320106"),
        ("鼓楼区", "", "徐鼓政〔2021〕12号", "", "320302"),
        ("鼓楼区", "", "宁鼓教〔2021〕12号", "", "320106"),
        ("宝山区", "", "沪宝教〔2021〕1号", "", "310113"),
        ("朝阳区", "吉公网安备 22010402000000号 www.ccchaoyang.gov.cn", "", "", "220104"),
        # A sign that fits several of them, or none, settles nothing.
        ("鼓楼区", OFFICIAL + "苏ICP备05000000号", "", "", ""),
        ("西湖区", OFFICIAL + "京ICP备05000000号", "", "", ""),
        ("西湖区", "", "西教〔2022〕3号", "", ""),
        # Anybody's site may be registered in any place.
        ("朝阳区", "京ICP备05000000号 京公网安备 11010502000000号", "", "", ""),
        ("西湖区", "电话 33010602", "", "", ""),
    ],
)
def test_signs_of_a_page_settle_a_namesake(
    district: str, page: str, number: str, url: str, adcode: str
) -> None:
    located = locate([(Source.TITLE, f"{district}要点")], "", 2022, signs_of(page, number, url))
    assert code(located) == adcode
    assert located.confidence == ("medium" if adcode else "low")


def test_a_sign_alone_names_no_place() -> None:
    assert locate([(Source.TITLE, "要点")], "", 2022, signs_of("浙公网安备 33010602000000号")).name == ""


@pytest.mark.parametrize(
    ("name", "year", "adcode", "province"),
    [
        ("大足县", 1996, "510230", "四川省"),
        ("大足县", 2005, "500225", "重庆市"),
        ("大足区", 2015, "500111", "重庆市"),
        ("余杭市", 1999, "330184", "浙江省"),
        ("余杭区", 2010, "330110", "浙江省"),
        ("临安市", 2016, "330185", "浙江省"),
        ("临安区", 2017, "330112", "浙江省"),
        ("富阳区", 2015, "330111", "浙江省"),
        ("江干区", 2020, "330104", "浙江省"),
        ("钱塘区", 2021, "330114", "浙江省"),
        ("即墨市", 2015, "370282", "山东省"),
        ("即墨区", 2018, "370215", "山东省"),
        ("番禺市", 1999, "440181", "广东省"),
        ("崇文区", 2009, "110103", "北京市"),
        ("南汇区", 2008, "310119", "上海市"),
        ("滨海新区", 2010, "120116", "天津市"),
        ("下关区", 2012, "320107", "江苏省"),
        ("溧水区", 2013, "320117", "江苏省"),
        ("吴江区", 2012, "320509", "江苏省"),
        ("萝岗区", 2010, "440116", "广东省"),
        ("寿县", 2010, "341521", "安徽省"),
        ("寿县", 2020, "340422", "安徽省"),
        ("简阳市", 2010, "512081", "四川省"),
        ("简阳市", 2020, "510185", "四川省"),
        ("莱城区", 2016, "371202", "山东省"),
        ("莱芜区", 2030, "370116", "山东省"),
        ("海门市", 2018, "320684", "江苏省"),
        ("海门区", 2021, "320614", "江苏省"),
    ],
)
def test_code_is_that_of_the_year(name: str, year: int, adcode: str, province: str) -> None:
    place = locate([(Source.TITLE, f"{name}教育局要点")], "", year).place
    assert place is not None
    assert (place.adcode, place.province) == (adcode, province)


def test_an_old_name_is_known_after_its_time() -> None:
    assert code(locate([(Source.TITLE, "海门市教育局要点")], "", 2022)) == "320684"


@pytest.mark.parametrize("year", [2024, None])
def test_a_city_that_once_was_a_county_is_the_city_today(year: int | None) -> None:
    located = locate([(Source.ISSUER, "巴中市巴州区教育局")], "", year)
    assert code(located) == "511902"
    assert code(locate([(Source.ISSUER, "宜春市教育局")], "", year)) == "360900"
    assert code(locate([(Source.ISSUER, "宜春市教育局")], "", 1998)) == "362201"


def test_municipality_is_province_and_city_at_once() -> None:
    place = locate([(Source.ISSUER, "中共上海市闵行区马桥镇委员会")], "", 2022).place
    assert place is not None
    assert (place.province, place.city, place.district) == ("上海市", "上海市", "闵行区")


def test_widest_evidence_gives_city_or_province() -> None:
    city = locate([(Source.ISSUER, "杭州市教育局")], "", 2022)
    assert city.place is not None and (city.place.level, city.place.adcode) == ("city", "330100")
    province = locate([(Source.ISSUER, "浙江省教育厅")], "", 2022)
    assert province.place is not None
    assert (province.place.level, province.place.adcode) == ("province", "330000")


def test_issuer_counts_before_footer() -> None:
    located = locate([(Source.ISSUER, "丰县教育局"), (Source.FOOTER, "沛县某公司")], "", 2022)
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
    assert locate([(Source.TITLE, "工作要点")], body, 2022).name == found


@pytest.mark.parametrize(
    ("body", "adcode"),
    [
        ("落实杭州市部署。", "330106"),
        ("承接上城区、拱墅区教师交流。", "330106"),  # neighbours of one namesake
        ("组织教师赴南昌市考察，借鉴南昌市经验。", ""),  # speaks of another place
        ("与南昌市结对共建，落实浙江省部署。", "330106"),
        ("贯彻总书记考察浙江重要讲话精神。", "330106"),
        ("赴南昌市西湖区学习，落实杭州市部署。", "330106"),
        ("贯彻省委、市委部署。", ""),
    ],
)
def test_text_settles_a_namesake_where_it_speaks_of_its_own_city(body: str, adcode: str) -> None:
    located = locate([(Source.TITLE, "西湖区教育局要点")], body, 2022)
    assert (code(located), located.confidence) == (adcode, "medium" if adcode else "low")


def test_city_that_issued_a_plan_is_not_the_district_of_its_address() -> None:
    evidence = [(Source.ISSUER, "芜湖市教育局"), (Source.FOOTER, "地址：芜湖市鸠江区政通路66号")]
    located = locate(evidence, "全市教育工作。", 2024)
    assert (code(located), located.source, located.confidence) == ("340200", "issuer", "high")
    # Without an issuer the page's district counts only for a district's plan.
    assert code(locate(evidence[1:], "全市教育工作。", 2024)) == "340200"
    assert code(locate(evidence[1:], "全区教育工作。", 2024)) == "340207"


def test_city_alone_is_doubtful_where_the_text_speaks_of_a_district() -> None:
    located = locate([(Source.PAGE, "杭州市教育网")], "全区教育工作。", 2024)
    assert (code(located), located.partial, located.confidence) == ("330100", True, "low")


@pytest.mark.parametrize(
    (Source.ISSUER, "adcode"),
    [
        ("苏州工业园区教育局", "320500"),
        ("合肥高新技术产业开发区社会事业局", "340100"),
        ("芜湖经济技术开发区管委会", "340200"),
        ("沛县经济开发区管委会", "320322"),  # the county is in the gazetteer
        ("高新区教育局", ""),
    ],
)
def test_development_zone_lies_in_its_city(issuer: str, adcode: str) -> None:
    assert code(locate([(Source.ISSUER, issuer)], "", 2022)) == adcode


def test_contradicting_places_are_reported() -> None:
    located = locate([(Source.ISSUER, "丰县教育局"), (Source.TITLE, "沛县要点")], "", 2022)
    assert (code(located), located.confidence) == ("320321", "low")
    assert located.others == ((Source.TITLE, "沛县"),)
    # One source that names both is no contradiction.
    both = locate([(Source.ISSUER, "丰县教育局"), (Source.TITLE, "丰县与沛县共建要点")], "", 2022)
    assert (both.confidence, both.others) == ("high", ())


@pytest.mark.parametrize(
    ("evidence", "body", "confidence"),
    [
        ([(Source.ISSUER, "沛县教育局")], "", "high"),
        ([(Source.TITLE, "杭州市西湖区要点")], "", "high"),
        ([(Source.TITLE, "西湖区要点"), (Source.FOOTER, "杭州市某路")], "", "medium"),
        ([(Source.PAGE, "沛县教育网")], "", "medium"),
        ([], "沛县，沛县，沛县", "medium"),
        ([(Source.FILE_NAME, "沛县2022")], "", "low"),
        ([(Source.TITLE, "西湖区要点"), (Source.FILE_NAME, "杭州")], "", "low"),
    ],
)
def test_how_sure_a_place_is(evidence: list[tuple[Source, str]], body: str, confidence: str) -> None:
    located = locate(evidence, body, 2022)
    assert located.place is not None
    assert located.confidence == confidence


def test_no_place_at_all() -> None:
    assert locate([], "坚持立德树人。", None) == Located(None, "", "")


def test_place_of_a_code_is_that_of_its_latest_name() -> None:
    place = place_of_code("320106")
    assert place is not None and (place.city, place.district) == ("南京市", "鼓楼区")
    assert place_of_code("000000") is None


def test_every_place_of_the_gazetteer_is_found_by_its_full_name() -> None:
    lost = []
    for places in gazetteer().values():
        for place in places:
            if place.to_year < 9999 or place.level != "district":
                continue
            full = f"{place.province}{place.city if place.city != place.province else ''}{place.name}"
            if code(locate([(Source.ISSUER, f"{full}教育局")], "", 2024)) != place.adcode:
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
        False,
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("zone", ["经开区", "高新技术产业开发区", "保税区", "示范区"])
def test_every_kind_of_zone_shows_the_city_and_the_level(zone: str) -> None:
    issuer = f"宁波{zone}管委会"
    located = locate([(Source.ISSUER, issuer)], "", 2022)
    assert code(located) == "330200"
    assert read_admin_level(issuer, "", place=located.name) == "zone"
