"""The way of an objection, its clocks, and when both sides have been heard. Pure."""
