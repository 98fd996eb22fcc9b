"""Files of many pages: how many are too many, and how a reader of them tells how far it is."""

from collections.abc import Callable

from ..errors import UnreadableFile

MAX_PAGES = 1500  # the longest yearbook has about a thousand

Told = Callable[[int, int], None]
_listeners: list[Told] = []


def check_pages(count: int, name: str) -> None:
    """Raises UnreadableFile for a file of more pages than ``MAX_PAGES``."""
    if count > MAX_PAGES:
        raise UnreadableFile(f"文件太长：{name} 有 {count} 页，上限是 {MAX_PAGES} 页。请拆分后再添加。")


def page_done(done: int, total: int) -> None:
    """Tell whoever waits that so many pages of a file have been read: who tells this is given more time."""
    for told in _listeners:
        told(done, total)


def listen(told: Told) -> None:
    """Hear of the pages from now on."""
    _listeners.append(told)
