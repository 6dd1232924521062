"""Numbers written in the numerals that Word and web pages count in, by the names of Office Open XML."""

from __future__ import annotations

from analysis.chinese.numerals import ONES, PLACES, spell_number

DIGITS = f"〇{ONES}"
LEGAL_DIGITS, LEGAL_PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
OLD_DIGITS, OLD_PLACES = "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟")
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
# Numerals that are single characters, up to the last there is.
CHARACTERS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
DIGITWISE = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
# In these counting systems of Word, numbers from a hundred on are written digit by digit.
SHORT_COUNTING = {"chineseCounting", "taiwaneseCounting"}
COUNTING = {
    "chineseCountingThousand": (f"零{ONES}", PLACES),
    "taiwaneseCountingThousand": (f"零{ONES}", PLACES),
    "japaneseCounting": (f"零{ONES}", PLACES),
    "chineseLegalSimplified": (LEGAL_DIGITS, LEGAL_PLACES),
    "ideographLegalTraditional": (OLD_DIGITS, OLD_PLACES),
}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
FULL_WIDTH = {"decimalFullWidth", "decimalFullWidth2"}
NO_NUMBER = {"none", "bullet"}
# No plan counts further, and a file that does must not produce a numeral of a megabyte.
HIGHEST, LAST_LETTER = 9_999, 780


def write_number(number: int, numerals: str) -> str:
    """Write a number in the numerals of that name; in digits if the name is unknown or they go no further."""
    if numerals in NO_NUMBER:
        return ""
    if not 0 < number <= HIGHEST:
        return str(max(0, min(number, HIGHEST)))
    if number <= len(CHARACTERS.get(numerals, "")):
        return CHARACTERS[numerals][number - 1]
    if numerals in FULL_WIDTH:
        return str(number).translate(WIDE)
    if numerals in DIGITWISE or (numerals in SHORT_COUNTING and number > 99):
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if numerals in SHORT_COUNTING:
        return spell_number(number, *COUNTING["chineseCountingThousand"])
    if numerals in COUNTING:
        return spell_number(number, *COUNTING[numerals])
    return _write_in_letters(number, numerals)


def _write_in_letters(number: int, numerals: str) -> str:
    if numerals in ("upperRoman", "lowerRoman"):
        roman = _write_roman(number)
        return roman if numerals == "upperRoman" else roman.lower()
    if numerals in ("upperLetter", "lowerLetter") and number <= LAST_LETTER:
        # After z come aa, bb, cc.
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if numerals == "upperLetter" else letters.lower()
    return f"{number:02}" if numerals == "decimalZero" else str(number)


def _write_roman(number: int) -> str:
    letters = ""
    for value, letter in ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters
