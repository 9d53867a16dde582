"""What is measured, by group: each module has `measure(book)`."""
