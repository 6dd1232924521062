"""Sentences on files that can't be read: what happened, and what to do."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

REFUSALS = {
    # Files of any format.
    Kind.FILE_EMPTY: Sentence(
        "文件是空的；请重新下载或保存。", "The file is empty; download or save it again."
    ),
    Kind.FILE_TOO_LARGE: Sentence(
        "文件有{n:,}个字节，上限是{most:,}个；如果确实是一份计划，请在analysis.toml中调高max_bytes。",
        "The file has {n:,} bytes and the limit is {most:,}; raise max_bytes in analysis.toml if it really "
        "is one plan.",
    ),
    Kind.FILE_NOT_OPENED: Sentence(
        "无法打开文件（{fault}）；请检查访问权限。",
        "The file can't be opened ({fault}); check its permissions.",
    ),
    Kind.FOLDER_NOT_OPENED: Sentence(
        "无法打开这个文件夹，里面的文件没有读取；请检查访问权限和路径的长度。",
        "This folder can't be opened, so what is in it was not read; check its permissions and the length "
        "of its path.",
    ),
    Kind.NOT_A_FILE: Sentence(
        "这是设备、管道或套接字，不是文件；请把它移出文件夹。",
        "This is a device, a pipe or a socket, not a file.",
    ),
    Kind.OTHER_FORMAT: Sentence(
        "从内容看，这是{file_type}，不含可以读取的计划；请把计划另存为Word、PDF、网页或纯文本。",
        "By its content this is {file_type}, which holds no plan that can be read; save the plan as Word, "
        "PDF, a web page or plain text.",
    ),
    Kind.FILE_PROTECTED: Sentence(
        "文件有密码保护；请用相应的办公软件打开，去掉密码后重新保存。",
        "The file is protected by a password; open it in its office program and save it again without one.",
    ),
    Kind.TEXT_TOO_LONG: Sentence(
        "文件的文字有{n:,}个字符，上限是{most:,}个；如果确实是一份计划，请在analysis.toml中调高max_chars。",
        "The file's text has {n:,} characters and the limit is {most:,}; raise max_chars in analysis.toml "
        "if it really is one plan.",
    ),
    Kind.TOO_FEW_HANZI: Sentence(
        "文件里有{n}个汉字，而一份计划至少要有{fewest}个；"
        "请重新保存网页上的正文，或在analysis.toml中调低min_hanzi。",
        "The file holds {n} Chinese characters, fewer than the {fewest} that a plan must have; save the "
        "page's text again, or lower min_hanzi in analysis.toml.",
    ),
    Kind.NO_RUNNING_TEXT: Sentence(
        "每一行看起来都是页眉、页脚或网页栏目，没有可以分析的正文；请查看文件，必要时重新保存正文。",
        "Every line looks like page furniture; there is no running text to analyse.",
    ),
    Kind.ERROR_PAGE: Sentence(
        "这个网页只说明计划无法显示；请保存计划本身的网页。",
        "This is a page that says the plan could not be shown; save the plan's own page.",
    ),
    Kind.PROGRAM_FAULT: Sentence(
        "读取这个文件时程序内部出错（{fault}）；请另存为其他格式，并把是哪个文件告诉本程序的作者。",
        "Reading this file failed inside the program ({fault}); save it in another format, and tell the "
        "makers of this program which file it was.",
    ),
    Kind.DAMAGED: Sentence(
        "文件已损坏：{cause:line}。请重新下载，或用Word或WPS打开后另存。",
        "The file is damaged: {cause:line}. Download it again, or open it in Word or WPS and save it again.",
    ),
    Kind.UNSAFE: Sentence(
        "文件里有{cause:line}，文字处理软件不会这样写；除非知道文件的来源，否则请不要打开。",
        "The file holds {cause:line}, which no word processor writes; do not open it unless you know where "
        "it is from.",
    ),
    # Text and its encoding.
    Kind.NOT_TEXT: Sentence(
        "文件里有{cause}，所以不是文本文件，或者已损坏；请重新下载，或用原来的程序打开后存为文本。",
        "The file holds {cause}, so it is no text, or a damaged one; download it again, or open it in its "
        "own program and save it as text.",
    ),
    Kind.ENCODING_UNKNOWN: Sentence(
        "文件的字节不是UTF-8、UTF-16、GB 18030或Big5编码的中文（也可能根本不是文字）；"
        "请用原来的程序打开，存为UTF-8。",
        "The bytes are no Chinese text in UTF-8, UTF-16, GB 18030 or Big5 (they may be no text at all); "
        "open the file in the program that made it and save it as UTF-8.",
    ),
    Kind.BYTES_DAMAGED: Sentence(
        "文件的编码是{encoding}，但有损坏的字节，第一个在第{position}字节处；请重新下载。",
        "The file is {encoding} with damaged bytes, the first at byte {position}; download it again.",
    ),
    Kind.TWO_ENCODINGS: Sentence(
        "文件在第{position}字节之前是UTF-8编码，之后是{encoding}编码；"
        "请把两部分分别存为文件，或整个存为UTF-8。",
        "The file is UTF-8 up to byte {position} and {encoding} from there; save each part as a file of "
        "its own, or the whole as UTF-8.",
    ),
    Kind.CHARACTERS_LOST: Sentence(
        "转换编码时，{total:,}个字符中约有{n:,}个已经丢失（显示为�、锟斤拷或生僻字），无法恢复；"
        "请从来源处重新获取这份计划。",
        "About {n:,} of {total:,} characters were lost when the text was converted from another encoding "
        "(they show as �, 锟斤拷 or rare characters), and nothing can bring them back; get the plan from its "
        "source again.",
    ),
    # Containers and XML.
    Kind.PARTS_ENCRYPTED: Sentence(
        "文件的内容已加密；请用密码打开，去掉密码后重新保存。",
        "The file's parts are encrypted; open it with its password, take the password off and save it again.",
    ),
    Kind.UNPACKS_TOO_LARGE: Sentence(
        "文件解压后有{n:,}个字节或更多，上限是{most:,}个；"
        "如果确实是一份计划，请在analysis.toml中调高max_unpacked_bytes。",
        "The file unpacks to {n:,} bytes or more and the limit is {most:,}; raise max_unpacked_bytes in "
        "analysis.toml if it really is one plan.",
    ),
    Kind.TOO_MANY_ELEMENTS: Sentence(
        "文件到部件{part}为止，元素和属性已多于一份几百页的计划；请只保存计划本身，不要带修订记录。",
        "The file has more elements and attributes up to its part {part} than a plan of many hundred pages; "
        "save the plan alone and without its change history.",
    ),
    # Word and rich text.
    Kind.OLD_WORD: Sentence(
        "这是Word 6或Word 95的文档；请用Word、WPS或LibreOffice打开，另存为.docx。",
        "The document is of Word 6 or 95; open it in Word, WPS or LibreOffice and save it as .docx.",
    ),
    Kind.DOCUMENT_PROTECTED: Sentence(
        "文档有密码保护；请用密码打开，取消保护后重新保存。",
        "The document is protected by a password; open it with the password, take the protection off and "
        "save it again.",
    ),
    Kind.DOCUMENT_TOO_LONG: Sentence(
        "文档注明有{n:,}个字符，上限是{most:,}个；如果确实是一份计划，请在analysis.toml中调高max_chars。",
        "The document states {n:,} characters and the limit is {most:,}; raise max_chars in analysis.toml "
        "if it really is one plan.",
    ),
    Kind.TOO_MANY_PROPERTIES: Sentence(
        "文档的格式信息超过{most:,}页；请把计划单独存为一个文档。",
        "The document has over {most:,} pages of properties; save the plan alone as a document of its own.",
    ),
    Kind.DOCUMENT_OF_PICTURES: Sentence(
        "文档里只有页面的图片，没有文字；请存为PDF，用OCR识别图片，或找一份有文字的文件。",
        "The document holds pictures of pages and no text; save it as PDF to have the pictures read by OCR, "
        "or find a copy with text.",
    ),
    Kind.RICH_TEXT_TOO_LONG: Sentence(
        "文件的文字超过上限{most:,}个字符；如果确实是一份计划，请在analysis.toml中调高max_chars。",
        "The file's text is longer than the limit of {most:,} characters; raise max_chars in analysis.toml "
        "if it really is one plan.",
    ),
    Kind.TOO_MANY_COMMANDS: Sentence(
        "文件里的格式命令超过{most:,}个，计划不会有这么多；请把计划单独存为.docx。",
        "The file has more than {most:,} commands, as no plan has; save the plan alone, as .docx.",
    ),
    # Web pages.
    Kind.PAGE_ENCODING_UNKNOWN: Sentence(
        "网页的字节不是UTF-8、UTF-16、GB 18030或Big5编码的中文；"
        "请用浏览器打开，重新存为UTF-8，或把正文复制到.txt文件里。",
        "The page's bytes are no Chinese text in UTF-8, UTF-16, GB 18030 or Big5; open it in a browser and "
        "save it again as UTF-8, or copy its text into a .txt file.",
    ),
    Kind.PAGE_WITHOUT_TEXT: Sentence(
        "网页本身没有文字（只有框架或图片，或由脚本填充）；"
        "请用浏览器打开，保存显示的内容，或把正文复制到.txt文件里。",
        "The page shows no text of its own (it holds frames or pictures, or a script fills it); open it in "
        "a browser and save what it shows, or copy its text into a .txt file.",
    ),
    Kind.PAGE_NOT_HTML: Sentence(
        "无法作为HTML读取这个网页；请用浏览器打开后重新保存，或把正文复制到.txt文件里。",
        "The page can't be read as HTML; open it in a browser and save it again, or copy its text into a "
        ".txt file.",
    ),
    Kind.PAGE_NESTED_TOO_DEEP: Sentence(
        "网页的标签嵌套了几千层，无法完整读取文字；请用浏览器打开，把正文复制到.txt文件里。",
        "The page's tags are nested thousands deep, so that its text can't be read in full; open it in a "
        "browser and copy its text into a .txt file.",
    ),
    Kind.TOO_MANY_TAGS: Sentence(
        "网页有{n:,}个标签，上限是{most:,}个，远远超过一份计划的需要；请把计划的正文复制到.txt文件里。",
        "The page has {n:,} tags and the limit is {most:,}, many times what a plan needs; copy the plan's "
        "text out of it into a .txt file.",
    ),
    Kind.TOO_MANY_ATTRIBUTES: Sentence(
        "网页有一个标签带一百多个属性，网页不需要这么多；"
        "请用浏览器打开后重新保存，或把正文复制到.txt文件里。",
        "A tag of the page has over a hundred attributes, as no page needs; open it in a browser and save "
        "it again, or copy its text into a .txt file.",
    ),
    Kind.PAGE_TOO_LONG: Sentence(
        "网页的文字有{n:,}个字符，连标签共{total:,}个，上限是{most:,}个；"
        "如果确实是一份计划，请在analysis.toml中调高max_chars。",
        "The page has {n:,} characters of text, in {total:,} with its tags, and the limit is {most:,}; "
        "raise max_chars in analysis.toml if it really is one plan.",
    ),
    Kind.WEB_ARCHIVE_WITHOUT_PAGE: Sentence(
        "网页存档里没有网页；请用浏览器打开网页后重新保存。",
        "The web archive holds no page; open the page in a browser and save it again.",
    ),
}
