"""Scanned pages of reports: how many characters and figures are read right, and how long a page takes.

    python tests/benchmarks/scans.py [--pages 4] [--dots 300 150] [--degrees 1.0] [--long 60]

LibreOffice (soffice) prints the Word files; their pages become grey pictures that lie aslant, with noise. What is read
of a page is compared with the letters that the PDF has. White space does not count, nor
whether a figure's ％ is set wide. With --long so many scans are one PDF, which is read as the program does, in a worker
with limits: what a page takes of them is told.
"""

import io
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
import pypdfium2
from common import arguments, provincial_files
from formats import convert
from PIL import Image

from index.read.pdf import printed_page, sheet_of, shown_lines
from index.read.sandbox import close_workers, content_of

_NOISE = 10.0  # standard deviation of 256 shades
_PAPER, _INK = 238, 40  # shades of a photocopy
_A4 = 595.0
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")


class Score(NamedTuple):
    """What was read right of how much."""

    characters: int
    of_characters: int
    figures: int
    of_figures: int
    seconds: float


def main() -> None:
    options = arguments(__doc__)
    options.add_argument("--reports", type=int, default=5, help="how many reports")
    options.add_argument("--pages", type=int, default=4, help="pages of each")
    options.add_argument("--dots", type=int, nargs="+", default=[300, 150], help="to the inch")
    options.add_argument("--degrees", type=float, default=1.0, help="by which pages lie aslant, either way")
    options.add_argument("--long", type=int, default=0, help="pages of one long file, instead")
    chosen = options.parse_args()
    if chosen.long:
        files = convert(provincial_files(), "pdf", chosen.cache / "formats")
        read_long(files, chosen.long, chosen.dots[0], chosen.degrees)
        return
    files = convert(provincial_files()[: chosen.reports], "pdf", chosen.cache / "formats")
    for dots in chosen.dots:
        scores = [
            score(words, scanned(picture, chosen.degrees * (-1) ** number, seed=number))
            for number, (words, picture) in enumerate(
                page for file in files for page in pages(file, chosen.pages, dots)
            )
        ]
        right, of, figures, of_figures, seconds = map(sum, zip(*scores, strict=True))
        print(f"{dots} dpi, {len(scores)} pages: characters {right}/{of} = {right / of:.4f}, ", end="")
        print(f"figures {figures}/{of_figures} = {figures / of_figures:.4f}, ", end="")
        print(f"{seconds / len(scores):.1f} s a page")


def read_long(files: Sequence[Path], count: int, dots: int, degrees: float) -> None:
    """Print what reading one file of so many scans takes of the limits of a worker."""
    pictures = islice((page for file in files for _, page in pages(file, count, dots)), count)
    scans = [scanned(page, degrees * (-1) ** number, seed=number) for number, page in enumerate(pictures)]
    file = io.BytesIO()
    scans[0].save(file, "PDF", save_all=True, append_images=scans[1:], resolution=dots)
    times = [time.perf_counter()]
    content_of(file.getvalue(), "扫描.pdf", lambda done, total: times.append(time.perf_counter()))
    close_workers()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    slowest = max(end - start for start, end in pairwise(times))
    print(
        f"{len(times) - 1} pages of {dots} dpi: {times[-1] - times[0]:.0f} s, the slowest {slowest:.1f} s, ",
        end="",
    )
    print(
        f"CPU {(used.ru_utime + used.ru_stime) / count:.1f} s a page, {used.ru_maxrss / 1024:.0f} MB at most"
    )


def pages(file: Path, most: int, dots: int) -> Iterator[tuple[str, Image.Image]]:
    """The words of the first pages of a PDF, and their pictures."""
    with pypdfium2.PdfDocument(file) as document:
        for number in range(min(most, len(document))):
            page = printed_page(file.read_bytes(), file.name, number + 1)
            assert page is not None
            words = "\n".join(line.text for sheet in page.sheets for line in sheet.lines)
            yield words, document[number].render(scale=dots / 72).to_pil().convert("L")


def scanned(picture: Image.Image, degrees: float, seed: int) -> Image.Image:
    """The picture of a page as a scanner gives it."""
    turned = np.asarray(picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255), np.float32)
    noise = np.random.default_rng(seed).normal(0, _NOISE, turned.shape)
    grey = _INK + turned / 255 * (_PAPER - _INK) + noise
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def score(words: str, picture: Image.Image) -> Score:
    """How much of the words of a page is read off its picture."""
    begun = time.perf_counter()
    sheet = sheet_of(picture, 1, _A4)
    seconds = time.perf_counter() - begun
    read = "\n".join(line.text for line in shown_lines(sheet))
    wanted, found = ("".join(text.split()) for text in (words, read))
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    figures, right = (Counter(_FIGURE.findall(normalize("NFKC", text))) for text in (words, read))
    return Score(
        sum(block.size for block in blocks),
        max(len(wanted), len(found)),
        (figures & right).total(),
        figures.total(),
        seconds,
    )


if __name__ == "__main__":
    main()
