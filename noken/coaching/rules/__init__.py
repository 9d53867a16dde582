"""The way of a talk, levels of supervision, terms, and shares of what came of talks."""
