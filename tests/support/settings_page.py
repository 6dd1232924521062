"""docs/settings.md, made from the docstring and the defaults of `Settings`.

python -m tests.support.settings_page    write the page
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from pathlib import Path

from analysis.settings import Settings, TableSettings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
INTRODUCTION = """\
# Settings

Write the settings that you want to change into a file `analysis.toml`, one on each line; all others keep their default. `analysis` reads it from the folder where it is run; notebooks read it from there or from the folder above. Name another file with `--settings`. A file that does not exist and a name that is not a setting are errors.

```toml
language = "en"
max_bytes = 100_000_000
```

In Python, `analysis.read_settings()` reads the same file and `analysis.Settings(language="en")` needs none. A corpus keeps the settings it was read with, and every function that takes the corpus or its tokens uses them wherever a parameter is left at `None`. Figures take tables, not a corpus, so give them `language` and `most` yourself, as the notebooks do.

| setting | default | meaning |
|---|---|---|
"""
TABLE = """
## Tables of texts

The columns of a table (xlsx, xls, ods, csv, tsv, json, jsonl, parquet) are recognised by their names and by what is in them. Where that is in doubt, the ledger says so, and the last lines of `analysis.toml` settle it:

```toml
[table]
text = "政策内容"
place = ["所在地", "地区"]
year = ""
```

Each but `header` is the name of a column or a sheet as the table has it, or a list of names where several tables name it differently: the first that a table has is taken, and a table that has none of them is rejected with a list of its columns. `""` says that no column is this. In a table without a head columns are named by their letters: `text = "C"`.

| setting of `[table]` | meaning |
|---|---|
"""


def read_descriptions(described: type = Settings) -> dict[str, str]:
    """What the docstring of `Settings` says of each setting, each as one line."""
    attributes = inspect.cleandoc(described.__doc__ or "").partition("Attributes:\n")[2]
    entries = re.findall(r"^    (\w+(?:, \w+)*): (.+(?:\n {8}.+)*)", attributes, re.MULTILINE)
    return {name: re.sub(r"\s+", " ", text) for names, text in entries for name in names.split(", ")}


def make_page() -> str:
    """The page as it must stand in docs/settings.md."""
    descriptions = read_descriptions()
    rows = [
        f"| `{field.name}` | `{json.dumps(field.default)}` | {descriptions[field.name]} |\n"
        for field in dataclasses.fields(Settings)
        if field.name != "table"
    ]
    of_table = [f"| `{name}` | {text} |\n" for name, text in read_descriptions(TableSettings).items()]
    return INTRODUCTION + "".join(rows) + TABLE + "".join(of_table)


if __name__ == "__main__":
    PAGE.write_text(make_page(), "utf-8")
