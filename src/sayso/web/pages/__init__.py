"""The pages: HTML that is whole without JavaScript."""

from sayso.web.pages import (
    citing,
    disputes,
    document,
    front,
    map,
    place,
    places,
    programs,
    read,
    search,
    signing,
    sources,
)

ROUTERS = (
    front.router,
    citing.router,
    place.router,
    places.router,
    map.router,
    disputes.router,
    sources.router,
    search.router,
    document.router,
    read.router,
    signing.router,
    programs.router,
)
