"""Fuzz the reader of saved web pages, single files (.html) and archives of them (.mht)."""

from tests.fuzz.harness import fuzz
from tests.hostile_files import plan

LINES = plan(1).split("\n")
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="{}"><title>工作要点</title><meta name="PubDate" '
    'content="2022-03-05"></head><body><div class="nav"><a href="/">首页</a> &gt; 正文</div>'
    '<h1 style="text-align:center">{}</h1><div id="content"><ol start="3"><li>{}<li>{}</ol>'
    "<table><tr><td colspan=2 rowspan=2>{}</td><th>一</th></tr><tr><td>二</td></tr></table>"
    '<p style="display:none">x</p><pre>a\n b</pre>{}&nbsp;&#20826;</div><div>版权所有</div></body></html>'
)
MHT = (
    "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n"
    "Content-Location: http://a/b.html\r\n\r\n{}\r\n--b--\r\n"
)

if __name__ == "__main__":
    text = "".join(f"<p>{line}</p>" for line in LINES)
    pages = [
        PAGE.format(charset, *LINES[:4], text).encode(charset) for charset in ("utf-8", "gb18030")
    ]
    archives = [MHT.format(way, pages[0].decode()).encode() for way in ("8bit", "quoted-printable")]
    fuzz("html", [*pages, *archives, PAGE.format("utf-16", *LINES[:4], text).encode("utf-16")])
