"""Deleting a diary, or a whole account: at once for everybody to see, for good after seven days.

A deleted diary leaves its tables in the same moment, as one closed bundle, so that no page and no count can show
anything of it. A closed account keeps its sign-in until it goes, because that is how its owner comes back.
"""

import logging
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast

from cramps.accounts.models import UNDO_PERIOD, User
from diary.models import Cramp, DeletedDiary, Upload
from diary.transfer import bundle

logger = logging.getLogger(__name__)

SESSION_USER = "_auth_user_id"


def delete_diary(user: User, now: datetime) -> DeletedDiary | None:
    """Take everything out of a diary; what can bring it back, None where there was nothing."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # no import meanwhile
        Upload.objects.for_user(user).delete()
        if not any(rows.exists() for rows in bundle.rows_of(user)):
            return None
        count = Cramp.objects.for_user(user).count()
        kept = DeletedDiary.objects.create(owner=user, deleted_at=now, cramps=count, entries=bundle.pack(user))
        _forget_changes(user)
        bundle.clear(user)
        return kept


def bring_back(user: User, deleted: DeletedDiary) -> None:
    """Put a deleted diary back, beside what has been written since."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        bundle.unpack(user, bytes(deleted.entries))
        deleted.delete()


def close_account(user: User, now: datetime) -> None:
    """Delete the diary, close the account and end all of its sessions."""
    with transaction.atomic():
        delete_diary(user, now)
        user.closed_at = now
        user.save(update_fields=["closed_at"])
        end_sessions(user)


def reopen_account(user: User) -> None:
    """Undo that: the account is open again, and its diary is back."""
    with transaction.atomic():
        for deleted in DeletedDiary.objects.for_user(user).deleted_with(user):
            bring_back(user, deleted)
        user.closed_at = None
        user.save(update_fields=["closed_at"])


def is_over(user: User, now: datetime) -> bool:
    """Whether a closed account cannot be opened again."""
    return user.gone_at is not None and user.gone_at <= now


def remove(user: User) -> None:
    """Delete an account for good, with everything that any table holds of it."""
    with transaction.atomic():
        end_sessions(user)
        _forget_changes(user)
        LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)).delete()
        bundle.clear(user)
        user.delete()


def finish(now: datetime) -> int:
    """Carry out what was asked for more than seven days ago, and drop files that nobody imported; how much it was."""
    closed = list(User.objects.filter(closed_at__lte=now - UNDO_PERIOD))
    for user in closed:
        remove(user)
    diaries, _by_model = DeletedDiary.objects.expired(now).delete()
    files, _by_model = Upload.objects.expired(now).delete()
    return len(closed) + diaries + files


def finish_if_possible(now: datetime) -> None:
    """The same beside somebody's request, which must not fail for it: a database that is busy gets another chance."""
    try:
        finish(now)
    except DatabaseError:
        logger.warning("Deletions that are due could not be carried out; they are tried again.", exc_info=True)


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere. A session does not say whose it is until it is opened."""
    theirs = [
        session.pk for session in Session.objects.iterator() if session.get_decoded().get(SESSION_USER) == str(user.pk)
    ]
    for key in theirs:
        Session.objects.filter(pk=key).delete()


def _forget_changes(user: User) -> None:
    """Delete what the admin noted about changes of somebody's entries: those notes name days and muscles."""
    for rows in bundle.rows_of(user):
        noted = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(rows.model))
        noted.filter(object_id__in=_keys_as_text(rows)).delete()


def _keys_as_text(rows: QuerySet[Model]) -> "QuerySet[Model, str]":
    return rows.order_by().values_list(Cast("pk", CharField()), flat=True)
