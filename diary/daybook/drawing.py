"""The HTML of the days of a diary page.

Drawn in Python because Django's templates take six times as long for a page of four weeks. Every text is escaped
here, ours too.
"""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from diary.daybook.rows import CrampLine, DayRow, Gap
from diary.daybook.words import Words, words


def draw(rows: Iterable[DayRow | Gap]) -> SafeString:
    """Days and gaps, one below the other."""
    say = words()
    return mark_safe("".join(_gap(row, say) if isinstance(row, Gap) else _day(row, say) for row in rows))


def draw_cramps(lines: Iterable[CrampLine]) -> SafeString:
    """Cramps of one day, one below the other."""
    say = words()
    return mark_safe("".join(_cramp(line, say) for line in lines))


def _day(row: DayRow, say: Words) -> str:
    title, day_url, unseen = escape(row.title), escape(row.day_url), _unseen(row.title)
    return (
        f'<section class="card day day-{row.state}" id="d-{row.date.isoformat()}"><div class="row">'
        f'<h2><a href="{day_url}">{title}</a> <span class="muted">{escape(row.night)}</span></h2>{_state(row, say)}'
        f"</div>{''.join(_cramp(line, say) for line in row.cramps)}{_phrases('muted', row.answers)}"
        f"{_signs(row.signs, say)}{_written(row.note)}"
        f'<p class="row-links"><a href="{escape(row.add_url)}">{escape(say.add_cramp)}{unseen}</a>'
        f'<a href="{day_url}">{escape(say.about_day)}{unseen}</a></p></section>'
    )


def _state(row: DayRow, say: Words) -> str:
    if row.state == "none":
        return f'<span class="tag">{escape(say.no_cramps)}</span>'
    return f'<span class="tag blank">{escape(say.not_recorded)}</span>' if row.state == "blank" else ""


def _cramp(line: CrampLine, say: Words) -> str:
    time, where = escape(line.time), escape(line.where)
    tried = [f"{say.tried} {' · '.join(line.tried)}"] if line.tried else []
    return (
        f'<article class="cramp" id="{line.anchor}"><div class="row"><h3><span class="when">{time}</span> {where}</h3>'
        f'<a href="{escape(line.edit_url)}">{escape(say.edit)}{_unseen(f"{line.time}, {line.where}")}</a></div>'
        f"{_phrases('', line.facts)}{_phrases('muted', tried)}{_signs(line.signs, say)}{_written(line.note)}</article>"
    )


def _gap(gap: Gap, say: Words) -> str:
    mark, not_recorded = '<span class="blank-mark" aria-hidden="true"></span>', escape(say.not_recorded)
    links = [f'<a href="{escape(address)}">{escape(title)}</a>' for title, address in gap.days]
    if len(links) == 1:
        return f'<p class="blank-day">{mark}<span>{links[0]}: {not_recorded}</span></p>'
    items = "".join(f"<li>{link}</li>" for link in links)
    summary = f"<summary>{mark}{escape(gap.title)}: {not_recorded}</summary>"
    return f'<details class="gap">{summary}<ul class="links">{items}</ul></details>'


def _phrases(css: str, phrases: Sequence[str]) -> str:
    return f'<p class="{css}">{escape(" · ".join(phrases))}</p>' if phrases else ""


def _signs(questions: Iterable[str], say: Words) -> str:
    return "".join(f'<p class="sign">{escape(say.ticked)} {escape(question)}</p>' for question in questions)


def _written(note: str) -> str:
    return f'<p class="written">{escape(note)}</p>' if note else ""


def _unseen(text: str) -> str:
    """What tells equal links apart for those who hear them."""
    return f'<span class="visually-hidden">: {escape(text)}</span>'
