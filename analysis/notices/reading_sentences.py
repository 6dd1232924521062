"""Sentences on how a text was read, and on files that were not opened or are in the folder twice."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

READING_SENTENCES = {
    Kind.CUT_CHARACTER: Sentence(
        "文件在一个字符中间中断，结尾缺失；已读到中断处。请重新下载。",
        "The file ends in the middle of a character, so its end is missing; it was read up to there. "
        "Download it again.",
    ),
    Kind.CONTROL_CHARACTER: Sentence(
        "去掉了一个控制字符；请看看是否缺了字。",
        "A control character was left out; look whether a word is missing.",
    ),
    Kind.CONTROL_CHARACTERS: Sentence(
        "去掉了{n}个控制字符；请看看是否缺了字。",
        "{n} control characters were left out; look whether a word is missing.",
    ),
    Kind.UTF_8_AS_GBK: Sentence(
        "修复了乱码：UTF-8曾被当作GBK读取（{n}处）。",
        "Garbled text was repaired: UTF-8 that had been read as GBK (passages: {n}).",
    ),
    Kind.UTF_8_AS_WESTERN: Sentence(
        "修复了乱码：UTF-8曾被当作西文读取（{n}处）。",
        "Garbled text was repaired: UTF-8 that had been read as Western text (passages: {n}).",
    ),
    Kind.GB_AS_WESTERN: Sentence(
        "修复了乱码：GB 18030曾被当作西文读取（{n}处）。",
        "Garbled text was repaired: GB 18030 that had been read as Western text (passages: {n}).",
    ),
    Kind.GARBLED: Sentence(
        "无法修复的乱码字符（�或锟斤拷）：{n}个。",
        "Characters garbled beyond repair (� or 锟斤拷): {n}.",
    ),
    Kind.NOTES_LEFT_OUT: Sentence(
        "脚注和尾注放在正文之后，不参与分析（{n}行）。",
        "Footnotes and endnotes come after the body and are not analysed ({n}).",
    ),
    Kind.INSERTED_DOCUMENT: Sentence(
        "没有读取：插入的其他格式的文件。",
        "Not read: a document of another format that was inserted.",
    ),
    Kind.DIAGRAM: Sentence("没有读取：图示中的文字。", "Not read: the text of a diagram."),
    Kind.END_MISSING: Sentence(
        "文件的结尾缺失，可能因此缺少文字；请重新下载。",
        "The file's end is missing, and text may be missing with it; download it again.",
    ),
    Kind.PAGES_AT_END_MISSING: Sentence(
        "文件的结尾缺失，可能因此缺少页面；请重新下载。",
        "The file's end is missing, and pages may be missing with it; download it again.",
    ),
    Kind.PAGES_MISSING: Sentence(
        "文件中缺少页面：{pages}。",
        "Pages are missing from the file: {pages}.",
    ),
    Kind.RECOGNISED: Sentence(
        "文字由机器识别（OCR），平均置信度{confidence:.0%}；请核对名称和数字。",
        "recognised by machine (OCR), mean confidence {confidence:.0%}; check names and numbers.",
    ),
    Kind.PAGES_RECOGNISED: Sentence(
        "{pages:pages}：文字由机器识别（OCR），平均置信度{confidence:.0%}；请核对名称和数字。",
        "{pages:pages}: recognised by machine (OCR), mean confidence {confidence:.0%}; "
        "check names and numbers.",
    ),
    Kind.PICTURES_NOT_READ: Sentence(
        "{pages:pages}：是没有文字的图片，没有读取。{why}",
        "{pages:pages}: pictures without text, not read. {why}",
    ),
    Kind.PICTURE_FAILED: Sentence(
        "{pages:pages}是图片，没有读取。{why}",
        "{pages:pages} is a picture and was not read. {why}",
    ),
    Kind.OCR_OFF: Sentence(
        "要用OCR识别图片，请在analysis.toml中写ocr = true。",
        "Set ocr = true in analysis.toml to have pictures read by OCR.",
    ),
    Kind.OCR_NOT_INSTALLED: Sentence(
        "要识别图片，请安装一次OCR：在本项目中运行pip install --require-hashes -r requirements-ocr.lock，"
        '在别处运行pip install "district-analysis[ocr]"。',
        "To have pictures read, install OCR once: pip install --require-hashes -r "
        'requirements-ocr.lock in this project, or pip install "district-analysis[ocr]" elsewhere.',
    ),
    Kind.PICTURES_TOO_LARGE: Sentence("图片太大，无法用OCR识别。", "Their pictures are too large for OCR."),
    Kind.INVISIBLE_TEXT: Sentence(
        "{pages:pages}：文字取自OCR程序放在图片后面的隐形文字层；请核对名称和数字。",
        "{pages:pages}: the text is the invisible layer that an OCR program put behind the picture; "
        "check names and numbers.",
    ),
    Kind.WATERMARK: Sentence("作为水印去掉：{texts:quoted}。", "Left out as watermark: {texts:quoted}."),
    Kind.WATERMARK_OR_SIDE_NOTE: Sentence(
        "作为水印或页边文字去掉：{texts:quoted}。",
        "Left out as watermark or note at the side: {texts:quoted}.",
    ),
    Kind.UNKNOWN_CHARACTERS: Sentence(
        "有{n:,}个字符在所用字体中无法识别，显示为{sign}。",
        "{n:,} characters are unknown to their fonts, shown as {sign}.",
    ),
    Kind.HIDDEN_FILE: Sentence("隐藏文件，不是计划。", "A hidden file, not a plan."),
    Kind.SYSTEM_FILE: Sentence("系统文件，不是计划。", "A file of the computer's own, not a plan."),
    Kind.LOCK_FILE: Sentence("办公软件留下的锁定文件。", "A lock file that an office program left."),
    Kind.UNFINISHED_FILE: Sentence(
        "备份或未完成的下载，不是计划；如果是计划，请改名。",
        "A backup or an unfinished download, not a plan; rename it if it is one.",
    ),
    Kind.FOLDER_FILE: Sentence("关于文件夹的说明，不是计划。", "A file about the folder, not a plan."),
    Kind.TABLE_NOT_AT_TOP: Sentence(
        "{name}只在原始文件夹的最上层读取；请移到那里。",
        "A {name} is read only at the top of the raw folder; move it there.",
    ),
    Kind.FOREIGN_FILE: Sentence(
        "从文件名看，这是{file_type}，不是计划；请把计划另存为Word、PDF或文本文件。",
        "By its name this is {file_type}, not a plan; save the plan as Word, PDF or text.",
    ),
    Kind.NAME_TOO_LONG: Sentence(
        "文件名有{n}个字节，超过{most}个字节就无法用它命名正文；请缩短文件名。",
        "Its name has {n} bytes, and no text can be named after one with more than {most}; "
        "shorten it to have it read.",
    ),
    Kind.NAME_NOT_UTF_8: Sentence(
        "文件名不是有效的UTF-8；请改名后再读取。",
        "Its name is not valid UTF-8; rename it to have it read.",
    ),
    Kind.NAME_IN_GB_18030: Sentence(
        "文件名不是有效的UTF-8（按GB 18030读作{name}）；请改名后再读取。",
        "Its name is not valid UTF-8 (in GB 18030 it reads {name}); rename it to have it read.",
    ),
    Kind.PART_OF_SAVED_PAGE: Sentence(
        "已保存网页“{page}”的一部分；该网页另行读取。",
        "A part of the saved web page {page}, which is read itself.",
    ),
    Kind.LINK_OUT_OF_FOLDER: Sentence(
        "指向原始文件夹之外的链接；如果需要，请把文件复制到这里。",
        "A link that leads out of the raw folder; copy the file here if it is wanted.",
    ),
    Kind.LINK_TO_NOTHING: Sentence(
        "链接的目标不存在：文件已移动或删除；请删除或修复链接。",
        "A link to nothing: the file was moved or deleted; delete or fix the link.",
    ),
    Kind.LINK_TO_FOLDER: Sentence(
        "指向原始文件夹内某个文件夹的链接；其中的文件另行列出。",
        "A link to a folder of the raw folder, whose files are listed themselves.",
    ),
    Kind.LINK_TO_FILE: Sentence(
        "指向{path}的链接；该文件另行读取。", "A link to {path}, which is read itself."
    ),
    Kind.SAME_BYTES: Sentence(
        "与{path}逐字节相同，是同一个文件。", "The same file as {path}, byte for byte."
    ),
    Kind.NAME_TAKEN: Sentence(
        "它的正文要写到{name}，而这里已有同名文件夹；请给文件或文件夹改名。",
        "Its text would be written to {name}, which is the name of a folder here; "
        "rename the file or the folder.",
    ),
}
