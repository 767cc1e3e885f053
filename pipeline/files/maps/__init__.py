"""Outputs made to be looked at: the matrix workbook."""
