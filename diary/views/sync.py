"""Where a device hands over what it noted, one event at a time; only its answer 200 says that it is stored."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from cramps.accounts.models import User
from diary import events

STATUS = {events.Malformed: 400, events.NotStartedYet: 404, events.AnothersAccount: 409}


@login_not_required  # a script is told so in its own words: it would follow the way to the sign-in page
@cache_control(private=True, no_store=True)
def sync(request: HttpRequest) -> JsonResponse:
    """Whose diary it is (GET), or one event of it (POST); everything in JSON."""
    user = request.user
    if request.method not in ("GET", "HEAD", "POST"):
        return _refused(405, _("This address takes GET and POST."))
    if not isinstance(user, User):
        return _refused(401, _("Sign in to store what is waiting."))
    if request.method != "POST":
        return JsonResponse({"csrf": get_token(request), "account": user.account_tag})
    try:
        return _stored(request, user)
    except tuple(STATUS) as error:
        return _refused(STATUS[type(error)], str(error))


def _stored(request: HttpRequest, user: User) -> JsonResponse:
    """Store an event and acknowledge it, once the database has it for good."""
    now = timezone.now()
    try:
        event = events.read(request.body, user, now)
    except (RawPostDataException, RequestDataTooBig) as error:
        raise events.Malformed(_("This entry cannot be read.")) from error
    answer = {"uuid": str(event.uuid)}
    if events.write(event, user, now) and event.is_corrected:
        answer["notice"] = _("The clock of this device did not fit, so this was stored with the time it is now.")
    return JsonResponse(answer)


def _refused(status: int, why: str) -> JsonResponse:
    answer = JsonResponse({"error": why}, status=status)
    if status == 405:
        answer["Allow"] = "GET, HEAD, POST"
    return answer
