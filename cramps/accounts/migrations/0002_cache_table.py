"""The table of the database cache, so that `migrate` is all that a new database needs."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_person")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
