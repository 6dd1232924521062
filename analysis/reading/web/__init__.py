"""Saved web pages: HTML, and the web archives (MHT) that browsers write.

`html` and `mht` are the ways in. `charset` decodes the bytes, `limits` refuses hostile pages. `lines` turns
the parsed page into a `page` of lines and boxes, with the help of `elements` (what each tag does to text),
`lists` (the numbers before items) and `tables` (rows as lines). `boilerplate` marks menus, links and footers,
`main_text` finds the document among the lines, `page_metadata` its title, date, issuer and address.
"""
