"""Pages of discipline: lists, the case with its one next step, and the two settings."""
