"""Whose words a page says that it carries."""

import pytest

from sayso.relations.credits import agencies, credited, forms


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.example[:40])
def test_the_example_of_a_form_is_found_by_it(form):
    assert form.pattern.search(form.example)
    assert credited(form.example) in {agency.name for agency in agencies()}


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.name)
def test_the_example_of_an_agency_credits_it(agency):
    assert credited(agency.example) == agency.name


MIDDLE = "\n".join(["The town was quiet."] * 6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Reuters could not verify the report. The town was quiet.",
        "The ministry told TASS that the town had fallen.",
        "The town was quiet. With reporting by Reuters and AFP. (Reuters)\nSource: AFP",
        f"{MIDDLE}\nA photograph shows the bridge. (Reuters)\n{MIDDLE}",
        "The AP Hill road was cut - the army said so.",
    ],
)
def test_a_mention_is_no_credit(text):
    assert credited(text) is None
