"""The sample form of the style guide."""

from django import forms


class SampleForm(forms.Form):
    """One field of every kind people meet on the site."""

    title = forms.CharField(label="Title", max_length=120, help_text="One sentence that says what should change.")
    text = forms.CharField(label="Your idea", max_length=300, widget=forms.Textarea)
    place = forms.ChoiceField(
        label="Where", choices=[("online", "Online"), ("desk", "At the desk")], widget=forms.RadioSelect
    )
    topic = forms.ChoiceField(label="Topic", choices=[("", "—"), ("parking", "Parking")], required=False)
    email = forms.EmailField(label="E-mail address", required=False)
    nameless = forms.BooleanField(
        label="Without my name", required=False, help_text="Hosts and officials don't see it either."
    )
