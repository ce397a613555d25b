"""`sayso place`: every voice on its side, disputes, and an estimate that may be unknown."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sayso.ledger import Ledger
from sayso.model import Kind, Quantity

from .conftest import JANUARY, MINISTRY, STAFF, reading, said


@pytest.mark.parametrize("columns", [80, 140])
def test_the_sides_stand_next_to_each_other(run, ledger, columns):
    answer = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, columns=columns)
    assert answer.exit_code == 0
    (heads,) = [
        line.split() for line in answer.output.splitlines() if line.startswith("Speaking for Ukraine")
    ]
    assert heads == ["Speaking", "for", "Ukraine", "Speaking", "for", "Russia"]
    assert "Independent of the sides" in answer.output
    assert max(map(len, answer.output.splitlines())) <= columns


def test_one_voice_on_two_pages_is_one_voice(run, ledger):
    (line,) = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, "--json").stdout.splitlines()
    answer = json.loads(line)
    (wagner,) = [each for each in answer["voices"] if each["source"] == "Wagner Group"]
    assert [page["outlet"] for page in wagner["pages"]] == ["Agency", "Daily"]


def test_disputes_of_control_and_of_credit_are_kept_apart(run, ledger):
    answer = json.loads(run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, "--json").stdout)
    disputes = {each["kind"]: each["positions"] for each in answer["disputes"]}
    assert disputes["denied"] == {
        "held by Russia": ["Wagner Group", "Russian Ministry of Defence", "Front Monitor", "Town Watch"],
        "not held by Russia": ["Serhiy Example"],
    }
    assert set(disputes["holders"]) == {"held by Ukraine", "held by Russia"}
    assert set(disputes["credit"]) == {"taken by Wagner Group", "taken by Russia"}


def test_a_claimant_alone_never_gets_beyond_claimed_by(run, ledger):
    output = run("place", "Soledar", "--on", "2023-01-13", "--ledger", ledger).output
    assert "unknown (claimed by Ukraine and by Russia, no independent origin)" in output
    assert "%" not in output


def test_two_independent_origins_lift_the_veil(run, ledger):
    output = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger).output
    assert "unknown" not in output
    assert "2 independent origins in the last 14 days: Front Monitor, Town Watch" in output
    assert "What moves it most" in output


def test_numbers_open_on_request(run, ledger):
    output = run("place", "Soledar", "--on", "2023-01-13", "--numbers", "--ledger", ledger).output
    assert "contested" in output
    assert "party-frame-chain" in output


def test_the_reasons_open_with_the_numbers(run, ledger):
    arguments = ("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger)
    output = run(*arguments, "--numbers").output
    for words in (
        "a mark a day, in tenths",
        "entropy",
        "What all that one origin says moves:",
        "tried on this day:",
    ):
        assert words in output
    assert "tried on this day" not in run(*arguments).output
    (line,) = run(*arguments, "--json").output.splitlines()
    answer = json.loads(line)
    assert answer["curve"][-1]["probabilities"] == answer["estimate"]["probabilities"]
    assert len(answer["curve"]) == 28
    assert answer["estimate"]["turns"]
    assert answer["verdict"]["days_since_independent"] >= 0


def test_a_place_that_is_unknown_shows_no_curve_unasked(run, ledger):
    arguments = ("place", "Soledar", "--on", "2023-01-13", "--ledger", ledger)
    assert "a mark a day" not in run(*arguments).output
    assert "a mark a day" in run(*arguments, "--numbers").output


def test_a_day_is_told_by_what_was_published_by_then(run, ledger):
    arguments = ("place", "Soledar", "--on", "2023-01-10", "--ledger", ledger)
    then, later = run(*arguments).output, run(*arguments, "--as-known", "2023-01-26").output
    assert "as known on 2023-01-10 ·" in then
    assert "as known on 2023-01-26, looking back ·" in later


def test_what_the_ledger_did_not_hold_is_not_told(run, ledger):
    answer = run("place", "Soledar", "--on", "2023-01-15", "--as-recorded", "2023-01-20", "--ledger", ledger)
    assert answer.exit_code == 0
    assert "Nothing said about it" in answer.output
    assert "as recorded at 2023-01-20" in answer.output


def test_other_matters_are_shown_on_request(run, ledger):
    arguments = ("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger)
    assert "casualties" not in run(*arguments).output
    assert "1 further statement on other matters" in run(*arguments).output
    assert "casualties in Soledar" in run(*arguments, "--all").output


def test_the_last_day_of_the_ledger_is_asked_about_by_default(run, ledger):
    assert run("place", "soledar", "--ledger", ledger).output.startswith("Soledar on 2023-01-15")


def test_a_place_is_found_under_another_of_its_names(run, ledger):
    assert run("place", "Соледар", "--ledger", ledger).output.startswith("Soledar on")


def test_voices_of_the_window_only(run, ledger):
    answer = json.loads(
        run("place", "Soledar", "--on", "2023-01-15", "--days", "2", "--ledger", ledger, "--json").stdout
    )
    assert {each["source"] for each in answer["voices"]} == {"Front Monitor", "Town Watch"}


def related(run, ledger, *arguments):
    return json.loads(
        run("place", "Soledar", "--on", "2023-01-15", *arguments, "--ledger", ledger, "--json").stdout
    )


def test_what_several_origins_say_is_told_with_their_pages(run, ledger):
    accounts = {
        (each["kind"], each["side"], each["polarity"]): each for each in related(run, ledger)["accounts"]
    }
    held = accounts["control", "Russia", "affirmed"]
    assert held["corroborated"]
    assert [each["name"] for each in held["origins"]][-2:] == ["Front Monitor", "Town Watch"]
    assert len(held["origins"][0]["carriers"]) == 2
    assert not accounts["control", "Russia", "denied"]["corroborated"]
    output = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger).output
    assert "held by Russia: 4 origins, 2 independent of the sides" in output
    assert "Wagner Group on 2 pages, first seen 2023-01-10" in output
    assert "Town Watch, first seen" not in output
    everything = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, "--all").output
    assert "Town Watch, first seen 2023-01-15" in everything


def test_what_was_not_yet_published_carries_nothing(run, ledger):
    then = run("place", "Soledar", "--on", "2023-01-10", "--ledger", ledger)
    assert "Origins" not in then.output
    (claim,) = [
        each
        for each in json.loads(
            run("place", "Soledar", "--on", "2023-01-10", "--ledger", ledger, "--json").stdout
        )["accounts"]
        if each["side"] == "Russia"
    ]
    assert [each["outlet"] for each in claim["origins"][0]["carriers"]] == ["Agency"]


def test_what_contradicts_is_told_by_claims(run, ledger):
    answer = related(run, ledger)
    said = {each["claim"]: each for voice in answer["voices"] for each in voice["pages"]}
    (denied,) = [each for each in answer["contradictions"] if each["one"]["side"] == each["other"]["side"]]
    assert {denied["one"]["polarity"], denied["other"]["polarity"]} == {"affirmed", "denied"}
    assert all(name in said for part in ("one", "other") for name in denied[part]["claims"])


def test_a_denial_is_told_from_no_answer_yet_and_from_silence(run, ledger):
    def replies(day):
        output = run("place", "Soledar", "--on", day, "--ledger", ledger).output
        return [line for line in output.splitlines() if line.startswith("to ")]

    assert "to Wagner Group: no answer yet from Ukraine" in replies("2023-01-11")
    assert "to Wagner Group: denied by Ukraine, 2023-01-13 (Serhiy Example)" in replies("2023-01-15")
    assert replies("2023-01-07") == ["to Ukraine: nothing on record from Russia"]
    (reply,) = [each for each in related(run, ledger)["replies"] if each["claimant"] == "Wagner Group"]
    assert (reply["side"], reply["response"], len(reply["claims"])) == ("Ukraine", "denied", 1)


def test_a_side_that_spoke_before_these_days_is_not_heard_in_them(run, ledger):
    with Ledger.open(ledger) as opened:
        again = reading("f20", date(2023, 2, 20), said(MINISTRY, "Russia", "Russia"), text="Again, later.")
        opened.add(again, datetime(2023, 3, 1, tzinfo=UTC))
    output = run("place", "Soledar", "--on", "2023-02-20", "--ledger", ledger).output
    assert "to Russia: not heard in these days: Ukraine" in output


def test_figures_are_ranges_by_source(run, ledger):
    def dead(source, low, high):
        counted = Quantity(low=low, high=high, counts="soldiers")
        return said(source, "Ukraine", "Ukraine", kind=Kind.CASUALTIES, quantity=counted)

    with Ledger.open(ledger) as opened:
        counts = reading(
            "f15", date(2023, 1, 15), dead(MINISTRY, 500, None), dead(STAFF, 40, 60), text="They counted."
        )
        opened.add(counts, datetime(2023, 2, 2, tzinfo=UTC))
    (figures,) = related(run, ledger)["figures"]
    assert (figures["low"], figures["high"], figures["conflicting"]) == (40, None, True)
    ranges = {each["origin"]: (each["low"], each["high"]) for each in figures["by_origin"]}
    assert ranges == {"Russian Ministry of Defence": (500, None), "Serhiy Example": (40, 60)}
    output = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger).output
    assert "casualties of Ukraine: at least 40 soldiers; the ranges do not meet" in output
    assert "  Serhiy Example: 40 to 60" in output


def test_what_cannot_both_be_right_and_is_no_dispute_of_control_is_listed(run, ledger):
    with Ledger.open(ledger) as opened:
        more = reading(
            "x15",
            date(2023, 1, 15),
            said(MINISTRY, "Ukraine", "Ukraine", kind=Kind.FIGHTING, denied=True),
            text="No fighting, they said.",
        )
        opened.add(more, datetime(2023, 2, 2, tzinfo=UTC))
    output = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger).output
    told = output[output.index("Cannot both be right:") :].splitlines()[1:3]
    assert told == [
        "  Ukraine fights in Soledar: Serhiy Example",
        "  denies that Ukraine fights in Soledar: Russian Ministry of Defence",
    ]


EXCHANGED = {"Russia": "Ukraine", "Ukraine": "Russia"}


def test_exchanged_parties_exchange_everything_that_relates(run, ledger, tmp_path):
    def swapped(claim):
        source = replace(
            claim.source,
            side=EXCHANGED.get(claim.source.side, claim.source.side),
            party=EXCHANGED.get(claim.source.party, claim.source.party),
        )
        party, side = EXCHANGED.get(claim.party, claim.party), EXCHANGED.get(claim.side, claim.side)
        return replace(claim, source=source, party=party, side=side)

    mirrored = str(tmp_path / "mirrored.db")
    with Ledger.open(mirrored) as opened:
        for each in JANUARY:
            opened.add(
                replace(each, claims=tuple(map(swapped, each.claims))), datetime(2023, 2, 1, 12, tzinfo=UTC)
            )
    one, other = related(run, ledger), related(run, mirrored)
    for key in ("accounts", "contradictions", "replies", "figures"):
        assert told(one[key], EXCHANGED) == told(other[key], {})


def told(relations, names):
    """The relations under other names of the parties; claims that changed have other ids, so none is told."""

    def value(each):
        if isinstance(each, dict):
            return {key: value(one) for key, one in each.items() if key not in ("claims", "to")}
        if isinstance(each, list):
            return [value(one) for one in each]
        return names.get(each, each) if isinstance(each, str) else each

    # Which of the two sides of a contradiction stands first follows the ids of claims made at one instant.
    return sorted(json.dumps(value(each), sort_keys=True) for each in relations)


def test_each_claim_has_a_credibility_by_origins_without_an_interest_in_it(run, ledger):
    answer = json.loads(run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger, "--json").stdout)
    by_claim = {each["claim"]: each for each in answer["credibility"]}
    sources = {page["claim"]: voice["source"] for voice in answer["voices"] for page in voice["pages"]}
    figures = {}
    for claim, each in by_claim.items():
        figures.setdefault(sources[claim], []).append(each)
    (ministry,) = (each for each in figures["Russian Ministry of Defence"] if each["borne_out_by"])
    # The staff's denial is its own side's interest, and does not count.
    assert (ministry["credibility"], ministry["words"]) == (1, "confirmed by other sources")
    assert ministry["borne_out_by"] == ["Front Monitor", "Town Watch"]
    assert ministry["contradicted_by"] == []
    (monitor,) = figures["Front Monitor"]
    assert (monitor["credibility"], monitor["borne_out_by"]) == (2, ["Town Watch"])
    denial = next(each for each in figures["Serhiy Example"] if each["contradicted_by"])
    assert denial["credibility"] == 5
    output = run("place", "Soledar", "--on", "2023-01-15", "--ledger", ledger).output
    assert "credibility 1 (confirmed by other sources, borne out by 2)" in " ".join(output.split())
