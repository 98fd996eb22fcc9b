"""The list of reports that are asked: all of them while they are few; of many a page at a time, found by words and groups.

What a reader leaves out is kept by report; the boxes on the page say it of those that are listed.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

import gradio as gr

from index import Card, Library

from ..conversations import read_left_out
from ..messages import Language, request_language, text
from ..views import report_name

LISTED = 60  # reports on a page of the list; where there are no more, nothing is there to find them by
GROUPS: dict[str, Callable[[Card], str]] = {
    "region": lambda card: card.metadata.region,
    "body": lambda card: card.metadata.body,
    "level": lambda card: card.metadata.level,
    "year": lambda card: str(card.metadata.year or ""),
}


class ListParts(NamedTuple):
    """The list of reports; what finds them there is shown where they are many.

    ``listed`` are the ids on this page of it, ``chosen`` those of them that are asked, ``menu`` the one described below.
    """

    chosen: gr.CheckboxGroup
    menu: gr.Dropdown
    listed: gr.State
    page: gr.State
    finder: gr.Column
    told: gr.HTML
    region: gr.Dropdown
    body: gr.Dropdown
    level: gr.Dropdown
    year: gr.Dropdown
    before: gr.Button
    after: gr.Button


class FinderParts(NamedTuple):
    """What of the finder is only read or clicked."""

    words: gr.Textbox
    tick_all: gr.Button
    tick_none: gr.Button


UNCHANGED = [gr.skip()] * len(ListParts._fields)


class Sought(NamedTuple):
    """What the list is narrowed to: words in a report's name or file, and a group of each kind; "" for any."""

    words: str = ""
    region: str = ""
    body: str = ""
    level: str = ""
    year: str = ""

    def matches(self, card: Card, *, but: str = "") -> bool:
        """Whether a report is among those sought; ``but``: by whatever but this kind of group."""
        named = f"{report_name(card)} {card.title} {card.source}".lower()
        return all(word in named for word in self.words.lower().split()) and all(
            wanted in ("", group(card))
            for kind, group in GROUPS.items()
            if kind != but and (wanted := getattr(self, kind))
        )


class Listing:
    """The list's events over one library. ``left_out``, ``listed`` and ``ticked`` together say which reports are asked."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def left_out(self, stored: object, listed: Collection[str], ticked: Collection[str]) -> list[str]:
        """The reports that are not asked: of those listed the ones without a tick."""
        out = {*read_left_out(stored)} - {*listed} | {*listed} - {*ticked}
        return [report_id for report_id in self.library.shelf().ids if report_id in out]

    def asked(self, stored: object, listed: Collection[str], ticked: Collection[str]) -> list[str]:
        """The reports that are asked."""
        out = {*self.left_out(stored, listed, ticked)}
        return [report_id for report_id in self.library.shelf().ids if report_id not in out]

    # Events give the components of ``ListParts``, in order.

    def whole(self, request: gr.Request, stored: object, current: str | None = None) -> list[Any]:
        """The list from its beginning, narrowed to nothing; the menu at the current or the first report."""
        return self._shown(read_left_out(stored), Sought(), 0, request_language(request), current)

    def narrowed(
        self, request: gr.Request, stored: object, listed: list[str], ticked: list[str], *sought: str | None
    ) -> list[Any]:
        """The first page of what is sought, by the fields of ``Sought``."""
        left_out = self.left_out(stored, listed, ticked)
        return self._shown(left_out, _sought(sought), 0, request_language(request))

    def turned(self, by: int) -> Callable[..., list[Any]]:
        """The event that shows the page so many pages on."""

        def turn(
            request: gr.Request,
            page: int,
            stored: object,
            listed: list[str],
            ticked: list[str],
            *sought: str | None,
        ) -> list[Any]:
            left_out = self.left_out(stored, listed, ticked)
            return self._shown(left_out, _sought(sought), page + by, request_language(request))

        return turn

    def ticked(self, all_of_them: bool) -> Callable[..., list[Any]]:
        """The event that asks all reports sought, on whichever page, or leaves them all out; what is then left out comes first."""

        def tick(
            request: gr.Request, stored: object, listed: list[str], ticked: list[str], *sought: str | None
        ) -> list[Any]:
            left_out = {*self.left_out(stored, listed, ticked)}
            meant = {card.id for card in self.library.shelf() if _sought(sought).matches(card)}
            out = [*(left_out - meant if all_of_them else left_out | meant)]
            return [out, *self._shown(out, _sought(sought), 0, request_language(request))]

        return tick

    def _shown(
        self,
        left_out: Collection[str],
        sought: Sought,
        page: int,
        language: Language,
        current: str | None = None,
    ) -> list[Any]:
        shelf, out = self.library.shelf(), {*left_out}
        many = len(shelf) > LISTED
        found = sorted(filter(sought.matches, shelf), key=_place) if many else list(shelf)
        last = max(0, (len(found) - 1) // LISTED)
        page = min(max(0, page), last)
        here = found[page * LISTED : (page + 1) * LISTED]
        choices = [(report_name(card), card.id) for card in here]
        if current and current not in {card.id for card in here}:  # one that was just changed
            choices.append((report_name(self.library.shelf([current])[0]), current))
        ticked = [card.id for card in here if card.id not in out]
        count = text(
            "listed",
            language,
            found=len(found),
            asked=sum(card.id not in out for card in found),
            page=page + 1,
            pages=last + 1,
        )
        return [
            gr.update(choices=choices[: len(here)], value=ticked),
            gr.update(choices=choices, value=current or (choices[0][1] if choices else None)),
            [card.id for card in here],
            page,
            gr.update(visible=many),
            f'<p class="listed">{count}</p>' if many else "",
            *(_groups(shelf, sought, kind, language) if many else gr.skip() for kind in GROUPS),
            gr.update(interactive=page > 0),
            gr.update(interactive=page < last),
        ]


def _sought(given: Sequence[Any]) -> Sought:
    return Sought(*(str(value or "") for value in given))


def _place(card: Card) -> tuple[str, str, int, str]:
    """By region and body, the newest first."""
    return card.metadata.region, card.metadata.body, -(card.metadata.year or 0), card.title


def _groups(cards: Sequence[Card], sought: Sought, kind: str, language: Language) -> dict[str, Any]:
    """The groups of a kind, each with how many reports it has of those otherwise sought."""
    counted = Counter(GROUPS[kind](card) for card in cards if sought.matches(card, but=kind))
    names = sorted(filter(None, counted), reverse=kind == "year")
    choices = [(text("any_group", language), ""), *((f"{name}（{counted[name]}）", name) for name in names)]
    return gr.update(choices=choices, value=getattr(sought, kind))
