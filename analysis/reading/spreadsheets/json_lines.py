"""Tables with a record of JSON on each line (jsonl, ndjson)."""

from __future__ import annotations

from analysis.reading.spreadsheets.records import read_lines as read

__all__ = ["read"]
