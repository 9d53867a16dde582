"""Pages of leave and duty."""
