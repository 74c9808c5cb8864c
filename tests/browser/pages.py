"""Every page of the site, by its name in the URLconf, and what is no page."""

from django.urls import URLResolver, get_resolver, reverse

from cramps.guides.catalog import catalog
from diary.models import Cramp, Visit
from tests.bench.budgets import CHARTS

PUBLIC = ["home", "about", "privacy", "guides:index", "diary:rules", "diary:shell", "account_login", "account_signup"]
PLAIN = [
    "diary:list",
    "diary:now",
    "diary:log",
    "diary:bin",
    "diary:trends",
    "diary:doctor",
    "diary:signs",
    "diary:history",
    "diary:report",
    "diary:changes",
    "diary:visits",
    "diary:health",
    "diary:import",
    "data",
    "data_delete_diary",
    "data_delete_account",
    "preferences",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
]
OF_AN_ENTRY = ["guides:guide", "diary:day", "diary:edit", "diary:delete", "diary:trend"]
MISSING = "/no/such/page/"
OF_A_VISIT = ["diary:visit_edit", "diary:visit_delete"]

# Reached by POST alone.
ACTS = {
    "diary:none",
    "diary:none_undo",
    "diary:restore",
    "diary:length",
    "diary:length_undo",
    "diary:waking",
    "diary:waking_undo",
    "diary:about_day",
    "diary:about_day_undo",
    "diary:passed",
    "diary:passed_undo",
    "diary:helped",
    "diary:helped_undo",
    "diary:stretched",
    "diary:stretched_undo",
    "diary:seen",
    "diary:still_there",
    "diary:not_there",
    "diary:rules_seen",
    "diary:follow_up_done",
    "diary:follow_up_undo",
    "diary:medicine_add",
    "diary:now_begin",
    "diary:now_end",
    "diary:now_meanwhile",
    "diary:now_resume",
    "diary:now_undo",
    "diary:medicine_remove",
    "diary:import_drop",
    "data_bring_back",
    "data_reopen",
    "zone",
    "look",
}
NOT_A_PAGE = {
    "diary:now_cards",
    "diary:offline_words",
    "diary:sync",
    "diary:chart",
    "diary:report_pdf",
    "diary:export",
    "diary:flag",
    "mfa_download_recovery_codes",
    "service_worker",
    "manifest",
}
# Pages in the middle of something: a mail that was sent, a second step that was set up, a door that is closed.
IN_BETWEEN = {
    "account_inactive",
    "data_closed",
    "diary:import_file",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
}
SEEN = {*PUBLIC, *PLAIN, *OF_AN_ENTRY, *OF_A_VISIT}


def names(resolver=None, space=""):
    """The name of every address of the site but those of the admin."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield space + pattern.name


def guides():
    """The address of every guide."""
    return [reverse("guides:guide", args=[guide.slug]) for guide in catalog().guides.values()]


def some_guides():
    """A guide of each kind, the longest: what a look or a sign changes is the same in all of them."""
    longest = {}
    for guide in sorted(catalog().guides.values(), key=lambda guide: len(guide.words)):
        longest[guide.kind] = guide
    return [reverse("guides:guide", args=[guide.slug]) for guide in longest.values()]


def public(shown=guides):
    """Every page for somebody who is not signed in, and one that does not exist."""
    return [*map(reverse, PUBLIC), f"{reverse('guides:index')}?q=magnezium&kind=prevention", *shown(), MISSING]


def private(user):
    """Every page for somebody who is signed in, those of one entry for their latest."""
    today = user.today()
    found = ["/", *map(reverse, PLAIN), *some_guides(), reverse("diary:day", args=[today])]
    found += [f"{reverse('diary:trends')}?days={days}" for days in ("365", "all")]
    found.append(f"{reverse('diary:report')}?weeks=26&with_appendix=on&with_notes=on")
    found += [f"{reverse('diary:trend', args=[name])}?days=365" for name in CHARTS]
    if cramp := Cramp.objects.for_user(user).last():
        found += [reverse(name, args=[cramp.uuid]) for name in ("diary:edit", "diary:delete")]
        found += [reverse("diary:day", args=[cramp.day]), f"{reverse('diary:log')}?day={cramp.day}"]
    if visit := Visit.objects.for_user(user).last():
        found += [reverse(name, args=[visit.pk]) for name in OF_A_VISIT]
    return found
