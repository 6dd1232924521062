"""Sentences on how a table of texts was read, and why one can't be."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

TABLE_SENTENCES = {
    Kind.HIDDEN_SHEET: Sentence(
        "工作表“{name}”是隐藏的，也已读取；如果不该分析，请删除它。",
        "The sheet “{name}” is hidden and was read as well; delete it if it should not be analysed.",
    ),
    Kind.FORMULAS_WITHOUT_VALUE: Sentence(
        "有公式而没有结果的单元格按空单元格处理（{n:,}个）；请用Excel或WPS打开表格后重新保存。",
        "Cells with a formula and no result, which count as empty: {n:,}; open the table in Excel or WPS "
        "and save it again.",
    ),
    Kind.BROKEN_LINES: Sentence(
        "有{n:,}行不是表格的行，没有读取（最先是第{lines}行）：引号没有成对，或单元格比列多；请改正，把含逗号或换行的单元格用引号括起来。",
        "Lines that are no rows of the table and were left out: {n:,} (the first: {lines}). A quotation "
        "mark is not closed, or there are more cells than columns; correct them, and put quotation marks "
        "around a cell with a comma or a line break.",
    ),
    Kind.SHORT_LINES: Sentence(
        "有{n:,}行的单元格比列少（最先是第{lines}行），缺少的按空单元格处理；请看看文字是否断开了。",
        "Lines with fewer cells than there are columns: {n:,} (the first: {lines}); those missing count "
        "as empty. Look whether a text was broken off.",
    ),
    Kind.TABLE_TOO_LARGE: Sentence(
        "表格有{n:,}个字节，上限是{most:,}个；请分成几个文件，或在analysis.toml中调高max_table_bytes。",
        "The table has {n:,} bytes and the limit is {most:,}; split it into several files, or raise "
        "max_table_bytes in analysis.toml.",
    ),
    Kind.TABLE_UNPACKS_TOO_LARGE: Sentence(
        "表格解压后有{n:,}个字节，上限是{most:,}个；请分成几个文件，或在analysis.toml中调高max_table_bytes。",
        "The table unpacks to {n:,} bytes and the limit is {most:,}; split it into several files, or raise "
        "max_table_bytes in analysis.toml.",
    ),
    Kind.CELLS_FAR_OUT: Sentence(
        "表格（部件{part}）用到第{n:,}行、第{columns:,}列，几乎全是空单元格，内存容纳不下；"
        "请删除文字右边和下面的行和列，再重新保存。",
        "The table uses row {n:,} and column {columns:,} (part {part}), nearly all of it empty, and can't be held "
        "in memory; delete the rows below and the columns beside the texts and save it again.",
    ),
    Kind.WORKBOOK_NEEDS_MEMORY: Sentence(
        "读取表格时内存不足，或读取程序中断；请删除空行和空列，分成几个文件，或另存为csv。",
        "Reading the table took too much memory, or broke off; delete empty rows and columns, split it into several "
        "files, or save it as csv.",
    ),
    Kind.JSON_TOO_DEEP: Sentence(
        "JSON的各层嵌套太深，表格不会这样写；请存为csv，或存为对象的列表。",
        "The JSON is nested deeper than any table; save it as csv, or as a list of objects.",
    ),
    Kind.JSON_OF_OTHER_SHAPE: Sentence(
        "看不出这个JSON是怎样的表格（最上层的键：{keys:line}）；请存为对象的列表，每个对象是一篇文本。",
        "It is not clear how this JSON is a table (keys at its top: {keys:line}); save it as a list of objects, one "
        "for each text.",
    ),
    Kind.TOO_MANY_VALUES: Sentence(
        "表格约有{n:,}个值，上限是{most:,}个，内存容纳不下；请分成几个文件，或存为csv。",
        "The table has some {n:,} values and the limit is {most:,}, as many as can be held in memory; split it into "
        "several files, or save it as csv.",
    ),
    Kind.TOO_MANY_COLUMNS: Sentence(
        "表格的列超过{most:,}个；请把每篇文本放在一行，每项信息放在一列。",
        "The table has more than {most:,} columns; give each text a row and each kind of information a "
        "column.",
    ),
    Kind.BROKEN_RECORDS: Sentence(
        "有{n:,}行不是JSON对象，没有读取（最先是第{lines}行）；请改正，或重新导出。",
        "Lines that are no JSON objects and were left out: {n:,} (the first: {lines}); correct them, or "
        "export them again.",
    ),
    Kind.PAGE_WITHOUT_TABLE: Sentence(
        "这个文件名为工作簿，实际是没有表格的网页；请重新导出，或改名为.html。",
        "The file has the name of a workbook and is a web page without a table; export it again, or rename it to "
        ".html.",
    ),
    Kind.NO_TABLE: Sentence(
        "从内容看，这不是可以读取的表格；请另存为xlsx或csv。",
        "By its content this is no table that can be read; save it as xlsx or csv.",
    ),
    Kind.RESERVED_NAME: Sentence(
        "这个文件名属于文件夹自己的表格（清单、提法、主题、停用词、词表），所以没有作为文本读取；"
        "如果里面是文本，请改名；清单和提法请存为.csv。",
        "Its name is that of a table about the folder (manifest, slogans, themes, stop words, words), so it was not "
        "read as texts; rename it if it holds texts, and save a manifest or slogans as .csv.",
    ),
}
