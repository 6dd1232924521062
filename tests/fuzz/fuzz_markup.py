"""Fuzz the reader of pages and XML under the name of a workbook."""

from tests.fuzz.harness import fuzz_table

PAGE = (
    "<html><table><tr><th colspan=2>标题<th>正文</tr><tr><td rowspan=3>一<td><p>甲</p>乙<br>丙<td>"
    "<table><tr><td>内</table></tr><tr><td>二</table></html>"
)
BOOK = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="一"><Table><Row ss:Index="3">'
    '<Cell ss:Index="2"><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="Error">x</Data></Cell></Row>'
    "</Table></Worksheet></Workbook>"
)

if __name__ == "__main__":
    fuzz_table("markup", "xls", [PAGE.encode(), PAGE.encode("gb18030"), BOOK.encode()])
