"""The pages: HTML that is whole without JavaScript."""

from sayso.web.pages import citing, document, place, places, programs, read, signing

ROUTERS = (
    citing.router,
    place.router,
    places.router,
    document.router,
    read.router,
    signing.router,
    programs.router,
)
