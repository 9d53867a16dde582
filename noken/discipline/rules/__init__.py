"""The way of a case, who may decide, which sanction fits, and the days of each step. Pure."""
