"""Web pages for tests: a plan in its parts, and helpers that make pages and archives and read them."""

from __future__ import annotations

import quopri
from base64 import encodebytes

from analysis.reading.extracted import Extracted
from analysis.reading.web import html
from analysis.settings import Settings

LIMITS = Settings()

TITLE = "中共某某区教育局委员会2022年党建工作要点"

BODY = [
    "2022年党建工作的总体要求是：坚持和加强党对教育工作的全面领导，落实立德树人根本任务。",
    "一、强化政治引领",
    "1.加强理论学习。落实“第一议题”制度，每月集中学习不少于一次。",
    "2.严肃党内政治生活。认真开好民主生活会和组织生活会。",
    "二、夯实基层基础",
    "推进党支部标准化建设，选好配强学校党组织书记。",
    "某某区教育局",
    "2022年3月1日",
]

RELATED = ["区教育局召开党建工作推进会", "关于公布优秀党务工作者名单的通知", "我区举行庆祝大会"]

FOOTER = ["主办：某某区人民政府办公室", "版权所有：某某区人民政府　某ICP备05000001号"]

PICTURE = b"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw=\r\n"


def make_link(text: str) -> str:
    return f'<a href="/1.html">{text}</a>'


def make_links(texts: list[str], between: str = "") -> str:
    return between.join(map(make_link, texts))


def make_paragraphs(texts: list[str], tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{text}</{tag}>" for text in texts)


def read_page(source: str, encoding: str = "utf-8") -> Extracted:
    return html.read(source.encode(encoding), LIMITS)


def read_lines(source: str) -> list[str]:
    return read_page(source).text.split("\n")


def lines_of_document(page: Extracted) -> list[str]:
    assert page.main is not None
    start, end = page.main
    return page.text[start:end].split("\n")


def make_archive(parts: list[bytes], *, boundary: bytes = b"----=_Part_0", location: bytes = b"") -> bytes:
    head = (
        b'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="'
        + boundary
        + b'"\r\n'
        + (b"Snapshot-Content-Location: " + location + b"\r\n" if location else b"")
    )
    return (
        head
        + b"\r\n"
        + b"".join(b"\r\n--" + boundary + b"\r\n" + part for part in parts)
        + b"\r\n--"
        + boundary
        + b"--\r\n"
    )


def make_part(source: str, way: str = "quoted-printable", *, charset: str = "utf-8") -> bytes:
    encode = quopri.encodestring if way == "quoted-printable" else encodebytes
    body = encode(source.encode(charset))
    return (
        f'Content-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: {way}\r\n'
        "Content-Location: http://www.example.gov.cn/art/1.html\r\n\r\n"
    ).encode() + body
