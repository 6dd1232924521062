"""Names of fields, sources and file types in both languages."""

from __future__ import annotations

from analysis.notices.notice import Field, FileType, Source
from analysis.notices.sentence import Sentence

# What a sentence on a value or on the headings begins with.
FIELD_NAMES = {
    Field.PLACE: Sentence("地点", "place"),
    Field.YEAR: Sentence("年份", "year"),
    Field.ISSUED: Sentence("成文日期", "issued"),
    Field.ISSUER: Sentence("发文机关", "issuer"),
    Field.NUMBER: Sentence("文号", "number"),
    Field.TITLE: Sentence("标题", "title"),
    Field.GENRE: Sentence("文种", "genre"),
    Field.HEADINGS: Sentence("编号", "headings"),
    Field.SCRIPT: Sentence("字形", "script"),
}
SOURCE_NAMES = {
    Source.MANIFEST: "manifest.csv",
    Source.COLUMN: "表格列",
    Source.SHEET_NAME: "工作表名",
    Source.RED_HEADER: "红头",
    Source.TITLE: "标题",
    Source.INNER_TITLE: "通知中的标题",
    Source.NOTICE_TITLE: "通知标题",
    Source.PAGE_TITLE: "网页标题",
    Source.SUBTITLE: "副标题",
    Source.HEADING: "小标题",
    Source.OPENING: "开头",
    Source.TEXT: "正文",
    Source.BODY: "正文",
    Source.SIGNATURE: "落款",
    Source.DATE_LINE: "日期行",
    Source.IMPRINT: "版记",
    Source.NUMBER_LINE: "文号行",
    Source.ISSUER: "发文机关",
    Source.NUMBER: "文号",
    Source.DATE_OF_ISSUE: "成文日期",
    Source.PAGE_INFORMATION: "网页信息",
    Source.PAGE_DATE: "网页日期",
    Source.PAGE: "网页",
    Source.FOOTER: "页脚",
    Source.FILE_NAME: "文件名",
    Source.FOLDER_NAME: "文件夹名",
}
FILE_TYPE_NAMES = {
    FileType.TABLE: "电子表格或数据表",
    FileType.SLIDES: "幻灯片",
    FileType.ARCHIVE: "压缩包",
    FileType.PROGRAM: "程序",
    FileType.CODE: "程序代码或数据",
    FileType.MEDIA: "音频或视频",
    FileType.FONT: "字体",
    FileType.LINK: "链接或邮件",
    FileType.SPREADSHEET: "电子表格",
    FileType.OLD_OFFICE: "旧版办公文件（不是Word文档）",
    FileType.OPEN_DOCUMENT: "OpenDocument文件",
    FileType.CAJ: "CAJ文件",
    FileType.XML: "XML文件（不属于可读取的办公软件）",
    FileType.POSTSCRIPT: "PostScript文件",
    FileType.DATABASE: "数据库",
}
