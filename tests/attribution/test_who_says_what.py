"""Who says what: sentences in the manner of reports, each with its speaker and the words handed to him.

Names are invented; where a case needs quoted words, a role without a name speaks them.
"""

from __future__ import annotations

import pytest

from sayso.model import Quote, Voice

HIT = "the bridge had been hit"

SAID = [
    # the clause
    (f"The mayor said that {HIT}.", [("mayor", HIT)]),
    (f"The mayor said {HIT}.", [("mayor", HIT)]),
    ("The bridge had been hit, the mayor said.", [("mayor", "The bridge had been hit")]),
    ("The bridge had been hit, said the mayor.", [("mayor", "The bridge had been hit")]),
    (f"The mayor told reporters that {HIT}.", [("mayor", HIT)]),
    (f"The mayor told a visitor from the capital {HIT}.", [("mayor", HIT)]),
    ("The rebels claimed to have captured the bridge.", [("rebels", "to have captured the bridge")]),
    ("Officials reported heavy fighting.", [("Officials", "heavy fighting")]),
    # phrases
    (f"According to the mayor, {HIT}.", [("mayor", HIT)]),
    ("The bridge had been hit, according to the mayor.", [("mayor", "The bridge had been hit")]),
    # appositions
    (f"The militia — a volunteer force — said that {HIT}.", [("militia", HIT)]),
    (f"The Vostok Brigade - a volunteer unit - said {HIT}.", [("Vostok Brigade", HIT)]),
    (f"The Vostok Brigade, a volunteer unit, said {HIT}.", [("Vostok Brigade", HIT)]),
    # two speakers
    (
        "The mayor said the bridge was hit, but a resident said it was open.",
        [("mayor", "the bridge was hit"), ("resident", "it was open")],
    ),
    # nobody named
    (f"It was reported that {HIT}.", [(None, HIT)]),
    ("The bridge was reportedly destroyed.", [(None, "The bridge was … destroyed")]),
    ("The bridge is said to have been destroyed.", [(None, "The bridge … to have been destroyed")]),
    # records that show, and things that cannot
    (f"Footage from the quay showed that {HIT}.", [("Footage from the quay", HIT)]),
    ("The bridge showed cracks.", []),
    ("Nobody said that the bridge had been hit.", []),
    # who is expected to, is part of what is expected
    ("The mayor expects the rebels to attack.", [("mayor", "the rebels to attack")]),
    # two clauses around the cue
    (
        "While his men had reached the bridge, the colonel said, the road was cut.",
        [("colonel", "While his men had reached the bridge … the road was cut")],
    ),
    # the reporter's own voice
    ("The bridge was destroyed on Friday.", []),
    ("The confirmed losses were heavy.", []),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text for text, _ in SAID])
def test_speaker_and_content(said, text, expected):
    assert said(text) == expected


BACK = [
    ("Anna Kovalchuk said the road was mined. She added that the bridge was gone.", "Anna Kovalchuk"),
    ("Petro Lysenko said the road was mined. Lysenko added that the bridge was gone.", "Petro Lysenko"),
    ("The defence ministry said the road was open. It added that the bridge was gone.", "defence ministry"),
    (
        "The defence ministry said the road was open. The ministry added the bridge was gone.",
        "defence ministry",
    ),
    ("Residents said the road was open. They added that the bridge was gone.", "Residents"),
    (
        "The Vostok Brigade said the road was open. The group added that the bridge was gone.",
        "Vostok Brigade",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), BACK, ids=[text for text, _ in BACK])
def test_a_pronoun_surname_or_bare_noun_goes_back_to_its_speaker(said, text, speaker):
    first, second = said(text)
    assert first[0] == second[0] == speaker
    assert second[1].endswith("the bridge was gone")


def test_a_pronoun_without_a_fitting_voice_stays_unspecified(said):
    assert said("He said that the bridge was gone.") == [("unspecified", "the bridge was gone")]


def test_what_nobody_is_said_to_say_is_the_outlets(statements):
    (statement,) = statements("The bridge was destroyed on Friday.")
    assert statement.voice is Voice.NARRATOR
    assert statement.source is not None
    assert statement.source.name == "The Courier"
    assert (statement.cue, statement.quote, statement.channel) == ((), Quote.NONE, "report")


