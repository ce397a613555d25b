"""Sentences in which a page speaks of itself: it jests, a machine translated it, the rest is for sale.

Each wording stands with a sentence that shows it. They are looked for in short lines only, and inside an
article only where the line begins by speaking of itself: "The Daily Nail is a satirical newspaper" in a
report about a raid on it makes the report no satire.
"""

from __future__ import annotations

import re

# Sentences about the page, each with one that shows it.
SATIRE_SENTENCES = (
    (r"\b(?:this|the)\s(?:\w+\s){0,2}(?:site|website|page|article|story|post|publication|blog|content"
     r"|newspaper|work)s?"
     r"\s(?:is|are)\s(?:a\s|an\s|pure\s|purely\s|only\s|entirely\s|all\s|work\s|works\s|piece\s|of\s){0,5}"
     r"(?:satir(?:e|ical)|parod(?:y|ic))\b", "This article is satire."),
    (r"\ball\s(?:of\s)?(?:the\s)?(?:articles|stories|posts|news|names|characters|quotes|people"
     r"|content)\b[^.]{0,80}"
     r"\b(?:are|is)\s(?:\w+\s){0,2}?(?:satir\w+|fictional|fictitious|invented|made[\s-]up)\b",
     "All stories on this site are invented."),
    (r"\b(?:satire|satirical|parody),?\s(?:and\s)?(?:is\s)?(?:not\s(?:to\sbe\staken|intended)"
     r"|should\snot|for\sentertainment)\b",
     "Satire, not to be taken as news."),
    (r"\b(?:сатиричн|сатирическ)\w+\s(?:видання|сайт|портал|издание|проєкт|проект)\b", "Сатиричне видання"),
)  # fmt: skip
# What a site says of itself, where nothing but the site can be meant.
SATIRE_SITES = (
    (r"\b(?:is|are)\s(?:a|an|your|the)\s(?:\w+,?\s){0,3}?satir(?:e|ical)\s(?:and\s\w+\s)?(?:\w+\s){0,2}"
     r"(?:site|website|newspaper|publication|magazine|blog|outlet|project|newsroom)\b",
     "The Daily Nail is a satirical newspaper."),
    (r"\A(?:\w+\s){0,3}(?:satire|satirical)\s(?:and\s\w+\s)?(?:news|site|website|newspaper|publication|magazine|blog)"
     r"(?=\s?(?:\Z|[.,:|–—]|(?:since|from|for|about|and|you)\b))",
     "Satirical news from the valley since 2009"),
)  # fmt: skip
TRANSLATION_SENTENCES = (
    (r"\b(?:machine|computer|auto|automatic|automatically|ai)[\s-](?:generated\s)?translat(?:ed|ion)\b",
     "This text was machine-translated from Ukrainian."),
    (r"\btranslated\s(?:from\s\w+\s(?:into\s\w+\s)?)?(?:automatically|by\s(?:a\s)?(?:machine|computer"
     r"|software)|"
     r"(?:by|with|using|via|through)\s(?:the\s(?:help|aid)\sof\s)?(?:google|deepl|bing|yandex"
     r"|microsoft|ai\b|artificial|chatgpt|"
     r"an?\s(?:automat|online|ai\b|machine)))", "Translated automatically from Russian."),
    (r"\bgoogle\stranslate\b.{0,60}\b(?:this|the)\s(?:page|article|text)"
     r"|\btranslated\s.{0,40}\bgoogle\stranslate\b",
     "Translated with Google Translate."),
    (r"\b(?:автоматичний|машинний)\sпереклад|\bпереклад(?:ено)?\s(?:автоматичн|машинн)"
     r"|\bперекладено\s(?:автоматично|машиною|"
     r"за\sдопомогою\s(?:штучного|google|deepl))", "Автоматичний переклад з англійської"),
    (r"\b(?:автоматический|машинный)\sперевод|\bперевод\s(?:выполнен\s)?(?:автоматическ|машинн)|"
     r"\bпереведено\s(?:автоматически|с\sпомощью\s(?:google|deepl|искусственного))",
     "Машинный перевод с украинского"),
)  # fmt: skip
PAYWALL_SENTENCES = (
    (r"\b(?:subscribe|register|sign\s(?:up|in)|log\s?in|become\sa\s(?:member|subscriber)|join)\b[^.!?]{0,60}"
     r"\b(?:to|and)\s(?:continue|keep|read|unlock|see|view)\b[^.!?]{0,40}"
     r"\b(?:reading|rest|full|whole|article|story|report|text|more|unlimited|access)\b",
     "Subscribe to read the rest of this story."),
    (r"\bto\s(?:continue|keep\sreading|read\s(?:on|the\s(?:rest|full|whole)|this))\b[^.!?]{0,60}"
     r"\b(?:subscribe|register|sign|log\s?in|become|subscription)\b", "To continue reading, log in."),
    (r"\b(?:the\srest\sof\s)?(?:this|the)\s(?:full\s)?(?:article|story|content|report"
     r"|post)\sis\s(?:\w+\s){0,4}?"
     r"(?:for|to)\s(?:paying\s|paid\s|our\s)?(?:subscribers|members)\b",
     "This article is reserved for subscribers."),
    (r"\b(?:subscribers|members)\s(?:only|can\sread)\b|\bpremium\s(?:article|content)\b"
     r"|\bthis\spost\sis\sfor\spa(?:id|ying)\b",
     "Subscribers only"),
    (r"\Acontinue\sreading\b(?!\sthe\smain\sstory)|\bsubscribe\s(?:now\s)?(?:to"
     r"|and)\s(?:continue|keep|read)\b",
     "Continue reading"),
    (r"\b(?:щоб|чтобы)\s(?:читати|прочитати|читать|прочитать|продолжить)\b[^.!?]{0,60}\b(?:передплат"
     r"|підпи|подпи|оформ)",
     "Щоб прочитати далі, оформіть передплату"),
)  # fmt: skip
_SATIRE, _SATIRE_SITE, _TRANSLATION, _PAYWALL = (
    re.compile("|".join(f"(?:{pattern})" for pattern, _ in table), re.I)
    for table in (SATIRE_SENTENCES, SATIRE_SITES, TRANSLATION_SENTENCES, PAYWALL_SENTENCES)
)
_OF_ITSELF = re.compile(
    r"[\W_]*(?:(?:editor[’']?s? note|note|notice|disclaimer|warning|attention|примітка|примечание"
    r"|увага|внимание)\b[\s:.—–-]*)?"
    r"(?:this|these|translated|(?:machine|automatic|automatically|auto|computer"
    r"|ai)[\s-](?:generated\s)?translat|"
    r"all (?:of )?(?:the )?(?:articles|stories|posts|content)|the (?:above|following|preceding"
    r"|original)|satire\b|"
    r"satirical|we are a|цей|ця|це\b|автоматичн|машинн|переклад|этот|эта|это\b|автоматическ|перевод"
    r"|переведено)",
    re.I,
)
LONGEST = 320
"""Characters of a line that may be such a sentence; a paragraph that speaks of one is longer."""


def calls_itself_satire(line: str) -> bool:
    """Whether a line says that page or site are satire."""
    return len(line) <= LONGEST and _SATIRE.search(line) is not None


def calls_its_site_satire(line: str) -> bool:
    """Whether a line that can only be about the site says that it is satire."""
    return calls_itself_satire(line) or (len(line) <= LONGEST and _SATIRE_SITE.search(line) is not None)


def tells_of_translation(line: str) -> bool:
    """Whether a line says that a machine translated the text."""
    return len(line) <= LONGEST and _TRANSLATION.search(line) is not None


def asks_for_subscription(line: str) -> bool:
    """Whether a line says that the rest is for subscribers."""
    return len(line) <= LONGEST and _PAYWALL.search(line) is not None


def is_about_the_page(line: str) -> bool:
    """Whether a line among an article's paragraphs begins by speaking of itself and is such a sentence."""
    if len(line) > LONGEST:
        return False
    return bool(_OF_ITSELF.match(line) and (_SATIRE.search(line) or _TRANSLATION.search(line))) or bool(
        _PAYWALL.match(line)
    )
