"""Recaps as spreadsheets. Text stays text, whatever it begins with."""

from noken.attendance.exports.month import month_sheet
from noken.attendance.exports.recap import recap_book
from noken.attendance.exports.team import team_sheet

__all__ = ["month_sheet", "recap_book", "team_sheet"]
