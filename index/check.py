"""Whether a library is whole: its database, its reports, their files and vectors, and the indexes made from them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .embed import Embedder
from .errors import AskReportError, LibraryError
from .home import home_for
from .library import Library
from .metadata import corrected
from .models import Report
from .parse import chunk_report, parse
from .progress import Progress, Step, keep_quiet
from .read import loaded


class Fault(NamedTuple):
    """Something that is not as it should be, in words that end with the way out; whether it has been mended."""

    told: str
    mended: bool


class _Row(NamedTuple):
    """What must be known of a report to read it again."""

    id: str
    sha256: str
    source: str


def check(
    path: str | Path | None = None,
    *,
    repair: bool = False,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> list[Fault]:
    """Everything that is wrong with a library.

    repair: reports whose data are broken are read again from their files, and the indexes made anew. Raises LibraryError
    where there is no library, or its database cannot be used at all.
    """
    home = home_for(path)
    if isinstance(home.record, Path) and not home.record.is_file():
        raise LibraryError(f"{home.name} 里没有资料库。请检查路径，或用 python -m index add 加入报告。")
    with Library(home.address, embedder) as library:
        faults = [Fault(told, mended=False) for told in library.store.faults()]
        if faults:
            return faults
        faults += _faults_of_reports(library, repair, progress or keep_quiet)
        if all(fault.mended for fault in faults) or _all_readable(library):
            faults += _faults_of_indexes(library, repair)
        faults += _stray_files(library)
    return faults


def _faults_of_reports(library: Library, repair: bool, tell: Progress) -> Iterator[Fault]:
    dimension = _dimension(library)
    rows = [_Row(*file) for file in library.store.files()]
    for number, row in enumerate(rows, start=1):
        tell(Step("storing", row.source, 1, 1, number, len(rows)))
        data = library.originals.whole(row.sha256, row.source)
        if data is None:
            yield Fault(
                f"报告 {row.id}（{row.source}）的原始文件丢失或损坏：{library.originals.place(row.sha256, row.source)}。"
                "报告仍可查询；请用 python -m index add 再次加入原来的文件，它会被补回。",
                mended=False,
            )
        if broken := _broken(library, row.id, dimension):
            yield (
                _mended(library, row, data, broken, tell)
                if repair
                else Fault(
                    f"报告 {row.id}（{row.source}）{broken}。请执行 python -m index check --repair 重新读取。",
                    False,
                )
            )


def _dimension(library: Library) -> int:
    """The length of most vectors, in bytes."""
    lengths = library.store.vector_lengths()
    return max(lengths, key=lambda length: lengths[length], default=0)


def _broken(library: Library, report_id: str, dimension: int) -> str:
    """What is wrong with a report's data, in words; empty if nothing is."""
    try:
        report = library.store.report(report_id)
    except (AskReportError, TypeError, ValueError):
        return "的内容读不出"
    if not _whole(report):
        return "的段落与正文对不上"
    chunks = library.store.encoded_chunks(report_id)
    if {paragraph for paragraph, _ in chunks} != {chunk.paragraph for chunk in chunk_report(report)}:
        return "有段落缺少向量"
    if any(len(vector) != dimension for _, vector in chunks):
        return "有向量长度不对"
    if chunks and not _of_unit_length(b"".join(vector for _, vector in chunks), dimension):
        return "有向量数值不对"
    return ""


def _whole(report: Report) -> bool:
    """Whether its paragraphs lie in its text, in order."""
    ends = [0, *(place for paragraph in report.paragraphs for place in paragraph.span), len(report.text)]
    numbers = [paragraph.number for paragraph in report.paragraphs]
    return ends == sorted(ends) and numbers == list(range(1, len(numbers) + 1))


def _of_unit_length(data: bytes, dimension: int) -> bool:
    lengths = np.linalg.norm(np.frombuffer(data, "<f4").reshape(-1, dimension // 4), axis=1)
    return bool(np.allclose(lengths, 1, atol=1e-3))


def _mended(library: Library, row: _Row, data: bytes | None, broken: str, tell: Progress) -> Fault:
    """The report read again from its file, in one transaction: what was corrected of it stays."""
    named = f"报告 {row.id}（{row.source}）{broken}"
    if data is None:
        return Fault(f"{named}，也没有原始文件可以重读。请移除它（python -m index remove {row.id}）。", False)
    try:
        report = corrected(parse(loaded(data, row.source)), library.store.corrections(row.id))
        with library.changing():
            library.store.delete(row.id)
            library.keep(report, None, tell)
    except AskReportError as error:
        return Fault(f"{named}，重新读取也没有成功：{error}", False)
    return Fault(f"{named}。已从原始文件重新读取。", True)


def _faults_of_indexes(library: Library, repair: bool) -> Iterator[Fault]:
    way_out = "已重建" if repair else "请执行 python -m index check --repair 重建"
    for told in library.faults_of_indexes(mend=repair):
        yield Fault(f"{told}。{way_out}。", repair)


def _all_readable(library: Library) -> bool:
    """Whether the indexes can be made at all."""
    return all(
        not _broken(library, report_id, _dimension(library)) for report_id in library.store.report_ids()
    )


def _stray_files(library: Library) -> Iterator[Fault]:
    """Files that belong to no report: left by a program that was killed before it had added them, or by a lost report."""
    held = {library.originals.place(sha256, source) for _, sha256, source in library.store.files()}
    for path in library.originals.strays(held):
        yield Fault(
            f"文件 {path} 不属于任何报告。如果需要它，请用 python -m index add 加入；不需要可以删除。", False
        )
