"""Step 5: the journey, and what it answers."""
