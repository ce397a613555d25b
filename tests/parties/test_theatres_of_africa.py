"""Theatres of the Sahel and south of it: whose war a report is about, who is meant. The texts are ours."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.parties import Registry, detect_theatre, load_theatres, load_world

THEATRES = {t.id: t for t in load_theatres()}

REPORTS = [
    ("sahel", "2012-04-02", "Tuareg rebels seized Kidal and Gao, and the Malian army withdrew."),
    ("sahel", "2023-11-14", "The junta in Bamako said the army had taken Kidal; the CSP spoke of a retreat."),
    ("sahel", "2024-08-27", "JNIM fighters attacked Barsalogho in Burkina Faso and left."),
    ("sahel", "2021-03-22", "Gunmen raided villages in the Tahoua region, officials in Niamey said."),
    ("somalia", "2022-12-05", "Somali troops and Macawisley fighters took Adan Yabaal from al-Shabaab."),
    ("somalia", "2025-02-05", "Puntland forces took caves from Islamic State fighters."),
    ("somalia", "2023-08-25", "SSC-Khaatumo fighters took the base near Las Anod from Somaliland troops."),
    ("lakechad", "2015-03-27", "Nigerian soldiers recaptured Gwoza from Boko Haram, the army said."),
    ("lakechad", "2020-03-24", "Fighters overran a base on Lake Chad; Chadian troops fell back."),
    ("lakechad", "2025-05-13", "ISWAP overran a base in Marte, and soldiers withdrew to Dikwa in Borno."),
    ("southsudan", "2014-02-18", "Rebels loyal to Riek Machar entered Malakal; the SPLA denied it."),
    ("southsudan", "2025-03-04", "The White Army overran the garrison in Nasir, and soldiers fled."),
    ("mozambique", "2021-03-25", "Insurgents stormed Palma in Cabo Delgado; the army fought back."),
    ("mozambique", "2021-08-08", "Rwandan forces said they held Mocímboa da Praia with Mozambican troops."),
    ("car", "2013-03-24", "Seleka rebels seized Bangui, and President Bozizé fled."),
    ("car", "2021-01-03", "CPC rebels attacked Bangassou, and the FACA left their base."),
]  # fmt: skip


@pytest.mark.parametrize(("theatre", "day", "text"), REPORTS)
def test_a_report_of_war_has_its_theatre(theatre: str, day: str, text: str) -> None:
    found = detect_theatre(text, date.fromisoformat(day), load_theatres())
    assert found.theatre is not None
    assert found.theatre.id == theatre
    assert not found.tie


ELSEWHERE = [
    # other conflicts in the same countries, and words that only look alike
    ("2016-05-20", "Militants blew up a pipeline in the Niger Delta; the Nigerian army sent troops."),
    ("2021-07-19", "Gunmen in Zamfara shot down a Nigerian jet; the military sent more troops to Sokoto."),
    ("2018-09-30", "Separatists fought Cameroonian soldiers in Buea and Bamenda; the army denied losses."),
    ("2021-04-18", "Rebels fought the Chadian army in Kanem, and the army said it had beaten them."),
    ("2021-03-24", "A ship was stuck in the Suez Canal, and tug boats worked through the night."),
    ("2020-07-05", "A singer from Mali gave a concert in Timbuktu with musicians from Niger."),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), ELSEWHERE)
def test_another_conflict_is_not_taken_for_one_of_these(day: str, text: str) -> None:
    found = detect_theatre(text, date.fromisoformat(day), load_theatres())
    assert found.theatre is None


PARTIES = [
    ("sahel", "2012-04-02", "Tuareg rebels", "Azawad movements"),
    ("sahel", "2012-04-02", "Ansar Dine fighters", "Ansar Dine"),
    ("sahel", "2024-07-27", "Ansar Dine fighters", "JNIM"),
    ("sahel", "2023-11-14", "Wagner mercenaries", "Wagner Group"),
    ("sahel", "2025-07-01", "Russia's Africa Corps", "Africa Corps"),
    ("sahel", "2025-07-01", "the Azawad Liberation Front (FLA)", "Azawad Liberation Front"),
    ("sahel", "2022-06-12", "Islamic State Sahel Province militants", "Islamic State Sahel Province"),
    ("sahel", "2022-06-12", "Burkinabe soldiers", "Burkina Faso"),
    ("sahel", "2022-06-12", "Nigerien troops", "Niger"),
    ("sahel", "2022-06-12", "Malian armed forces", "Mali"),
    ("sahel", "2022-06-12", "French troops", "France"),
    ("somalia", "2022-10-01", "al-Shabaab fighters", "Al-Shabaab"),
    ("somalia", "2022-10-01", "the al-Shabab militants", "Al-Shabaab"),
    ("somalia", "2022-10-01", "Somali militants", "Al-Shabaab"),
    ("somalia", "2022-10-01", "the Somali National Army", "Somalia"),
    ("somalia", "2022-10-01", "government forces", "Somalia"),
    ("somalia", "2022-10-01", "Macawisley militia", "Macawisley"),
    ("somalia", "2022-10-01", "ATMIS troops", "African Union mission in Somalia"),
    ("somalia", "2022-10-01", "Puntland forces", "Puntland"),
    ("somalia", "2022-10-01", "Ugandan soldiers", "Uganda"),
    ("lakechad", "2014-09-02", "Boko Haram insurgents", "Boko Haram"),
    ("lakechad", "2015-06-01", "Islamic State's West Africa Province", "Boko Haram"),
    ("lakechad", "2018-11-18", "Islamic State West Africa Province fighters", "ISWAP"),
    ("lakechad", "2018-11-18", "ISWAP fighters", "ISWAP"),
    ("lakechad", "2018-11-18", "Nigerian troops", "Nigeria"),
    ("lakechad", "2018-11-18", "Chadian soldiers", "Chad"),
    ("lakechad", "2018-11-18", "MNJTF troops", "Multinational Joint Task Force"),
    ("lakechad", "2018-11-18", "the Civilian JTF", "Civilian Joint Task Force"),
    ("southsudan", "2014-02-18", "rebels", "SPLM-IO"),
    ("southsudan", "2014-02-18", "South Sudanese rebels", "SPLM-IO"),
    ("southsudan", "2014-02-18", "SPLA troops", "South Sudan"),
    ("southsudan", "2025-03-04", "SPLM/A-IO forces", "SPLM-IO"),
    ("southsudan", "2025-03-04", "the White Army", "White Army"),
    ("southsudan", "2025-03-04", "SSPDF soldiers", "South Sudan"),
    ("southsudan", "2025-03-04", "NAS rebels", "National Salvation Front"),
    ("mozambique", "2021-08-08", "insurgents", "Ansar al-Sunna"),
    ("mozambique", "2021-08-08", "al-Shabab fighters", "Ansar al-Sunna"),
    ("mozambique", "2021-08-08", "Rwandan forces", "Rwanda"),
    ("mozambique", "2021-08-08", "SAMIM troops", "SAMIM"),
    ("mozambique", "2021-08-08", "Mozambican soldiers", "Mozambique"),
    ("car", "2013-03-24", "Seleka rebels", "Seleka"),
    ("car", "2013-03-24", "rebels", "Seleka"),
    ("car", "2021-01-03", "rebels", "Coalition of Patriots for Change"),
    ("car", "2014-05-01", "anti-balaka fighters", "Anti-balaka"),
    ("car", "2018-05-01", "ex-Seleka fighters", "Ex-Seleka"),
    ("car", "2018-05-01", "FPRC fighters", "FPRC"),
    ("car", "2021-12-01", "3R rebels", "3R"),
    ("car", "2021-12-01", "Russian instructors", "Wagner Group"),
    ("car", "2021-12-01", "Central African troops", "Central African Republic"),
    ("car", "2021-12-01", "the FACA", "Central African Republic"),
]  # fmt: skip


@pytest.mark.parametrize(("theatre", "day", "phrase", "name"), PARTIES)
def test_a_noun_phrase_names_its_party(theatre: str, day: str, phrase: str, name: str) -> None:
    party = Registry(THEATRES[theatre], load_world(), date.fromisoformat(day)).party_of(phrase)
    assert party is not None
    assert party.name == name


NO_PARTY = [
    ("sahel", "the army"),  # three armies fight there
    ("lakechad", "the army"),
    ("lakechad", "Nigerian militants"),
    ("sahel", "Malian jihadists"),
]


@pytest.mark.parametrize(("theatre", "phrase"), NO_PARTY)
def test_a_phrase_that_could_mean_several_names_no_party(theatre: str, phrase: str) -> None:
    assert Registry(THEATRES[theatre], load_world(), date(2022, 6, 1)).party_of(phrase) is None


VOICES = [
    ("sahel", "2025-07-01", "Alghabass Ag Intalla", "Alghabass Ag Intalla", "Azawad movements"),
    ("sahel", "2025-07-01", "the Malian General Staff", "Malian army command", "Mali"),
    ("sahel", "2022-07-01", "MINUSMA", "MINUSMA", None),
    ("somalia", "2022-10-01", "al-Shabaab spokesman Abdiasis Abu Musab", "Abdiasis Abu Musab", "Al-Shabaab"),
    ("somalia", "2022-10-01", "the Somali defence ministry", "Somali Ministry of Defence", "Somalia"),
    ("somalia", "2024-12-11", "Jubaland President Ahmed Madobe", "Ahmed Madobe", "Jubaland"),
    ("lakechad", "2024-11-01", "Governor Babagana Zulum", "Babagana Umara Zulum", "Nigeria"),
    ("lakechad", "2016-03-01", "Boko Haram leader Abubakar Shekau", "Abubakar Shekau", "Boko Haram"),
    ("southsudan", "2014-02-18", "Lul Ruai Koang", "Lul Ruai Koang", "SPLM-IO"),
    ("southsudan", "2018-02-18", "Lul Ruai Koang", "Lul Ruai Koang", "South Sudan"),
    ("mozambique", "2021-08-08", "RDF spokesman Ronald Rwivanga", "Ronald Rwivanga", "Mozambique"),
    ("mozambique", "2021-08-08", "the Cabo Ligado monitor", "Cabo Ligado", None),
    ("car", "2021-01-20", "MINUSCA spokesman Vladimir Monteiro", "Vladimir Monteiro", None),
    ("car", "2021-04-01", "François Bozizé", "François Bozizé", "Coalition of Patriots for Change"),
    ("car", "2013-01-05", "President François Bozizé", "François Bozizé", "Central African Republic"),
]  # fmt: skip


@pytest.mark.parametrize(("theatre", "day", "phrase", "name", "side"), VOICES)
def test_a_voice_has_its_side(theatre: str, day: str, phrase: str, name: str, side: str | None) -> None:
    source = Registry(THEATRES[theatre], load_world(), date.fromisoformat(day)).source_for(phrase)
    assert source is not None
    assert (source.name, source.side) == (name, side)
