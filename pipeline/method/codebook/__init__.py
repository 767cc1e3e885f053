"""Step 3: codes, and how codebooks differ."""
