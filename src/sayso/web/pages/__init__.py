"""The pages: HTML that is whole without JavaScript."""

from sayso.web.pages import places

ROUTERS = (places.router,)
