"""Time expressions: sentences with the interval they mean, words that are no time, any text at all."""

from __future__ import annotations

import re
import time
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UnsupportedLanguageError
from sayso.model import Publication, TimeMention
from sayso.temporal import find_times

KYIV = timezone(timedelta(hours=2))
# A Saturday, noon.
PUBLISHED = Publication(date(2023, 1, 14), datetime(2023, 1, 14, 12, 0, tzinfo=KYIV))


def _shown(mention: TimeMention) -> tuple[str | None, str | None, str | None, str]:
    when = mention.when
    if when is None:
        return None, None, None, mention.role.value
    first = when.starts_at.strftime("%Y-%m-%dT%H:%M") if when.starts_at else str(when.first)
    last = when.ends_at.strftime("%Y-%m-%dT%H:%M") if when.ends_at else str(when.last)
    return first, last, when.precision.value, mention.role.value


# text; the expression; its beginning; its end; precision; role
CASES = [
    # weekdays
    ("Troops entered the village on Friday.", "Friday", "2023-01-13", "2023-01-13", "day", "event"),
    ("Guns fired across the river on Saturday.", "Saturday", "2023-01-14", "2023-01-14", "day", "event"),
    ("The mayor said on Sunday that the bridge stood.", "Sunday", "2023-01-08", "2023-01-08", "day", "said"),
    (
        "The council told reporters at the town hall on Thursday that it had left.",
        "Thursday",
        "2023-01-12",
        "2023-01-12",
        "day",
        "said",
    ),
    (
        "Militia killed in the clash (Thursday) were buried.",
        "Thursday",
        "2023-01-12",
        "2023-01-12",
        "day",
        "event",
    ),
    ("The army on Monday said it held the ridge.", "Monday", "2023-01-09", "2023-01-09", "day", "said"),
    ("On Monday, the army said it held the ridge.", "Monday", "2023-01-09", "2023-01-09", "day", "said"),
    (
        "On Monday, its men crossed the ridge, the army said.",
        "Monday",
        "2023-01-09",
        "2023-01-09",
        "day",
        "event",
    ),
    (
        "The army said its men crossed the ridge on Monday.",
        "Monday",
        "2023-01-09",
        "2023-01-09",
        "day",
        "event",
    ),
    ("They crossed the ridge last Monday.", "last Monday", "2023-01-09", "2023-01-09", "day", "event"),
    (
        "They crossed the ridge this past Saturday.",
        "this past Saturday",
        "2023-01-14",
        "2023-01-14",
        "day",
        "event",
    ),
    ("They left on Monday last week.", "Monday last week", "2023-01-02", "2023-01-02", "day", "event"),
    ("The envoys will meet on Monday.", "Monday", "2023-01-16", "2023-01-16", "day", "event"),
    (
        "The envoys are expected to arrive on Wednesday.",
        "Wednesday",
        "2023-01-18",
        "2023-01-18",
        "day",
        "event",
    ),
    ("A vote will be held on Sunday.", "Sunday", "2023-01-15", "2023-01-15", "day", "event"),
    ("The town may have fallen on Wednesday.", "Wednesday", "2023-01-11", "2023-01-11", "day", "event"),
    ("On Monday, the envoys will meet.", "Monday", "2023-01-16", "2023-01-16", "day", "event"),
    ("The envoys will meet next Monday.", "next Monday", "2023-01-16", "2023-01-16", "day", "event"),
    ("Friday's attack failed.", "Friday", "2023-01-13", "2023-01-13", "day", "event"),
    # parts of days
    (
        "Shells fell on Friday evening.",
        "Friday evening",
        "2023-01-13T18:00",
        "2023-01-14T00:00",
        "part-of-day",
        "event",
    ),
    (
        "The staff announced late on Friday that it held.",
        "late on Friday",
        "2023-01-13T20:00",
        "2023-01-14T00:00",
        "part-of-day",
        "said",
    ),
    (
        "Shells fell early on Saturday.",
        "early on Saturday",
        "2023-01-14T00:00",
        "2023-01-14T08:00",
        "part-of-day",
        "event",
    ),
    (
        "Shells fell on Tuesday night.",
        "Tuesday night",
        "2023-01-10T20:00",
        "2023-01-11T06:00",
        "part-of-day",
        "event",
    ),
    # Saturday evening has not come yet when the text is published at noon
    (
        "Shells fell on Saturday evening.",
        "Saturday evening",
        "2023-01-07T18:00",
        "2023-01-08T00:00",
        "part-of-day",
        "event",
    ),
    (
        "Shells fell this morning.",
        "this morning",
        "2023-01-14T06:00",
        "2023-01-14T12:00",
        "part-of-day",
        "event",
    ),
    ("Shells fell overnight.", "overnight", "2023-01-13T20:00", "2023-01-14T06:00", "part-of-day", "event"),
    ("Shells fell last night.", "last night", "2023-01-13T20:00", "2023-01-14T06:00", "part-of-day", "event"),
    (
        "Shells fell overnight into Friday.",
        "overnight into Friday",
        "2023-01-12T20:00",
        "2023-01-13T06:00",
        "part-of-day",
        "event",
    ),
    (
        "More shells will fall tonight.",
        "tonight",
        "2023-01-14T18:00",
        "2023-01-15T00:00",
        "part-of-day",
        "event",
    ),
    (
        "Shells fell yesterday afternoon.",
        "yesterday afternoon",
        "2023-01-13T12:00",
        "2023-01-13T18:00",
        "part-of-day",
        "event",
    ),
    (
        "In the early morning of 2 January, tanks came.",
        "In the early morning of 2 January",
        "2023-01-02T04:00",
        "2023-01-02T08:00",
        "part-of-day",
        "event",
    ),
    (
        "Drones came on the night of 11-12 January.",
        "the night of 11-12 January",
        "2023-01-11T20:00",
        "2023-01-12T06:00",
        "part-of-day",
        "event",
    ),
    (
        "Sirens sounded shortly after midnight on Friday.",
        "shortly after midnight on Friday",
        "2023-01-13T00:00",
        "2023-01-13T01:00",
        "part-of-day",
        "event",
    ),
    (
        "Tanks came at dawn on Friday.",
        "dawn on Friday",
        "2023-01-13T04:00",
        "2023-01-13T07:00",
        "part-of-day",
        "event",
    ),
    # days from publication
    ("The last street was cleared yesterday.", "yesterday", "2023-01-13", "2023-01-13", "day", "event"),
    ("Talks open tomorrow.", "tomorrow", "2023-01-15", "2023-01-15", "day", "event"),
    (
        "It fell the day before yesterday.",
        "the day before yesterday",
        "2023-01-12",
        "2023-01-12",
        "day",
        "event",
    ),
    # written dates
    ("It fell on 13 January 2023.", "13 January 2023", "2023-01-13", "2023-01-13", "day", "event"),
    (
        "It fell on January 13, 2023, after dark.",
        "January 13, 2023",
        "2023-01-13",
        "2023-01-13",
        "day",
        "event",
    ),
    ("It fell on Jan. 10.", "Jan. 10", "2023-01-10", "2023-01-10", "day", "event"),
    ("It fell on 12 Jan.", "12 Jan", "2023-01-12", "2023-01-12", "day", "event"),
    ("It fell on the 5th of January.", "the 5th of January", "2023-01-05", "2023-01-05", "day", "event"),
    ("It fell on 13.01.2023.", "13.01.2023", "2023-01-13", "2023-01-13", "day", "event"),
    ("It fell on 13/01/2023.", "13/01/2023", "2023-01-13", "2023-01-13", "day", "event"),
    ("It fell on 2023-01-12.", "2023-01-12", "2023-01-12", "2023-01-12", "day", "event"),
    ("It fell on 20 November.", "20 November", "2022-11-20", "2022-11-20", "day", "event"),
    ("The envoys will meet on 20 November.", "20 November", "2023-11-20", "2023-11-20", "day", "event"),
    ("It fell on Sunday, 26 October.", "Sunday, 26 October", None, None, None, "event"),
    ("It fell on Sun 8 Jan 2023.", "Sun 8 Jan 2023", "2023-01-08", "2023-01-08", "day", "event"),
    ("The road has been shut since 3 January.", "3 January", "2023-01-03", "2023-01-03", "day", "since"),
    (
        "They were to leave no later than 3 January.",
        "3 January",
        "2023-01-03",
        "2023-01-03",
        "day",
        "until",
    ),
    # ranges
    ("Fighting lasted 2-12 January.", "2-12 January", "2023-01-02", "2023-01-12", "day", "event"),
    (
        "It fell between 3 and 5 January.",
        "between 3 and 5 January",
        "2023-01-03",
        "2023-01-05",
        "day",
        "event",
    ),
    (
        "Fighting ran from November 1 to November 4.",
        "from November 1 to November 4",
        "2022-11-01",
        "2022-11-04",
        "day",
        "event",
    ),
    (
        "Fighting ran from 1 March to 4 April 2021.",
        "from 1 March to 4 April 2021",
        "2021-03-01",
        "2021-04-04",
        "day",
        "event",
    ),
    ("Fighting ran on January 2–11.", "January 2–11", "2023-01-02", "2023-01-11", "day", "event"),
    (
        "It fell between Monday and Wednesday.",
        "between Monday and Wednesday",
        "2023-01-09",
        "2023-01-11",
        "day",
        "event",
    ),
    (
        "Fighting ran from March to May 2022.",
        "from March to May 2022",
        "2022-03-01",
        "2022-05-31",
        "month",
        "event",
    ),
    (
        "It lay empty between 2014 and 2016.",
        "between 2014 and 2016",
        "2014-01-01",
        "2016-12-31",
        "year",
        "event",
    ),
    # months, seasons, years
    ("The front broke in November.", "November", "2022-11-01", "2022-11-30", "month", "event"),
    ("The town has been held since January.", "January", "2023-01-01", "2023-01-31", "month", "since"),
    ("The front broke last September.", "last September", "2022-09-01", "2022-09-30", "month", "event"),
    ("The front broke in September 2021.", "September 2021", "2021-09-01", "2021-09-30", "month", "event"),
    ("The front broke in mid-November.", "mid-November", "2022-11-11", "2022-11-20", "vague", "event"),
    (
        "The front broke at the end of November.",
        "the end of November",
        "2022-11-26",
        "2022-11-30",
        "vague",
        "event",
    ),
    (
        "The front broke in the first days of November.",
        "the first days of November",
        "2022-11-01",
        "2022-11-05",
        "vague",
        "event",
    ),
    ("They came earlier this month.", "earlier this month", "2023-01-01", "2023-01-14", "month", "event"),
    ("They came last month.", "last month", "2022-12-01", "2022-12-31", "month", "event"),
    ("They came last week.", "last week", "2023-01-02", "2023-01-08", "week", "event"),
    (
        "Since late last week they have advanced.",
        "late last week",
        "2023-01-06",
        "2023-01-08",
        "vague",
        "since",
    ),
    ("They will come next week.", "next week", "2023-01-16", "2023-01-22", "week", "event"),
    ("They came last year.", "last year", "2022-01-01", "2022-12-31", "year", "event"),
    ("The militia was formed in 2014.", "2014", "2014-01-01", "2014-12-31", "year", "event"),
    ("It held the town until 2016.", "2016", "2016-01-01", "2016-12-31", "year", "until"),
    (
        "The front broke in the summer of 2021.",
        "the summer of 2021",
        "2021-06-01",
        "2021-08-31",
        "season",
        "event",
    ),
    ("The front broke in the autumn.", "the autumn", "2022-09-01", "2022-11-30", "season", "event"),
    ("The front will move in the spring.", "the spring", "2023-03-01", "2023-05-31", "season", "event"),
    ("The line was drawn in the 1980s.", "the 1980s", "1980-01-01", "1989-12-31", "vague", "event"),
    ("They came in early 2021.", "early 2021", "2021-01-01", "2021-04-30", "vague", "event"),
    (
        "They came in the last week of December.",
        "the last week of December",
        "2022-12-25",
        "2022-12-31",
        "vague",
        "event",
    ),
    (
        "By the end of the month they will go.",
        "the end of the month",
        "2023-01-27",
        "2023-01-31",
        "vague",
        "until",
    ),
    (
        "The third quarter of 2022 was quiet.",
        "The third quarter of 2022",
        "2022-07-01",
        "2022-09-30",
        "season",
        "event",
    ),
    # spans
    ("They will return in two weeks.", "in two weeks", "2023-01-28", "2023-01-28", "day", "event"),
    (
        "The pause lasts 48 hours from Friday.",
        "48 hours from Friday",
        "2023-01-13",
        "2023-01-15",
        "day",
        "event",
    ),
    ("The village changed hands two days ago.", "two days ago", "2023-01-12", "2023-01-12", "day", "event"),
    (
        "The hamlet fell two months ago.",
        "two months ago",
        "2022-11-01",
        "2022-11-30",
        "month",
        "event",
    ),
    (
        "The village changed hands several days ago.",
        "several days ago",
        "2023-01-07",
        "2023-01-12",
        "vague",
        "event",
    ),
    (
        "Three towns fell in the past four days.",
        "in the past four days",
        "2023-01-10",
        "2023-01-14",
        "day",
        "event",
    ),
    (
        "Three towns fell over the last 24 hours.",
        "over the last 24 hours",
        "2023-01-13T12:00",
        "2023-01-14T12:00",
        "day",
        "event",
    ),
    ("They held out for days.", "for days", None, None, None, "event"),
    ("They left two days after the attack.", "two days after the attack", None, None, None, "event"),
    ("The hill was recently lost.", "recently", None, None, None, "event"),
    # clocks
    (
        "At 14:23 on 13 January he filmed the square.",
        "14:23 on 13 January",
        "2023-01-13T14:23",
        "2023-01-13T14:23",
        "instant",
        "event",
    ),
    (
        "He filmed the square on Friday at about 5 p.m.",
        "Friday at about 5 p.m.",
        "2023-01-13T17:00",
        "2023-01-13T17:00",
        "instant",
        "event",
    ),
    (
        "By 08:00 Moscow time the square was empty.",
        "08:00 Moscow time",
        "2023-01-14T08:00",
        "2023-01-14T08:00",
        "instant",
        "until",
    ),
    # a local hour needs the scene's zone: only its day is known here
    (
        "He filmed the square at 5 p.m. local time on Friday.",
        "5 p.m. local time on Friday",
        "2023-01-13",
        "2023-01-13",
        "instant",
        "event",
    ),
    (
        "Sirens sounded from midnight to 6 a.m.",
        "from midnight to 6 a.m.",
        "2023-01-14T00:00",
        "2023-01-14T06:00",
        "part-of-day",
        "event",
    ),
    (
        "It lasts until midnight Saturday.",
        "midnight Saturday",
        "2023-01-15T00:00",
        "2023-01-15T00:00",
        "instant",
        "until",
    ),
    ("In a Friday briefing he named the town.", "Friday", "2023-01-13", "2023-01-13", "day", "said"),
    # holidays
    ("It fell on Orthodox Christmas.", "Orthodox Christmas", "2023-01-07", "2023-01-07", "day", "event"),
    ("It fell on New Year’s Eve.", "New Year’s Eve", "2022-12-31", "2022-12-31", "day", "event"),
    ("It fell on Orthodox Easter.", "Orthodox Easter", "2022-04-24", "2022-04-24", "day", "event"),
    ("They prayed on Good Friday.", "Good Friday", "2022-04-22", "2022-04-22", "day", "event"),
    (
        "They rested at the start of Ramadan.",
        "the start of Ramadan",
        "2022-04-02",
        "2022-04-06",
        "vague",
        "event",
    ),
]


