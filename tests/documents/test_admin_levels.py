"""Administrative levels: how high the issuing body stands, and unknown rather than wrong."""

from __future__ import annotations

import pytest

from analysis.documents.corpus import Corpus
from analysis.documents.places import AdminLevel, read_admin_level


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院", "national"),
        ("中共中央、国务院", "national"),
        ("中共中央办公厅、国务院办公厅", "national"),
        ("中共中央组织部、中共教育部党组", "national"),
        ("教育部", "national"),
        ("教育部等八部门", "national"),
        ("教育部办公厅", "national"),
        ("中华人民共和国教育部", "national"),
        ("国家发展改革委", "national"),
        ("全国人民代表大会常务委员会", "national"),
        ("共青团中央", "national"),
        ("浙江省教育厅", "provincial"),
        ("省教育厅", "provincial"),
        ("中共浙江省委教育工作委员会", "provincial"),
        ("省委教育工委", "provincial"),
        ("广西壮族自治区人民政府", "provincial"),
        ("自治区党委办公厅", "provincial"),
        ("湖南省政府", "provincial"),
        ("北京市人民政府", "provincial"),
        ("上海市教育委员会", "provincial"),
        ("杭州市教育局", "city"),
        ("中共成都市委教育工作委员会", "city"),
        ("恩施土家族苗族自治州教育局", "city"),
        ("国家税务总局杭州市税务局", "city"),
        ("国家统计局常州调查队", "unknown"),
        ("景德镇市教育局", "city"),
        ("新乡市人民政府", "city"),
        ("住房和城乡建设局", "unknown"),
        ("杭州市住房和城乡建设局", "city"),
        ("中共杭州市西湖区委教育工作委员会", "district"),
        ("西湖区教育局", "district"),
        ("鼓楼区教育局", "district"),
        ("昆山市教育局", "district"),
        ("上海市浦东新区教育局", "district"),
        ("天津市滨海新区教育体育局", "district"),
        ("青岛市市南区教育和体育局", "district"),
        ("区委教育工委", "district"),
        ("县教育局", "district"),
        ("海拉尔区人民政府", "district"),
        ("互助土族自治县人民政府", "district"),
        ("苏州工业园区管理委员会", "zone"),
        ("合肥高新区教育局", "zone"),
        ("中共雄安新区工作委员会", "zone"),
        ("常州市金坛区经济开发区管委会", "zone"),
        ("杭州市西湖区北山街道办事处", "town"),
        ("中共嘉善县西塘镇委员会", "town"),
        ("城关镇人民政府", "town"),
        ("西湖区文三街小学", "unit"),
        ("杭州市西湖区文三街小学党支部", "unit"),
        ("中共杭州第二中学委员会", "unit"),
        ("清华大学", "unit"),
        ("杭州市第一人民医院", "unit"),
        ("杭州地铁集团有限公司党委", "unit"),
        ("合肥高新区实验小学", "unit"),
        ("西湖区学院路街道办事处", "town"),
        ("西湖区翠苑街道某某社区居民委员会", "unknown"),
        ("教育工作委员会", "unknown"),
        ("市教育局", "unknown"),
        ("党建工作领导小组", "unknown"),
        ("", "unknown"),
    ],
)
def test_level_of_the_issuing_body(issuer: str, level: str) -> None:
    assert read_admin_level(issuer, "") == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("国务院关于同意设立浙江舟山群岛新区的批复", "national"),
        ("中共中央 国务院关于支持浙江高质量发展建设共同富裕示范区的意见", "national"),
        ("东昌区关于进一步加强全区学校党的建设工作的实施意见", "district"),
        ("2026年吉林省政府工作报告", "provincial"),
        ("2026年四川省人民政府工作报告", "provincial"),
        ("2022年区委教育工委党的建设重点工作要点", "district"),
        ("西湖区中小学2022年德育工作要点", "district"),
        ("西湖区文三街小学2022年工作计划", "unit"),
        ("西湖区北山街道2022年工作要点", "town"),
        ("教育系统2023年党建工作要点", "unknown"),
        ("政府工作报告", "unknown"),
        ("关于印发浙江省教育厅工作要点的通知", "unknown"),
    ],
)
def test_level_by_the_head_of_the_title(title: str, level: str) -> None:
    assert read_admin_level("", title) == level


def test_the_issuer_counts_before_the_title_and_the_first_body_that_tells() -> None:
    title = "西湖区教育局关于转发浙江省教育厅文件的通知"
    assert read_admin_level("浙江省教育厅", title) == "provincial"
    assert read_admin_level("教育工作委员会、杭州市教育局、西湖区教育局", title) == "city"
    assert read_admin_level("教育工作委员会", title) == "district"


def test_whose_bureau_a_bureau_of_the_city_is() -> None:
    # 昆山市 is of county level; 西湖区 has no 市教育局 of its own, so the city's it is.
    assert read_admin_level("市教育局", "", place="昆山市") == "district"
    assert read_admin_level("市教育局", "", place="杭州市") == "city"
    assert read_admin_level("市教育局", "", place="西湖区") == "city"
    assert read_admin_level("市教育局", "", place="某某市") == "unknown"


def test_a_name_is_of_the_level_that_it_had_in_the_year() -> None:
    # 巴中市 was of county level until 1993.
    assert read_admin_level("巴中市教育局", "", year=2024) == "city"


def test_levels_of_the_samples(samples: Corpus) -> None:
    levels = dict(zip(samples.documents["doc_id"], samples.documents["admin_level"], strict=True))
    assert levels == {
        "changzhou-jintan-2022.txt": "district",
        "hangzhou-xihu-2022.txt": "district",
        "masked-district-2023.txt": "unknown",
        "shanghai-baoshan-2020.txt": "district",
        "tonghua-dongchang-2017.txt": "district",
    }
    assert set(levels.values()) <= set(AdminLevel)
