"""Calls of pdfium that are made for each character or text object, with plain addresses as arguments.

pypdfium2 declares these functions with typed pointers, which ctypes checks and wraps in each call.
Declared with addresses a call takes half the time; with plain calls of pypdfium2 instead, reading
200 generated PDFs took 10 % longer in all.
"""

from __future__ import annotations

from ctypes import c_double, c_int, c_uint, c_void_p, cast
from typing import Any

import pypdfium2.raw as pdfium_c


def _declare(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function of the library with other types of its result and its arguments."""
    declared = type(function)(cast(function, c_void_p).value)
    declared.restype, declared.argtypes = result, arguments
    return declared


def address_of(handle: Any) -> int | None:
    """The address that a handle of pypdfium2 holds."""
    return cast(handle, c_void_p).value


# These take the address of a text page and the index of a character, and then, as byref(…), what
# they write their result to. A text object is an address, None if the file does not draw the
# character.
text_object = _declare(pdfium_c.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
unicode = _declare(pdfium_c.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
has_map_error = _declare(pdfium_c.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
origin = _declare(pdfium_c.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
matrix = _declare(pdfium_c.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
font_size = _declare(pdfium_c.FPDFText_GetFontSize, c_double, c_void_p, c_int)
loose_box = _declare(pdfium_c.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
box = _declare(pdfium_c.FPDFText_GetCharBox, c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
# This takes the address of a text object.
render_mode = _declare(pdfium_c.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
