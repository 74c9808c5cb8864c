"""Files that visitors send: how large a request may be before its files are passed over."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
"""Of one request. An export of ten thousand cramps is a tenth of that."""


class BoundedUpload(FileUploadHandler):
    """Passes over the files of a request that is too large, so that nobody can fill the disk; the form stays whole.

    Stands before Django's own handlers. The server reads no more than the length that a request declares.
    """

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        self.is_too_large = content_length > MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def is_too_large(request: HttpRequest) -> bool:
    """Whether the files of this request were passed over."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
