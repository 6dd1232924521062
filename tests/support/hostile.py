"""A folder of hostile and odd files, each with the status and the reason that it should get."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NamedTuple

from analysis.reading.folder import printable
from tests.support.hostile_contents import IGNORED, KEPT, REJECTED, SECRET, contents
from tests.support.hostile_files import plan
from tests.support.hostile_tables import make_tables


class Case(NamedTuple):
    """What a file in the folder should become.

    Attributes:
        path: its path in the folder, as the ledger spells it.
        status: kept, rejected, duplicate or ignored; empty where it may be kept or rejected.
        reasons: those that are right for a file that is not kept.
    """

    path: str
    status: str
    reasons: tuple[str, ...] = ()


def make(folder: Path) -> list[Case]:
    """Write the folder; files that lie outside it, but are pointed to, go beside it."""
    folder.mkdir()
    outside = folder.parent / "outside"
    outside.mkdir()
    secret = outside / "secret.txt"
    secret.write_text(f"{SECRET}\n{plan(999)}" * 3, "utf-8")
    cases = []
    for name, content, status, reasons in contents(secret):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        cases.append(Case(name, status, reasons))
    cases += _names(folder) + _links(folder, secret) + _doors(folder) + _large(folder) + _tables(folder)
    return cases


def _names(folder: Path) -> list[Case]:
    """Names that a table, a terminal or another system stumbles over."""
    place = folder / "names"
    place.mkdir()
    names = [
        "=HYPERLINK(1).txt",
        "-rf.txt",
        "+1.txt",
        "@a.txt",
        "a'b.txt",
        "😀👩‍🏫.txt",
        " blank .txt",
        "%s{}$HOME`.txt",
        "Ａ全角.txt",
        "e\u0301.txt",
        "党" * 80 + ".txt",
        "a,b;c.txt",
        "&amp;.txt",
    ]
    if os.name != "nt":
        names += [
            'a"b.txt',
            "a\nb.txt",
            "a\tb.txt",
            "a\\b.txt",
            "\x1b[31mred.txt",
            "a|b<c>.txt",
            "\u202etxt.cod",
        ]
    cases = []
    for number, name in enumerate(names, start=600):
        (place / name).write_text(plan(number), "utf-8")
        cases.append(Case(f"names/{printable(name)}", KEPT))
    if os.name != "nt":
        (place / ("党" * 83 + ".txt")).write_text(plan(598), "utf-8")  # 253 bytes
        cases.append(Case(f"names/{'党' * 83}.txt", IGNORED, ("by its name",)))
    bad = os.fsdecode("西湖区.txt".encode("gb18030"))
    try:
        (place / bad).write_text(plan(599), "utf-8")
    except OSError:
        return cases
    return [*cases, Case(f"names/{printable(bad)}", IGNORED, ("by its name",))]


def _links(folder: Path, secret: Path) -> list[Case]:
    place = folder / "links"
    place.mkdir()
    targets: dict[str, Path | str] = {
        "out.txt": secret,
        "out of here": secret.parent,
        "up": "..",
        "device.txt": "/dev/zero",
        "broken.txt": "nowhere",
        "loop.txt": "loop.txt",
        "inside.txt": folder / "text" / "utf-8.txt",
        "folder inside": folder / "text",
        "chain.txt": "out.txt",
    }
    try:
        for name, target in targets.items():
            (place / name).symlink_to(target)
    except OSError:  # Windows may not allow links
        return []
    return [Case(f"links/{name}", IGNORED, ("a link",)) for name in targets]


def _doors(folder: Path) -> list[Case]:
    """Files that can be opened but never end or give nothing, and files that can't be opened."""
    place = folder / "doors"
    place.mkdir()
    cases = []
    if hasattr(os, "mkfifo"):
        os.mkfifo(place / "pipe.txt")
        cases.append(Case("doors/pipe.txt", REJECTED, ("no file",)))
    if os.name != "nt":
        with socket.socket(socket.AF_UNIX) as door:
            here = Path.cwd()
            os.chdir(place)  # a socket's path may not be long
            door.bind("socket.txt")
            os.chdir(here)
        cases.append(Case("doors/socket.txt", REJECTED, ("no file",)))
    if os.name != "nt" and os.geteuid() != 0:  # root may open everything
        (place / "shut.txt").write_text(plan(700), "utf-8")
        (place / "shut.txt").chmod(0)
        cases.append(Case("doors/shut.txt", REJECTED, ("cannot be opened",)))
        (place / "shut").mkdir(mode=0)
        cases.append(Case("doors/shut/", REJECTED, ("cannot be opened",)))
    return cases


def _large(folder: Path) -> list[Case]:
    """Files over a limit, made without writing them out."""
    place = folder / "large"
    place.mkdir()
    with (place / "over the limit.txt").open("wb") as file:
        file.write(plan(800).encode())
        file.truncate(60_000_001)
    with (place / "zeros.pdf").open("wb") as file:
        file.truncate(40_000_000)
    return [
        Case("large/over the limit.txt", REJECTED, ("too large",)),
        Case("large/zeros.pdf", REJECTED, ("empty",)),
    ]


def _tables(folder: Path) -> list[Case]:
    """Tables of texts: a row of the ledger for each text, and one for a table that was not read, or not whole."""
    place = folder / "tables"
    place.mkdir()
    cases = []
    for table in make_tables():
        (place / table.name).write_bytes(table.data)
        cases += [Case(f"tables/{table.name}{row}", KEPT) for row in table.rows]
        if table.reasons:
            cases.append(Case(f"tables/{table.name}", REJECTED, table.reasons))
    with (place / "a gigabyte.xlsx").open("wb") as file:
        file.truncate(1_000_000_000)
    return [*cases, Case("tables/a gigabyte.xlsx", REJECTED, ("too large",))]


def sixty_megabytes_on_one_line(folder: Path) -> Case:
    """A file just under the limit, without a line end: slow to make, and slow to read."""
    line = plan(801).replace("\n", "。").encode()
    path = folder / "sixty megabytes.txt"
    path.write_bytes((line * (60_000_000 // len(line) + 1))[: 60_000_000 // len(line) * len(line)])
    return Case(path.name, REJECTED, ("too large",))
