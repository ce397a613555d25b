"""The list of places, and one place as JSON."""

from .axe import violations


def test_the_list_names_each_place_with_its_page(client):
    page = client.get("/places").text
    assert '<a href="/place/geonames:706757"><bdi>Soledar</bdi></a>' in page


def test_a_place_on_a_day_as_json(client):
    told = client.get("/api/places/Soledar", params={"on": "2023-01-14"}).json()
    assert told["place"] == "Soledar"
    assert told["on"] == "2023-01-14"
    assert set(told["estimate"]["probabilities"]) == {"Ukraine", "Russia", "contested"}
    assert abs(sum(told["estimate"]["probabilities"].values()) - 1) < 1e-5


def test_a_name_that_is_not_there_is_told_with_what_comes_near(client):
    answer = client.get("/api/places/Solda")
    assert answer.status_code == 404
    assert "Soledar" in answer.json()["detail"]


def test_what_is_no_day_is_the_askers_mistake(client):
    for wrong in ("soon", "2023-13-01", "2023-01-14T10:00"):
        assert client.get("/api/places/Soledar", params={"on": wrong}).status_code == 422


def test_the_plus_of_a_zone_survives_an_address(client):
    told = client.get("/api/places/Soledar?on=2023-01-14&as_recorded=2023-02-01T12:00:00+02:00").json()
    assert told["as_recorded"] == "2023-02-01T12:00:00+02:00"


def test_the_page_can_be_used_by_everyone(served, opened):
    for width in ("desktop", "phone"):
        tab = opened(f"{served()}/places", width=width)
        assert violations(tab) == []