@pytest.mark.parametrize(("text", "words", "first", "last", "precision", "role"), CASES)
def test_expression_interval_precision_and_role(text, words, first, last, precision, role):
    found = {mention.span.of(text): _shown(mention) for mention in find_times(text, PUBLISHED)}
    assert words in found, found
    assert found[words] == (first, last, precision, role)


DISCOURSE = [
    ("They came on Monday. A day earlier they had shelled it.", "A day earlier", "2023-01-08"),
    ("They came on Monday; two days later they left.", "two days later", "2023-01-11"),
    ("They came on 3 March 2021. Later that day they left.", "Later that day", "2021-03-03"),
    ("They came on 3 March 2021. On the same day others left.", "the same day", "2021-03-03"),
    ("They came on 3 March 2021. The next day others left.", "The next day", "2021-03-04"),
    ("They came on 3 March 2021. They had met the day before.", "the day before", "2021-03-02"),
    ("They came on 3 March 2021, and on the 13th, they left.", "the 13th", "2021-03-13"),
    ("They came on 3 March 2021 and left at 05:00 the same day.", "05:00 the same day", "2021-03-03"),
    (
        "They came on 3 March 2021. In the evening of the same day others left.",
        "In the evening of the same day",
        "2021-03-03",
    ),
    ("The army said on Tuesday it would leave on Friday.", "Friday", "2023-01-13"),
]


