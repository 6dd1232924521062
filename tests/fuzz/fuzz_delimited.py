"""Fuzz the reader of csv and tsv."""

from tests.fuzz.harness import fuzz_table

TABLE = '标题,正文,年份\n一,"第一段，落实\n党的“建设”",2022\n\n二,"引""号",\n三,没有引号,2023,\n'

if __name__ == "__main__":
    tables = [TABLE, TABLE.replace(",", "\t"), "sep=;\n" + TABLE.replace(",", ";"), TABLE.replace('"', "", 1)]
    fuzz_table("delimited", "csv", [t.encode(way) for t in tables for way in ("utf-8", "gb18030", "utf-16")])
