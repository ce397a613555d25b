"""Families of time expressions, each in several wordings: what they mean in a report of a Saturday noon."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from sayso.model import Publication, TimeMention
from sayso.temporal import find_times

PUBLISHED = Publication(date(2023, 1, 14), datetime(2023, 1, 14, 12, 0, tzinfo=timezone(timedelta(hours=2))))
INVASION = (date(2022, 2, 24),)

# text with the expression in angle brackets; what it means, None where it is left open; role
CASES = [
    # until and by: ahead where the clause reaches on
    ("The crossing is closed until <Tuesday>.", "2023-01-17", "until"),
    ("The crossing was closed until <Tuesday>.", "2023-01-10", "until"),
    ("The truce has been extended until <Monday>.", "2023-01-16", "until"),
    ("They have until <Friday> to leave.", "2023-01-20", "until"),
    ("They must leave by <Tuesday>.", "2023-01-17", "until"),
    ("By <Tuesday> the town had emptied.", "2023-01-10", "until"),
    ("The units should be gone by <December>.", "2023-12-01/2023-12-31", "until"),
    ("Ministers meet <this Tuesday>.", "2023-01-17", "event"),
    ("The summit is planned for <March>.", "2023-03-01/2023-03-31", "event"),
    # a length of time that reaches to the day of publication
    ("No lorry has passed <for days>.", "2023-01-08/2023-01-14", "event"),
    ("Bread has been scarce <for weeks>.", "2022-12-17/2023-01-14", "event"),
    ("Bread has been scarce <for months>.", None, "event"),
    ("Families have lived in cellars <for ten days>.", "2023-01-04/2023-01-14", "event"),
    ("<For three weeks> the wells have been dry.", "2022-12-24/2023-01-14", "event"),
    ("They had been without light <for six days>, the nurse said.", "2023-01-08/2023-01-14", "event"),
    ("The town was under fire <for three weeks>.", None, "event"),
    # day after day
    ("Shelling went on <for the third day running>.", "2023-01-12/2023-01-14", "event"),
    ("Shelling went on <for the fifth straight day>.", "2023-01-10/2023-01-14", "event"),
    ("It was hit <two nights running>.", "2023-01-12/2023-01-13", "event"),
    # counted from a day or an event that the text dates
    ("They signed on Tuesday. <Hours later> the shelling resumed.", "2023-01-10", "event"),
    ("They signed on Tuesday; <48 hours later> it was broken.", "2023-01-12", "event"),
    ("They signed on Tuesday; <a few days later> it was broken.", "2023-01-12/2023-01-15", "event"),
    ("They signed on Tuesday, and <within hours> shells fell.", "2023-01-10", "event"),
    ("They signed on Tuesday, and <within days> shells fell.", "2023-01-10/2023-01-17", "event"),
    ("<Within hours> the square was empty.", None, "event"),
    ("They left on 3 January, and <a week after that> the bridge was blown.", "2023-01-10", "event"),
    ("They came on Monday. <The following Wednesday> they left.", "2023-01-11", "event"),
    ("The mayor left <two days after 3 January>.", "2023-01-05", "event"),
    ("The mayor left <the day after Christmas>.", "2022-12-26", "event"),
    ("The attack came on 3 January. <Two days after the attack>, the mayor left.", "2023-01-05", "event"),
    ("The mayor left <the day before the attack> on Monday.", "2023-01-08", "event"),
    ("The mayor left <two days after the attack> of 3 January.", "2023-01-05", "event"),
    ("The offensive opened on 4 June; <a week into it>, the line held.", "2022-06-11", "event"),
    ("The siege was laid on 2 December. <A month into the siege>, bread ran out.", "2023-01-02", "event"),
    ("Leaflets fell on <the eve of the truce>, which began on 4 January.", "2023-01-03", "event"),
    ("The fleet sailed on <the eve of the assault>. The assault began on 9 January.", "2023-01-08", "event"),
    ("The mayor left <two days after the attack>, the town fell on 3 January.", None, "event"),
    ("They came on Monday. <Two days after> police left, they fled.", None, "event"),
    # the days of a war
    ("It is <the 324th day of the war>.", "2023-01-13", "event"),
    ("<Day 324 of the invasion> found the line where it was.", "2023-01-13", "event"),
    ("On <the war's 300th day> the bells rang.", "2022-12-20", "event"),
    ("On <the 300th day of Russia's full-scale invasion> the bells rang.", "2022-12-20", "event"),
    ("On <the hundredth day of the war> the bells rang.", "2022-06-03", "event"),
    ("The bells rang in <the first week of the war>.", "2022-02-24/2022-03-02", "event"),
    ("They left <two weeks into the war>.", "2022-03-10", "event"),
    ("They have been gone since <the start of the full-scale invasion>.", "2022-02-24", "since"),
    ("They have been gone since <the war began>.", "2022-02-24", "since"),
    ("The fleet sailed on <the eve of the war>.", "2022-02-23", "event"),
    # feasts
    ("Families prayed at <Eid al-Adha>.", "2022-07-09", "event"),
    ("Families prayed on <the third day of Eid al-Fitr>.", "2022-05-04", "event"),
    ("The siege began during <Ramadan>.", "2022-04-02/2022-05-01", "event"),
    ("The siege began in <the last week of Ramadan>.", "2022-04-25/2022-05-01", "event"),
    ("Prisoners came home on <the eve of Orthodox Easter>.", "2022-04-23", "event"),
    ("They left <last Christmas>.", "2022-12-25", "event"),
    ("A truce will hold on <Orthodox Christmas>.", None, "event"),
    ("Shops closed for <Yom Kippur>.", None, "event"),
    # clocks
    ("They left at <0430 on Friday>.", "2023-01-13T04:30", "event"),
    ("They left at <5 o'clock on Friday morning>.", "2023-01-13T05:00", "event"),
    ("They left at <five in the morning>.", "2023-01-14T05:00", "event"),
    ("They left at <03:00 (01:00 GMT) on Friday>.", "2023-01-13T03:00", "event"),
    ("They left <between 2 and 4 a.m. on Friday>.", "2023-01-13T02:00/2023-01-13T04:00", "event"),
    ("They left on <Friday between 02:00 and 04:00>.", "2023-01-13T02:00/2023-01-13T04:00", "event"),
    ("They left at <first light on Friday>.", "2023-01-13T04:00/2023-01-13T07:00", "event"),
    ("They left <shortly before midnight on Thursday>.", "2023-01-12T23:00/2023-01-13T00:00", "event"),
    ("They left <in the night to Friday>.", "2023-01-12T20:00/2023-01-13T06:00", "event"),
    ("They left <in the early hours of this morning>.", "2023-01-14T00:00/2023-01-14T06:00", "event"),
    # longer stretches
    ("Earthworks from <the early 1990s> scar the hills.", "1990-01-01/1993-12-31", "event"),
    ("It was built in <the 19th century>.", "1801-01-01/1900-12-31", "event"),
    ("They left <the week before last>.", "2022-12-26/2023-01-01", "event"),
    ("They left on <Friday before last>.", "2023-01-06", "event"),
    ("They left <in the week of 2 January>.", "2023-01-02/2023-01-08", "event"),
    ("They left on <3 and 4 January>.", "2023-01-03/2023-01-04", "event"),
    ("They left on <January 3 and 4>.", "2023-01-03/2023-01-04", "event"),
    ("They left on <3 and 7 January>.", None, "event"),
    ("They left in <January and February>.", "2022-01-01/2022-02-28", "event"),
    ("They left <half a year ago>.", "2022-07-01/2022-07-31", "event"),
    ("They left <a year and a half ago>.", "2021-07-01/2021-07-31", "event"),
    ("They left <more than a year ago>.", "2022-01-01/2022-12-31", "event"),
    ("They left <a decade ago>.", "2013-01-01/2013-12-31", "event"),
    ("They left <in recent months>.", "2022-10-14/2023-01-14", "event"),
    ("They left on <the first of May>.", "2022-05-01", "event"),
    ("They left on <Monday the 9th>.", "2023-01-09", "event"),
    ("The money is meant for <fiscal year 2024>.", None, "event"),
    # a sentence goes on from a date with its year
    ("They fled in May 2015 and came back in <June>.", "2015-06-01/2015-06-30", "event"),
    ("They fled in May 2015 and came back on <3 June>.", "2015-06-03", "event"),
    ("In December 2021 they met, and in <January> they fled.", "2022-01-01/2022-01-31", "event"),
    ("They fled in May 2015. They came back in <June>.", "2022-06-01/2022-06-30", "event"),
    ("The road has been shut since May 2015, and in <June> it was mined.", "2022-06-01/2022-06-30", "event"),
    # counted from a month or a year
    ("They fled in November. <A month later> they came back.", "2022-12-01/2022-12-31", "event"),
    ("They fled in November. <The following month> they came back.", "2022-12-01/2022-12-31", "event"),
    ("They fled in 2014. <Two years later> they came back.", "2016-01-01/2016-12-31", "event"),
    ("They fled in 2014, and <the following year> they came back.", "2015-01-01/2015-12-31", "event"),
    ("They fled in 2014, and <later that year> came back.", "2014-01-01/2014-12-31", "event"),
    ("They fled in <the same year>.", None, "event"),
    # one verb for two days
    ("They will leave on Monday or <Tuesday>.", "2023-01-17", "event"),
    ("They fled at 3 p.m. on Friday, and <half an hour later> the bridge fell.", "2023-01-13", "event"),
    ("They fled at <dawn yesterday>.", "2023-01-13T04:00/2023-01-13T07:00", "event"),
    (
        "They came on 3 March 2021, and on <the evening of the 13th>, they left.",
        "2021-03-13T18:00/2021-03-14T00:00",
        "event",
    ),
    ("They will leave <in a few days>.", "2023-01-14/2023-01-19", "event"),
    ("It was <the third year of the war>.", None, "event"),
    # further wordings of the above
    ("The curfew begins on <Monday>.", "2023-01-16", "event"),
    ("Buses can leave on <Monday>.", "2023-01-16", "event"),
    ("The army vowed to retake it by <Monday>.", "2023-01-16", "until"),
    ("They have slept in the metro <for over a month>.", "2022-12-14/2023-01-14", "event"),
    ("They are sleeping in the metro <for the tenth day>.", "2023-01-05/2023-01-14", "event"),
    ("It has been shut since <at least 2014>.", "2014-01-01/2014-12-31", "since"),
    ("It has been shut since <the winter of 2021-22>.", "2021-12-01/2022-02-28", "since"),
    ("It has been shut since <the winter of 2021>.", None, "since"),
    ("It has been shut since <the previous day>.", None, "since"),
    ("<Newroz in 2021> was quiet.", "2021-03-21", "event"),
    ("<Christmas by the old calendar> was quiet.", "2023-01-07", "event"),
    ("At <midnight on New Year's Eve> it was quiet.", "2023-01-01T00:00", "event"),
    ("They fled <in the previous two days>.", "2023-01-12/2023-01-14", "event"),
    ("On Wednesday they met. <The day before that>, shells fell.", "2023-01-10", "event"),
    ("On Wednesday they met. <Next day>, shells fell.", "2023-01-12", "event"),
    ("On Wednesday they met. <Three nights later>, shells fell.", "2023-01-14", "event"),
    ("On 20 June the mill burned. <Nine days on>, the bridge burned.", "2022-06-29", "event"),
    ("Sirens sounded at <about three in the morning on Friday>.", "2023-01-13T03:00", "event"),
    ("Sirens sounded at <03.10 on Friday>.", "2023-01-13T03:10", "event"),
    ("Sirens sounded at <1100 hours on Friday>.", "2023-01-13T11:00", "event"),
    ("Sirens sounded <from 10pm to 2am>.", "2023-01-13T22:00/2023-01-14T02:00", "event"),
    ("The army held it <from the 3rd to the 7th of January>.", "2023-01-03/2023-01-07", "event"),
    ("The army held it in <2014-17>.", "2014-01-01/2017-12-31", "event"),
    # the days of an event; dates in other shapes
    ("They came on <the twelfth day of the offensive>, which began on 2 January.", "2023-01-13", "event"),
    ("On <the tenth day of the siege>, which began on 2 January, bread ran out.", "2023-01-11", "event"),
    ("They rested on <the second day of the truce>.", None, "event"),
    ("On <the eve of his visit> on 10 January the men prayed.", "2023-01-09", "event"),
    ("On <the eve of Monday>'s vote the men prayed.", "2023-01-08", "event"),
    ("The mandate was prolonged until <30 June>.", "2023-06-30", "until"),
    ("They will meet on <20 January>.", "2023-01-20", "event"),
    ("The men prayed before the vote on <20 January>.", None, "event"),
    ("Frames dated <2022/12/29> show smoke.", "2022-12-29", "event"),
    ("Frames dated <29-12-2022> show smoke.", "2022-12-29", "event"),
    ("Frames dated <29-Dec-2022> show smoke.", "2022-12-29", "event"),
    ("<Earlier in January> shells fell.", "2023-01-01/2023-01-14", "event"),
    ("<Earlier in the week> shells fell.", "2023-01-09/2023-01-14", "event"),
    ("They fired during <the past night>.", "2023-01-13T20:00/2023-01-14T06:00", "event"),
    # not every number that is a year, not every first
    ("They rested <for a second day>.", "2023-01-13/2023-01-14", "event"),
    ("It was shelled <for a third consecutive night>.", "2023-01-11/2023-01-13", "event"),
    ("On <the 2nd of last month> it was quiet.", "2022-12-02", "event"),
    ("A truce was sought for <the winter>.", "2022-12-01/2023-02-28", "event"),
    # the verb that tells what a day dates
    ("Speaking on <Friday>, the colonel named the town.", "2023-01-13", "said"),
    ("The ministry is expected to announce it on <Monday>.", "2023-01-16", "event"),
    ("The road reopens on Friday after being shut since <Monday>.", "2023-01-09", "since"),
]


def _interval(mention: TimeMention) -> str | None:
    when = mention.when
    if when is None:
        return None
    ends = [
        instant.strftime("%Y-%m-%dT%H:%M") if instant else str(day)
        for instant, day in ((when.starts_at, when.first), (when.ends_at, when.last))
    ]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


@pytest.mark.parametrize(("marked", "interval", "role"), CASES)
def test_a_family_of_expressions(marked, interval, role):
    start, end = marked.index("<"), marked.index(">") - 1
    text = marked.replace("<", "").replace(">", "")
    found = {(m.span.start, m.span.end): m for m in find_times(text, PUBLISHED, first_days=INVASION)}
    assert (start, end) in found, [mention.span.of(text) for mention in found.values()]
    mention = found[start, end]
    assert (_interval(mention), mention.role.value) == (interval, role)


TRAPS = [
    "The clinic on 12 March Street lost its roof.",
    "Men of the February 17 Martyrs Brigade stood at the gate.",
    "The March 14 alliance met.",
    "They met on the 23 July road.",
    "They prayed at the Friday Mosque.",
    "A school named for 8 March burned.",
    "It was printed in the Evening Standard.",
    "The Night Wolves came.",
    "Every Friday they pray.",
    "At the last minute they fled.",
    "In the first hours of the war they fled.",
    "The camp holds 2015 tents.",
    "They sold it for 2000 hryvnias.",
    "They went back for the first day of school.",
    "He told the Sunday Nation so.",
    "Posted at 131500Z JAN 23.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_names_and_what_recurs_are_never_dated(text):
    assert [m.span.of(text) for m in find_times(text, PUBLISHED) if m.when] == []


@pytest.mark.parametrize(
    ("day", "christmas"),
    [
        (date(2022, 1, 10), "2022-01-07"),
        (date(2023, 1, 10), "2023-01-07"),
        # told of between the two days, it is the one that part of the church in Ukraine keeps since 2023
        (date(2023, 12, 27), "2023-12-25"),
        (date(2024, 1, 10), "2024-01-07"),
    ],
)
def test_orthodox_christmas_is_kept_on_two_days_since_2023(day, christmas):
    (mention,) = find_times("The bells rang on Orthodox Christmas.", Publication(day))
    assert _interval(mention) == christmas


@pytest.mark.parametrize(
    ("first_days", "interval"),
    [
        # one war is known
        ((date(2022, 2, 24),), "2022-06-03"),
        # of several, none has its hundredth day now
        ((date(2022, 2, 24), date(2020, 9, 27)), None),
        # of several, one has
        ((date(2022, 2, 24), date(2022, 10, 6)), "2023-01-13"),
        ((), None),
    ],
)
def test_the_day_of_a_war_needs_to_know_which_war(first_days, interval):
    (mention,) = find_times("It was the 100th day of the war.", PUBLISHED, first_days=first_days)
    assert _interval(mention) == interval


def test_a_feast_outside_the_table_is_left_open():
    (mention,) = find_times("Families prayed at Eid al-Fitr.", Publication(date(1995, 3, 10)))
    assert mention.when is None


@pytest.mark.parametrize(
    ("published", "text", "interval"),
    [
        # half past two on Sunday morning in London, half past four in Kyiv
        ("2023-01-14T21:30-05:00", "Shells fell at 4 a.m. Kyiv time on Sunday.", "2023-01-15T04:00"),
        ("2023-01-14T21:30-05:00", "Shells fell at 04:00 Kyiv time.", "2023-01-15T04:00"),
        ("2023-01-14T21:30-05:00", "By 18:00 Kyiv time the square was empty.", "2023-01-14T18:00"),
        ("2023-01-14T21:30-05:00", "Shells fell at 0200 GMT on Sunday.", "2023-01-15T02:00"),
        ("2023-01-14T06:00+02:00", "Shells fell at 23:50 GMT.", "2023-01-13T23:50"),
        ("2023-01-14T06:00+02:00", "Shells fell at 11:50 p.m.", "2023-01-13T23:50"),
        ("2023-01-14T02:00+02:00", "Shells fell in the evening.", "2023-01-13T18:00/2023-01-14T00:00"),
        ("2023-01-14T19:00+02:00", "Shells fell at 11:50 p.m.", None),
        ("2023-01-14T23:30+02:00", "The truce will begin at midnight.", "2023-01-15T00:00"),
        ("2023-01-14T12:00+02:00", "The truce will begin at 6 a.m.", "2023-01-15T06:00"),
    ],
)
def test_hours_across_midnight_and_zones(published, text, interval):
    instant = datetime.fromisoformat(published)
    (mention,) = find_times(text, Publication(instant.date(), instant))
    assert _interval(mention) == interval


@pytest.mark.parametrize(
    ("day", "text", "interval"),
    [
        (date(2023, 1, 5), "A truce was ordered for Orthodox Christmas.", "2023-01-07"),
        (date(2023, 1, 8), "A truce was ordered for Orthodox Christmas.", "2023-01-07"),
        (date(2023, 1, 5), "Guns were silent on Orthodox Christmas.", None),
        (date(2023, 1, 5), "Guns have been silent since Orthodox Christmas.", "2022-01-07"),
        (date(2024, 3, 5), "They met before Ramadan.", "2024-03-11/2024-04-09"),
        (date(2024, 3, 25), "They met during Ramadan.", "2024-03-11/2024-04-09"),
        (date(2023, 1, 14), "The vote was fixed for 20 January.", "2023-01-20"),
        (date(2015, 3, 25), "A blast was heard on Newroz eve.", "2015-03-20"),
    ],
)
def test_a_feast_just_ahead_is_no_feast_of_a_year_ago(day, text, interval):
    (mention,) = find_times(text, Publication(day))
    assert _interval(mention) == interval


OLD_YEARS = [
    ("The city was recaptured in 1623; nobody wrote it down.", "1623"),
    ("In 1099 the city fell.", "1099"),
    ("In 1850 men marched to the city.", None),
    ("He sold 1623 sheep.", None),
]


@pytest.mark.parametrize(("text", "year"), OLD_YEARS, ids=[text for text, _ in OLD_YEARS])
def test_a_year_of_old_is_a_year_where_nothing_is_counted(text, year):
    found = find_times(text, Publication(date(2014, 1, 22)))
    assert [m.when.iso() for m in found if m.when] == ([year] if year else [])
