"""The interview guide and what interviews covered."""
