"""Rules of leave: pure, each with its source."""
