"""Fuzz the reader of saved web pages."""

from tests.fuzz.harness import fuzz
from tests.support.hostile_files import plan

LINES = plan(1).split("\n")
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="{}"><title>工作要点</title><meta name="PubDate" '
    'content="2022-03-05"></head><body><div class="nav"><a href="/">首页</a> &gt; 正文</div>'
    '<h1 style="text-align:center">{}</h1><div id="content"><ol start="3"><li>{}<li>{}</ol>'
    "<table><tr><td colspan=2 rowspan=2>{}</td><th>一</th></tr><tr><td>二</td></tr></table>"
    '<p style="display:none">x</p><pre>a\n b</pre>{}&nbsp;&#20826;</div><div>版权所有</div></body></html>'
)


def page(charset: str) -> bytes:
    """A page with a little of everything."""
    text = "".join(f"<p>{line}</p>" for line in LINES)
    return PAGE.format(charset, *LINES[:4], text).encode(charset)


if __name__ == "__main__":
    fuzz("html", [page("utf-8"), page("gb18030"), page("utf-16")])
