"""Word files: docx, old binary doc and RTF, with the numbers that Word writes by itself."""
