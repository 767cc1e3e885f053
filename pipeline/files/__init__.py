"""What the disk says: every `open()` of the package is in here."""