def test_a_sentence_beside_speech_stays_the_outlets(statements):
    text = "The mayor said the road was open. The bridge was destroyed on Friday."
    first, second = statements(text)
    assert (first.voice, second.voice) == (Voice.ATTRIBUTED, Voice.NARRATOR)
    assert [span.of(text) for span in second.content] == ["The bridge was destroyed on Friday"]


HOPS = [
    ("The mayor told the agency Polar Wire that the bridge had been hit.", [("mayor", ("Polar Wire",))]),
    (f"The mayor, cited by the agency Polar Wire, said {HIT}.", [("mayor", ("Polar Wire",))]),
    (
        "The bridge has been hit, the agency Polar Wire quoted an officer as saying.",
        [("officer", ("Polar Wire",))],
    ),
    (
        f"The newspaper reported that the mayor said {HIT}.",
        [("newspaper", ()), ("mayor", ("newspaper",))],
    ),
    (
        f"The agency reported that the newspaper had said that the mayor believed {HIT}.",
        [("agency", ()), ("newspaper", ("agency",)), ("mayor", ("newspaper", "agency"))],
    ),
    (
        "The agency reported a retreat, citing two officials.",
        [("agency", ()), ("two officials", ("agency",))],
    ),
    (
        "The mayor said that the bridge had been hit, according to Reuters.",
        [("Reuters", ()), ("mayor", ("Reuters",))],
    ),
    (
        "The bridge had been hit, the mayor said, according to Reuters.",
        [("Reuters", ()), ("mayor", ("Reuters",))],
    ),
]


WHOSE = [
    ("The Russian army is in the town, its spokesman said on Friday.", "Russia spokesman"),
    ("According to one diplomat, the bridge had been hit.", "diplomat"),
    ("The Defence Ministry in Moscow said that the bridge had been hit.", "Russian Ministry of Defence"),
    ("The rebels, who had held the bridge for a week, denied the report.", "Pro-Russian separatists"),
    ("Soledar was held by the army. He said that the bridge had been hit.", "unspecified"),
]


WHOSE += [
    ("A spokesman for the Falcon Brigade, Taras Holub, said that the bridge had been hit.", "Taras Holub"),
    ("The Russian army's website said that the bridge had been hit.", "Russia"),
    ("A local official gave another picture. Half of the town was held, he said.", "local official"),
    ("We have seen that the bridge was hit.", "The Courier"),
]


@pytest.mark.parametrize(("text", "name"), WHOSE, ids=[text for text, _ in WHOSE])
def test_whose_voice_a_phrase_is(statements, text, name):
    found = statements("Russian and Ukrainian troops are at war in Donetsk. " + text)
    assert name in [s.source.name for s in found if s.voice is Voice.ATTRIBUTED and s.source]


@pytest.mark.parametrize(("text", "expected"), HOPS, ids=[text for text, _ in HOPS])
def test_a_chain_of_relays_is_kept_innermost_first(statements, text, expected):
    found = statements(text)
    assert [(s.source.name, s.relayed_by) for s in found] == expected
    assert [s.within for s in found] == [None, *(s.id for s in found[:-1])]


CARRIED = [
    (f"The mayor was quoted by Reuters as saying that {HIT}.", "mayor", "Reuters"),
    (
        f"The channel reposted a message from a platoon leader, saying that {HIT}.",
        "platoon leader",
        "channel",
    ),
    (f"The channel published a video in which a prisoner says that {HIT}.", "prisoner", "channel"),
    (f"The ministry carried a statement by the governor that {HIT}.", "governor", "ministry"),
    ("The bridge has reportedly been hit, the station Voz said.", "unspecified", "Voz"),
]


@pytest.mark.parametrize(("text", "speaker", "relay"), CARRIED, ids=[text for text, _, _ in CARRIED])
def test_who_carries_the_words_of_another_relays_them(statements, text, speaker, relay):
    assert any(
        (s.source.name if s.source else "unspecified") == speaker and s.relayed_by == (relay,)
        for s in statements(text)
    )


