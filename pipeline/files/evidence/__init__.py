"""How well the findings are backed."""
