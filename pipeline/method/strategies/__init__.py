"""Step 6: the strongest improvements."""
