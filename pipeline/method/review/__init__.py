"""Step 3: what people decide and fill in, and how far they agree."""
