"""Codebooks on disk and in Excel."""
