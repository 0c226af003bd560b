"""From what is sent to documents, by the same door as files on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from casus.api.bodies import Report
from casus.errors import InputError
from casus.ingest.fetch import fetch
from casus.ingest.files import read
from casus.records.document import Document
from casus.records.issue import Issue


def of_reports(reports: Sequence[Report]) -> tuple[list[Document], list[str]]:
    """Documents of pasted texts; equal ones once."""
    made = (
        Document.of(r.text, title=r.title, url=r.url, source=r.source, published=r.published, language="en")
        for r in reports
    )
    return list({d.id: d for d in made}.values()), []


def of_files(files: Sequence[tuple[str, bytes]], published: date | None) -> tuple[list[Document], list[str]]:
    """Documents of files, and why others are none. Nothing of a sent name but its last part and ending is used."""
    documents: dict[str, Document] = {}
    issues: list[str] = []
    for number, (sent, content) in enumerate(files, 1):
        with TemporaryDirectory(prefix="casus-") as folder:
            path = Path(folder) / f"{number}{_ending(sent)}"
            path.write_bytes(content)
            for made in read((str(path),), published=published):
                if isinstance(made, Issue):
                    issues.append(f"{PurePath(sent).name or number}: {made.reason}")
                else:
                    documents[made.document.id] = made.document
    return list(documents.values()), issues


def of_addresses(addresses: Sequence[str], published: date | None) -> tuple[list[Document], list[str]]:
    """Documents of what addresses give, and why others are none. Only public addresses are called."""
    documents: dict[str, Document] = {}
    issues: list[str] = []
    for address in addresses:
        try:
            got = fetch(address)
        except InputError as fault:
            issues.append(str(fault))
            continue
        found, wrong = of_files([(".html" if "html" in got.type else ".txt", got.content)], published)
        issues += wrong
        for d in found:
            made = Document.of(
                d.text,
                url=got.url,
                title=d.title,
                source=d.source or urlsplit(got.url).hostname,
                published=d.published,
                language=d.language,
            )
            documents[made.id] = made
    return list(documents.values()), issues


def _ending(name: str) -> str:
    ending = PurePath(name.replace("\\", "/")).suffix.lower()
    return ending if ending[1:].isalnum() and ending.isascii() else ".txt"
