"""The step that sets aside explanations, news, calls for opinions and replies, and notices what may be one."""

from __future__ import annotations

import re

from analysis.documents.corpus import LedgerRow
from analysis.documents.draft import Draft
from analysis.documents.kinds.calls import find_call, find_draft_mark
from analysis.documents.kinds.evidence import (
    ENOUGH,
    LONGEST_UNTITLED,
    SURE,
    Finding,
    find_words,
    is_stated_plan,
    join_evidence,
    quote_title,
    set_aside,
)
from analysis.documents.kinds.explanations import find_explanation
from analysis.documents.kinds.news_reports import find_news_report
from analysis.documents.kinds.paper import Paper
from analysis.documents.kinds.replies import find_reply
from analysis.notices import Field, Kind, Notice
from analysis.reading import Reason

# Titles of papers that are hardly plans; they are kept, with a notice.
OTHER_PAPER = re.compile(
    "任免|任前公示|任职的|免职|聘任|招标|中标|采购公告|成交公告|询价|放假|招聘|录用|拟录|讣告|行政处罚|公示$|公示名单|节假日|值班安排|会议纪要|主持词|获奖名单"
)
# A longer call for opinions, or one that numbers so many tasks, carries the draft itself.
LONGEST_CALL, FEWEST_DRAFT_TASKS = 1500, 2


def set_aside_other_kinds(draft: Draft) -> LedgerRow | None:
    """Set aside a draft that is no plan; what is kept in doubt, and a draft of a plan, gets a notice.

    Returns:
        The row of the ledger of a document that is no plan; None for all others.
    """
    if is_stated_plan(draft):
        return None
    paper = Paper(draft)
    call = find_call(paper)
    findings = [find_reply(paper), find_explanation(paper), call, find_news_report(paper)]
    finding = max(findings, key=lambda finding: finding.weight)
    if finding.weight < ENOUGH:
        _notice_other_paper(paper)
    elif not _carries_plan(paper, finding):
        return set_aside(draft, finding)
    elif finding is not call and (finding.is_titled or finding.weight >= SURE):
        _add_notice(draft, Kind.MAY_BE_NO_PLAN, finding)
    _notice_draft(paper, call)
    return None


def _carries_plan(paper: Paper, finding: Finding) -> bool:
    """Whether a plan stands in the document, below its own title or where not much speaks against it."""
    if not finding.is_titled and len(paper.text) > LONGEST_UNTITLED:
        return True
    if finding.reason == Reason.CALL_FOR_OPINIONS:
        return paper.n_tasks >= FEWEST_DRAFT_TASKS or len(paper.text) > LONGEST_CALL
    if finding.weight >= SURE:
        return finding.reason != Reason.REPLY and paper.has_tasks and paper.has_plan_title
    return paper.has_tasks or (not finding.is_titled and paper.has_plan_title)


def _notice_draft(paper: Paper, call: Finding) -> None:
    """Tell of a plan that it is a draft: it bears the mark, or comes in a call for opinions."""
    mark = find_draft_mark(paper)
    evidence = [mark] if mark else call.evidence if call.weight >= ENOUGH else []
    if evidence:
        _add_notice(paper.draft, Kind.DRAFT, Finding(call.reason, call.kind, evidence))


def _notice_other_paper(paper: Paper) -> None:
    for title in paper.titles:
        words = find_words(OTHER_PAPER, title)
        if words:
            finding = Finding(Reason.NEWS_REPORT, Kind.MAY_BE_NO_PLAN, [quote_title(1, words)])
            _add_notice(paper.draft, Kind.MAY_BE_NO_PLAN, finding)
            return


def _add_notice(draft: Draft, kind: Kind, finding: Finding) -> None:
    draft.notices.append(Notice.of(Field.TEXT, kind, evidence=join_evidence(finding.evidence)))
