"""Nothing that refers to a person is forgotten: each relation is told by a record, or left out by name, and goes."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from commons.people.personal_data import exempted, registered, relation_of


def relations() -> dict[str, models.Field]:
    """Every relation of every model to a person, as app.Model.field."""
    person = get_user_model()
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and field.related_model is person
    }


def told() -> list[str]:
    return [path for record in registered() for path in record.covers]


def test_every_relation_to_a_person_is_told_or_left_out_by_name():
    assert set(relations()) - set(told()) - set(exempted()) == set()


def test_none_is_named_that_is_not_there_or_twice():
    assert set(told()) | set(exempted()) == set(relations())
    assert len(told()) == len(set(told()))
    assert set(told()) & set(exempted()) == set()
    for path in told():
        relation_of(path)


def test_no_relation_outlives_the_person():
    """Either the row goes, or it forgets whose it was. A log keeps a number that names nobody."""
    kept = {
        path
        for path, field in relations().items()
        if field.many_to_many is not True and field.remote_field.on_delete not in {models.CASCADE, models.SET_NULL}
    }
    assert kept == {"wagtailcore.ModelLogEntry.user", "wagtailcore.PageLogEntry.user"}


def test_every_record_has_words_and_a_name_of_its_own():
    names = [record.name for record in registered()]
    assert len(names) == len(set(names))
    assert names[0] == "account"
    assert all(str(record.title) for record in registered())
