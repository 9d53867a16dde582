"""What leaves as a file: tables of plans."""
