"""Why a file is damaged, unsafe or no text: parts of sentences, which complete those of refusals."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

CAUSES = {
    # The file is damaged: …
    Kind.PART_MISSING: Sentence("缺少部件{part}", "its part {part} is missing"),
    Kind.PART_UNREADABLE: Sentence(
        "无法解压部件{part}：{fault}", "its part {part} can't be unpacked: {fault}"
    ),
    Kind.PART_NOT_XML: Sentence(
        "部件{part}不是完好的XML：{fault}", "its part {part} is no sound XML: {fault}"
    ),
    Kind.DIRECTORY_UNREADABLE: Sentence(
        "无法读取压缩包的目录：{fault}", "its directory can't be read: {fault}"
    ),
    Kind.CONTAINER_UNREADABLE: Sentence("无法读取容器：{fault}", "its container can't be read: {fault}"),
    Kind.WORKBOOK_UNREADABLE: Sentence("无法读取工作簿：{fault}", "its workbook can't be read: {fault}"),
    Kind.PARQUET_UNREADABLE: Sentence("无法作为parquet读取：{fault}", "it can't be read as parquet: {fault}"),
    Kind.NOT_JSON: Sentence("第{line}行起不是JSON：{fault}", "from line {line} on it is no JSON: {fault}"),
    Kind.PARTS_TOO_DEEP: Sentence(
        "各部分嵌套太深或太大，内存容纳不下", "its parts are nested too deep or too large to be held"
    ),
    Kind.TOO_LARGE_TO_HOLD: Sentence("文件太大，内存容纳不下", "it is too large to be held"),
    Kind.NO_PAGES: Sentence("里面没有页面", "it has no pages"),
    Kind.NO_BODY: Sentence("里面没有正文", "it has no body"),
    Kind.NO_TEXT: Sentence("里面没有文字", "it has no text"),
    Kind.NOT_RICH_TEXT: Sentence("开头不是RTF格式", "it does not begin as rich text"),
    Kind.NOT_WORD: Sentence("文件头不是Word文档的", "its head is not that of a Word document"),
    Kind.TEXT_TABLE_MISSING: Sentence("缺少正文的索引表", "the table of its text is missing"),
    Kind.TEXT_TABLE_CONTRADICTS: Sentence("正文的索引表自相矛盾", "the table of its text contradicts itself"),
    Kind.TEXT_CUT_OFF: Sentence("正文不完整，后面被截断", "its text is cut off"),
    Kind.PROPERTIES_CONTRADICT: Sentence(
        "格式信息与正文矛盾（{fault}）", "its properties contradict its text ({fault})"
    ),
    # The file holds …, which no word processor writes.
    Kind.UNUSUAL_PACKING: Sentence("用不常见的方法压缩的部分", "parts packed by an unusual method"),
    Kind.TOO_MANY_MEMBERS: Sentence("超过{most:,}个部分", "more than {most:,} members"),
    Kind.BOMB: Sentence(
        "解压后超过原来大小{ratio}倍的部分", "a part that unpacks to over {ratio} times its size"
    ),
    Kind.GROUPS_TOO_DEEP: Sentence("嵌套超过{most:,}层的组", "groups nested over {most:,} deep"),
    Kind.TYPE_DECLARATION: Sentence(
        "文档类型声明（在部件{part}中）", "a document type declaration in its part {part}"
    ),
    Kind.ELEMENTS_TOO_DEEP: Sentence(
        "嵌套几百层的元素（在部件{part}中）", "hundreds of elements inside each other in its part {part}"
    ),
    # The file holds …, so it is no text.
    Kind.ZERO_BYTE: Sentence("零字节（第{position}字节）", "a zero byte (byte {position})"),
    Kind.TOO_MANY_CONTROLS: Sentence(
        "控制字符（第一个是第{position}个字符）", "control characters (the first at character {position})"
    ),
}
