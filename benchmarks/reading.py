"""Speed and memory of the readers, against libraries that read the same, in turns in one run.

    pip install beautifulsoup4 pdfplumber
    python benchmarks/reading.py [--rounds 7]

Text: 2,000 generated plans in UTF-8. Web pages: the sample plans in a page of usual size around
them. PDF: the sample plans typeset with the bundled font. Processor time, median of the rounds; the
most memory of a process of its own that reads all files of a kind.
"""

from __future__ import annotations

import argparse
import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from analysis.reading import extract, read_text
from analysis.settings import Settings

HERE = Path(__file__).resolve().parent
RAW = HERE.parent / "data" / "raw"
LINES, CHARACTERS = 42, 36
MENU = "".join(f'<li class="m{i % 7}"><a href="/col/{i}.html">栏目第{i}</a></li>' for i in range(150))
SCRIPT = "<script>" + "var a = function (x) { return x < 1 ? 2 : 3; };\n" * 400 + "</script>"


def make_web_page(text: str) -> bytes:
    """A web page of some 60 kB around a plan."""
    body = "\n".join(
        f'<p style="text-indent: 2em;"><span style="font-size: 16pt;">{line}</span></p>'
        for line in text.split("\n")
        if line.strip()
    )
    return (
        f'<html><head><meta charset="utf-8"><title>工作要点</title>{SCRIPT}</head><body>'
        f'<ul class="nav">{MENU}</ul><div class="box"><h1>工作要点</h1><div class="txt">{body}</div>'
        f"<ul>{MENU}</ul></div><div>版权所有　某ICP备05000001号</div></body></html>"
    ).encode()


def make_pdf(text: str) -> bytes:
    """A PDF of a plan, hard lines on pages with numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    spec = find_spec("zhplot")
    assert spec is not None and spec.origin is not None
    font = next(Path(spec.origin).parent.rglob("*.ttf"))
    pdfmetrics.registerFont(TTFont("plan", str(font)))
    lines = [part[i : i + CHARACTERS] for part in text.split("\n") for i in range(0, len(part), CHARACTERS)]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for number, start in enumerate(range(0, len(lines), LINES), 1):
        canvas.setFont("plan", 12)
        for row, line in enumerate(lines[start : start + LINES]):
            canvas.drawString(70, 780 - 17 * row, line)
        canvas.drawCentredString(297, 40, f"- {number} -")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    return data.count(b"/Type /Page\n") or data.count(b"/Type /Page ")


def read_with_pdfplumber(data: bytes) -> str:
    """The text as pdfplumber takes it out."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def read_with_beautiful_soup(data: bytes) -> str:
    """The text as BeautifulSoup takes it out."""
    from bs4 import BeautifulSoup

    text: str = BeautifulSoup(data, "html.parser").get_text()
    return text


def read_with_ours(data: bytes) -> str:
    """The text as this project takes it out."""
    return extract(data, Settings()).text


def time_in_turns(
    ways: dict[str, Callable[[bytes], str]], files: list[bytes], rounds: int
) -> dict[str, float]:
    """Seconds of processor time for all files, each way: the median of the rounds."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.process_time()
            for data in files:
                way(data)
            taken[name].append(time.process_time() - started)
    return {name: statistics.median(times) for name, times in taken.items()}


def peak_memory(kind: str) -> float:
    """The most megabytes that a process of its own takes to read the files of a kind."""
    code = [sys.executable, str(Path(__file__).resolve()), "--memory", kind]
    done = subprocess.run(code, check=True, capture_output=True, text=True)
    return float(done.stdout)


def make_files(kind: str) -> list[bytes]:
    """The sample plans as web pages or PDF."""
    make = {"html": make_web_page, "pdf": make_pdf}[kind]
    return [make(path.read_text("utf-8")) for path in sorted(RAW.glob("*.txt"))]


def measure_text_speed(rounds: int) -> tuple[float, float]:
    """Megabytes a second that text files are read with, and their megabytes."""
    with tempfile.TemporaryDirectory() as name:
        make = [sys.executable, str(HERE / "make_corpus.py"), name, "--documents", "2000"]
        subprocess.run(make, check=True, capture_output=True)
        paths = sorted(Path(name).rglob("*.txt"))
        size = sum(path.stat().st_size for path in paths) / 1e6
        taken = []
        for _ in range(rounds):
            started = time.process_time()
            for path in paths:
                read_text(path, Settings())
            taken.append(time.process_time() - started)
    return size / statistics.median(taken), size


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--memory", choices=("html", "pdf"))
    arguments = parser.parse_args()
    if arguments.memory:
        for data in make_files(arguments.memory):
            read_with_ours(data)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    speed, size = measure_text_speed(arguments.rounds)
    print(f"text: {speed:.0f} MB/s ({size:.0f} MB in 2,000 files)")
    rivals = {
        "html": ("BeautifulSoup", read_with_beautiful_soup),
        "pdf": ("pdfplumber", read_with_pdfplumber),
    }
    for kind, (name, rival) in rivals.items():
        files = make_files(kind)
        pages = sum(map(count_pages, files)) if kind == "pdf" else len(files)
        taken = time_in_turns({"ours": read_with_ours, name: rival}, files, arguments.rounds)
        print(
            f"{kind}: {1000 * taken['ours'] / pages:.1f} ms a page, {name} "
            f"{1000 * taken[name] / pages:.1f} ms: {taken[name] / taken['ours']:.1f} times; "
            f"at most {peak_memory(kind):.0f} MB"
        )


if __name__ == "__main__":
    main()