@pytest.mark.parametrize(("text", "words", "day"), DISCOURSE)
def test_what_is_counted_from_a_day_spoken_of_before(text, words, day):
    found = {mention.span.of(text): mention.when for mention in find_times(text, PUBLISHED)}
    assert found[words] is not None
    assert str(found[words].first) == day


@pytest.mark.parametrize(
    "text", ["They left a day earlier.", "Later that day they left.", "It fell on the 13th."]
)
def test_nothing_is_counted_from_a_day_that_nobody_named(text):
    assert all(mention.when is None for mention in find_times(text, PUBLISHED))


TRAPS = [
    "The 46th brigade held the height.",
    "The 24th Mechanized Brigade held the height.",
    "Pilots and gunners knew the T-72 and the Su-25.",
    "Trucks burned along Highway 20.",
    "Article 5 was not invoked.",
    "The troops may withdraw.",
    "May the guns fall silent.",
    "Theresa May wrote a letter.",
    "April Hutchins counted the wounded.",
    "A letter by April Hutchins was read.",
    "They march on the capital.",
    "The Friday Times printed a map.",
    "The Sunday Times printed a map.",
    "Shops opened for Black Friday.",
    "The Sun printed a map.",
    "Reporters sat in a cellar.",
    "Call 0800 2014 2016 for news.",
    "The team won 2-1.",
    "Resolution 2254 was cited.",
    "Guns of 152 mm fired.",
    "A 1980s-era carrier burned.",
    "He was 46 and a father of 3.",
    "Some 2,014 soldiers were counted.",
    "The force of 2000 soldiers left.",
    "M23 took the road.",
    "They climbed Hill 86.",
    "About 12 to 15 kilometres part the roads.",
    "Channel 24 showed a flag.",
    "On the 13th floor a fire broke out.",
    "The column was to last many kilometres.",
    "USA Today printed a map.",
    "It fell on 04/05/2023.",
    "It fell on 31.02.2023.",
    "The score stood 10:12.",
    "The second quarter of the city burned.",
    "Between 1990 and 2010 soldiers were counted.",
    "The town lay in the fall of shells.",
    "It was the army's darkest hour.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_what_is_no_time_is_never_dated(text):
    dated = [mention.span.of(text) for mention in find_times(text, PUBLISHED) if mention.when]
    assert dated == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It fell on 13 January 2023.", "2023-01-13"),
        ("It fell on 13 January.", None),
        ("It fell on Friday.", None),
        ("It fell yesterday.", None),
        ("It fell on Orthodox Christmas.", None),
        ("It fell last week.", None),
    ],
)
def test_without_publication_only_whole_dates_are_dated(text, day):
    (mention,) = find_times(text, None)
    assert (str(mention.when.first) if mention.when else None) == day


