from io import StringIO

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import models

pytestmark = pytest.mark.each_database

OURS = ["accounts", "calendars", "claims", "consent", "directory", "outbox", "reviews"]
MODELS = [model for label in OURS for model in apps.get_app_config(label).get_models()]


def fields(model, kind):
    return [field for field in model._meta.local_concrete_fields if isinstance(field, kind)]


def names_in(condition):
    """The names of the fields that a condition speaks of."""
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from names_in(child)
        elif isinstance(child, tuple):
            yield child[0].split("__")[0]
            if isinstance(child[1], models.F):
                yield child[1].name


def pairs():
    """Every model with a datetime X_at that a person X_by stands beside."""
    for model in MODELS:
        names = {field.name for field in model._meta.local_concrete_fields}
        for name in sorted(names):
            if name.endswith("_at") and f"{name.removesuffix('_at')}_by" in names:
                yield model, name.removesuffix("_at")


def test_no_migration_is_missing(db):
    said = StringIO()

    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_time_and_person_come_in_pairs():
    """A moment that may be empty and the person who acted are tied by one constraint: both or neither."""
    untied = []
    for model, name in pairs():
        at, by = model._meta.get_field(f"{name}_at"), model._meta.get_field(f"{name}_by")
        if not at.null:
            continue  # it always happened; who did it may be nobody with an account
        tied = any(
            {at.name, by.name} <= set(names_in(each.condition))
            for each in model._meta.constraints
            if isinstance(each, models.CheckConstraint) and isinstance(each.condition, models.Q)
        )
        if not tied:
            untied.append(f"{model._meta.label}.{name}")

    assert untied == []


def test_names_tell_moments_from_days():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in fields(model, models.DateField)
        if field.name.split("_")[-1] != ("at" if isinstance(field, models.DateTimeField) else "date")
    ]

    # Django's own names, and bounds that read as such.
    known = {
        "accounts.User.date_joined",
        "accounts.User.last_login",
        "claims.Deadline.counted_from",
        "outbox.Message.not_before",
    }
    assert set(wrong) - known == set()


def test_files_go_to_the_default_storage():
    stray = [
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in fields(model, models.FileField)
        if field.storage is not default_storage
    ]

    assert stray == []


def test_no_model_sorts_itself():
    assert [model._meta.label for model in MODELS if model._meta.ordering] == []


def test_constraints_have_names_of_their_own():
    names = [each.name for model in MODELS for each in model._meta.constraints]

    assert len(names) == len(set(names))
