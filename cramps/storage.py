"""Static files: hashed names, and the few files taken from node_modules."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

VENDOR_FILES = {
    "vendor/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "vendor/bootstrap.min.css.map": "bootstrap/dist/css/bootstrap.min.css.map",
    "vendor/chart.umd.min.js": "chart.js/dist/chart.umd.min.js",
    "vendor/chart.umd.min.js.map": "chart.js/dist/chart.umd.min.js.map",
    "vendor/source-sans-3.ttf": "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
    "vendor/source-sans-3-bold.ttf": "@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf",
    "vendor/chartjs-plugin-annotation.min.js": "chartjs-plugin-annotation/dist/chartjs-plugin-annotation.min.js",
}
"""Name under which a page asks for it -> file below node_modules. Single files, never a whole `dist/`: hashing
breaks on the annotation plugin's module build."""


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files, with the imports between our own modules hashed too."""

    support_js_module_import_aggregation = True


class VendorFinder(BaseFinder):
    """Finds the files of VENDOR_FILES below node_modules."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = _VendorStorage(location=settings.NODE_MODULES)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Where the file called `path` lies."""
        found = [self.storage.path(path)] if path in VENDOR_FILES else []
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every vendor file."""
        for name in VENDOR_FILES:
            if not matches_patterns(name, ignore_patterns or []):
                yield name, self.storage


class _VendorStorage(FileSystemStorage):
    """node_modules, under the names that pages use."""

    def path(self, name: str) -> str:
        return str(Path(self.location) / VENDOR_FILES[name])
