"""Interviews coded: encoders, examples, the cache of each, evaluation."""
