"""Pages of what follows from a grade."""
