"""Machines on the whole programme: over real HTTP, and down to the files of the database."""
