"""Pages of talks, of levels of supervision, and of the terms of both."""
