"""Web pages: the article of each kind of site, by structure."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.models import Report
from index.parse import parse
from index.read import load
from tests.index.made_pages import FOREIGN, HEADINGS, PAGES, PARAGRAPHS, SIGNATURE, TITLE


def parsed(data: str | bytes, folder: Path, name: str = "a.html") -> Report:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return parse(load(path))


def texts(report: Report) -> list[str]:
    return [report.quote(paragraph.span) for paragraph in report.paragraphs]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_the_article_of_any_site_is_the_same(page: Callable[[], str], tmp_path: Path) -> None:
    report = parsed(page(), tmp_path)
    assert report.metadata.title == TITLE
    assert tuple(section.title for section in report.sections) == HEADINGS
    assert tuple(texts(report)[: len(PARAGRAPHS)]) == PARAGRAPHS
    assert all(line in report.text for line in SIGNATURE)
    assert [words for words in FOREIGN if words in report.text] == []
