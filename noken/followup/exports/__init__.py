"""Tables to take along."""

from noken.followup.exports.tables import CSV, XLSX, box_book, credit_book, grade_book, grade_csv

__all__ = ["CSV", "XLSX", "box_book", "credit_book", "grade_book", "grade_csv"]
