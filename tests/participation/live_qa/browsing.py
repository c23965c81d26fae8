"""What the tests of pages do with them."""

import re

from django.test import Client
from django.urls import reverse

from . import factories as make

JSON = {"accept": "application/json"}


def deed(client, question, name, *, headers=None, **fields):
    address = reverse("live_qa:question_deed", args=[question.session.code, question.pk, name])
    return client.post(address, fields, headers=headers)


def text_of(response):
    body = re.sub(r"<template.*?</template>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def host_client(person=None):
    client = Client()
    client.force_login(person or make.host())
    return client
