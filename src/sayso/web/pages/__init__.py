"""The pages: HTML that is whole without JavaScript."""

from sayso.web.pages import document, map, places, programs, read, signing

ROUTERS = (
    places.router,
    map.router,
    document.router,
    read.router,
    signing.router,
    programs.router,
)
