"""No relation of the database points upward, strings included."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from .relations import pointing_up


def test_no_relation_points_up():
    assert pointing_up(apps.get_models(include_auto_created=True)) == []


@isolate_apps("commons.jobs", "commons.people", "guides.videos", "participation.ideas", "home.website")
def test_a_planted_one_is_found():
    class Above(models.Model):
        class Meta:
            app_label = "home_website"

    class Beside(models.Model):
        class Meta:
            app_label = "guides_videos"

    class Person(models.Model):
        class Meta:
            app_label = "people"

    class Lower(models.Model):
        above = models.ForeignKey("home_website.Above", models.CASCADE)
        higher_in_the_same_package = models.OneToOneField("people.Person", models.CASCADE)
        many = models.ManyToManyField("home_website.Above", related_name="+")

        class Meta:
            app_label = "jobs"

    class Planted(models.Model):
        allowed = models.ForeignKey("people.Person", models.CASCADE)
        own = models.ForeignKey("self", models.CASCADE)
        beside = models.ForeignKey("guides_videos.Beside", models.CASCADE)

        class Meta:
            app_label = "ideas"

    assert pointing_up([Above, Beside, Person, Lower, Planted]) == [
        "commons.jobs: Lower.above points to home.website.Above",
        "commons.jobs: Lower.higher_in_the_same_package points to commons.people.Person",
        "commons.jobs: Lower.many points to home.website.Above",
        "participation.ideas: Planted.beside points to guides.videos.Beside",
    ]
