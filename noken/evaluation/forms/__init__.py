"""Forms of evaluation: they clean values, services write."""
