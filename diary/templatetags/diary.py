"""Words that diary templates need and that no view should have to spell out."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from html import escape

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from cramps import dates
from cramps.accounts.models import User
from cramps.guides.catalog import sources
from cramps.guides.guide import Guide
from cramps.regions import Region
from diary import fitting
from diary.daybook.recent import recent_cramps
from diary.figures import cited
from diary.forms.helped import HelpedForm
from diary.guidance import Guidance, guidance_for
from diary.tonight import Strip
from diary.triage import messages, words
from diary.triage.reasons import Reason
from diary.triage.tiers import Tier
from diary.vocabulary import SeenBy

register = template.Library()

MOST_LINKS = 12


@register.filter
def seen_by(code: str) -> str:
    """Who looked at it; Django's own `get_by_display` reads every label for each."""
    return str(SeenBy(code).label)


@register.simple_tag
def compare_caveat() -> SafeString:
    """What weeks or days side by side cannot show, with its sources; drawn once per language."""
    return _compare_caveat(get_language())


@lru_cache(maxsize=16)
def _compare_caveat(language: str | None) -> SafeString:
    return render_to_string("diary/_compare.html", {"cited": cited("frequency")})


@register.simple_tag(takes_context=True)
def guidance(context: Context, guide: Guide) -> Guidance:
    """A guide as the reader of this page may see it: whole for somebody who is not signed in."""
    request = context["request"]
    user, leg = request.user, request.GET.get("leg", "")
    return guidance_for(guide, user, timezone.now(), leg) if isinstance(user, User) else Guidance(guide)


@register.simple_tag(takes_context=True)
def fitting_guides(context: Context) -> list[Guide]:
    """The guides that fit the last cramps of the reader of this page; none for somebody who is not signed in."""
    user = context["request"].user
    return fitting.fitting_guides(user) if isinstance(user, User) else []


@register.simple_tag(takes_context=True)
def helped_form(context: Context, guidance: Guidance) -> HelpedForm | None:
    """The question whether it helped, with what was answered just now; None where there is nothing to ask about.

    For pages of somebody who is signed in.
    """
    request = context["request"]
    cramps = recent_cramps(request.user, timezone.now()) if guidance.reliefs else ()
    if not cramps:
        return None
    leg = f"?leg={guidance.leg}" if guidance.leg else ""
    return HelpedForm(
        request.POST if request.method == "POST" else None,
        reliefs=guidance.reliefs,
        cramps=cramps,
        action=f"{reverse('diary:helped', args=[guidance.guide.slug])}{leg}#helped",
    )


@register.simple_tag
def source_links(ids: Iterable[str]) -> SafeString:
    """The sources with these ids, as links that leave the site."""
    known = sources()
    return format_html_join(
        "; ",
        '<a href="{}" rel="external noopener noreferrer">{}</a>',
        ((known[source].url, known[source].name) for source in ids if source in known),
    )


@register.simple_tag
def since_when(reason: Reason, region: Region) -> str:
    """Since when a reason holds, as a beginning of a sentence would say it."""
    return messages.since_when(reason.since, reason.since_at_least, region)


@register.simple_tag
def rule_words(rule: str) -> str:
    """What a rule looks for, and for whom it is more urgent."""
    told = messages.rule_text(rule)
    return f"{told} {words.raised_for()[rule]}" if rule in words.raised_for() else told


@register.filter
def past_level(tier: Tier | None) -> str:
    """A tier in words that call nobody."""
    return str(words.PAST_LEVELS[tier.code if tier else ""])


@register.simple_tag
def strip_marks(strip: Strip) -> SafeString:
    """The marks of a strip of days: a bar, a low mark or a hatched blank each."""
    return mark_safe("".join(f'<i class="{day.state} h{day.height}"></i>' for day in strip.days))


@register.simple_tag
def cramp_links(ids: Iterable[str], days: Mapping[str, date], region: Region) -> SafeString:
    """The cramps with these ids, latest first, each as a link to its place in the diary; `days` holds their days."""
    latest_first = [cramp for cramp in reversed(list(ids)) if cramp in days]
    shown, others = latest_first[:MOST_LINKS], len(latest_first) - MOST_LINKS
    diary = reverse("diary:list")
    written = {day: escape(dates.short_day(day, region)) for day in {days[cramp] for cramp in shown}}
    links = ", ".join(
        f'<a href="{diary}?on={days[cramp]}#c-{escape(cramp)}">{written[days[cramp]]}</a>' for cramp in shown
    )
    more = ngettext("and %(count)d more", "and %(count)d more", others) % {"count": others} if others > 0 else ""
    return mark_safe(f"{links} {escape(more)}")
