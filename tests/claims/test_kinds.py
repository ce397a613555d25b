"""Every other kind of claim, at least three sentences each."""

from __future__ import annotations

import pytest

RUSSIA, UKRAINE = "Russia", "Ukraine"

SENTENCES = [
    # kind, place, party, sentence
    ("fighting", "Soledar", None, "Heavy fighting continued in Soledar."),
    ("fighting", "Kherson", RUSSIA, "Russian forces shelled Kherson."),
    ("fighting", "Soledar", UKRAINE, "Ukrainian troops fought in Soledar."),
    ("fighting", "Soledar", RUSSIA, "Russian forces attacked Soledar from the north."),
    ("withdrawal", "Soledar", UKRAINE, "Ukrainian troops withdrew from Soledar."),
    ("withdrawal", "Soledar", UKRAINE, "Ukrainian soldiers have pulled out of Soledar."),
    ("withdrawal", "Soledar", UKRAINE, "Ukrainian soldiers left Soledar at night."),
    ("withdrawal", "Soledar", UKRAINE, "The Ukrainian withdrawal from Soledar began at night."),
    ("advance", "Bakhmut", RUSSIA, "Russian forces advanced towards Bakhmut."),
    ("advance", "Soledar", RUSSIA, "Russian troops entered Soledar."),
    ("advance", "Bakhmut", RUSSIA, "Russian forces have launched an offensive on Bakhmut."),
    ("encirclement", "Soledar", RUSSIA, "Russian forces surrounded Soledar."),
    ("encirclement", "Soledar", RUSSIA, "Soledar was encircled by Russian troops."),
    ("encirclement", "Bakhmut", RUSSIA, "Russian troops cut off Bakhmut."),
    ("destruction", "Soledar", None, "Shelling destroyed the school in Soledar."),
    ("destruction", "Kherson", None, "A missile damaged a hospital in Kherson."),
    ("destruction", "Bakhmut", RUSSIA, "The bridge in Bakhmut was destroyed by Russian forces."),
    ("casualties", "Soledar", None, "At least 40 soldiers were killed in Soledar."),
    ("casualties", "Kherson", None, "Shelling wounded three people in Kherson."),
    ("casualties", "Soledar", None, "The death toll in Soledar reached 100."),
    ("force", "Soledar", UKRAINE, "Ukraine deployed reinforcements to Soledar."),
    ("force", "Soledar", RUSSIA, "Russian forces concentrated near Soledar."),
    ("force", "Bakhmut", UKRAINE, "Ukraine redeployed two brigades to Bakhmut."),
    ("assessment", "Soledar", RUSSIA, "The capture of Soledar would open the road to Bakhmut."),
    ("assessment", "Soledar", RUSSIA, "The capture of Soledar by Russian forces could change little."),
    ("assessment", "Soledar", RUSSIA, "If Russian forces capture Soledar, the road will be open."),
    ("prediction", "Soledar", RUSSIA, "Russian forces will soon capture Soledar."),
    ("prediction", "Soledar", RUSSIA, "Soledar will fall to Russian forces within days."),
    ("prediction", "Soledar", RUSSIA, "The ministry expects Soledar to fall to Russian forces."),
    # judged, whoever holds the place: nobody says that it was taken
    ("assessment", "Soledar", None, "Control of the town of Soledar would open the road to Bakhmut."),
    ("assessment", "Soledar", RUSSIA, "A Russian victory in Soledar would mean little for the war."),
    ("assessment", "Soledar", None, "Losing Soledar would leave the road to Bakhmut open."),
    ("assessment", "Soledar", None, "If Soledar has fallen, it would mark a success for the Kremlin."),
    ("assessment", "Soledar", RUSSIA, "The fall of Soledar is unlikely to matter."),
    # what a party is expected to do, and where
    ("prediction", "Sloviansk", RUSSIA, "Russia may attempt a new assault near Sloviansk."),
    ("prediction", "Soledar", RUSSIA, "Moscow is expected to send two more regiments to Soledar."),
    ("prediction", "Soledar", None, "Soledar is likely to be the next target."),
    ("fighting", "Soledar", None, "Active assault operations went on near Soledar."),
    ("force", "Soledar", UKRAINE, "Ukrainian troops have lost a tank in Soledar."),
]


@pytest.mark.parametrize(("kind", "place", "party", "text"), SENTENCES, ids=[s[-1] for s in SENTENCES])
def test_a_sentence_makes_a_claim_of_its_kind(claims, kind, place, party, text):
    found = [c for c in claims(text) if c.kind == kind]
    assert [(c.place.name if c.place else None, c.party) for c in found] == [(place, party)]
    assert found[0].polarity == "affirmed"


def test_every_kind_but_other_has_three_sentences():
    kinds = [sentence[0] for sentence in SENTENCES]
    assert all(kinds.count(kind) >= 3 for kind in kinds)


NOT_SO = [
    ("fighting", "There are no reports of resistance in Soledar."),
    ("advance", "The front line near Soledar has barely moved."),
    ("prediction", "Russian forces are unlikely to take Soledar this year."),
]


@pytest.mark.parametrize(("kind", "text"), NOT_SO, ids=[text for _, text in NOT_SO])
def test_what_is_said_not_to_be_so(claims, kind, text):
    assert [c.polarity for c in claims(text) if c.kind == kind] == ["denied"]


