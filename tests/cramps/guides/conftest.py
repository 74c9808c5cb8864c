"""A folder with one source and one guide, to break in one place at a time."""

import pytest

from cramps.guides.catalog import read

SOURCES = """
[nhs]
name = "NHS, Leg cramps"
kind = "authority"
url = "https://example.org/nhs"
read = "publisher's page"
"""
FRONT = """+++
title = "A guide"
summary = "What it says."
kind = "relief"
muscles = ["calf"]
audience = "Anyone"
reviewed = 2026-11-20
next_review = 2029-11-20
sources = ["nhs"]
related = []
aliases = []
claims = []
+++
"""
BODY = """
## Stretch {expert}

Pull your toes up. [@nhs]
"""


class GuideFolder:
    """Guides in a folder of their own."""

    def __init__(self, path):
        self.path = path
        (path / "content").mkdir()
        (path / "drawings").mkdir()
        (path / "sources.toml").write_text(SOURCES)
        self.write_claims("")
        self.write_disagreements("")
        self.write()

    def write(self, front=FRONT, body=BODY, name="a-guide"):
        (self.path / "content" / f"{name}.md").write_text(front + body)

    def write_body(self, body):
        self.write(body=body)

    def write_claims(self, text):
        (self.path / "claims.toml").write_text(text)

    def write_disagreements(self, text):
        (self.path / "disagreements.toml").write_text(text)

    def draw(self, name):
        (self.path / "drawings" / f"{name}.svg").write_text("<svg></svg>\n")

    def change_front(self, old, new):
        assert old in FRONT
        self.write(front=FRONT.replace(old, new))

    def problems(self):
        return [(found.code, found.path.name, found.line, found.message) for found in read(self.path).problems]


@pytest.fixture
def folder(tmp_path):
    return GuideFolder(tmp_path)
