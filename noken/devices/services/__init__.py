"""What can be done with machines, and what they do themselves."""
