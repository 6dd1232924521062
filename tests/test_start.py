"""start.py: its commands, and that `lab` serves the notebooks."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import start

TOKEN = "for-this-test-only"
# start.py itself, with the Python of the tests instead of .venv.
START = """
import sys
import start
start.PYTHON = sys.executable
start.is_set_up = lambda: True
sys.exit(start.main(sys.argv[1:]))
"""


class Lab(NamedTuple):
    """A running `start.py lab`."""

    process: subprocess.Popen[bytes]
    port: int

    def request(self, path: str, *, method: str = "GET", body: object = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path}", data, headers=headers, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            content: bytes = answer.read()
        return content

    def request_json(self, path: str, *, method: str = "GET", body: object = None) -> Any:
        return json.loads(self.request(path, method=method, body=body))


@pytest.fixture
def lab(root: Path, tmp_path: Path) -> Iterator[Lab]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    options += [f"--IdentityProvider.token={TOKEN}"]
    # An empty home folder, so that settings of Jupyter have no effect and are not changed.
    folders = {name: str(tmp_path) for name in ("HOME", "USERPROFILE", "JUPYTER_CONFIG_DIR")}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", START, "lab", *options],
            cwd=root,
            env={**os.environ, **folders},
            stdout=log,
            stderr=log,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
    lab = Lab(process, port)
    try:
        for _ in range(600):
            try:
                lab.request("api/status")
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, (tmp_path / "log").read_text("utf-8")
                time.sleep(0.1)
        yield lab
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals and groups of processes are those of POSIX")
def test_lab_serves_the_notebooks_and_runs_them(root: Path, lab: Lab) -> None:
    assert b"<title>JupyterLab</title>" in lab.request("lab")
    names = {item["name"] for item in lab.request_json("api/contents")["content"]}
    assert {path.name for path in (root / "notebooks").glob("*.ipynb")} <= names
    assert "README.md" not in names

    notebook = lab.request_json("api/contents/00_start_here.ipynb")["content"]
    kernel = notebook["metadata"]["kernelspec"]["name"]
    session = {"path": "00_start_here.ipynb", "name": "", "type": "notebook", "kernel": {"name": kernel}}
    started = lab.request_json("api/sessions", method="POST", body=session)
    assert started["kernel"]["name"] == kernel

    # Ctrl-C reaches every process of the terminal; JupyterLab asks whether to shut down, and the answer must reach it.
    os.killpg(lab.process.pid, signal.SIGINT)
    assert lab.process.stdin
    lab.process.stdin.write(b"y\n")
    lab.process.stdin.flush()
    assert lab.process.wait(timeout=60) == 0


def test_an_unknown_command_prints_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["labb"]) == 2
    shown = capsys.readouterr().err
    assert all(f"start.py {command}" in shown for command in ("test", "lab"))


@pytest.mark.parametrize("command", start.COMMANDS)
def test_a_command_passes_its_options_on(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []

    def record(*arguments: str) -> int:
        calls.append(arguments)
        return 3

    monkeypatch.setattr(start, "is_set_up", lambda: True)
    monkeypatch.setattr(start, "run_python", record)
    assert start.main([command, "--option", "value"]) == 3
    assert calls == [(*start.COMMANDS[command], "--option", "value")]


def test_run_is_what_start_does_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []

    def record(*arguments: str) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(start, "is_set_up", lambda: True)
    monkeypatch.setattr(start, "run_python", record)
    assert start.main([]) == 0
    assert calls == [("-m", "analysis", "run")]


def test_nothing_runs_if_the_setup_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "is_set_up", lambda: False)
    monkeypatch.setattr(start, "set_up", lambda: False)
    monkeypatch.setattr(start, "run_python", lambda *arguments: pytest.fail("nothing must run"))
    assert start.main(["test"]) == 1


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_both_readmes_name_every_command(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    assert "python start.py\n" in text
    assert "python start.py test" in text and "python start.py lab" in text
