"""What a document says about itself: title, issuer, number, dates, year, place, and what is odd."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents.cleaning import clean
from analysis.documents.corpus import Corpus
from analysis.documents.metadata import Metadata, read_metadata
from analysis.documents.metadata.manifest import apply_manifest
from analysis.documents.metadata.titles import read_genre
from analysis.documents.metadata.values import FieldValue
from analysis.notices import Source
from tests.support.notices import english
from tests.support.web_pages import make_paragraphs, read_page

BODY = "一、加强领导\n坚持以政治建设为统领，全面贯彻党的教育方针。\n"

# (title, issuer, number, year, issued, genre, province, city, district, adcode)
SAMPLES = {
    "hangzhou-xihu-2022.txt": (
        "中共杭州市西湖区教育局委员会2022年党建工作要点",
        "中共杭州市西湖区教育局委员会",
        "西教委〔2022〕3号",
        2022,
        "2022-02-18",
        "工作要点",
        "浙江省",
        "杭州市",
        "西湖区",
        "330106",
    ),
    "changzhou-jintan-2022.txt": (
        "2022年区委教育工委党的建设重点工作要点",
        "中共常州市金坛区委教育工作委员会",
        "坛教委字〔2022〕6号",
        2022,
        "2022-05-09",
        "工作要点",
        "江苏省",
        "常州市",
        "金坛区",
        "320413",
    ),
    "masked-district-2023.txt": (
        "教育系统2023年党建工作要点",
        "",
        "",
        2023,
        "",
        "工作要点",
        "",
        "",
        "",
        "",
    ),
    "shanghai-baoshan-2020.txt": (
        "中共上海市宝山区教育工作委员会2020年工作要点",
        "中共上海市宝山区教育工作委员会",
        "宝教党〔2020〕1号",
        2020,
        "2020-03-12",
        "工作要点",
        "上海市",
        "上海市",
        "宝山区",
        "310113",
    ),
    "tonghua-dongchang-2017.txt": (
        "东昌区关于进一步加强全区学校党的建设工作的实施意见",
        "",
        "",
        2017,
        "2017-08-29",
        "实施意见",
        "吉林省",
        "通化市",
        "东昌区",
        "220502",
    ),
}


def read(raw: str, *, stem: str = "", **manifest: str) -> Metadata:
    return read_metadata(clean(raw), file_stem=stem, manifest=manifest)


@pytest.mark.parametrize("doc_id", sorted(SAMPLES))
def test_metadata_of_the_samples_are_what_a_reader_says(samples: Corpus, doc_id: str) -> None:
    meta = samples[doc_id].metadata
    assert (
        meta.title,
        meta.issuer,
        meta.number,
        meta.year,
        meta.issued,
        meta.genre,
        meta.province,
        meta.city,
        meta.district,
        meta.adcode,
    ) == SAMPLES[doc_id]


def test_each_value_of_a_sample_says_where_it_was_read_and_how_sure(samples: Corpus) -> None:
    meta = samples["hangzhou-xihu-2022.txt"].metadata
    assert dict(meta.sources) == {
        "title": "title",
        "issued": "date line",
        "issuer": "red header",
        "year": "title",
        "place": "issuer",
        "number": "number line",
        "genre": "title",
    }
    assert dict(meta.confidence) == dict.fromkeys(meta.sources, "high")
    page = samples["tonghua-dongchang-2017.txt"].metadata
    assert dict(page.confidence) == {
        "title": "high",
        "genre": "high",
        "place": "high",
        "issued": "medium",
        "year": "low",
    }
    assert samples["shanghai-baoshan-2020.txt"].metadata.sources["issued"] == "imprint"
    assert page.sources["year"] == "page date"


def test_masked_sample_warns_of_year_and_place(samples: Corpus) -> None:
    warnings = english(samples["masked-district-2023.txt"].metadata.warnings)
    assert warnings[0] == "year: the text says 2023, but another title on the page says 2024."
    assert warnings[1].startswith("place: names are masked in the text")
    assert len(warnings) == 2


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("2022年3月5日", "2022-03-05"),
        ("2022 年 3 月 5 日", "2022-03-05"),
        ("２０２２年３月５日", "2022-03-05"),
        ("二〇二二年三月五日", "2022-03-05"),
        ("二○二二年三月十日", "2022-03-10"),
        ("二0二二年十月十五日", "2022-10-15"),
        ("二〇二一年十二月二十日", "2021-12-20"),
        ("一九九九年元月三十一日", "1999-01-31"),
        ("2022.3.5", "2022-03-05"),
        ("2022-03-05", "2022-03-05"),
        ("2022年3月", "2022-03"),
        ("2022年13月5日", ""),
        ("2022年2月31日", ""),
        ("二〇二二年四月三十一日", ""),
        ("二〇二二年三月", "2022-03"),
        ("2022年3月5日（此件公开发布）", "2022-03-05"),
        ("2022年13月", ""),
    ],
)
def test_date_under_the_plan(line: str, issued: str) -> None:
    assert read(f"某局2022年工作要点\n{BODY}某区教育局\n{line}\n").issued == issued


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("某局2022年工作要点", 2022),
        ("某局 2022 年工作要点", 2022),
        ("某局２０２２年工作要点", 2022),
        ("某局二〇一九年工作要点", 2019),
        ("某局二0一九年工作要点", 2019),
        ("某校2023—2024学年工作计划", 2023),
        ("某校2023-2024学年度工作计划", 2023),
        ("某校2023--2024学年工作计划", 2023),
        ("某校2023至2024学年工作计划", 2023),
        ("某区2021—2025年教育规划", 2021),
        ("某局2019年工作总结及2020年工作思路", 2020),
        ("某局2020年工作打算和2019年工作总结", 2020),
        ("某局关于落实中发〔2018〕2号文件的意见", None),
        ("某局工作要点", None),
    ],
)
def test_year_of_a_title(title: str, year: int | None) -> None:
    assert read(f"{title}\n{BODY}").year == year


def test_year_comes_from_the_strongest_evidence() -> None:
    dated = "某区教育局\n2022年3月5日\n"
    opening = "2021年全区教育工作要坚持立德树人，办好人民满意的教育。\n"
    heading = "二、2020年工作安排\n坚持立德树人，办好人民满意的教育。\n"
    said = [
        (f"某局2019年工作要点\n{heading}{dated}", 2019, "title"),
        (f"某局工作要点\n{heading}{dated}", 2020, "heading"),
        (f"某局工作要点\n{opening}{BODY}{dated}", 2021, "opening"),
        (f"某局工作要点\n{BODY}{dated}", 2022, "date of issue"),
        (f"某局工作要点\n发布时间：2021-03-05\n{BODY}", 2021, "page date"),
        (f"某教〔2017〕3号\n某局工作要点\n{BODY}", 2017, "number"),
        (f"某局工作要点\n{BODY}", 2018, "file name"),
    ]
    for raw, year, source in said:
        meta = read(raw, stem="plan-2018")
        assert (meta.year, meta.sources["year"]) == (year, source)


@pytest.mark.parametrize(
    ("raw", "confidence"),
    [
        (f"某局2022年工作要点\n{BODY}", "high"),
        (f"某局工作要点\n{BODY}某局\n2022年3月5日\n", "medium"),
        (f"某局工作要点\n发布时间：2022-03-05\n{BODY}", "low"),
        (f"某局2022年工作要点\n2023年全区教育工作的总体要求是：落实任务。\n{BODY}", "low"),
    ],
)
def test_how_sure_a_year_is(raw: str, confidence: str) -> None:
    meta = read(raw)
    assert (meta.year, meta.confidence["year"]) == (2022, confidence)


def test_report_held_in_december_is_for_the_next_year() -> None:
    meta = read(
        "政府工作报告\n（2021年12月28日在某市人民代表大会第一次会议上）\n各位代表：\n"
        "一、2021年工作回顾\n过去一年，各项工作取得了新的成绩，实现良好开局。\n"
        "二、2022年重点工作安排\n今年要重点抓好产业，培育壮大主导产业。\n"
    )
    assert (meta.year, meta.issued) == (2022, "2021-12-28")


def test_titles_that_name_different_years_are_warned_of() -> None:
    meta = read(f"某系统2024年工作要点\n以下是小编为大家整理的要点。\n某系统2023年工作要点\n{BODY}")
    assert meta.year == 2023
    assert "year: the text says 2023, but another title on the page says 2024." in english(meta.warnings)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2023年全区教育工作的总体要求是：坚持立德树人。", 2023),
        ("2021年是建党100周年，是“十四五”规划的开局之年。", 2021),
        ("各单位要认真落实。\n2024年是实现目标任务的关键一年，做好工作意义重大。", 2024),
        ("2022年是党的二十大召开之年。去年，2021年工作目标是：全面完成。", None),
        ("2021年是极不平凡的一年，成绩很大。2022年全区教育工作的总体思路是：稳中求进。", None),
        ("落实《2023年全省教育工作总体要求》。", None),
        ("到2025年，全面完成“十四五”目标任务；2021年各项工作取得成效。", None),
    ],
)
def test_text_that_speaks_of_another_year_than_its_title_is_warned_of(text: str, other: int | None) -> None:
    meta = read(f"某局2022年工作要点\n{text}\n{BODY}")
    said = [warning for warning in english(meta.warnings) if warning.startswith("year:")]
    assert said == ([f"year: the title says 2022, but the text speaks of {other}."] if other else [])


def test_year_that_a_site_put_into_the_title_gives_way_to_that_of_the_text() -> None:
    meta = read(
        "2023年度某局工作要点\n下面是小编为大家整理的2023年度某局工作要点，供大家参考。\n"
        f"2021年，某局工作的总体思路是：全面贯彻党的教育方针。\n{BODY}"
    )
    assert (meta.year, meta.sources["year"], meta.confidence["year"]) == (2021, "text", "low")
    assert "year: the page's title says 2023, but the text speaks of 2021." in english(meta.warnings)


@pytest.mark.parametrize(
    ("title", "date", "warned"),
    [
        ("某局2022年工作要点", "2022年3月5日", False),
        ("某局2022年工作要点", "2021年12月28日", False),
        ("某局2022年工作要点", "2023年3月5日", True),
        ("某局2022年工作要点", "2019年3月5日", True),
        ("某局2022年工作总结", "2023年1月5日", False),
        ("某校2022—2023学年工作计划", "2023年2月5日", False),
    ],
)
def test_date_that_does_not_fit_the_year_is_warned_of(title: str, date: str, warned: bool) -> None:
    meta = read(f"{title}\n{BODY}某区教育局\n{date}\n")
    assert any("but it is dated" in warning for warning in english(meta.warnings)) is warned
    assert meta.confidence["year"] == ("low" if warned else "high")


@pytest.mark.parametrize(
    ("stem", "folders", "year", "source"),
    [
        ("plan", ("2021", "西湖区"), 2021, "folder name"),
        ("plan", ("西湖区", "2021年"), 2021, "folder name"),
        ("plan-2022", ("2021",), 2022, "file name"),
        ("plan", ("2021-2023", "2019"), 2019, "folder name"),
        ("plan", ("20210305",), None, None),
    ],
)
def test_folders_are_the_last_resort_for_the_year(
    stem: str, folders: tuple[str, ...], year: int | None, source: str | None
) -> None:
    meta = read_metadata(clean(BODY), file_stem=stem, folders=folders)
    assert (meta.year, meta.sources.get("year")) == (year, source)
    assert meta.confidence.get("year") == (year and "low")


@pytest.mark.parametrize(
    ("stem", "warned"),
    [("plan-2023", True), ("plan-2022", False), ("20230105", False), ("2021-2023", False)],
)
def test_year_in_the_name_of_the_file_that_differs_is_warned_of(stem: str, warned: bool) -> None:
    meta = read(f"沛县2022年工作要点\n{BODY}", stem=stem)
    said = "year: the file's name says 2023, but its title says 2022."
    assert (said in english(meta.warnings)) is warned
    assert meta.confidence["year"] == "high"


def test_page_that_says_another_date_or_number_is_warned_of() -> None:
    raw = (
        "文号：某教〔2022〕8号\n成文日期：2021-03-05\n某教〔2022〕3号\n沛县2022年工作要点\n"
        f"{BODY}沛县教育局\n2022年3月5日\n"
    )
    meta = read(raw)
    assert (meta.number, meta.confidence["number"]) == ("某教〔2022〕3号", "low")
    assert (meta.issued, meta.confidence["issued"]) == ("2022-03-05", "low")
    assert english(meta.warnings) == (
        "issued: the date line says 2022-03-05, but the page says 2021-03-05.",
        "number: the document says 某教〔2022〕3号, but the page says 某教〔2022〕8号.",
    )


def test_issuer_and_title_of_two_places_are_warned_of() -> None:
    meta = read(f"丰县教育局文件\n沛县2022年工作要点\n{BODY}")
    assert (meta.district, meta.confidence["place"]) == ("丰县", "low")
    assert english(meta.warnings) == ("place: the issuer says 丰县, but the title says 沛县.",)


@pytest.mark.parametrize(
    ("other", "warned"),
    [
        ("某局2021年工作要点", True),
        ("2021年某局工作要点范文", True),
        ("关于印发《某局2021年工作要点》的通知", True),
        ("某局2021年工作总结", False),  # a link to another document
        ("2021年工作要点解读", False),
        ("某局2022年工作要点", False),
    ],
)
def test_only_another_title_of_the_same_plan_contradicts_its_year(other: str, warned: bool) -> None:
    meta = read_metadata(clean(f"某局2022年工作要点\n{BODY}"), embedded={"title": other})
    assert any(warning.startswith("year:") for warning in english(meta.warnings)) is warned


def test_a_year_that_is_nowhere_is_warned_of() -> None:
    meta = read(f"某局工作要点\n{BODY}")
    assert meta.year is None
    assert (
        "year: no year was recognised; neither the file nor its name mentions one in four digits."
        in english(meta.warnings)
    )


def test_a_place_that_is_nowhere_is_warned_of() -> None:
    assert english(read(f"2022年工作要点\n{BODY}").warnings) == ("place: no place is named anywhere.",)


@pytest.mark.parametrize("mask", ["XX街道", "某区", "XX市", "××县", "**区"])
def test_masked_names_are_warned_of(mask: str) -> None:
    meta = read(f"2022年工作要点\n{BODY}建设{mask}新格局，推动高质量发展。\n")
    assert len(meta.warnings) == 1
    assert english(meta.warnings)[0].startswith("place: names are masked in the text (“")
    assert mask in english(meta.warnings)[0]


def test_namesakes_are_warned_of_with_their_cities() -> None:
    meta = read(f"西湖区教育局2022年工作要点\n{BODY}")
    assert (meta.district, meta.city, meta.adcode) == ("西湖区", "", "")
    assert english(meta.warnings) == (
        "place: 西湖区 lies in 浙江省杭州市, 江西省南昌市; nothing in the text settles which.",
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("西教委〔2022〕3号", "西教委〔2022〕3号"),
        ("西教委[2022] 3 号", "西教委〔2022〕3号"),
        ("西教委（2022）第3号", "西教委〔2022〕第3号"),
        ("西教委【2022】3号        签发人：李某", "西教委〔2022〕3号"),
        ("文    号：	西教〔2022〕3号	有效性：	有效", "西教〔2022〕3号"),
        ("• 发文字号:\n\n西教〔2022〕3号", "西教〔2022〕3号"),
        ("文号： 无", ""),
        ("文       号 :", ""),
        ("根据西教委〔2021〕9号文件，制定本要点，请认真执行。", ""),
    ],
)
def test_number_of_the_document(line: str, number: str) -> None:
    assert read(f"{line}\n某局2022年工作要点\n{BODY}").number == number


@pytest.mark.parametrize(
    ("raw", "issuer", "source"),
    [
        (f"某区教育局文件\n某局2022年工作要点\n{BODY}某区委\n2022年3月5日", "某区教育局", "red header"),
        (f"2022年工作要点\n{BODY}某区教育局\n2022年3月5日", "某区教育局", "signature"),
        (f"2022年工作要点\n{BODY}某区教育局 2022年3月5日", "某区教育局", "signature"),
        (f"2022年工作要点\n{BODY}某区教育局办公室\n2022年3月5日印发", "", ""),
        (f"发文机关：某区教育局\n2022年工作要点\n{BODY}", "某区教育局", "page information"),
        (
            f"来源：某报  发布机构：某区教育局  日期：2022-03-05\n2022年要点\n{BODY}",
            "某区教育局",
            "page information",
        ),
        (f"政府工作报告\n某县人民政府县长 王某\n{BODY}", "某县人民政府", "subtitle"),
        (f"某区教育局关于2022年工作的意见\n{BODY}", "某区教育局", "title"),
        (f"2022年工作要点\n发布者：管理员\n{BODY}", "", ""),
        (f"某区委组织部\n某区教育局文件\n2022年工作要点\n{BODY}", "某区委组织部、某区教育局", "red header"),
        (f"某区委教育工委\n文 件\n2022年工作要点\n{BODY}", "某区委教育工委", "red header"),
        (
            f"2022年工作要点\n{BODY}某区委组织部\n某区教育局\n2022年3月5日",
            "某区委组织部、某区教育局",
            "signature",
        ),
        (f"2022年工作要点\n{BODY}某区教育局（盖章）\n2022年3月5日", "某区教育局", "signature"),
        (f"沛县教育局关于印发《2022年工作要点》的通知\n来源：县教育局\n{BODY}", "沛县教育局", "title"),
        (f"发布机构：县教育局\n沛县人民政府关于2022年工作的意见\n{BODY}", "沛县人民政府", "title"),
        (f"2022年沛县教育局党建工作要点\n{BODY}", "沛县教育局", "title"),
        (f"2022年沛县中小学党建工作要点\n{BODY}", "", ""),
        (f"沛县人民政府\n首页 > 政务公开\n2022年工作要点\n{BODY}", "沛县人民政府", "page"),
        (f"2022年工作要点\n来源：沛县教育局\n{BODY}", "沛县教育局", "page"),
        (f"2022年工作要点\n来源：某某日报\n{BODY}", "", ""),
        (
            f"政府工作报告\n——2022年1月20日在沛县第十八届人民代表大会第一次会议上\n县长 王某某\n{BODY}",
            "沛县人民政府",
            "subtitle",
        ),
        (
            f"政府工作报告\n县长 王某某\n现在，我代表沛县人民政府，向大会报告工作，请予审议。\n{BODY}",
            "沛县人民政府",
            "text",
        ),
    ],
)
def test_issuer_and_where_it_was_read(raw: str, issuer: str, source: str) -> None:
    meta = read(raw)
    assert (meta.issuer, meta.sources.get("issuer", "")) == (issuer, source)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("中共某区委教育工作委员会\n2022年工作要点", "中共某区委教育工作委员会2022年工作要点"),
        ("某局关于印发\n《某局2022年工作要点》的\n通    知", "某局2022年工作要点"),
        (
            "某局关于进一步加强中小学\n党建工作的\n实施意见",
            "某局关于进一步加强中小学党建工作的实施意见",
        ),
        ("政府工作报\n告", "政府工作报告"),
        ("政 府 工 作 报 告", "政府工作报告"),
        ("凝心聚力 奋楫争先\n——某局2024年工作要点", "某局2024年工作要点"),
        ("某局2025年工作要点（征求意见稿）", "某局2025年工作要点（征求意见稿）"),
        ("某教育信息网\n某局2022年工作要点", "某局2022年工作要点"),
        ("某街道环境卫生和社会秩序\n专项整治工作方案", "某街道环境卫生和社会秩序专项整治工作方案"),
        (
            "关于印发2022年《政府工作报告》\n任务分工的通知",
            "关于印发2022年《政府工作报告》任务分工的通知",
        ),
        ("某县人民政府关于印发2022年政府工作报告的通知\n政府工作报告", "政府工作报告"),
        ("标题：某局2022年工作要点", "某局2022年工作要点"),
    ],
)
def test_title_in_one_line_or_several(head: str, title: str) -> None:
    assert read(f"{head}\n\n{BODY}").title == title


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("某局2022年党建工作要点", "工作要点"),
        ("某局关于加强学校党建的实施意见", "实施意见"),
        ("某局2025年工作要点（征求意见稿）", "工作要点"),
        ("某校章程实施办法（试行）", "实施办法"),
        ("某局2019年工作总结及2020年工作思路", "工作思路"),
        ("关于印发《某局2022年工作方案》的通知", "工作方案"),
        ("关于做好2022年教育工作的通知", "通知"),
    ],
)
def test_genre_is_named_by_the_title(title: str, genre: str) -> None:
    assert read(f"{title}\n{BODY}").genre == genre


def test_manifest_overrides_every_field_and_says_so() -> None:
    embedded = {
        "year": "2023",
        "year_end": "2025",
        "issued": "2023-01-02",
        "issuer": "某委",
        "number": "某〔2023〕1号",
        "title": "计划",
        "genre": "计划",
        "district": "鼓楼区",
        "city": "徐州市",
    }
    meta = read(f"杭州市西湖区教育局2022年工作要点\n{BODY}", **embedded)
    assert meta == Metadata(
        province="江苏省",
        city="徐州市",
        district="鼓楼区",
        adcode="320302",
        year=2023,
        year_end=2025,
        issued="2023-01-02",
        issuer="某委",
        number="某〔2023〕1号",
        title="计划",
        genre="计划",
        sources=meta.sources,
        confidence=meta.confidence,
    )
    assert set(meta.sources.values()) == {"manifest"}
    assert dict(meta.confidence) == dict.fromkeys(meta.sources, "high")
    assert set(meta.sources) == {"title", "issued", "issuer", "year", "year_end", "place", "number", "genre"}


def test_manifest_voids_the_place_that_was_detected() -> None:
    meta = read(f"杭州市西湖区教育局2022年工作要点\n{BODY}", district="某某新区")
    assert (meta.province, meta.city, meta.district, meta.adcode) == ("", "", "某某新区", "")


def test_manifest_takes_the_warnings_of_what_it_states() -> None:
    raw = f"教育系统2024年要点\n字号：大 中 小\n教育系统2023年要点\n{BODY}"
    assert len(read(raw).warnings) == 2
    assert read(raw, year="2024", district="沛县").warnings == ()
    assert read(raw, district="沛县").warnings == read(raw).warnings[:1]


def test_namesake_stated_by_a_person_without_city_is_still_warned_of() -> None:
    meta = read(f"2022年工作要点\n{BODY}", district="鼓楼区")
    assert (meta.district, meta.city) == ("鼓楼区", "")
    assert any(warning.startswith("place: 鼓楼区 lies in") for warning in english(meta.warnings))


def test_code_that_a_person_stated_names_the_place() -> None:
    meta = read(f"2022年工作要点\n{BODY}", adcode="320302")
    assert (meta.province, meta.city, meta.district) == ("江苏省", "徐州市", "鼓楼区")


TOLD = {
    "title": "西湖区教育局2022年工作要点_杭州市西湖区人民政府门户网站",
    "issued": "2022-03-07",
    "issuer": "西湖区教育局",
    "number": "西教〔2022〕3号",
    "source": "杭州市西湖区教育局",
    "url": "http://www.hzxh.gov.cn/art/2022/3/7/art_1.html",
}


def test_what_a_file_states_beside_its_text_fills_what_the_text_leaves_out() -> None:
    meta = read_metadata(clean(BODY), embedded=TOLD)
    assert (meta.title, meta.issued, meta.issuer, meta.number, meta.year, meta.genre) == (
        "西湖区教育局2022年工作要点",
        "2022-03-07",
        "西湖区教育局",
        "西教〔2022〕3号",
        2022,
        "工作要点",
    )
    assert meta.adcode == "330106"
    assert dict(meta.sources) == {
        "title": "page title",
        "issued": "page",
        "issuer": "page",
        "number": "page",
        "year": "page title",
        "place": "title",
        "genre": "page title",
    }
    assert set(meta.confidence.values()) == {"medium"}


def test_what_a_file_states_counts_less_than_the_document_itself() -> None:
    raw = f"沛县教育局文件\n沛教〔2023〕9号\n沛县2023年党建工作计划\n{BODY}沛县教育局\n2023年2月1日\n"
    meta = read_metadata(clean(raw), embedded={**TOLD, "title": "沛县2022年党建工作计划"})
    assert (meta.title, meta.issued, meta.issuer, meta.number, meta.adcode) == (
        "沛县2023年党建工作计划",
        "2023-02-01",
        "沛县教育局",
        "沛教〔2023〕9号",
        "320322",
    )
    assert "year: the text says 2023, but another title on the page says 2022." in english(meta.warnings)


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("沛县2022年工作要点-沛县人民政府", "沛县2022年工作要点"),
        ("沛县2022年工作要点 | 政务公开", "沛县2022年工作要点"),
        ("政府信息公开_沛县2022年工作要点", "沛县2022年工作要点"),
        ("沛县人民政府门户网站", ""),
        ("首页", ""),
    ],
)
def test_title_of_a_page_without_the_name_of_its_site(title: str, own: str) -> None:
    assert read_metadata(clean(BODY), embedded={"title": title}).title == own


def test_name_of_the_file_is_the_last_resort_for_title_and_place() -> None:
    meta = read(BODY, stem="沛县2022年党建工作要点")
    assert (meta.title, meta.district, meta.year) == ("沛县2022年党建工作要点", "沛县", 2022)
    assert meta.sources["title"] == meta.sources["place"] == "file name"
    assert set(meta.confidence.values()) == {"low"}


@given(
    st.text(
        alphabet="沛县教育局2022年工作要点关于印发《》的通知〔〕号月日一二十百、（）：:\t\n 。市区",
        max_size=80,
    ),
    st.dictionaries(st.sampled_from(sorted(TOLD)), st.text(max_size=20)),
)
def test_any_text_has_metadata_with_a_source_and_a_confidence_each(
    raw: str, embedded: dict[str, str]
) -> None:
    meta = read_metadata(clean(raw), file_stem=raw[:10], embedded=embedded)
    assert meta.sources.keys() == meta.confidence.keys()
    assert set(meta.confidence.values()) <= {"high", "medium", "low"}
    for name in ("title", "issuer", "issued", "number", "genre", "year"):
        assert bool(getattr(meta, name)) is (name in meta.sources)


def test_what_the_manifest_states_is_the_value_of_its_field() -> None:
    row = {"title": "工作要点", "adcode": "320311", "district": "泉山区"}
    _, fields, _ = apply_manifest({}, {}, [], row)
    assert {name: field.value for name, field in fields.items()} == {"title": "工作要点", "place": "泉山区"}
    assert {field.source for field in fields.values()} == {Source.MANIFEST}


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("某区教育局2022年工作安排", "工作安排"),
        ("关于2022年教育工作的安排", "安排"),
        ("某区教育实施计划", "实施计划"),
        ("某区2022年工作要点任务分工", "工作要点"),
        ("某区信息公开公告", ""),
    ],
)
def test_the_genre_is_the_kind_of_plan_that_the_title_names_last(title: str, genre: str) -> None:
    assert read_genre(FieldValue(title)).value == genre


@pytest.mark.parametrize(
    ("page_title", "title"),
    [
        ("2022年工作要点-某区教育局", "2022年工作要点"),
        ("2022年工作要点丨某区教育", "2022年工作要点"),
        ("2022年工作要点--通知公告", "2022年工作要点"),
        ("党建-业务融合工作方案", "党建-业务融合工作方案"),
        ("工作要点_某区人民政府", "工作要点"),
    ],
)
def test_the_title_of_a_page_loses_the_name_of_its_site(page_title: str, title: str) -> None:
    embedded = {"title": page_title}
    assert read_metadata(clean(BODY), embedded=embedded).title == title


def test_a_page_without_title_in_its_body_has_the_one_of_its_head_without_the_site() -> None:
    head = "<title>党建-业务融合工作方案丨某区教育</title>"
    page = read_page(f"<html><head>{head}</head><body>{make_paragraphs([BODY] * 4)}</body></html>")
    assert page.embedded["title"] == "党建-业务融合工作方案"
