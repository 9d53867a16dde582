"""Pages of checking in, by who uses them."""
