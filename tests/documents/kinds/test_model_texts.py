"""Model texts of document-sharing sites are set aside, whole; texts of places are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.papers import as_page, read_row

TASKS = """一、加强思想建设
坚持每月集中学习，提高党员的理论水平，推动学习制度化。
二、加强组织建设
严格组织生活，做好党员发展，发挥先锋模范作用。"""
MODELS = {
    "five texts": f"党建工作要点(精选5篇)\n党建工作要点 篇1\n{TASKS}\n党建工作要点 篇2\n{TASKS}\n党建工作要点 篇3\n{TASKS}",
    "one name": f"党建工作要点\n{TASKS}\n党建工作要点 篇2\n{TASKS}\n党建工作要点 篇3\n{TASKS}",
    "talk of the site": f"2023年社区党建工作计划范文\n下面是小编为大家整理的社区党建工作计划，供大家参考。\n{TASKS}",
    "texts by number": f"学校党支部年度工作计划通用三篇\n【篇一】学校党支部年度工作计划\n{TASKS}\n【篇二】学校党支部年度工作计划\n{TASKS}",
    "running numbers": f"2022年教育工作要点怎么写\n光阴迅速，又将开始新一轮的工作，是时候写计划了。\n2022年教育工作要点一\n{TASKS}\n2022年教育工作要点二\n{TASKS}",
    "open names": f"xx镇2022年党建工作要点（通用版）\nxx镇党委坚持党建引领，推动xx镇各项工作上台阶。\n{TASKS}",
    "template": f"年度工作要点模板\n某某单位某某年工作要点。\n{TASKS}",
    "collection": f"党支部工作计划集锦15篇\n第一篇：党支部工作计划\n{TASKS}\n第二篇：党支部工作计划\n{TASKS}",
    "from users": f"基层党组织创先争优实施方案（热门3篇）\n导语：本文来源于网友上传，不代表本站观点。\n篇一：实施方案\n{TASKS}\n篇二：实施方案\n{TASKS}",
    "of several years": f"2023年工作计划(优秀4篇)\n工作计划 篇1\n2021年，我们要抓好学习。\n{TASKS}\n工作计划 篇2\n2022年，我们要抓好落实。\n{TASKS}",
    "library": f"机关党建工作要点范文(共6篇)\n篇一：机关党建工作要点\n{TASKS}\n篇二：机关党建工作要点\n{TASKS}\n本文档由会员上传，仅供参考。",
}


@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("paper", MODELS.values(), ids=MODELS)
def test_model_texts_are_set_aside(tmp_path: Path, paper: str, form: str) -> None:
    row = read_row(tmp_path, as_page(paper) if form == "page" else paper)
    assert (row.path, row.status, row.reason) == ("a.txt", "set aside", "model texts"), row.write_detail("zh")


@pytest.mark.parametrize(
    "paper",
    [
        f"沛县教育局2022年党建工作要点\n{TASKS}",
        # Copied from such a site, but of a place.
        f"沛县2022年党建工作要点（范文）\n{TASKS}\n以上仅供参考。",
        # 模板 is timber, too.
        f"沛县2022年建筑模板支撑体系专项整治方案\n{TASKS}",
        # The school's names are left open by whoever published it.
        f"某区教育系统2022年党建工作要点\n{TASKS}\n某区教育工委",
        # Parts of one plan.
        f"教育局2022年工作要点\n第一篇 总体要求\n坚持党建引领。\n第二篇 重点任务\n{TASKS}",
    ],
)
def test_plans_of_a_place_stay(tmp_path: Path, paper: str) -> None:
    assert read_row(tmp_path, paper).status == "kept"


@pytest.mark.parametrize("places", [("沛县", "睢宁县"), ("江苏省徐州市", "江苏省宿迁市")])
def test_a_compilation_of_places_is_no_model(tmp_path: Path, places: tuple[str, str]) -> None:
    paper = "工作要点汇编（2篇）\n" + "\n".join(
        f"篇{n} {place}2022年工作要点\n{TASKS}" for n, place in enumerate(places, start=1)
    )
    (tmp_path / "a.txt").write_text(paper, "utf-8")
    from analysis.documents.ingest import read_corpus

    assert all(row.status == "kept" for row in read_corpus(tmp_path).ledger_rows)
