"""What follows from a grade, as pure rules."""
