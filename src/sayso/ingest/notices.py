"""Lines that stand among the paragraphs of an article and are none of its words.

Each wording is listed with a line that shows it, and is looked for in a whole line only: a paragraph that
speaks of a newsletter is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# "By Ann Smith and Bo Lee in Arden" is a byline, "By Friday the town had fallen." is none.
_NAMED = r"(?:[A-ZÀ-Þ][\w’'.-]{0,40}|and|at|by|de|editing|for|in|of|reporting|the|van|von|with|writing|&)"
NOTICES: tuple[tuple[str, str], ...] = (
    # pattern for the beginning of the line, a line that it is written for
    (r"(?:read (?:more|also|next|on)|see also|also read|related(?: (?:stories|articles|content))?"
     r"|more on this(?: story)?|"
     r"recommended|don[’']t miss|watch(?: also)?|listen|explainer|in pictures|analysis)\s?[:|»›→]",
     "Read more: The road"),
    (r"(?:читайте также|читайте ещё|читайте еще|читайте також|також читайте|по теме|за темою"
     r"|читайте в архиве|читайте нас)\b",
     "Читайте також: Дорога"),
    (r"(?:(?:à )?lire (?:aussi|également)|voir aussi|sur le même sujet|lesen sie (?:auch|mehr)"
     r"|mehr zum thema|siehe auch|lea también|lee también|te puede interesar|leia (?:também|mais)"
     r"|leggi anche|ilgili haber|ayrıca okuyun|czytaj (?:też|także|również)|zobacz też"
     r"|lees ook)\s?[:|»›→–—-]",
     "Lire aussi : La route"),
    (r"(?:اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|اقرأ المزيد|شاهد أيضا|مواضيع ذات صلة)", "اقرأ أيضا: الطريق"),
    (r"(?:temps de lecture|lesezeit|lesedauer|tiempo de lectura|tempo di lettura|tempo de leitura"
     r"|okuma süresi|czas czytania|reading time|read(?:ing)? in|время чтения|час читання"
     r"|مدة القراءة|وقت القراءة)\s?:?\s?(?:ca\.\s|about\s|~\s?)?\d{1,3}\b",
     "Lesezeit: 4 Minuten"),
    (r"\d{1,3}\s?[-\s](?:min(?:ute)?s?|minuten|minutos|minuti|dk|dakika|хв|хвилин[аи]?|мин|минут[аы]?)\.?\s"
     r"(?:read|de lecture|lesezeit|de lectura|di lettura|de leitura|okuma|читання|чтения)\b.{0,40}\Z",
     "5 min read"),
    (r"(?:[\d\s.,]+)(?:views|shares|comments|просмотр(?:а|ов)?|перегляд(?:и|ів)?|комментари[ейя]+|коментар\w+"
     r"|vues|commentaires?|vistas|comentarios|yorum|görüntülenme|مشاهدة|تعليق)\Z",
     "1 204 просмотра"),
    (r"(?:sign up|subscribe|register) (?:to|for|here|now|today)\b", "Sign up for our morning letter."),
    (r"(?:follow|like|join|find) us (?:on|in)\b", "Follow us on Telegram"),
    (r"(?:share|print|email|save|copy link|tweet)(?: (?:this|article|story|on \w+))*\Z",
     "Share this article"),
    (r"(?:advertisement|advertising|sponsored(?: content)?|ad|реклама)\Z", "Advertisement"),
    (r"(?:story|article|post) continues (?:below|after)\b", "Article continues below"),
    (r"continue reading\b", "Continue reading the main story"),
    (r"(?:by|words by|(?:additional |further )?reporting by|written by|editing by|edited by|photographs? by) "
     rf"(?-i:{_NAMED}(?:[,;]?\s{_NAMED}){{0,15}})\.?\Z", "Reporting by Ann Smith and Bo Lee in Arden"),
    (r"[^.!?]{2,120} contributed (?:to this|reporting)\b", "Ann Smith in Arden contributed to this report."),
    (r"(?:photo(?:graph)?|image|picture|video|map|graphic|infographic|chart|credit|source|фото"
     r"|карта|мапа)\s?:",
     "Photo: a resident"),
    (r"[^.!?]{3,250}\((?:photo(?:graph)?|image|picture)(?: by|:| credit)[^()]{2,80}\)\.?\Z",
     "A street in Arden (photo: Bo Lee)"),
    (r"(?:copyright|©|\(c\) ?\d{4})", "© 2023 Valley Post"),
    (r"all rights reserved", "All rights reserved."),
    (r"the post .{3,300} (?:appeared first on|first appeared on)\b",
     "The post Arden appeared first on Valley Post."),
    (r"(?:tags?|topics?|filed under|categories|labels?|теги)\s?:", "Tags: Arden, war"),
)  # fmt: skip
_NOTICE = re.compile("|".join(f"(?:{pattern})" for pattern, _ in NOTICES), re.I)
_LONGEST = 300


HEADINGS = (
    "about the author",
    "about the authors",
    "about us",
    "also on the site",
    "comments",
    "continue reading",
    "discussion",
    "discover more",
    "editor's picks",
    "editors' picks",
    "explore more",
    "follow us",
    "further reading",
    "get the newsletter",
    "in other news",
    "join the conversation",
    "keep reading",
    "latest",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "like this",
    "more coverage",
    "more from",
    "more in",
    "more news",
    "more on this",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "newsletter",
    "our newsletter",
    "popular",
    "read more",
    "read next",
    "recent posts",
    "recommended",
    "recommended for you",
    "related",
    "related articles",
    "related coverage",
    "related posts",
    "related reading",
    "related stories",
    "related topics",
    "see also",
    "share",
    "share this",
    "share this article",
    "share this story",
    "stay informed",
    "subscribe",
    "support our work",
    "tags",
    "top stories",
    "trending",
    "trending now",
    "up next",
    "what to read next",
    "you may also like",
    "you might also like",
    "comments and discussion",
    "related news",
    "other news",
    "other stories",
    "related links",
    "readers' comments",
    "reader comments",
    "from the archive",
    "from our archive",
    "from the archives",
    "о авторе",
    "об авторе",
    "про автора",
    "другие новости",
    "інші новини",
    "материалы по теме",
    "матеріали за темою",
    "новости по теме",
    "главные новости",
    "головні новини",
    "лента новостей",
    "стрічка новин",
    "самое читаемое",
    "найпопулярніше",
    "поделиться",
    "поділитися",
    "связанные ссылки",
    "похожие новости",
    "смотрите также",
    "дивіться також",
    "теги",
    "à lire aussi",
    "articles liés",
    "commentaires",
    "dans la même rubrique",
    "dans la même catégorie",
    "les plus lus",
    "les plus lues",
    "lire aussi",
    "lire également",
    "partager",
    "sur le même sujet",
    "sur le même thème",
    "vos commentaires",
    "vos réactions",
    "das könnte sie auch interessieren",
    "kommentare",
    "lesen sie auch",
    "mehr zum thema",
    "meistgelesen",
    "teilen",
    "verwandte artikel",
    "weitere artikel",
    "weitere meldungen",
    "weitere themen",
    "zum thema",
    "comentarios",
    "compartir",
    "lea también",
    "lo más leído",
    "más leídas",
    "más noticias",
    "noticias relacionadas",
    "otras noticias",
    "te puede interesar",
    "también te puede interesar",
    "comentários",
    "leia também",
    "mais lidas",
    "notícias relacionadas",
    "articoli correlati",
    "commenti",
    "leggi anche",
    "i più letti",
    "benzer haberler",
    "diğer haberler",
    "en çok okunanlar",
    "ilgili haberler",
    "ilginizi çekebilir",
    "paylaş",
    "son haberler",
    "yorumlar",
    "czytaj także",
    "czytaj też",
    "komentarze",
    "najnowsze",
    "najczęściej czytane",
    "powiązane artykuły",
    "zobacz też",
    "gerelateerd",
    "lees ook",
    "reacties",
    "أخبار ذات صلة",
    "أخبار مشابهة",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "الأكثر قراءة",
    "الأكثر مشاهدة",
    "التعليقات",
    "تعليقات",
    "شارك",
    "مشاركة",
    "مقالات ذات صلة",
    "مواضيع ذات صلة",
    "مواضيع متعلقة",
    "תגובות",
    "כתבות נוספות",
    "вибір редакції",
    "коментарі",
    "комментарии",
    "новини за темою",
    "останні новини",
    "по теме",
    "популярне",
    "популярное",
    "последние новости",
    "схожі новини",
    "читайте також",
    "читайте также",
)
"""What stands above other stories, comments and forms, whole or before a name ("More from World")."""
_HEADINGS = frozenset(HEADINGS)
CONTENTS = frozenset(
    (
        "advertisement",
        "contents",
        "dans cet article",
        "in diesem artikel",
        "in this article",
        "inhalt",
        "key events",
        "key moments",
        "more",
        "on this page",
        "sommaire",
        "table of contents",
        "в этой статье",
        "у цій статті",
        "зміст",
        "реклама",
        "содержание",
    )
)
"""What stands above a list of the article's own parts, or an advertisement: the article goes on after it,
maybe without another heading, so only an element that begins with such words is none of it."""
_BEFORE_A_NAME = ("more from ", "more in ", "more on ", "latest in ", "related to ", "most read in ")
_COUNT = re.compile(r"\A\d{1,5}\s|\s?[(\[]\s?\d{1,5}\s?[)\]]\Z|\s\d{1,5}\Z")
_LONGEST_HEADING = 80
_NAMED_HEADING = 5
"""Words of a heading that names what stands below it: "More from World"."""


_LIFE = re.compile(
    r"[^.!?]{0,60}\b(?:is|was|has been)\s(?:a|an|the|our|based)\b"
    r"|\s(?:covers|writes|reports|lives|teaches|leads|edits|builds|works|has worked|joined)\b"
    r"|\s(?:працює|пише|висвітлює|очолює|викладає|є|працювала?)\s"
    r"|\s(?:работает|пишет|освещает|возглавляет|преподаёт|преподает|работала?)\s"
    r"|\s(?:couvre|écrit|est|travaille|dirige|collabore)\s"
    r"|\s(?:ist|schreibt|arbeitet|berichtet|leitet|lebt)\s"
    r"|\s(?:es|escribe|trabaja|cubre|dirige|vive)\s",
    re.I,
)
_LONGEST_LIFE, _BEFORE_THE_NAME = 500, 60


def heads_what_is_beside(line: str, *, is_heading: bool) -> bool:
    """Whether a line stands above what is none of the article: "Related stories", "More from World"."""
    if len(line) > _LONGEST_HEADING:
        return False
    words = " ".join(line.casefold().replace("’", "'").split()).strip(" :.…→»›")
    # "Comments (12)", "3 comments": how many there are tells no more.
    if words in _HEADINGS or _COUNT.sub("", words) in _HEADINGS:
        return True
    return is_heading and words.startswith(_BEFORE_A_NAME) and len(words.split()) <= _NAMED_HEADING


def heads_a_box(line: str) -> bool:
    """Whether a line stands above what is set apart within an article: "On this page", "Advertisement"."""
    return len(line) <= _LONGEST_HEADING and line.casefold().strip(" :.…→»›") in CONTENTS


def is_about_a_writer(line: str, author: str | None, *, is_last: bool = False) -> bool:
    """Whether a line tells who the author is: "Ann Smith is a reporter in Arden.".

    The last line of a text may put the post before the name: "Our woman in Arden, Ann Smith covers ...".
    """
    if not author or len(line) > _LONGEST_LIFE:
        return False
    for name in author.split(", "):
        at = line.find(name) if name else -1
        can_be = at == 0 or (is_last and 0 < at <= _BEFORE_THE_NAME and " " in name)
        if can_be and _LIFE.match(line[at + len(name) :]):
            return True
    return False


def is_notice(line: str) -> bool:
    """Whether a line is a notice of the page and no words of its article."""
    return len(line) <= _LONGEST and _NOTICE.match(line) is not None


CONSENT: tuple[tuple[str, str], ...] = (
    # what such a page speaks of, a sentence of one
    (r"\bcookies?\b", "We use cookies."),
    (r"\btrack(?:ing|ers?)\b", "Read with advertising and tracking."),
    (r"\bpersonal(?:i[sz]ed)?\s(?:data|ads?|advertising|content)\b", "Our partners process personal data."),
    (
        r"\b(?:\d+|our|third[\s-]party)\s(?:\w+\s)?(?:partners|vendors)\b",
        "We and our 187 partners store information.",
    ),
    (r"\bconsent\b", "You can withdraw your consent at any time."),
    (r"\blegitimate\sinterests?\b", "Some partners rely on a legitimate interest."),
    (r"\bprivacy\b", "You find this again under Privacy settings."),
    (r"\b(?:purposes?|preferences|settings)\b", "Manage your settings."),
    (r"\b(?:advertising|ads|ad-free)\b", "Continue with advertising."),
    (r"\b(?:on|from)\s(?:a|your)\sdevice\b", "Store information on a device."),
)
_CONSENT = tuple(re.compile(pattern, re.I) for pattern, _ in CONSENT)
_ACCEPT = re.compile(r"\b(?:accept|agree|consent|allow|reject|refuse|decline)\b", re.I)
_LITTLE, _SIGNS, _SHARE = 4000, 4, 0.4


def is_consent_wall(text: str, lines: Sequence[str]) -> bool:
    """Whether what a page holds is only the question whether it may keep cookies.

    "We and our 187 partners process personal data ... Accept and continue" is what a browser without
    consent is shown. `lines` are all that the page shows, its buttons too.
    """
    shown = text or "\n".join(lines)
    if len(shown) > _LITTLE or not any(_ACCEPT.search(line) for line in lines):
        return False
    told = [line for line in shown.split("\n") if len(line) >= 20]
    speaking = [line for line in told if any(sign.search(line) for sign in _CONSENT)]
    signs = sum(any(sign.search(line) for line in told) for sign in _CONSENT)
    return signs >= _SIGNS and sum(map(len, speaking)) >= _SHARE * sum(map(len, told))
