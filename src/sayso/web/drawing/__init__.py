"""Pictures as SVG, drawn here so that a page has them without JavaScript and a download needs no page.

Colours stand in presentation attributes, which the page's style sheet overrules in the dark; what a colour
says, a letter, a shape or a hatch says too.
"""

from sayso.web.drawing.timeline import draw_timeline, mark_icon

__all__ = ["draw_timeline", "mark_icon"]
