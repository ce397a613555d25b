"""Whoever answers a claim speaks for himself: denials that point back, joined clauses, pronouns."""

import pytest

from sayso.model import Kind

WAR = "Russian and Ukrainian troops are at war. "

ANSWERS = [
    # text, who denies
    ("Moscow said it had captured Soledar, a claim Ukraine denied.", "Ukraine"),
    ("Moscow said it had captured Soledar, a claim that Ukraine rejected.", "Ukraine"),
    ("Moscow said it had captured Soledar, a claim rejected by Ukraine.", "Ukraine"),
    ("Moscow said it had captured Soledar, something that Kyiv denies.", "Ukraine"),
    ("Moscow said it had captured Soledar, which Kyiv denied.", "Ukraine"),
    ("Moscow said its forces had taken Soledar, but Kyiv denied this.", "Ukraine"),
    ("Moscow said it had captured Soledar. Ukraine's army said this was untrue.", "Ukraine"),
    ("Moscow claimed on Friday to have captured Soledar. Kyiv rejected the claim.", "Ukraine"),
]


@pytest.fixture
def control(reader):
    from sayso.model import Document

    def read(text):
        reading = reader.read(Document(id="1", text=WAR + text, outlet="Example Herald"))
        return [c for c in reading.claims if c.kind is Kind.CONTROL]

    return read


@pytest.mark.parametrize(("text", "denier"), ANSWERS)
def test_a_claim_and_its_denial_keep_their_voices(control, text, denier):
    said, denied = control(text)
    assert (said.source.name, said.party, said.polarity) == ("Russia", "Russia", "affirmed")
    assert (denied.source.name, denied.party, denied.polarity) == (denier, "Russia", "denied")
    assert denied.relayed_by == ()


def test_a_negation_stays_in_its_clause(control):
    (claim,) = control("Kyiv said the Russians had not entered Lyman and that its troops hold Bakhmut.")
    assert (claim.place.name, claim.party, claim.polarity) == ("Bakhmut", "Ukraine", "affirmed")


def test_a_dateline_neither_acts_nor_speaks(control):
    (claim,) = control("\nDONETSK (Agency) - Russian troops captured Soledar on Friday.")
    assert (claim.place.name, claim.party, claim.source.name) == ("Soledar", "Russia", "Example Herald")


def test_the_group_is_the_party_named_before(control):
    (claim,) = control("The Wagner Group came on Monday. The group captured Soledar on Friday.")
    assert (claim.party, claim.source.name) == ("Wagner Group", "Example Herald")


def test_units_in_the_words_of_a_ministry_are_its_own(control):
    (claim,) = control("The Russian Defence Ministry said units of the west grouping captured Soledar.")
    assert (claim.party, claim.source.name) == ("Russia", "Russian Ministry of Defence")


def test_a_region_is_not_its_city(control):
    claims = control("Ukrainian troops hold Kupiansk in the Kharkiv region.")
    assert {claim.place.name for claim in claims} == {"Kupiansk"}


def test_what_was_held_before_is_background(control):
    (claim,) = control("Villages previously under the Russian army's control were quiet.")
    assert claim.background


def test_who_evacuates_residents_does_not_leave(reader):
    from sayso.model import Document

    text = WAR + "Ukrainian troops evacuated residents from Soledar on Tuesday."
    assert not [c for c in reader.read(Document(id="1", text=text)).claims if c.kind is Kind.WITHDRAWAL]
