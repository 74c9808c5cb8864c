"""How well a piece of advice is supported."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Evidence:
    """A label that advice can carry: its words, what it means, the class that draws it."""

    label: str | Promise
    meaning: str | Promise
    css_class: str

    @property
    def html(self) -> str:
        """The label as it stands beside the advice."""
        return format_html('<span class="{}">{}</span>', self.css_class, self.label)


EVIDENCE = {
    "trial": Evidence(_("trial evidence"), _("Tested on people, against something else."), "tag"),
    "trial-weak": Evidence(
        _("trial evidence, low certainty"), _("Tested, but in few people, or few and weak trials."), "tag"
    ),
    "expert": Evidence(
        _("expert advice, no trial found"),
        _("Health services or doctors advise it. We found no trial; that does not prove that it fails."),
        "tag low",
    ),
    "tradition": Evidence(
        _("tradition, no trial found"),
        _("People do it and pass it on. No authority that we read advises it."),
        "tag low",
    ),
    "contradicted": Evidence(_("contradicted by trials"), _("Tested, and it made little or no difference."), "tag no"),
    "own": Evidence(_("our own choice"), _("A number, an order or words of ours, where no source decides."), "own"),
}
