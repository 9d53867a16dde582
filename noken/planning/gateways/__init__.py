"""Files of plans that people bring."""
