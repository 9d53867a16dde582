"""Pages of people, units and the dry run."""
