"""The pages: HTML that is whole without JavaScript."""

from sayso.web.pages import citing, document, map, place, places, programs, read, signing

ROUTERS = (
    citing.router,
    place.router,
    places.router,
    map.router,
    document.router,
    read.router,
    signing.router,
    programs.router,
)
