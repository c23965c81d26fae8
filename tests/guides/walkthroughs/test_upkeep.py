"""Guides are checked again in time: whoever keeps one is reminded, sees it listed, and says when it is done."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from commons.jobs.rules import Lane
from commons.jobs.services.running import run_next
from commons.people.roles import AGENTS, EDITORS, LEADS, OFFICIALS
from guides.walkthroughs import selectors, services, tasks
from guides.walkthroughs.gate import Lack
from guides.walkthroughs.models import GuidePage
from tests.commons.people.factories import person
from tests.guides.videos.factories import make_video
from tests.guides.walkthroughs.factories import make_guide, publish, translate
from tests.home import factories as town

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture(autouse=True)
def _site():
    town.site()


def work():
    while run_next(lane=Lane.QUICK):
        pass


def again(page):
    return GuidePage.objects.get(pk=page.pk)


class TestReminders:
    def test_once_for_each_time_however_often_it_is_asked(self, today):
        keeper = person(roles=[EDITORS])
        make_guide(review_owner=keeper, check_due=today)
        make_guide(title="Not yet", review_owner=keeper, check_due=today + timedelta(days=1))
        make_guide(title="A draft", review_owner=keeper, check_due=today, live=False)
        counts = []
        for days in (0, 0, 1, 13, 14, 15, 28, 60, 400):
            services.remind(today=today + timedelta(days=days))
            work()
            counts.append(sum("Get a parking permit" in message.subject for message in mail.outbox))
        assert counts == [1, 1, 1, 1, 2, 2, 3, 3, 3]
        assert not any("A draft" in message.subject for message in mail.outbox)

    def test_it_says_what_to_do_in_the_readers_language(self, today):
        keeper = person(roles=[EDITORS], language="fr")
        page = make_guide(review_owner=keeper, check_due=today)
        tasks.remind({}, None)
        work()
        (message,) = mail.outbox
        assert message.to == [keeper.email]
        assert message.subject == "À vérifier\u00a0: Get a parking permit"
        assert f"http://testserver/admin/pages/{page.pk}/edit/" in message.body

    def test_a_guide_that_nobody_keeps_is_everyones(self, today):
        editors = [person(roles=[EDITORS]), person(roles=[EDITORS])]
        person(roles=[EDITORS], is_active=False)
        person(roles=[OFFICIALS])
        make_guide(check_due=today, review_owner=person(is_active=False))
        services.remind(today=today)
        work()
        assert sorted(message.to[0] for message in mail.outbox) == sorted(editor.email for editor in editors)

    def test_one_mail_for_all_languages(self, today):
        page = make_guide(review_owner=person(roles=[EDITORS]), check_due=today)
        translate(page)
        services.remind(today=today)
        work()
        assert len(mail.outbox) == 1

    def test_none_for_what_was_checked_meanwhile(self, today):
        keeper = person(roles=[EDITORS])
        page = make_guide(review_owner=keeper, check_due=today)
        services.remind(today=today)
        services.mark_checked(by=keeper, page=page)
        work()
        assert mail.outbox == []


class TestChecked:
    @pytest.mark.parametrize(
        ("role", "keeps", "may"),
        [
            (EDITORS, False, True),
            (LEADS, False, True),
            (OFFICIALS, False, False),
            (OFFICIALS, True, True),
            (AGENTS, True, False),
        ],
    )
    def test_who_may_say_so(self, today, role, keeps, may):
        who = person(roles=[role])
        page = make_guide(check_due=today, owner=who, review_owner=who if keeps else None)
        if may:
            services.mark_checked(by=who, page=page)
        else:
            with pytest.raises(services.CheckRefused):
                services.mark_checked(by=who, page=page)
        assert again(page).last_checked == (today if may else None)

    def test_the_days_change_in_every_language_and_no_draft_gets_out(self, client, today):
        page = make_guide(check_due=today, check_every=3)
        french = translate(page)
        page.summary = "A draft"
        page.save_revision()
        client.force_login(person(roles=[EDITORS]))
        client.post(f"/admin/guides/{page.pk}/checked/")
        for one in (page, french):
            assert again(one).last_checked == today
            assert again(one).check_due > today + timedelta(days=80)
        assert again(page).summary != "A draft"
        draft = again(page).get_latest_revision_as_object()
        assert (draft.summary, draft.last_checked) == ("A draft", today)
        draft.save_revision().publish()
        assert again(page).last_checked == today
        assert PageLogEntry.objects.filter(page=page.pk, action=services.CHECKED).count() == 1
        assert "checked" in client.get(page.get_url()).content.decode()


class TestList:
    def test_the_most_urgent_first_with_what_is_missing(self, client, today):
        film = make_video(audio_codec="aac")
        make_guide(title="Later", check_due=today + timedelta(days=90))
        make_guide(title="Soon", check_due=today + timedelta(days=9), video=film)
        make_guide(title="Due", check_due=today)
        make_guide(title="Draft", check_due=today, live=False)
        client.force_login(person(roles=[EDITORS]))
        assert [guide.title for guide in selectors.guides_to_check(person(roles=[LEADS]))] == ["Due", "Soon", "Later"]
        words = client.get("/admin/guides/to-check/").content.decode()
        assert words.index("Due") < words.index("Soon") < words.index("Later")
        assert "1 thing" in words
        assert "Draft<" not in words
        for wanted, title in (("overdue", "Due"), ("soon", "Soon"), ("later", "Later")):
            response = client.get(f"/admin/guides/to-check/results/?due={wanted}")
            assert [guide.title for guide in response.context["object_list"]] == [title]

    def test_each_guide_once_in_the_language_of_the_site(self, today):
        page = make_guide(check_due=today)
        translate(page)
        assert list(selectors.guides_to_check(person(roles=[EDITORS]))) == [page]

    def test_those_who_edit_nothing_see_nothing(self, client, today):
        make_guide(check_due=today)
        agent = person(roles=[AGENTS])
        client.force_login(agent)
        assert list(selectors.guides_to_check(agent)) == []
        assert client.get("/admin/guides/to-check/").status_code == 302
        assert "guide to check" not in client.get("/admin/").content.decode()

    def test_the_first_page_tells_an_official_of_theirs_and_an_editor_of_all(self, client, today):
        official = person(roles=[OFFICIALS])
        make_guide(title="Theirs", check_due=today, review_owner=official, owner=official)
        make_guide(title="Another", check_due=today, owner=official)
        assert [guide.title for guide in selectors.overdue_for(official)] == ["Theirs"]
        client.force_login(person(roles=[EDITORS]))
        assert "2 guides to check" in client.get("/admin/").content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same_however_long(self, today, count, django_assert_num_queries):
        for number in range(count):
            make_guide(title=f"Guide {number}", check_due=today, video=make_video())
        lead = person(roles=[LEADS])
        list(selectors.guides_to_check(lead))
        with django_assert_num_queries(6):
            for guide in selectors.guides_to_check(lead):
                assert guide.lacking() == []

    @pytest.mark.parametrize("count", [1, 3])
    def test_what_is_not_translated_into_the_first_language_is_missing(self, today, count, django_assert_num_queries):
        """Written in French and translated from it: the list has the English one."""
        english = Locale.get_default()
        for number in range(count):
            guide = make_guide(title=f"Guide {number}", check_due=today)
            french = translate(guide)
            guide.delete()
            translate_object(french, [english])
            publish(french.get_translation(english))
        lead = person(roles=[LEADS])
        list(selectors.guides_to_check(lead))
        with django_assert_num_queries(4):
            lacks = [[(one.lack, one.count) for one in page.lacking()] for page in selectors.guides_to_check(lead)]
        told = [
            [(one.lack, one.count) for one in GuidePage.objects.get(pk=page.pk).lacking()]
            for page in selectors.guides_to_check(lead)
        ]
        assert lacks == told
        assert [len(each) for each in lacks] == [1] * count
        assert {each[0][0] for each in lacks} == {Lack.TRANSLATION}
        segment = StringSegment.objects.filter(source__object_id=french.translation_key).first()
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data="Put into English"
        )
        last = selectors.guides_to_check(lead).get(translation_key=french.translation_key)
        assert last.untranslated == told[-1][0][1] - 1
        Translation.objects.update(enabled=False)
        assert selectors.guides_to_check(lead).get(pk=last.pk).untranslated == 0
