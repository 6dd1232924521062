"""From the text of files to documents, and to the corpus that holds them.

`ingest` takes each file through `cleaning` (furniture and boilerplate off, lines joined), `structure`
(headings) and `metadata` (title, year, date of issue, issuer, number, and with `places` the place).
`corpus` holds the documents and the ledger of all files. `duplicates` finds near duplicates, `problems`
lists what needs your attention, `groups` puts documents into districts and years, and `concordance`
shows a word with the text around it.
"""
