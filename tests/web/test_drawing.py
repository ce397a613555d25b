"""The timeline as a picture: one mark a claim, shapes and hatches beside every colour, nothing run."""

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from sayso.answers.glance import course_of, gather
from sayso.answers.place import View
from sayso.answers.timeline import Shape, Told
from sayso.estimation import DEFAULT_METHOD
from sayso.export.page.sides import NO_SIDE, SideSign
from sayso.model import Certainty
from sayso.web.api.timeline import signs_of
from sayso.web.drawing import draw_timeline
from sayso.web.drawing.marks import draw_mark, radius
from sayso.web.drawing.scale import LEFT, RIGHT, WIDTH, Scale

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def course(ledger):
    from datetime import date

    day = date(2023, 1, 14)
    seen = gather(ledger, "Soledar", View(as_known=day))
    return course_of(
        seen,
        gather(ledger, "Soledar", View()),
        day=day,
        first=day - timedelta(days=13),
        last=day + timedelta(days=7),
        looks_back=False,
        method=DEFAULT_METHOD,
    )


def drawn(course, **more):
    return ElementTree.fromstring(draw_timeline(course, signs_of(course), **more))


def test_every_claim_has_its_mark_with_its_words(course):
    marks = [each for each in drawn(course).iter(f"{SVG}g") if "data-claim" in each.attrib]
    told = [mark for lane in course.lanes for mark in lane.marks]
    assert sorted(each.get("data-claim") for each in marks) == sorted(each.recorded.id for each in told)
    assert all(each.find(f"{SVG}title").text for each in marks)
    later = {each.get("data-claim") for each in marks if "later" in each.get("class").split()}
    assert later == {each.recorded.id for each in told} - course.known != set()


def test_every_hatch_that_is_used_is_there_once(course):
    picture = draw_timeline(course, signs_of(course))
    ids = re.findall(r'id="([^"]+)"', picture)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", picture)) <= set(ids)
    assert {"hatch-contested", "hatch-unknown"} <= set(ids)


def test_the_picture_says_in_words_what_it_shows(course):
    picture = drawn(course)
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title").text == "Soledar over time"
    assert course.asked.verdict.label in picture.find(f"{SVG}desc").text


def test_unknown_days_are_greyed_and_their_numbers_drawn_only_on_request(course):
    unknown = replace(course.asked.verdict, state=None, label="unknown (no independent origin)")
    told = tuple(Told(estimate=each.estimate, verdict=unknown) for each in course.told)
    hidden = replace(course, told=told, now=())
    bands = [each for each in drawn(hidden).iter() if "band" in each.get("class", "").split()]
    assert bands == []
    opened = drawn(hidden, with_numbers=True)
    assert len([each for each in opened.iter() if "band" in each.get("class", "").split()]) == 3
    assert [each for each in opened.iter() if each.get("class") == "unknown"]


def test_shapes_differ_without_their_colours():
    shapes = {
        re.search(
            r' d="([^"]+)"',
            draw_mark(shape, NO_SIDE, x=0, y=0, certainty=Certainty.ASSERTED, is_relayed=False),
        )[1]
        for shape in Shape
    }
    assert len(shapes) == len(Shape)


def test_a_mark_names_its_side_by_a_letter_too():
    told = draw_mark(Shape.DENIES, SideSign("R", 2), x=0, y=0, certainty=Certainty.ASSERTED, is_relayed=False)
    assert ">R</text>" in told


def test_the_surer_the_larger_and_what_is_relayed_is_hollow():
    assert radius(Certainty.ASSERTED) > radius(Certainty.PROBABLE) > radius(Certainty.POSSIBLE)
    full, hollow = (
        draw_mark(Shape.HOLDS, NO_SIDE, x=0, y=0, certainty=Certainty.ASSERTED, is_relayed=relayed)
        for relayed in (False, True)
    )
    assert 'class="full"' in full
    assert 'class="hollow"' in hollow


def test_days_fill_the_picture(course):
    scale = Scale(course.first, course.last)
    assert scale.start(course.first) == LEFT
    assert scale.start(course.last + timedelta(days=1)) == pytest.approx(WIDTH - RIGHT)
    assert [day for day, _, year in scale.ticks() if year] == [course.first]


def test_words_that_would_run_or_turn_are_harmless(course):
    lane = course.lanes[0]
    hostile = replace(lane, voice='</text><script>alert(1)</script>\u202e"onload=')
    picture = draw_timeline(replace(course, lanes=(hostile, *course.lanes[1:])), signs_of(course))
    assert "<script" not in picture
    assert "\u202e" not in picture
    ElementTree.fromstring(picture)
