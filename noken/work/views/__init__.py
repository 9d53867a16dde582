"""Screens of work: thin, each sees, acts, shows."""
