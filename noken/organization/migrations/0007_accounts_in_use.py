"""Accounts in use today count as confirmed, marked so: a regency must not stop at an update.

A password that somebody made and nobody has used yet waits; the journal says who made it.
"""

from django.db import migrations

IN_USE = """
    insert into organization_activation (employee_id, made_at, confirmed_at, way)
    select e.id, now(), now(), 'BEFORE'
    from organization_employee e join accounts_user u on u.id = e.account_id
    where u.password not like '!%' and u.one_time_until is null
"""
UNUSED = """
    insert into organization_activation (employee_id, made_by_id, made_at, way)
    select e.id, m.id, coalesce(j.at, now()), ''
    from organization_employee e join accounts_user u on u.id = e.account_id
    left join lateral (select employee_id, at from audit_entry
                       where action = 'PasswordIssued' and subject_id = e.id
                       order by at desc limit 1) j on true
    left join organization_employee m on m.id = j.employee_id
    where u.one_time_until is not null
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_one_time_passwords"),
        ("audit", "0001_journal"),
        ("organization", "0006_activations"),
    ]

    operations = [
        migrations.RunSQL(IN_USE, migrations.RunSQL.noop),
        migrations.RunSQL(UNUSED, migrations.RunSQL.noop),
    ]
