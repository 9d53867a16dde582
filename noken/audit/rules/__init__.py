"""Rules of the journal."""
