"""Handing in a file: what it is, and whether it can be imported at all."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cramps.accounts.models import User
from cramps.uploads import MEGABYTE, MOST_BYTES
from diary.forms.layout import Entry, Save, helper_for
from diary.transfer.foreign.files import OURS, look_at, sheets_of
from diary.transfer.importing import import_diary
from diary.transfer.tables import MOST_PROBLEMS, Refused

TYPES = ".zip,.csv,.tsv,.txt,.xlsx"


class UploadForm(forms.Form):
    """One file. `content` is what it holds; `problems` are the rows of an export that cannot be imported.

    `is_too_large` says that the request was so large that its file was passed over.
    """

    shows_answers = True
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file."), "invalid": gettext_lazy("Choose a file.")},
        help_text=gettext_lazy("The zip of an export, a CSV table or a spreadsheet (.xlsx); up to 20 MB."),
    )

    def __init__(self, *args: Any, user: User, now: datetime, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.now, self.is_too_large = user, now, is_too_large
        self.content, self.problems = b"", list[str]()
        if is_too_large:
            self.fields["file"].required = False
        self.helper = helper_for(
            Entry("file", "file", accept=TYPES), Save(_("Look at the file"), stays=False), css="ask"
        )
        self.helper.attrs |= {"enctype": "multipart/form-data", "data-busy": ""}

    def clean_file(self) -> UploadedFile | None:
        """Read the file as far as it takes to say whether it can be imported."""
        given: UploadedFile | None = self.cleaned_data["file"]
        if self.is_too_large or given is None or (given.size or 0) > MOST_BYTES:
            words = {"most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(_("This file is larger than %(most)d MB."), params=words)
        self.content = given.read()
        try:
            self._try()
        except Refused as refused:
            self._say(refused.problems)
        return given

    def _try(self) -> None:
        found = look_at(self.content)
        if found.kind == OURS:
            if found.text:
                self.content = found.text.encode()  # whatever its encoding was
            import_diary(self.user, self.content, self.now, dry_run=True)
        else:
            sheets_of(self.content, found)

    def _say(self, problems: list[str]) -> None:
        """One problem stands beside the field, several in a list of their own."""
        if len(problems) == 1:
            told = problems[0]
            raise forms.ValidationError(_("Nothing was imported: %(told)s."), params={"told": told.rstrip(".")})
        self.problems = problems[:MOST_PROBLEMS]
        words = {"count": len(problems), "shown": len(self.problems)}
        if len(problems) > len(self.problems):
            raise forms.ValidationError(
                _("Nothing was imported: %(count)d lines need a look. The first %(shown)d stand below."), params=words
            )
        raise forms.ValidationError(
            _("Nothing was imported: %(count)d places need a look. They stand below."), params=words
        )
