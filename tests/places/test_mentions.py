"""Names in running text: which are places, what else they are, and what they do in their sentence."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Document, Publication

WAR = "Russian and Ukrainian troops are at war. "


@pytest.fixture
def mentions(reader):
    """Read a text on the war in Ukraine; map each name, as written, to what it was found to be."""

    def read(text: str):
        whole = WAR + text
        found = reader.read(Document(id="1", text=whole, published=Publication(date(2023, 1, 14)))).places
        return {mention.span.of(whole): mention for mention in found}

    return read


ROLES = [
    ("They fought in Soledar.", "Soledar", "event"),
    ("Soledar’s mine was hit.", "Soledar", "event"),
    ("They fought 10 km north of Bakhmut.", "Bakhmut", "reference"),
    ("They fought 12 miles from Bakhmut.", "Bakhmut", "reference"),
    ("They fought west of the town of Bakhmut.", "Bakhmut", "reference"),
    ("They fought in the Lyman direction.", "Lyman", "direction"),
    ("They fought on the Lyman axis.", "Lyman", "direction"),
    ("They fought on the Lyman and Siversk axes.", "Lyman", "direction"),
    ("They fought in the Soledar sector.", "Soledar", "direction"),
    ("It happened three hours’ walk from Bakhmut.", "Bakhmut", "reference"),
    ("The wounded came by train from Kramatorsk.", "Kramatorsk", "reference"),
    ("A mast stands opposite Kramatorsk.", "Kramatorsk", "reference"),
    ("They fought in Soledar, near Bakhmut.", "Bakhmut", "reference"),
    ("They fought near Bakhmut.", "Bakhmut", "event"),
    ("They were carried to Kramatorsk, 30 km away.", "Kramatorsk", "reference"),
    ("The lorries had set out from Kramatorsk.", "Kramatorsk", "reference"),
    ("They withdrew from Kramatorsk.", "Kramatorsk", "event"),
    ("They advanced in the direction of Kramatorsk.", "Kramatorsk", "direction"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_what_a_place_does_in_its_sentence(mentions, text, name, role):
    found = mentions(text)[name]
    assert (found.type, found.place.name, found.place.country, found.role) == ("place", name, "UA", role)
    assert found.place.latitude is not None
    assert found.place.id.startswith(("geonames:", "sayso:"))


NO_PLACES = [
    ("Petro Bakhmut left the hall.", "Bakhmut", "person"),
    ("Mayor Bakhmut left the hall.", "Bakhmut", "person"),
    ("Kyiv said that it would answer.", "Kyiv", "party"),
    ("Moscow denied the claim.", "Moscow", "party"),
    ("Nairobi called the plan unwise.", "Nairobi", "party"),
    ("Mediators accused Nairobi of delay.", "Nairobi", "party"),
    ("The court blamed Nairobi.", "Nairobi", "party"),
    ("Nairobi’s envoy left.", "Nairobi", "party"),
    ("Talks with Nairobi failed.", "Nairobi", "party"),
    ("He lives on Moscow Avenue.", "Moscow Avenue", "other"),
    ("Kyiv’s forces held on.", "Kyiv", "party"),
    ("The Soledar brigade held on.", "Soledar", "organisation"),
    ("A student of the University of Kharkiv was hurt.", "Kharkiv", "organisation"),
    ("The Kharkiv Tribune printed it.", "Kharkiv", "organisation"),
    ("The frigate Kramatorsk lay at anchor.", "Kramatorsk", "organisation"),
]


@pytest.mark.parametrize(("text", "name", "kind"), NO_PLACES)
def test_a_surname_and_a_government_named_by_its_capital_are_no_places(mentions, text, name, kind):
    assert mentions(text)[name].type == kind


def test_a_surname_stays_a_person_for_the_rest_of_the_text(reader):
    text = f"{WAR}Petro Bakhmut left the hall. Outside it rained. Later Bakhmut came back."
    places = reader.read(Document(id="1", text=text)).places
    assert {mention.type for mention in places if mention.span.of(text) == "Bakhmut"} == {"person"}


def test_a_shell_that_falls_on_a_capital_falls_on_a_place(mentions):
    found = mentions("A shell fell in Kyiv.")["Kyiv"]
    assert (found.type, found.place.country, found.role) == ("place", "UA", "event")


GROUND = ["Shells hit Moscow.", "Two hours from Moscow they turned round.", "They flew over Moscow."]


@pytest.mark.parametrize("text", GROUND)
def test_a_capital_that_is_hit_or_measured_from_is_a_place(mentions, text):
    found = mentions(text)["Moscow"]
    assert (found.type, found.place.country) == ("place", "RU")


def test_a_former_name_leads_to_the_same_town(mentions):
    found = mentions("Artemivsk was shelled.")["Artemivsk"]
    assert found.place.name == "Bakhmut"


def test_a_base_is_not_the_town_that_it_is_named_for(mentions):
    found = mentions("Rockets struck Soledar air base.")
    assert {name: (m.type, m.place.latitude) for name, m in found.items()} == {
        "Soledar air base": ("other", None)
    }


def test_a_towns_name_with_an_article_is_the_rivers(mentions):
    found = mentions("They crossed the Dnipro by boat.")["Dnipro"]
    assert (found.type, found.place.kind, found.place.latitude) == ("place", "feature", None)
    assert mentions("They drove into Dnipro.")["Dnipro"].place.latitude is not None
    assert mentions("They hold the Dnipro area.")["Dnipro"].place.latitude is not None


def test_a_quarter_of_no_list_stands_at_its_city(mentions):
    found = mentions("They fought in Kharkiv. Smoke stood over the Old City.")["Old City"].place
    assert (found.full_name, found.id, found.basis) == (
        "Old City, Kharkiv",
        None,
        "position of Kharkiv, which it is part of",
    )
    assert "Old City" not in mentions("They fought in Kharkiv and Odesa. Smoke stood over the Old City.")


def test_whose_a_city_is_makes_no_place(mentions):
    found = mentions("They entered the Yemeni port city of Mocha.")
    assert "Yemeni" not in found


def test_a_name_later_in_the_sentence_tells_which_village(mentions):
    near_bakhmut = mentions("They shelled Opytne, on the edge of Bakhmut.")["Opytne"].place
    near_avdiivka = mentions("They shelled Opytne, on the edge of Avdiivka.")["Opytne"].place
    assert near_bakhmut.id != near_avdiivka.id


def test_a_name_means_one_place_throughout(mentions, reader):
    text = f"{WAR}They shelled Opytne and Bakhmut. It rained. It rained. Nobody came. Opytne burned."
    places = reader.read(Document(id="1", text=text)).places
    assert len({m.place.id for m in places if m.span.of(text) == "Opytne"}) == 1


def test_a_region_beside_a_name_rules_out_its_namesakes_elsewhere(mentions):
    found = mentions("They reached Soledar, in Kherson region.")["Soledar"]
    assert (found.type, found.place.latitude) == ("other", None)


def test_a_name_that_the_parser_takes_for_a_noun_is_found(mentions):
    found = mentions("The road to Vuhledar is cut, and snow lies on the roofs of Lyman.")
    assert {"Vuhledar", "Lyman"} <= set(found)


def test_a_name_that_no_list_knows_is_kept_without_a_position(mentions):
    found = mentions("The village of Zarichne-Nove was shelled.")["Zarichne-Nove"]
    assert (found.type, found.place.name) == ("other", "Zarichne-Nove")
    assert (found.place.id, found.place.latitude, found.place.longitude) == (None, None, None)


def test_a_towns_namesake_is_looked_for_where_the_war_is(mentions):
    text = "They shelled Soledar, Bakhmut and Lyman."
    assert {mention.place.country for mention in mentions(text).values() if mention.place} == {"UA"}


@pytest.mark.parametrize("text", ["", "Shells hit the town.", "Two men threw Molotov cocktails."])
def test_common_words_are_no_names(mentions, text):
    assert mentions(text) == {}


def test_another_spelling_leads_to_the_same_town(mentions):
    assert mentions("Solidar was shelled.")["Solidar"].place.name == "Soledar"


@pytest.mark.xfail(
    strict=True, reason="a capital's name is taken for its government before the state is seen"
)
def test_the_state_behind_a_comma_tells_which_town(reader):
    text = "The mayor of Paris, Texas, opened a bridge."
    found = {m.span.of(text): m for m in reader.read(Document(id="1", text=text)).places}
    assert (found["Paris"].type, found["Paris"].place.country) == ("place", "US")


def test_the_name_of_an_outlet_holds_no_village(mentions):
    found = mentions("Russian troops shelled Bakhmut, the Ukrainian minister told Ukrainska Pravda.")
    assert [text for text, mention in found.items() if mention.type == "place"] == ["Bakhmut"]
