"""The CMS as a browser fills it in."""


def filled_in(form):
    """What a browser would send of a form as it is shown, with all its lists."""
    sent = {}
    for part in [form, *(part for formset in form.formsets.values() for part in [formset.management_form, *formset])]:
        sent |= {part.add_prefix(name): part[name].value() for name in part.fields}
    return {name: "" if value is None else value for name, value in sent.items() if value is not False}
