"""Fuzz the reader of rich text files."""

from tests.fuzz.harness import fuzz
from tests.support.hostile_files import plan, rtf

TABLE = rb"{\trowd\cellx100\cellx200 \'b5\'b3\cell b\cell\row}"
LIST = rb"{\*\listtable{\list{\listlevel\levelnfc37{\leveltext\'02\'00\'a1\'a2;}}\listid1}}"
FIELD = rb"{\field{\*\fldinst PAGE}{\fldrslt 1}}{\footnote x}{\pict ff}{\*\shppict\bin4 abcd}"

if __name__ == "__main__":
    sound = rtf(plan(1))
    fuzz("rtf", [sound, sound[:-1] + TABLE + FIELD + b"}", sound[:-1] + LIST + b"\\ls1 x\\par}"])
