"""Who is meant by the noun phrases that reports use. All phrases and sentences are our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Basis, Official, SourceClass, Theatre
from sayso.parties import Registry, load_theatres, load_world

THEATRES = {t.id: t for t in load_theatres()}
DAYS = {
    "ukraine": date(2023, 1, 14),
    "syria": date(2016, 12, 1),
    "iraq": date(2016, 10, 20),
    "libya": date(2020, 5, 20),
    "sudan": date(2024, 12, 20),
    "drcongo": date(2025, 1, 28),
    "afghanistan": date(2015, 10, 1),
    "philippines": date(2017, 6, 1),
    "karabakh": date(2020, 11, 8),
    "yemen": date(2017, 2, 10),
    "gaza-lebanon": date(2024, 6, 1),
    "ethiopia": date(2021, 7, 1),
    "myanmar": date(2024, 8, 1),
}


def registry(theatre: str | None, day: date | None = None) -> Registry:
    if theatre is None:
        return Registry(None, load_world(), day)
    return Registry(THEATRES[theatre], load_world(), day or DAYS[theatre])


PARTIES = [
    ("ukraine", "Russian forces", "Russia"),
    ("ukraine", "Russia's army", "Russia"),
    ("ukraine", "the Ukrainian military", "Ukraine"),
    ("ukraine", "Kyiv’s troops", "Ukraine"),
    ("ukraine", "Kyivs troops", "Ukraine"),
    ("ukraine", "Moscow", "Russia"),
    ("ukraine", "Moscow's forces", "Russia"),
    ("ukraine", "the Kremlin", "Russia"),
    ("ukraine", "Wagner mercenaries", "Wagner Group"),
    ("ukraine", "Wagner Group fighters", "Wagner Group"),
    ("ukraine", "Russian Wagner mercenaries", "Wagner Group"),
    ("ukraine", "the Russian mercenary group Wagner", "Wagner Group"),
    ("ukraine", "Russian airborne assault units", "Russia"),
    ("ukraine", "Ukraine's 46th airmobile brigade", "Ukraine"),
    ("ukraine", "hundreds of Russian troops", "Russia"),
    ("ukraine", "soldiers of the Ukrainian army", "Ukraine"),
    ("ukraine", "the Armed Forces of Ukraine", "Ukraine"),
    ("ukraine", "Russian forces fighting near the town", "Russia"),
    ("ukraine", "Russian and Wagner forces", "Russia"),
    ("ukraine", "Moscow-backed separatists", "Pro-Russian separatists"),
    ("ukraine", "pro-Russian separatists", "Pro-Russian separatists"),
    ("ukraine", "Pro-Russian forces", "Pro-Russian separatists"),
    ("ukraine", "Ukrainian rebels", "Pro-Russian separatists"),
    ("ukraine", "the self-proclaimed Donetsk People's Republic", "Donetsk People's Republic"),
    ("ukraine", "DPR troops", "Donetsk People's Republic"),
    ("syria", "regime forces", "Syrian government"),
    ("syria", "Regime troops", "Syrian government"),
    ("syria", "the army", "Syrian government"),
    ("syria", "the armys", "Syrian government"),
    ("syria", "Assad's forces", "Syrian government"),
    ("syria", "Syrian government forces", "Syrian government"),
    ("syria", "Syrias rebels", "Syrian rebels"),
    ("syria", "opposition fighters", "Syrian rebels"),
    ("syria", "US-backed Syrian rebels", "Syrian rebels"),
    ("syria", "ISIS fighters", "Islamic State"),
    ("syria", "Islamic State militants", "Islamic State"),
    ("syria", "the Islamic State of Iraq and the Levant (ISIL)", "Islamic State"),
    ("syria", "members of Daesh", "Islamic State"),
    ("syria", "the Kurdish Peoples Protection Units (YPG)", "YPG"),
    ("syria", "Kurdish YPG fighters", "YPG"),
    ("syria", "Syrian Kurdish forces", "Kurdish forces"),
    ("syria", "the Kurdish-led Syrian Democratic Forces", "Syrian Democratic Forces"),
    ("syria", "the Al-Qaeda-linked Nusra Front", "Nusra Front"),
    ("syria", "Russian warplanes", "Russia"),
    ("syria", "Turkish troops", "Turkey"),
    ("iraq", "Iraqi security forces", "Iraq"),
    ("iraq", "the militants", "Islamic State"),
    ("iraq", "Kurdish peshmerga", "Kurdish forces"),
    ("iraq", "Popular Mobilisation Forces", "Popular Mobilization Units"),
    ("libya", "pro-GNA fighters", "Government of National Accord"),
    ("libya", "the UN-backed Government of National Accord", "Government of National Accord"),
    ("sudan", "the Sudanese army", "Sudan army"),
    ("sudan", "the paramilitary Rapid Support Forces", "Rapid Support Forces"),
    ("sudan", "the RSF", "Rapid Support Forces"),
    ("drcongo", "Congolese troops", "DR Congo"),
    ("drcongo", "M23 rebels", "M23"),
    ("drcongo", "Congolese rebels", "M23"),
    ("drcongo", "Rwandan soldiers", "Rwanda"),
    ("afghanistan", "Afghan security forces", "Afghan government"),
    ("afghanistan", "Taliban insurgents", "Taliban"),
    ("afghanistan", "Afghan insurgents", "Taliban"),
    ("philippines", "Philippine marines", "Philippines"),
    ("philippines", "the Maute group", "Maute group"),
    ("philippines", "Maute militants", "Maute group"),
    ("karabakh", "Azeri forces", "Azerbaijan"),
    ("karabakh", "Armenian soldiers", "Armenia"),
    ("yemen", "Houthi rebels", "Houthis"),
    ("yemen", "the Saudi-led coalition", "Saudi-led coalition"),
    ("yemen", "Yemen's rebels", "Houthis"),
    ("gaza-lebanon", "Israeli troops", "Israel"),
    ("ethiopia", "Tigrayan forces", "Tigray forces"),
    ("myanmar", "junta troops", "Myanmar military"),
    (None, "Russian troops", "Russia"),
    (None, "U.S. forces", "United States"),
]


@pytest.mark.parametrize(("theatre", "phrase", "name"), PARTIES)
def test_a_noun_phrase_names_its_party(theatre: str | None, phrase: str, name: str) -> None:
    party = registry(theatre).party_of(phrase)
    assert party is not None
    assert party.name == name


NO_PARTY = [
    ("ukraine", "Russian language"),
    ("ukraine", "Russian victory"),
    ("ukraine", "Russian military bloggers"),
    ("ukraine", "a Russian-held town"),
    ("ukraine", "the Russian army's chief"),
    ("ukraine", "eastern Ukraine"),
    ("ukraine", "a court in Moscow"),
    ("ukraine", "troops in Ukraine"),
    ("ukraine", "the capture of Russian soldiers"),
    ("ukraine", "the Kyiv Independent"),
    ("ukraine", "the army"),
    ("ukraine", "residents"),
    ("syria", "the Greek army"),
    ("syria", "the fight against Islamic State"),
    ("syria", "a Taliban attack"),
    ("iraq", "it is fighters"),
    ("afghanistan", "Taliban attack"),
    (None, "the rebels"),
    (None, ""),
]


@pytest.mark.parametrize(("theatre", "phrase"), NO_PARTY)
def test_a_phrase_with_another_head_names_no_party(theatre: str | None, phrase: str) -> None:
    assert registry(theatre).party_of(phrase) is None


PATTERNS = [
    "{a} forces", "{a} assault units", "the {a} military", "{n}'s army", "{n}’s troops", "{n}s soldiers",
    "{c}", "{c}'s men", "hundreds of {a} troops", "the armed forces of {n}", "{a} separatists", "{a} victory",
    "the {a} defence ministry", "eastern {n}", "{a} government", "the {a} side", "{a} soldiers",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_swapping_the_parties_swaps_the_answer(pattern: str) -> None:
    known = registry("ukraine")
    mirrored = {"Russia": "Ukraine", "Ukraine": "Russia"}
    russian = known.party_of(pattern.format(a="Russian", n="Russia", c="Moscow"))
    ukrainian = known.party_of(pattern.format(a="Ukrainian", n="Ukraine", c="Kyiv"))
    first, second = (p.name if p else None for p in (russian, ukrainian))
    assert second == mirrored.get(first or "", first)


SIDES = [
    ("ukraine", "Wagner Group", "Russia"),
    ("ukraine", "Ukraine", "Ukraine"),
    ("ukraine", "United States", None),
    ("ukraine", "Atlantis", None),
    ("syria", "Russia", "Syrian government"),
    ("syria", "YPG", "Syrian Democratic Forces"),
    ("drcongo", "Rwanda", "M23"),
]


@pytest.mark.parametrize(("theatre", "party", "side"), SIDES)
def test_side_of_a_party(theatre: str, party: str, side: str | None) -> None:
    assert registry(theatre).side_of(party) == side


BODIES = [
    ("ukraine", "Russia's defence ministry", "Russian Ministry of Defence"),
    ("ukraine", "the Russian Defense Ministry", "Russian Ministry of Defence"),
    ("ukraine", "Moscow’s Defence Ministry", "Russian Ministry of Defence"),
    ("ukraine", "Russias ministry of defence", "Russian Ministry of Defence"),
    ("ukraine", "a spokesman for the Ukrainian defence ministry", "Ukrainian Ministry of Defence"),
    ("ukraine", "Ukraine's General Staff", "General Staff of the Armed Forces of Ukraine"),
    ("ukraine", "the US-based Institute for the Study of War", "Institute for the Study of War"),
    ("ukraine", "the White House", "US National Security Council"),
    ("ukraine", "the U.S. Defense Department", "Pentagon"),
    ("ukraine", "British intelligence", "UK Ministry of Defence"),
    ("ukraine", "Russian milbloggers", "Russian military bloggers"),
    ("syria", "the Britain-based Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"),
    ("syria", "the Observatory", "Syrian Observatory for Human Rights"),
    ("karabakh", "Azerbaijan's Defense Ministry", "Azerbaijani Ministry of Defence"),
    ("afghanistan", "a Taliban spokesman", "Taliban spokesperson"),
    ("sudan", "the defence ministry of Norway", None),
    ("ukraine", "us", None),
]


@pytest.mark.parametrize(("theatre", "phrase", "name"), BODIES)
def test_body_of(theatre: str, phrase: str, name: str | None) -> None:
    body = registry(theatre).body_of(phrase)
    assert (body.name if body else None) == name


OFFICIALS = [
    ("ukraine", "President Zelensky", "Volodymyr Zelenskyy"),
    ("ukraine", "Ukrainian President Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
    ("ukraine", "Hanna Maliar, Ukraine's deputy defence minister", "Hanna Malyar"),
    ("ukraine", "Malyar", "Hanna Malyar"),
    ("ukraine", "Wagner founder Yevgeny Prigozhin", "Yevgeny Prigozhin"),
    ("ukraine", "Serhiy Cherevatyi", "Serhiy Cherevaty"),
    ("ukraine", "the White House spokesman John Kirby", "John Kirby"),
    ("ukraine", "Mr. Peskov", "Dmitry Peskov"),
    ("ukraine", "John Zelensky", None),
    ("ukraine", "Zelensky's troops", None),
    ("syria", "Observatory director Rami Abdel Rahman", "Rami Abdel Rahman"),
    ("syria", "President Bashar al-Assad", "Bashar al-Assad"),
    ("sudan", "General Burhan", "Abdel Fattah al-Burhan"),
    ("karabakh", "President Aliyev", "Ilham Aliyev"),
]


@pytest.mark.parametrize(("theatre", "phrase", "name"), OFFICIALS)
def test_official_of(theatre: str, phrase: str, name: str | None) -> None:
    official = registry(theatre).official_of(phrase)
    assert (official.name if official else None) == name


OUTLETS = [
    ("ukraine", "Reuters", "Reuters"),
    ("ukraine", "www.pravda.com.ua", "Ukrainska Pravda"),
    ("ukraine", "https://www.aljazeera.com/news/2023/1/14/report", "Al Jazeera"),
    ("ukraine", "news.sky.com", "Sky News"),
    ("ukraine", "The Kyiv Independent", "Kyiv Independent"),
    ("ukraine", "AFP (Ahram Online)", "AFP"),
    ("ukraine", "Al Jazeera English", "Al Jazeera"),
    ("ukraine", "The Guardian", "The Guardian"),
    ("syria", "SANA", "SANA"),
    ("syria", "an unknown paper", None),
    ("syria", "reuters.com.example.net", None),
    ("syria", "", None),
]


@pytest.mark.parametrize(("theatre", "given", "name"), OUTLETS)
def test_outlet_of(theatre: str, given: str, name: str | None) -> None:
    outlet = registry(theatre).outlet_of(given)
    assert (outlet.name if outlet else None) == name


B, F, L = SourceClass.BELLIGERENT_OFFICIAL, SourceClass.FOREIGN_GOVERNMENT, SourceClass.LOCAL_OFFICIAL
SOURCES = [
    # theatre, phrase, name, org, party, side, class
    ("ukraine", "Hanna Malyar", "Hanna Malyar", "Ukrainian Ministry of Defence", "Ukraine", "Ukraine", B),
    ("ukraine", "the Russian defence ministry", "Russian Ministry of Defence", None, "Russia", "Russia", B),
    (
        "syria",
        "the Russian defence ministry",
        "Russian Ministry of Defence",
        None,
        "Russia",
        "Syrian government",
        B,
    ),
    ("yemen", "the Russian defence ministry", "Russian Ministry of Defence", None, "Russia", None, F),
    ("ukraine", "John Kirby", "John Kirby", "US National Security Council", "United States", None, F),
    ("ukraine", "Kyiv", "Ukraine", None, "Ukraine", "Ukraine", B),
    ("ukraine", "Washington", "United States", None, "United States", None, F),
    ("ukraine", "Wagner", "Wagner Group", None, "Wagner Group", "Russia", SourceClass.IRREGULAR),
    (
        "ukraine",
        "Yevgeny Prigozhin",
        "Yevgeny Prigozhin",
        "Wagner Group",
        "Wagner Group",
        "Russia",
        SourceClass.IRREGULAR,
    ),
    ("drcongo", "CODECO", "CODECO", None, "CODECO", None, SourceClass.UNKNOWN),
    ("ukraine", "the Russian military", "Russia", None, "Russia", "Russia", B),
    ("ukraine", "Ukrainian soldiers", "Ukrainian soldiers", None, "Ukraine", "Ukraine", B),
    ("ukraine", "the Ukrainian officials", "Ukrainian officials", None, "Ukraine", "Ukraine", B),
    ("ukraine", "the Russian armed forces", "Russia", None, "Russia", "Russia", B),
    ("ukraine", "Ukrainian special forces", "Ukrainian special forces", None, "Ukraine", "Ukraine", B),
    ("ukraine", "Ukrainian and US officials", "Ukrainian and US officials", None, "Ukraine", "Ukraine", B),
    ("ukraine", "Serhiy Haidai", "Serhiy Haidai", "Luhansk Oblast administration", "Ukraine", "Ukraine", L),
    (
        "ukraine",
        "Moscow-installed officials",
        "Russian-installed administrations",
        None,
        "Russia",
        "Russia",
        L,
    ),
    ("ukraine", "TASS", "TASS", None, "Russia", "Russia", SourceClass.STATE_MEDIA),
    ("ukraine", "the state-run TASS news agency", "TASS", None, "Russia", "Russia", SourceClass.STATE_MEDIA),
    ("ukraine", "Al Jazeera", "Al Jazeera", None, None, None, SourceClass.INDEPENDENT_REPORTER),
    ("ukraine", "DeepState", "DeepState", None, None, None, SourceClass.MAP_PRODUCT),
    ("syria", "the rebels", "Syrian rebels", None, "Syrian rebels", "Syrian rebels", B),
    ("syria", "SANA", "SANA", None, "Syrian government", "Syrian government", SourceClass.STATE_MEDIA),
    (
        "syria",
        "the Observatory",
        "Syrian Observatory for Human Rights",
        None,
        None,
        None,
        SourceClass.MONITOR,
    ),
    ("iraq", "the Iraqi oil ministry", "Iraqi oil ministry", None, "Iraq", "Iraq", B),
]


@pytest.mark.parametrize(("theatre", "phrase", "name", "org", "party", "side", "source_class"), SOURCES)
def test_source_for(
    theatre: str,
    phrase: str,
    name: str,
    org: str | None,
    party: str | None,
    side: str | None,
    source_class: SourceClass,
) -> None:
    source = registry(theatre).source_for(phrase)
    assert source is not None
    assert (source.name, source.org, source.party, source.side) == (name, org, party, side)
    assert source.source_class is source_class
    assert source.basis


@pytest.mark.parametrize("phrase", ["residents", "a witness", "the eastern town", "he", ""])
def test_nobody_known_is_no_source(phrase: str) -> None:
    assert registry("ukraine").source_for(phrase) is None


def test_labels_hold_between_their_dates_only() -> None:
    assert registry("syria", date(2014, 3, 30)).party_of("SDF fighters") is None
    assert registry("syria", date(2017, 4, 28)).party_of("SDF fighters") is not None
    assert registry("ukraine", date(2023, 1, 14)).official_of("Zelensky") is not None
    assert registry("ukraine", date(2015, 1, 14)).official_of("Zelensky") is None
    in_2021 = registry("ukraine", date(2021, 6, 1)).source_for("John Kirby")
    in_2023 = registry("ukraine", date(2023, 6, 1)).source_for("John Kirby")
    assert in_2021 is not None
    assert in_2023 is not None
    assert (in_2021.org, in_2023.org) == ("Pentagon", "US National Security Council")


def test_a_party_that_joined_later_has_no_side_before() -> None:
    assert registry("syria", date(2014, 3, 30)).side_of("Russia") is None
    assert registry("syria", date(2016, 3, 30)).side_of("Russia") == "Syrian government"


def test_a_surname_that_two_officials_share_is_nobodys() -> None:
    basis = Basis(reference="made up")
    two = tuple(Official(name=n, body="Russia", basis=basis) for n in ("Anna Doe", "Boris Doe"))
    world = load_world()
    theatre = Theatre(id="t", name="t", countries=(), sides=(), basis=basis, officials=two)
    known = Registry(theatre, world, None)
    assert known.official_of("Doe") is None
    found = known.official_of("spokesman Boris Doe")
    assert found is not None
    assert found.name == "Boris Doe"


MENTIONS = [
    (
        "ukraine",
        "Russian and Ukrainian forces fought; Kyiv’s troops held, and the mercenaries of Wagner left.",
        [
            ("Russian", "Russia"),
            ("Ukrainian forces", "Ukraine"),
            ("Kyiv’s troops", "Ukraine"),
            ("Wagner", "Wagner Group"),
        ],
    ),
    (
        "ukraine",
        "In Ukraine, the Russian assault units reached a Russian-language school in eastern Ukraine.",
        [("Russian assault units", "Russia")],
    ),
    (
        "syria",
        "Regime forces and rebels clashed with ISIS. Kurdish YPG fighters watched from Syria.",
        [
            ("Regime forces", "Syrian government"),
            ("rebels", "Syrian rebels"),
            ("ISIS", "Islamic State"),
            ("YPG fighters", "YPG"),
            ("Syria", "Syrian government"),
        ],
    ),
    ("syria", "It is raining, and they told us so.", []),
]


@pytest.mark.parametrize(("theatre", "text", "expected"), MENTIONS)
def test_find_parties(theatre: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = registry(theatre).find_parties(text)
    assert [(text[start:end], party.name) for start, end, party in found] == expected


WORDS = [
    "Russian",
    "Kyiv’s",
    "forces",
    "and",
    "the",
    "rebels",
    "(YPG)",
    "in",
    "U.S.",
    "of",
    ",",
    "’",
    "’s",
    "ı",
    "-",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=40))
def test_any_text_at_all_gives_spans_in_order_and_no_error(text: str) -> None:
    known = registry("syria")
    end_before = 0
    for start, end, party in known.find_parties(text):
        assert end_before <= start < end <= len(text)
        assert party in known.parties
        end_before = end
    known.source_for(text)
    known.outlet_of(text)
