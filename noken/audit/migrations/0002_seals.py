from django.db import migrations, models


PROTECT = """
create or replace function audit_protect() returns void language plpgsql as $$
declare part text;
begin
    if not exists (select from pg_roles where rolname = 'noken_app') then
        return;
    end if;
    for part in
        select format('%I.%I', n.nspname, k.relname)
        from (
            select tree.relid from unnest(array['audit_entry', 'audit_reading']) as head
            cross join lateral pg_partition_tree(head::regclass) as tree
            union all
            select unnest(array['audit_seal'::regclass, 'audit_journalcheck'::regclass])
        ) as held
        join pg_class k on k.oid = held.relid
        join pg_namespace n on n.oid = k.relnamespace
    loop
        execute 'revoke all on ' || part || ' from noken_app';
        execute 'grant select, insert on ' || part || ' to noken_app';
    end loop;
end $$;
select audit_protect();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_journal'),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('employee_id', models.BigIntegerField(null=True)),
                ('since', models.DateField(null=True)),
                ('seals', models.PositiveIntegerField()),
                ('rows', models.PositiveBigIntegerField()),
                ('last_number', models.PositiveBigIntegerField()),
                ('last_hash', models.CharField(max_length=64)),
                ('broken_number', models.PositiveBigIntegerField(null=True)),
                ('why', models.CharField(blank=True, max_length=8)),
            ],
            options={
                'indexes': [models.Index(fields=['-at'], name='journal_check_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('broken_number', None), ('why', '')), models.Q(('broken_number__isnull', False), models.Q(('why', ''), _negated=True)), _connector='OR'), name='journal_check_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('after_id', models.BigIntegerField()),
                ('until_id', models.BigIntegerField()),
                ('rows', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('stamp', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='seal_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_id__gt', models.F('after_id'))), name='seal_span_goes_on'), models.UniqueConstraint(fields=('after_id',), name='seal_span_once')],
            },
        ),
        migrations.RunSQL(PROTECT, migrations.RunSQL.noop),
    ]
