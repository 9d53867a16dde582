"""What counts as a report, on time, usual, worth a look. Pure: values in, answer out."""
