"""What part of a page an element is, told by its kind and by what its makers called it.

No rule is for one site: the names are those that the makers of pages give such parts everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from sayso.ingest.notices import heads_what_is_beside


class Part(IntEnum):
    """How far from the words of the article an element is; the higher, the further."""

    ARTICLE = 0
    LABEL = 1
    """Bylines, dates, captions: about the article, and no part of its words."""
    FOOT = 2
    """What closes an article, a message or a page: times and authors stand there too."""
    BESIDE = 3
    """Menus, advertisements, related stories, forms."""
    COMMENTS = 4
    """Readers' words. They may be more than the article's, and are never taken for it."""


_TAGS = {
    "nav": Part.BESIDE,
    "aside": Part.BESIDE,
    "footer": Part.FOOT,
    "form": Part.BESIDE,
    "button": Part.BESIDE,
    "dialog": Part.BESIDE,
    "menu": Part.BESIDE,
    "fieldset": Part.BESIDE,
    "table": Part.LABEL,
    "figure": Part.LABEL,
    "figcaption": Part.LABEL,
    "picture": Part.LABEL,
    "time": Part.LABEL,
    "cite": Part.ARTICLE,
}
_ROLES = {
    "navigation": Part.BESIDE,
    "complementary": Part.BESIDE,
    "contentinfo": Part.BESIDE,
    "search": Part.BESIDE,
    "dialog": Part.BESIDE,
    "alertdialog": Part.BESIDE,
    "banner": Part.BESIDE,
    "menu": Part.BESIDE,
    "toolbar": Part.BESIDE,
    "form": Part.BESIDE,
    "alert": Part.BESIDE,
    "doc-endnotes": Part.BESIDE,
    "doc-pullquote": Part.LABEL,
    "doc-toc": Part.BESIDE,
    "menubar": Part.BESIDE,
    "tablist": Part.BESIDE,
    "tooltip": Part.BESIDE,
}
# Words of class names and ids, as in "jp-relatedposts", "article__newsletter", "shareBar".
_COMMENTS = (
    "comment comments disqus respond replies commentlist commentaires kommentare comentarios commenti "
    "yorumlar komentarze kommentarii"
)
_BESIDE = (
    "ad ads adbox adslot adunit advert advertisement advertising advertorial adsense alsoread appeal "
    "author-bio authorbox banner bio bottombar breadcrumb breadcrumbs button buttons calltoaction "
    "consent contribute cookie cookiebar cookies copyright correction-form cta donate donation dropdown "
    "editorspicks feedback followus footerlinks gdpr interstitial jobs latest loginbox login masthead "
    "menu modal more morefrom moreon mostpopular mostread nav navbar navigation newsletter newsletters "
    "offcanvas outbrain overlay pager pagination partners paywall pinterest player poll popular popup "
    "postnav prevnext profile promo promoted promotion promobox quiz readalso readmore readnext recirc "
    "recirculation recommend recommendation recommendations recommended reg register related "
    "relatedlinks relatedposts relatedstories relateds search seealso share sharebar sharedaddy sharing "
    "shop sidebar sidenav signin signup skip skiplink sitemap social socials sponsor sponsored store "
    "subscribe subscription subscriptions support-us taboola tagcloud tags taglist taxonomy teaser "
    "teasers ticker toc toolbar tooltip topbar topics trending utility weather whatsapp "
    # Posts of others shown within, and what moves.
    "adv carousel embed embeds gallery instagram oembed slideshow tiktok tweet tweets "
    # Signs, boxes and feet of a page.
    "alert announcement aside colophon comm feedback foot rating ratings reactions toast "
    # The same parts as their makers call them elsewhere. "kommentar" and "commentaire" are opinions too.
    "anzeige aussi bandeau breves compartilhar compartir condividi connexes correlate "
    "correlati etiketler etiquetas forum ilgili lire lireaussi paylas partage partager polecane publicidad "
    "publicidade publicite pubblicita reagir reklam reklama relacionada relacionadas relacionado "
    "relacionados repondre schlagworte similaires teilen udostepnij verwandte voiraussi werbung yorum"
)
_LABEL = (
    "attribution author authors byline cap caption captions contributor credit credits dateline "
    "datepublished date eyebrow fig kicker legend meta metadata overline photocredit posted postmeta "
    "pub-date pubdate published publishdate pullquote readingtime section-label timestamp updated wp- "
    "caption-text "
    "auteur auteurs autor autora autore autoren autores autorin bildunterschrift category categories "
    "datum didascalia fecha figure kategori legende rubrik rubrique signature slogan tagline tarih yazar"
)
_WORDS = {
    **dict.fromkeys(_LABEL.split(), Part.LABEL),
    "footer": Part.FOOT,
    **dict.fromkeys(_BESIDE.split(), Part.BESIDE),
    **dict.fromkeys(_COMMENTS.split(), Part.COMMENTS),
}
_PAIRS = {
    "sr only": Part.BESIDE,
    "screen reader": Part.BESIDE,
    "visually hidden": Part.BESIDE,
    "site header": Part.BESIDE,
    "page header": Part.BESIDE,
    "global header": Part.BESIDE,
    "site info": Part.BESIDE,
    "support us": Part.BESIDE,
    "follow us": Part.BESIDE,
    "about author": Part.BESIDE,
    "author box": Part.BESIDE,
    "author card": Part.BESIDE,
    "author info": Part.BESIDE,
    "author bio": Part.BESIDE,
    "read also": Part.BESIDE,
    "read next": Part.BESIDE,
    "see also": Part.BESIDE,
    "up next": Part.BESIDE,
    "post nav": Part.BESIDE,
    "key events": Part.BESIDE,
    "key moments": Part.BESIDE,
    "link preview": Part.BESIDE,
    "links block": Part.BESIDE,
    "latest news": Part.BESIDE,
    "last news": Part.BESIDE,
    "more news": Part.BESIDE,
    "news feed": Part.BESIDE,
    "other articles": Part.BESIDE,
    "other news": Part.BESIDE,
    "other stories": Part.BESIDE,
    "similar articles": Part.BESIDE,
    "similar news": Part.BESIDE,
    "similar posts": Part.BESIDE,
    "telegram banner": Part.BESIDE,
    "telegram link": Part.BESIDE,
    "top news": Part.BESIDE,
    "top stories": Part.BESIDE,
    "pull quote": Part.LABEL,
    "reading time": Part.LABEL,
    "read time": Part.LABEL,
}
# "has-sidebar" tells how a page is built, "post-4 category-jobs" what an article is about: neither names
# a part.
_NO_NAME = re.compile(
    r"(?:has|with|no|without|is|category|cat|tag|single|hentry|format|status|type|page|js)[-_]", re.I
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[-_:.]+|\d+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WHOLE = frozenset(("body", "html", "main"))
_MOST_NAMES = 30
_LONGEST = 1000


def part_of(tag: str, names: str, attributes: Mapping[str, str | None]) -> tuple[Part, bool]:
    """The part that an element is, as far as itself tells, and whether it is hidden."""
    if tag in _WHOLE:
        return Part.ARTICLE, False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return Part.BESIDE, True
    if _HIDDEN.search((attributes.get("style") or "")[:_LONGEST]):
        return Part.BESIDE, True
    named = _named(names[:_LONGEST]) if names != " " else Part.ARTICLE
    label = attributes.get("aria-label")
    if label and heads_what_is_beside(label[:_LONGEST], is_heading=True):
        named = max(named, Part.BESIDE)
    role = _ROLES.get((attributes.get("role") or "").lower(), Part.ARTICLE)
    return max(_TAGS.get(tag, Part.ARTICLE), role, named), False


@lru_cache(maxsize=20_000)
def _named(names: str) -> Part:
    """The part that class names and an id tell."""
    found = Part.ARTICLE
    for name in names.split()[:_MOST_NAMES]:
        if _NO_NAME.match(name):
            continue
        words = [word.lower() for word in _SPLIT.split(_CAMEL.sub("-", name)) if word]
        if words and words[0] in ("widget", "widgets"):
            found = max(found, Part.BESIDE)
        pairs = [" ".join(pair) for pair in pairwise(words)]
        found = max(
            found,
            *(_WORDS.get(word, Part.ARTICLE) for word in words),
            *(_PAIRS.get(pair, Part.ARTICLE) for pair in pairs),
            Part.ARTICLE,
        )
    return found
