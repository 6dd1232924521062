"""Fuzz the reader of PDF files."""

from tests.fuzz.harness import fuzz
from tests.support.hostile_files import encrypted_pdf, pdf, plan

if __name__ == "__main__":
    fuzz("pdf", [pdf(plan(1)), pdf(""), encrypted_pdf(plan(2), user="")])
