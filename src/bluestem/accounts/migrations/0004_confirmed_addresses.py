from django.db import migrations


def confirm(apps, schema_editor):
    """Accounts made before people could sign up themselves were made by someone who knew the address."""
    Address = apps.get_model("account", "EmailAddress")
    for person in apps.get_model("accounts", "User").objects.iterator(500):
        Address.objects.get_or_create(
            user_id=person.pk, email=person.email.lower(), defaults={"verified": True, "primary": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_sharedcount_device"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop, elidable=True)]