def test_a_thursday_that_had_begun_at_the_scene_is_that_thursday():
    # Sent on Wednesday night from Washington about a Thursday morning further east.
    washington = timezone(timedelta(hours=-5))
    published = Publication(date(2022, 2, 23), datetime(2022, 2, 23, 23, 10, tzinfo=washington))
    (mention,) = find_times("Blasts were heard at 5am on Thursday local time.", published)
    assert mention.when is not None
    assert mention.when.first == date(2022, 2, 24)


def test_a_publication_known_by_its_day_leaves_parts_of_that_day():
    (mention,) = find_times("Shells fell on Saturday evening.", Publication(date(2023, 1, 14)))
    assert mention.when is not None
    assert mention.when.first == date(2023, 1, 14)


def test_another_language_is_refused():
    with pytest.raises(UnsupportedLanguageError):
        find_times("У п'ятницю", PUBLISHED, "uk")


WORDS = st.sampled_from(
    re.findall(
        "[^|]+",
        "on|Friday|the|in|January|13|2023|late|early|of|to|from|between|and|night|evening|two|days|ago|later"
        "|that|will|said|since|until|by|last|next|week|month|year|at|14:00|5 p.m."
        "|1.1.2023|13th|Easter|May|mid-June|overnight|,|.|-|\n\n",
    )
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.dates() | st.none())
@settings(max_examples=300, deadline=None)
def test_any_text_keeps_spans_inside_and_in_order(text, day):
    end = 0
    for mention in find_times(text, Publication(day) if day else None):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        when = mention.when
        if when is not None and when.first is not None and when.last is not None:
            assert when.first <= when.last


@given(
    st.sampled_from([case[0] for case in CASES[:24]]),
    st.datetimes(datetime(1950, 1, 1), datetime(2080, 1, 1), timezones=st.just(KYIV)),
)
def test_a_week_later_weekdays_mean_a_week_later(text, instant):
    later = instant + timedelta(days=7)
    now = find_times(text, Publication(instant.date(), instant))
    then = find_times(text, Publication(later.date(), later))
    for one, other in zip(now, then, strict=True):
        assert one.span == other.span
        assert one.when is not None
        assert other.when is not None
        assert other.when.first - one.when.first == timedelta(days=7)


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "\n",
        "1",
        "1.",
        "the ",
        "a ",
        "January ",
        "12-",
        "Orthodox ",
        "Friday ",
        "in the night of the ",
        "’s",
    ],
)
def test_long_runs_of_anything_are_read_in_linear_time(unit):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.perf_counter()
        find_times(text, PUBLISHED)
        return time.perf_counter() - start

    # 200 kB of the worst takes about two seconds here; a quadratic reading would take minutes.
    assert seconds(200_000) < 20
