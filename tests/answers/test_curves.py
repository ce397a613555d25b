"""Each day of a curve is the day as it was known then: what was taken back later counted on it, and what was
found out later about whom a page goes back to was not known on it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sayso.answers.days import days_of
from sayso.answers.origins import under_their_origins
from sayso.answers.place import CURVE_DAYS, View, ask
from sayso.answers.reckoned_again import reckoned_again
from sayso.answers.values import answer_value, estimate_value
from sayso.estimation import DEFAULT_METHOD, METHODS, estimate, verdict
from sayso.ledger import MEMORY, Ledger
from sayso.model import CONTESTED, Judgement, JudgementKind, Place, Quote, Voice, Withdrawn

from .test_kept_disputes import FIRST, VOICES, reading
from .test_origins import OTHERS, WORDS

TOWN = Place(name="Arden", id="geonames:1")
DAYS = 9
LAST = FIRST + timedelta(days=DAYS - 1)
TEXTS = (WORDS, f"(Reuters) - {WORDS}", *OTHERS)
QUOTED = "Gen. Bo said: “We hold every street of this town and will not leave it.”"


def on(day, hour=0):
    return datetime.combine(FIRST + timedelta(days=day), time(hour), UTC)


def page(name, day, text, *, outlet, party="Vale", story=None):
    """A page that says in its own voice who holds the town."""
    made = reading(name, day, TOWN, "Town Watch", party, story=story)
    own = replace(made.claims[0].source, name=outlet)
    document = replace(made.document, text=text, outlet=outlet)
    (said,) = made.statements
    return replace(
        made,
        document=document,
        statements=(replace(said, voice=Voice.NARRATOR, source=own, quote=Quote.NONE),),
        claims=(replace(made.claims[0], source=own, quote=Quote.NONE),),
    )


def quoting(name, day, voice, party):
    made = reading(name, day, TOWN, voice, party, text=QUOTED)
    return replace(made, claims=(replace(made.claims[0], quote=Quote.DIRECT),))


def single(ledger, day, sides, method=DEFAULT_METHOD, **view):
    """The day alone, by the claims as known on it."""
    claims = ledger.claims_about("Arden", as_known=day, **view)
    weighed = under_their_origins(ledger, claims)
    (found,) = estimate("Arden", weighed, sides=sides, first=day, last=day, method=method)
    return found.probabilities, verdict(found, weighed)


def sides_of(found):
    return tuple(each for each in found.probabilities if each != CONTESTED)


def is_as_known(ledger, method=DEFAULT_METHOD):
    """That every day of both curves is the day alone, and comes out the same when it is reckoned again."""
    days = days_of(ledger, "Arden", FIRST, LAST, method=method)
    assert [each.day for each in days.estimates] == [FIRST + timedelta(days=n) for n in range(DAYS)]
    for found, told in zip(days.estimates, days.verdicts, strict=True):
        sides = sides_of(found)
        assert (found.probabilities, told) == single(ledger, found.day, sides, method)
    answer = ask(ledger, "Arden", day=LAST, view=View(as_known=LAST), days=14, method=method)
    assert len(answer.curve) in (0, CURVE_DAYS)
    for found in answer.curve:
        assert found.probabilities == single(ledger, found.day, answer.sides, method)[0]
    lines = [estimate_value(each, explain=False, reckoning=days.reckoning) for each in days.estimates]
    told = [answer_value(answer)] if answer.curve else []
    assert {each.problem for each in reckoned_again(ledger, [*lines, *told])} == {None}
    return lines


DAY, VOICE, PARTY = st.integers(0, DAYS), st.sampled_from(sorted(VOICES)), st.sampled_from(["Vale", "Moor"])
ANY = st.integers(0, 20)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("said"), DAY, VOICE, PARTY),
        st.tuples(st.just("quoted"), DAY, VOICE, PARTY),
        st.tuples(st.just("page"), DAY, st.integers(0, 3), st.sampled_from(["Daily", "Weekly", "Reuters"])),
        st.tuples(st.just("page"), DAY, st.integers(0, 1), st.sampled_from(["Daily", "Weekly", "Herald"])),
        st.tuples(st.just("version"), ANY, DAY, PARTY),
        st.tuples(st.just("withdrawn"), ANY, DAY, st.sampled_from([0, 12])),
        st.tuples(st.just("rejected"), ANY),
        st.tuples(st.just("merged"), VOICE, VOICE),
        st.tuples(st.just("undone"), st.integers(1, 4)),
    ),
    max_size=12,
)


def befall(ledger, number, event):
    what, *rest = event
    recorded = on(DAYS + number)
    if what in ("said", "quoted"):
        day, voice, party = rest
        made = quoting if what == "quoted" else lambda *given: reading(*given[:2], TOWN, *given[2:])
        told = made(f"d{number}", day, voice, party)
        ledger.add(replace(told, document=replace(told.document, story=f"s{number}")), recorded)
    elif what == "page":
        day, text, outlet = rest
        ledger.add(page(f"d{number}", day, TEXTS[text], outlet=outlet, story=f"s{number}"), recorded)
    elif what == "merged":
        names = {each.claim.source.name for each in ledger.claims()}
        if rest[0] in names and rest[0] != rest[1]:
            judge(ledger, JudgementKind.MERGE, rest[0], recorded, value={"into": rest[1]})
    elif what == "undone":
        if any(each.number == rest[0] for each, _ in ledger.judgements()):
            judge(ledger, JudgementKind.TAKE_BACK, str(rest[0]), recorded)
    else:
        documents = ledger.documents()
        before = documents[rest[0] % len(documents)]
        if what == "withdrawn":
            ledger.withdraw(before.id, Withdrawn.DELETED, recorded, seen_at=on(*rest[1:]))
        elif what == "rejected":
            claims = [each.id for each in ledger.claims() if each.document_id == before.id]
            if claims:
                judge(ledger, JudgementKind.REJECT, claims[0], recorded)
        else:
            day, party = rest[1:]
            ledger.add(
                reading(f"v{number}", day, TOWN, "Town Watch", party, story=before.story, text="Now:"),
                recorded,
            )


def judge(ledger, kind, subject, recorded, **more):
    judgement = Judgement(kind=kind, subject=subject, author="A. Reader", reason="read again", **more)
    ledger.judge(judgement, recorded)


@settings(deadline=None, max_examples=20)
@given(EVENTS, st.sampled_from(sorted(METHODS)))
@example([("page", 1, 0, "Daily"), ("page", 4, 1, "Weekly"), ("withdrawn", 3, 6, 12)], DEFAULT_METHOD)
@example(
    [("said", 1, "Town Watch", "Vale"), ("version", 2, 4, "Moor"), ("withdrawn", 3, 6, 0)], DEFAULT_METHOD
)
def test_every_day_of_a_curve_is_that_day_as_it_was_known(events, method):
    with Ledger.open(MEMORY) as ledger:
        # So that both are sides on every day.
        ledger.add(reading("a", 0, TOWN, "Brig. Ash", "Moor"), on(1))
        ledger.add(reading("b", 0, TOWN, "Gen. Bo", "Vale", denied=True), on(1))
        for number, event in enumerate(events):
            befall(ledger, number, event)
        # Not where people rejected all that names a side: there is nobody to reckon between.
        assume(any(each.claim.side for each in ledger.claims()))
        lines = is_as_known(ledger, method)
        ledger.withdraw("a", Withdrawn.RETRACTED, on(40), seen_at=on(2, 12))
        ledger.add(page("late", 3, TEXTS[1], outlet="Reuters"), on(40))
        assert {each.problem for each in reckoned_again(ledger, lines)} == {None}


@pytest.fixture
def ledger(address):
    with Ledger.open(address) as opened:
        opened.add(reading("a", 0, TOWN, "Brig. Ash", "Moor"), on(1))
        opened.add(reading("z", 0, TOWN, "Gen. Bo", "Vale"), on(1))
        yield opened


def vale(ledger, **asked):
    days = days_of(ledger, "Arden", FIRST, LAST, method=DEFAULT_METHOD, **asked)
    return [each.probabilities["Vale"] for each in days.estimates]


def test_a_report_withdrawn_on_the_sixth_day_tells_of_the_days_before(ledger):
    without = vale(ledger)
    ledger.add(reading("b", 2, TOWN, "Town Watch", "Vale"), on(3))
    before = vale(ledger)
    ledger.withdraw("b", Withdrawn.DELETED, on(20), seen_at=on(5, 12))
    after = vale(ledger)
    assert after[:5] == before[:5] != without[:5]
    assert after[5:] == without[5:] != before[5:]
    # Looking back it is no evidence for any day.
    assert vale(ledger, hindsight=True)[2:4] != before[2:4]


def test_a_new_version_tells_from_its_day_on(ledger):
    ledger.add(reading("b", 2, TOWN, "Town Watch", "Vale", story="s"), on(3))
    before = vale(ledger)
    ledger.add(reading("c", 5, TOWN, "Town Watch", "Moor", story="s", text="Now:"), on(6))
    after = vale(ledger)
    assert after[:5] == before[:5]
    assert after[5] < before[5]
    is_as_known(ledger)


def test_a_copy_is_told_by_its_origin_from_the_day_on_which_that_shows(ledger):
    ledger.add(page("r", 1, OTHERS[0], outlet="Reuters"), on(2))
    ledger.add(page("b", 2, WORDS, outlet="Daily"), on(3))
    before = vale(ledger)
    ledger.add(page("c", 5, f"(Reuters) - {WORDS}", outlet="Weekly"), on(6))
    assert vale(ledger)[:5] == before[:5]
    days = days_of(ledger, "Arden", FIRST, LAST, method=DEFAULT_METHOD)
    # The Daily was heard on its own until the Weekly named the agency; then all three are Reuters.
    assert [len(each.independent_origins) for each in days.verdicts[1:6]] == [1, 2, 2, 2, 1]
    is_as_known(ledger)


def test_reasons_of_each_day_name_what_counted_on_it(ledger):
    ledger.add(reading("b", 2, TOWN, "Town Watch", "Vale"), on(3))
    ledger.withdraw("b", Withdrawn.DELETED, on(20), seen_at=on(5, 12))
    days = days_of(ledger, "Arden", FIRST, LAST, method=DEFAULT_METHOD, reasons=5)
    named = [{days.claims[reason.claim].document_id for reason in each.because} for each in days.estimates]
    assert ["b" in each for each in named] == [n in (2, 3, 4) for n in range(DAYS)]
    assert [bool(each.turns) for each in days.estimates] == [n == DAYS - 1 for n in range(DAYS)]


def test_a_side_that_only_a_withdrawn_report_named_is_one_on_all_days(address):
    with Ledger.open(address) as opened:
        opened.add(reading("a", 0, TOWN, "Brig. Ash", "Moor"), on(1))
        opened.add(reading("b", 2, TOWN, "Town Watch", "Vale"), on(3))
        opened.withdraw("b", Withdrawn.DELETED, on(20), seen_at=on(5, 12))
        told = vale(opened)
        assert max(told) == told[4] > told[5] > 0


def test_a_view_of_an_instant_is_told_by_what_counted_then(ledger):
    ledger.add(reading("b", 2, TOWN, "Town Watch", "Vale"), on(3))
    ledger.withdraw("b", Withdrawn.DELETED, on(20), seen_at=on(5, 12))

    def told(as_known, day=LAST):
        answer = ask(ledger, "Arden", day=day, view=View(as_known=as_known), days=14, method=DEFAULT_METHOD)
        return [each.probabilities["Vale"] for each in answer.curve]

    # By noon of the sixth day it was withdrawn, an hour before it was not.
    assert told(on(5, 11))[-4:] != told(on(5, 12))[-4:]
    assert told(on(5, 11))[: -(DAYS - 5)] == told(on(5, 12))[: -(DAYS - 5)]
    sixth = FIRST + timedelta(days=5)
    assert told(sixth, sixth) == told(on(5, 12), sixth)


def test_a_usual_place_is_one_question_and_one_reckoning(ledger, monkeypatch):
    from sayso.answers import stretches

    asked = []
    monkeypatch.setattr(
        stretches, "estimate", lambda *given, **more: asked.append(more) or estimate(*given, **more)
    )
    ledger.add(page("b", 2, WORDS, outlet="Daily"), on(3))
    ledger.add(reading("c", 4, TOWN, "Town Watch", "Vale"), on(4))
    ledger.withdraw("c", Withdrawn.DELETED, on(20), seen_at=on(4, 12))
    vale(ledger)
    assert [(each["first"], each["last"]) for each in asked] == [(FIRST, LAST)]
