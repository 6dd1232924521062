"""Sentences on the columns and cells of tables of texts."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

COLUMN_SENTENCES = {
    # Tables and sheets of which nothing is read.
    Kind.NO_TEXT_COLUMN: Sentence(
        '表格里没有找到正文列；看到的列有：{columns:line}。请在analysis.toml的[table]中写明哪一列是正文，例如text = "政策内容"。',
        "No column of the table looks like the texts; its columns are: {columns:line}. Name the column of the "
        'texts in analysis.toml under [table], as text = "content".',
    ),
    Kind.SEVERAL_TEXT_COLUMNS: Sentence(
        '表格里不止一列像正文：{columns:line}。请在analysis.toml的[table]中写明用哪一列，例如text = "{first}"。',
        "More than one column of the table looks like the texts: {columns:line}. Name the one to use in "
        'analysis.toml under [table], as text = "{first}".',
    ),
    Kind.COLUMN_NOT_THERE: Sentence(
        "analysis.toml的[table]写的是{setting} = {wanted:quoted}，但表格里没有这一列；表格的列有：{columns:line}。",
        "analysis.toml says {setting} = {wanted:quoted} under [table], but the table has no such column; its columns "
        "are: {columns:line}.",
    ),
    Kind.SHEET_NOT_THERE: Sentence(
        "analysis.toml的[table]写的是sheet = {sheets:quoted}，但表格里没有这个工作表，或它是空的。",
        "analysis.toml says sheet = {sheets:quoted} under [table], but the table has no such sheet, or it is empty.",
    ),
    Kind.SHEET_NOT_CHOSEN: Sentence(
        "没有读取：analysis.toml的[table]写的是sheet = {sheets:quoted}。",
        "Not read: analysis.toml says sheet = {sheets:quoted} under [table].",
    ),
    Kind.SHEET_WITHOUT_TEXT: Sentence(
        "工作表里没有正文列（看到的列有：{columns:line}），而其他工作表有；如果里面有计划，"
        "请在analysis.toml的[table]中写明text。",
        "The sheet has no column of texts (its columns are: {columns:line}), while another sheet has one; if it "
        "does hold plans, set text in analysis.toml under [table].",
    ),
    Kind.TABLE_EMPTY: Sentence("表格里没有数据。", "The table is empty."),
    Kind.TABLE_STOPS: Sentence(
        "表格只读出前面的{n:,}份正文，后面的读不出（{cause:line}）。",
        "Only the first {n:,} texts of the table could be read, not the rest ({cause:line}).",
    ),
    # Rows.
    Kind.ROW_WITHOUT_TEXT: Sentence(
        "这一行的“{column}”是空的，没有正文。", "The row has no text: its cell in “{column}” is empty."
    ),
    Kind.SAME_ROW: Sentence(
        "正文和各列写明的内容都与{path}相同。", "The text and all that the columns state are those of {path}."
    ),
    # What is in a cell.
    Kind.TEXT_CUT_BY_EXCEL: Sentence(
        "正文到Excel单元格的上限（{most:,}个字符）为止，后面很可能被截断了；请从来源处取得全文。",
        "The text ends at the most that a cell of Excel holds ({most:,} characters), so its end is probably lost; "
        "get the whole text from its source.",
    ),
    Kind.CELL_HAS_HTML: Sentence(
        "单元格里是网页代码，已按网页读取。",
        "The cell holds the source of a web page, which was read as one.",
    ),
    Kind.CELL_HAS_ENTITIES: Sentence(
        "单元格里有网页字符代码（如&nbsp;），已换成它们代表的字符（{n}处）。",
        "Codes of characters in the cell, such as &nbsp;, were read as what they stand for ({n}).",
    ),
    Kind.CELL_HAS_WRITTEN_BREAKS: Sentence(
        "单元格里的换行写成了“\\n”，已还原为换行（{n}处）。",
        "Line breaks that were written out as \\n were read as line breaks ({n}).",
    ),
    Kind.CELL_HAS_LIST: Sentence(
        "单元格里是程序输出的段落列表，已还原为段落。",
        "The cell holds a list of paragraphs as a program prints it, which was read as paragraphs.",
    ),
    # What a column states.
    Kind.CELL_NOT_READ: Sentence(
        "“{column}”列写的是“{value}”，看不懂，没有采用。",
        "the column “{column}” says “{value}”, which could not be understood and was not used.",
    ),
    Kind.DAY_AS_NUMBER: Sentence(
        "日期是数字{number}，按Excel（1900日期系统）或时间戳读作{issued}。",
        "the date is the number {number}, read as {issued} (days as Excel counts them from 1900, or a time stamp).",
    ),
    Kind.TEXT_CONTRADICTS_COLUMN: Sentence(
        "“{column}”列写的是{value}，已采用；{source}写的是{other}。",
        "the column “{column}” says {value}, which was taken; the {source} says {other}.",
    ),
    Kind.PLACE_OF_COLUMN_UNKNOWN: Sentence(
        "表格写的{names}不在地名表里，按原样采用；请写全称，如“浙江省杭州市西湖区”。",
        "the table's {names} is not in the gazetteer and was taken as it stands; write names in full, as "
        "西湖区.",
    ),
}