DAYS = [
    (f"The mayor said on Friday that {HIT}.", "2023-01-13"),
    (f"On Thursday the mayor said that {HIT}.", "2023-01-12"),
    (f"The mayor wrote on Telegram on 12 January that {HIT}.", "2023-01-12"),
    ("The mayor said that the bridge had been hit on Thursday.", None),
    (f"The mayor said that {HIT}.", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS, ids=[text for text, _ in DAYS])
def test_the_day_of_the_saying(statements, text, day):
    (statement,) = statements(text)
    assert (statement.said_on and statement.said_on.iso()) == day


COMMITMENTS = [
    ("The mayor did not rule out that the bridge had been hit.", "possible", "affirmed"),
    ("The mayor is sceptical that the bridge was hit.", "probable", "denied"),
    ("The mayor said the bridge will fall unless the dam holds.", "conditional", "affirmed"),
    ("The mayor said the army cannot have hit the bridge.", "asserted", "denied"),
    ("The mayor said that not every bridge had been hit.", "asserted", "denied"),
    ("The mayor said the shelling would resume at dusk.", "predicted", "affirmed"),
    (f"The mayor said that {HIT}.", "asserted", "affirmed"),
    ("The mayor claimed that the bridge had been hit.", "asserted", "affirmed"),
    ("The mayor denied that the bridge had been hit.", "asserted", "denied"),
    ("The mayor said that the bridge had not been hit.", "asserted", "denied"),
    ("The mayor believed that the bridge had been hit.", "probable", "affirmed"),
    ("The mayor said that the bridge had probably been hit.", "probable", "affirmed"),
    ("The mayor said that the bridge may have been hit.", "possible", "affirmed"),
    ("The mayor said that the bridge will be hit.", "predicted", "affirmed"),
    ("The mayor denied that the bridge had not been hit.", "asserted", "affirmed"),
    ("The mayor hopes that the bridge is still open.", "possible", "affirmed"),
    ("The mayor hopes that the bridge will hold.", "predicted", "affirmed"),
    ("The mayor said the bridge will hold as long as the dam does.", "conditional", "affirmed"),
    ("The mayor said that in all likelihood the bridge was hit.", "probable", "affirmed"),
    ("The mayor said that each day a gun would open fire on the bridge.", "asserted", "affirmed"),
    ("The mayor said they had no choice but to leave the bridge.", "asserted", "affirmed"),
    ("The mayor said that there were no reports of shelling.", "asserted", "denied"),
]


@pytest.mark.parametrize(("text", "certainty", "polarity"), COMMITMENTS, ids=[c[0] for c in COMMITMENTS])
def test_how_far_the_source_commits(statements, text, certainty, polarity):
    (statement,) = statements(text)
    assert (statement.certainty, statement.polarity) == (certainty, polarity)


def test_evidence_offered_beside_the_words(statements):
    text = "The militia said that it held the bridge and showed a video of its fighters."
    items = [item for statement in statements(text) for item in statement.evidence_items]
    assert {item.kind for item in items} == {"video"}
    assert {item.spans[0].of(text) for item in items} == {"video"}


HARDER = [
    pytest.param(
        "The bridge, the mayor said, had been hit.",
        ("mayor", "The bridge … had been hit"),
    ),
    pytest.param(
        "The agency quoted the mayor as saying that the bridge was gone.",
        ("mayor", "the bridge was gone"),
    ),
    pytest.param(
        "The troops are understood to have left the airfield.",
        (None, "The troops … to have left the airfield"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), HARDER)
def test_speaker_and_content_in_harder_frames(said, text, expected):
    assert expected in said(text)


def test_whoever_cites_the_source_relays_it(statements):
    (statement,) = statements("Two officials cited by the agency said the bridge was hit.")
    assert (statement.source.name, statement.relayed_by) == ("Two officials", ("agency",))


def test_a_rank_before_a_name_is_no_part_of_it(said):
    first, second = said("Commander Petro Lysenko said the road was mined. Lysenko said the bridge was gone.")
    assert first[0] == second[0] == "Petro Lysenko"


def test_what_they_said_they_would_do_is_foretold(statements):
    (statement,) = statements("Officials said the army would leave the town.")
    assert statement.certainty == "predicted"


HEDGED = [
    ("The jets are thought to have collided, an investigator said.", "investigator"),
    ("The navy plans to close the strait, its commander said.", "commander"),
    ("“I think they left at dawn,” a woodcutter said.", "woodcutter"),
    ("It cannot be ruled out that the bridge was mined, an engineer said.", "engineer"),
    ("Radio traffic suggests that the bridge was mined, an engineer said.", "engineer"),
]


@pytest.mark.parametrize(("text", "speaker"), HEDGED, ids=[text for text, _ in HEDGED])
def test_a_hedge_within_somebodys_words_is_his_own(statements, text, speaker):
    assert {statement.source.name for statement in statements(text)} == {speaker}


ANSWERED = [
    "The army dismissed as baseless the reports that the bridge had been hit.",
    "Reports that the bridge had been hit were false, the army said.",
    "There is no truth in the story that the bridge had been hit, the army said.",
    "The army described the news that the bridge had been hit as a lie.",
]


@pytest.mark.parametrize("text", ANSWERED)
def test_an_ownerless_report_that_is_answered_is_the_answerers(statements, text):
    assert {statement.source.name for statement in statements(text)} == {"army"}


MORE_RELAYS = [
    (
        "In a post shared by the channel Grey Heron, a medic, Ana Petrova, said the bridge was gone.",
        "Grey Heron",
    ),
    ("The bridge is gone, a medic said in comments carried by the agency Polar Wire.", "Polar Wire"),
    ("The medic heard from drivers that the bridge was gone.", "medic"),
    ("The bridge is gone, Black Shore News reported on Friday, quoting a naval officer.", "Black Shore News"),
    ("Speaking to Radio Lolibai Voice, a medic said the bridge was gone.", "Radio Lolibai Voice"),
    ("The bridge is gone, according to the medic, quoted by the site Stepnoy Visnyk.", "Stepnoy Visnyk"),
    ("The radio said its reporter had been told by drivers that the bridge was gone.", "reporter"),
]


@pytest.mark.parametrize(("text", "relay"), MORE_RELAYS, ids=[text for text, _ in MORE_RELAYS])
def test_whoever_passes_the_words_on_is_in_the_chain(statements, text, relay):
    assert any(relay in statement.relayed_by for statement in statements(text))


def test_who_stands_in_a_relative_clause_speaks_for_no_other(said):
    text = "The militia, which denies any part in the raid, offered its help."
    assert ("militia", "any part in the raid") in said(text)
    assert all("offered its help" not in words for _, words in said(text))


AFTERWARDS = [
    ("The road is cut, the mayor said. She was speaking to Radio Lolibai.", ("mayor", "Radio Lolibai")),
    (
        "The road is cut, the mayor said. His remarks were carried by the agency Polar Wire.",
        ("mayor", "Polar Wire"),
    ),
    (
        "The channel Grey Heron shared a video in which a medic says the road is cut. The agency Polar Wire "
        "quoted the channel.",
        ("medic", "Grey Heron", "Polar Wire"),
    ),
    ("The road is cut, the agency Polar Wire said. It was quoting a shepherd.", ("shepherd", "Polar Wire")),
    ("The road is cut, the mayor said. The agency Polar Wire opened an office.", ("mayor",)),
]


@pytest.mark.parametrize(("text", "chain"), AFTERWARDS, ids=[text for text, _ in AFTERWARDS])
def test_a_later_sentence_may_name_who_passed_the_words_on(statements, text, chain):
    found = [s for s in statements(text) if any("road is cut" in span.of(text) for span in s.content)]
    innermost = min(found, key=lambda s: sum(len(span) for span in s.content))
    assert (innermost.source.name, *innermost.relayed_by) == chain


TOLD_REPORTERS = [
    ("A nurse told our correspondent Anna Petrova that the bridge was gone.", ("Anna Petrova",)),
    ("A nurse told the Tribune's Karim Daher that the bridge was gone.", ("Karim Daher",)),
    ("A nurse told Governor Karim Daher that the bridge was gone.", ()),
    (
        "In a letter posted on the channel Grey Heron, a medic said the bridge was gone.",
        ("Grey Heron",),
    ),
]


@pytest.mark.parametrize(("text", "relays"), TOLD_REPORTERS, ids=[text for text, _ in TOLD_REPORTERS])
def test_a_reporter_who_was_told_is_in_the_chain_and_nobody_else_is(statements, text, relays):
    assert [s.relayed_by for s in statements(text) if "gone" in s.content[-1].of(text)] == [relays]


def test_reports_that_nobody_owns_are_nobodys_though_somebody_carries_them(statements):
    text = "The bridge is gone, according to unconfirmed reports carried by the agency Polar Wire."
    found = next(s for s in statements(text) if s.content[0].of(text) == "The bridge is gone")
    assert (found.source, found.relayed_by) == (None, ("Polar Wire",))
