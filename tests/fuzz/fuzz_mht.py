"""Fuzz the reader of web pages saved with their parts in one file (.mht)."""

import base64

from tests.fuzz.fuzz_html import page
from tests.fuzz.harness import fuzz

ARCHIVE = (
    b"From: <Saved>\r\nSubject: =?utf-8?B?5bel5L2c6KaB54K5?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/related; boundary=b; type=text/html\r\n\r\n--b\r\n"
    b"Content-Type: text/html; charset=%s\r\nContent-Transfer-Encoding: %s\r\n"
    b"Content-Location: http://a/b.html\r\n\r\n%s\r\n--b--\r\n"
)

if __name__ == "__main__":
    sound = [
        ARCHIVE % (b"utf-8", b"8bit", page("utf-8")),
        ARCHIVE % (b"gbk", b"base64", base64.encodebytes(page("gb18030"))),
        ARCHIVE % (b"utf-8", b"quoted-printable", page("utf-8").replace(b"=", b"=3D")),
    ]
    fuzz("mht", sound)
