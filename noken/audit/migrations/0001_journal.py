from django.db import migrations, models

TABLES = """
create sequence audit_entry_seq;

create table audit_entry (
    id          bigint       not null default nextval('audit_entry_seq'),
    at          timestamptz  not null,
    user_id     bigint,
    employee_id bigint,
    role        varchar(16)  not null,
    action      varchar(48)  not null,
    subject_id  bigint,
    ids         jsonb        not null default '{}',
    reason      text         not null default '',
    written_at  timestamptz  not null default now(),
    primary key (id, at)
) partition by range (at);
create table audit_entry_rest partition of audit_entry default;
create index audit_entry_subject on audit_entry (subject_id, at desc);
create index audit_entry_by on audit_entry (employee_id, at desc);

create table audit_reading (
    hour      timestamptz not null,
    reader_id bigint      not null,
    role      varchar(16) not null,
    person_id bigint      not null,
    screen    varchar(64) not null,
    first_at  timestamptz not null,
    reason    text        not null default '',
    primary key (reader_id, person_id, hour, screen, role)
) partition by range (hour);
create table audit_reading_rest partition of audit_reading default;
create index audit_reading_person on audit_reading (person_id, hour desc);
"""

# One function makes a month of both tables and takes the rights away again: a partition has
# rights of its own, and default privileges hand all of them to the application.
FUNCTIONS = """
create function audit_protect() returns void language plpgsql as $$
declare part text;
begin
    if not exists (select from pg_roles where rolname = 'noken_app') then
        return;
    end if;
    for part in
        select format('%I.%I', n.nspname, k.relname)
        from unnest(array['audit_entry', 'audit_reading']) as head
        cross join lateral pg_partition_tree(head::regclass) as tree
        join pg_class k on k.oid = tree.relid
        join pg_namespace n on n.oid = k.relnamespace
    loop
        execute 'revoke all on ' || part || ' from noken_app';
        execute 'grant select, insert on ' || part || ' to noken_app';
    end loop;
end $$;

create function audit_make_months(first date, months int) returns void language plpgsql as $$
declare
    head text;
    since date;
    part text;
begin
    foreach head in array array['audit_entry', 'audit_reading'] loop
        for step in 0 .. months - 1 loop
            since := date_trunc('month', first)::date + make_interval(months => step);
            part := head || '_' || to_char(since, 'YYYY_MM');
            if to_regclass(part) is null then
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                    part, head, since, since + interval '1 month');
            end if;
        end loop;
    end loop;
    perform audit_protect();
end $$;
select audit_protect();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(TABLES, "drop table audit_reading; drop table audit_entry; drop sequence audit_entry_seq"),
        migrations.RunSQL(FUNCTIONS, "drop function audit_make_months; drop function audit_protect"),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("user_id", models.BigIntegerField(null=True)),
                ("employee_id", models.BigIntegerField(null=True)),
                ("role", models.CharField(max_length=16)),
                ("action", models.CharField(max_length=48)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("ids", models.JSONField(default=dict)),
                ("reason", models.TextField(default="")),
                ("written_at", models.DateTimeField()),
            ],
            options={"db_table": "audit_entry", "managed": False},
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("pk", models.CompositePrimaryKey("hour", "reader_id", "role", "person_id", "screen", blank=True, editable=False, primary_key=True, serialize=False)),
                ("hour", models.DateTimeField()),
                ("reader_id", models.BigIntegerField()),
                ("role", models.CharField(max_length=16)),
                ("person_id", models.BigIntegerField()),
                ("screen", models.CharField(max_length=64)),
                ("first_at", models.DateTimeField()),
                ("reason", models.TextField(default="")),
            ],
            options={"db_table": "audit_reading", "managed": False},
        ),
    ]
