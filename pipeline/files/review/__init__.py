"""The review workbook, written and read back."""