LIKELY = [
    ("Soledar could fall to Russian forces within days.", "possible"),
    ("Russian forces are unlikely to take Soledar.", "probable"),
    ("Russian forces will take Soledar.", "predicted"),
]


@pytest.mark.parametrize(("text", "certainty"), LIKELY, ids=[text for text, _ in LIKELY])
def test_how_likely_says_more_than_that_it_is_to_come(claims, text, certainty):
    assert [(c.kind, c.certainty) for c in claims(text)] == [("prediction", certainty)]


def test_the_enemy_is_the_other_side_of_who_speaks(claims):
    (claim,) = claims("Enemy units shelled Soledar, the General Staff of Ukraine said.")
    assert (claim.kind, claim.party) == ("fighting", RUSSIA)


def test_a_modal_perfect_is_of_today(claims):
    (claim,) = claims("Russian forces may have shelled Soledar.")
    assert (claim.kind, claim.certainty) == ("fighting", "possible")


COUNTED = [
    ("In all, 40 soldiers were killed in Soledar.", 40, 40, "soldiers"),
    ("Between 15 and 20 soldiers were killed in Soledar.", 15, 20, "soldiers"),
    ("Hundreds of soldiers were killed in Soledar.", 200, None, "soldiers"),
    ("Shelling killed three people in Kherson.", 3, 3, "people"),
]


@pytest.mark.parametrize(("text", "low", "high", "counts"), COUNTED, ids=[text for text, *_ in COUNTED])
def test_how_many_were_lost(claims, text, low, high, counts):
    (claim,) = [c for c in claims(text) if c.kind == "casualties"]
    assert (claim.quantity.low, claim.quantity.high) == (low, high)
    assert claim.quantity.counts.startswith(counts)


def test_at_least_has_no_upper_bound(claims):
    (claim,) = [c for c in claims("At least 40 soldiers were killed in Soledar.") if c.kind == "casualties"]
    assert (claim.quantity.low, claim.quantity.high) == (40, None)


HARDER = [
    ("advance", "Russian troops pushed into Soledar."),
    ("withdrawal", "Ukrainian troops pulled back from Soledar."),
    ("withdrawal", "Ukrainian troops pulled out of Soledar."),
    ("fighting", "Russian aircraft struck Soledar."),
    ("force", "Russia sent 500 soldiers to Bakhmut."),
    ("prediction", "The fighting in Soledar will go on for months."),
]


@pytest.mark.parametrize(("kind", "text"), HARDER)
def test_a_claim_of_its_kind_in_a_harder_sentence(claims, kind, text):
    assert kind in [claim.kind for claim in claims(text)]


PEACEFUL = [
    "The Russian player captured the title in Paris and held off two rivals on the last green.",
    "The Ukrainian golfer took control of the tournament with a birdie on the last hole.",
    "Republicans seized control of the Senate and held the House in Washington.",
    "Police seized drugs in Odesa and took three men into custody.",
    "Police in Moscow captured a robber who had fled from Tula.",
    "The Russian film about the siege of Leningrad captured the mood of Kyiv and won a prize in Cannes.",
    "The Ukrainian chess player took a pawn, attacked the king and surrendered a rook in Minsk.",
    "The Russian bank took control of a third of the market in Kazan, and its rival lost ground.",
    "Doctors in Lviv fought the disease for ten years and took it under control.",
    "Russian storks fell to a parasite near Voronezh, a museum in Moscow said.",
    "The storm struck Odesa, destroyed a school and killed two people.",
    "The Ukrainian club lost to its Russian rival and left Donetsk for Kyiv.",
    "The orchestra of Kharkiv took Vienna by storm and held the audience for two hours.",
    "Napoleon captured Moscow in 1812 and withdrew from the city in October.",
    "The company gained full control of its plant in Mariupol in 2010.",
]


@pytest.mark.parametrize("text", PEACEFUL)
def test_sport_politics_police_and_history_are_no_control(reading, text):
    assert [claim for claim in reading(text).claims if claim.kind == "control"] == []


@pytest.mark.parametrize("text", PEACEFUL[:5])
def test_nor_are_they_beside_a_sentence_about_a_war(claims, text):
    assert [claim for claim in claims(text) if claim.kind == "control"] == []


MEASURED = [
    "Russian forces fought 10 km north of Bakhmut.",
    "Russian forces fought 12 miles from Bakhmut.",
    "Russian forces attacked in the Lyman direction.",
]


@pytest.mark.parametrize("text", MEASURED)
def test_a_point_to_measure_from_and_a_direction_are_no_scenes(claims, text):
    assert [claim for claim in claims(text) if claim.place is not None] == []


def test_a_speaker_with_the_name_of_a_town_is_no_scene(claims):
    found = claims("Petro Bakhmut said that Russian forces had fought. Bakhmut said so twice.")
    assert [(claim.kind, claim.place, claim.party) for claim in found] == [("fighting", None, RUSSIA)]


def test_a_sentence_with_a_trigger_and_no_claim_is_declined_with_a_reason(reading):
    text = "Russian and Ukrainian troops are at war. Russian forces are trying to seize Soledar."
    (declined,) = reading(text).declined
    assert declined.span.of(text) == "Russian forces are trying to seize Soledar."
    assert declined.stage == "claims"
    assert declined.reason
