"""The pages: HTML that is whole without JavaScript."""

from sayso.web.pages import document, places, programs, read, signing

ROUTERS = (
    places.router,
    document.router,
    read.router,
    signing.router,
    programs.router,
)
