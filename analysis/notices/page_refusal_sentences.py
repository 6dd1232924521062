"""Sentences on PDF, OFD and pictures that can't be read: what happened, and what to do."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

PAGE_REFUSALS = {
    Kind.PDF_PROTECTED: Sentence(
        "PDF有密码保护；请用密码打开，去掉密码后保存。",
        "The PDF is protected by a password; open it with the password and save it without one.",
    ),
    Kind.PDF_DAMAGED: Sentence(
        "无法读取PDF（{fault}）；请重新下载。", "The PDF can't be read ({fault}); download it again."
    ),
    Kind.PDF_WITHOUT_PAGES: Sentence(
        "PDF里没有可以读取的页面；请重新下载。",
        "The PDF has no pages that can be read; download it again.",
    ),
    Kind.PDF_BLANK: Sentence(
        "PDF的页面是空白的；请重新下载。", "The pages of the PDF are blank; download it again."
    ),
    Kind.PDF_NEEDS_MEMORY: Sentence(
        "读取PDF需要的内存超过了现有的内存；请把它拆分成几部分。",
        "The PDF needs more memory than there is; split it into parts.",
    ),
    Kind.PDF_HAS_TOO_MANY_PAGES: Sentence(
        "PDF有{n:,}页，上限是{most:,}页；如果确实是一份计划，请在analysis.toml中调高max_pages。",
        "The PDF has {n:,} pages and the limit is {most:,}; raise max_pages in analysis.toml if it really "
        "is one plan.",
    ),
    Kind.PDF_TOO_LONG: Sentence(
        "PDF的字符远远超过{most:,}个；如果确实是一份计划，请在analysis.toml中调高max_chars。",
        "The PDF has far more than {most:,} characters; raise max_chars in analysis.toml if it really is "
        "one plan.",
    ),
    Kind.PDF_DRAWS_TOO_MUCH: Sentence(
        "PDF在一页上画的内容远远超过一页能显示的；如果确实是一份计划，请把它打印成新的PDF。",
        "The PDF draws on one page far more than a page can show; print it to a new PDF if it really is a "
        "plan.",
    ),
    Kind.PDF_UNPACKS_TOO_LARGE: Sentence(
        "PDF解压后超过{most:,}个字节，这是analysis.toml中max_unpacked_bytes规定的上限；"
        "如果确实是一份计划，请把它打印成新的PDF。",
        "The PDF unpacks to more than {most:,} bytes, the limit that max_unpacked_bytes sets in "
        "analysis.toml; print it to a new PDF if it really is a plan.",
    ),
    Kind.FONTS_WITHOUT_CODES: Sentence(
        "PDF的字体没有给出{total:,}个字符中{n:,}个的编码，因此无法读取文字；"
        "请找Word文件或网页，或把PDF打印成图片，再用OCR识别。",
        "The fonts of this PDF give no codes for {n:,} of the {total:,} characters, so its text can't be "
        "read; get the Word file or the web page, or print the PDF to pictures and read those by OCR.",
    ),
    Kind.FONTS_WITH_WRONG_CODES: Sentence(
        "PDF的字体给出了错误的编码（只有{percent} %的汉字是文章中常用的），因此无法读取文字；"
        "请找Word文件或网页，或把PDF打印成图片，再用OCR识别。",
        "The fonts of this PDF give wrong codes: only {percent} % of the hanzi are ones that prose uses, so "
        "its text can't be read; get the Word file or the web page, or print the PDF to pictures and read "
        "those by OCR.",
    ),
    Kind.PDF_OF_PICTURES: Sentence(
        "PDF的页面是没有文字的图片。{why}", "The pages of the PDF are pictures without text. {why}"
    ),
    Kind.OFD_HAS_TOO_MANY_PAGES: Sentence(
        "文件超过{most:,}页；如果确实是一份计划，请在analysis.toml中调高max_pages。",
        "The file has more than {most:,} pages; raise max_pages in analysis.toml if it really is one plan.",
    ),
    Kind.OFD_DRAWS_TOO_MUCH: Sentence(
        "文件各页上的文字或图形多于一份计划；如果确实是一份计划，请在analysis.toml中调高max_chars。",
        "The file's pages draw more text or objects than a plan has; raise max_chars in analysis.toml if it "
        "really is one plan.",
    ),
    Kind.OFD_OF_PICTURES: Sentence("文件的页面是图片。{why}", "The file's pages are pictures. {why}"),
    Kind.FILE_IS_PICTURE: Sentence("文件是图片。{why}", "The file is a picture. {why}"),
    Kind.PICTURE_WITHOUT_TEXT: Sentence(
        "图片中没有找到文字；请重新扫描这一页。", "No text was found in the picture; scan the page again."
    ),
    Kind.PICTURE_DAMAGED: Sentence(
        "无法打开图片；请重新下载或扫描。", "The picture can't be opened; download or scan it again."
    ),
    Kind.TOO_MANY_PICTURES: Sentence(
        "文件里有{n:,}张图片，上限是{most:,}张；请以每英寸{resolution}点重新扫描。",
        "The picture has {n:,} pictures and the limit is {most:,}; scan it again at {resolution} dots per "
        "inch.",
    ),
    Kind.TOO_MANY_PIXELS: Sentence(
        "图片有{width:,} × {height:,}像素，上限是{most:,}像素；请以每英寸{resolution}点重新扫描。",
        "The picture has {width:,} × {height:,} pixels and the limit is {most:,}; scan it again at "
        "{resolution} dots per inch.",
    ),
    Kind.FAR_TOO_MANY_PIXELS: Sentence(
        "图片的像素远远超过{most:,}；请以每英寸{resolution}点重新扫描。",
        "The picture has far more than {most:,} pixels; scan it again at {resolution} dots per inch.",
    ),
    Kind.OCR_FAILED: Sentence(
        "OCR识别这张图片时出错（{fault}）；请重新扫描这一页。",
        "OCR failed on this picture ({fault}); scan the page again.",
    ),
    Kind.OCR_WITHOUT_MODELS: Sentence(
        "rapidocr软件包缺少模型；请用以下命令重新安装："
        'pip install --force-reinstall "district-analysis[ocr]"。',
        "The package rapidocr lacks its models; install it again with "
        'pip install --force-reinstall "district-analysis[ocr]".',
    ),
}
