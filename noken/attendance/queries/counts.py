"""How many records a recorder brought: compared with what a machine says it holds."""

from datetime import date, timedelta

from django.db import connection


def count_of_day(recorder_id: int, day: date) -> int:
    """Records of one day by the clock on the wall, people without a known PIN included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from attendance_punch"
            " where recorder_id = %s and local_time >= %s and local_time < %s",
            [recorder_id, day, day + timedelta(days=1)],
        )
        return int(cursor.fetchone()[0])


def count_of_recorder(recorder_id: int) -> int:
    """All records that a recorder ever brought."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from attendance_punch where recorder_id = %s", [recorder_id]
        )
        return int(cursor.fetchone()[0])
