"""Letters of a case as papers, and the file for the national system."""
