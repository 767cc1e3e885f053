"""Strategies: rules and workbook."""
