"""The other process that files reports, told so line by line on its standard input."""

ALL = "BenchSaysHello"
"""The kind of the event that concerns everybody."""
