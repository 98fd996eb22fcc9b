"""The same reports in other formats: how many paragraphs and headings are read as from the Word files they were made of.

    python tests/benchmarks/formats.py [--formats pdf html] [--most 8] [--differences]

LibreOffice (soffice) makes the other formats; its files are kept between runs. White space does not count.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import ndiff
from pathlib import Path

from common import arguments, provincial_files

from index.models import Report
from index.parse import parse
from index.read import load

_AT_ONCE = 4  # files that one start of LibreOffice converts
_TIMEOUT = 300  # seconds for them


def main() -> None:
    options = arguments(__doc__)
    options.add_argument("--formats", nargs="+", default=["pdf"], help="suffixes that LibreOffice writes")
    options.add_argument("--most", type=int, default=8, help="how many reports")
    options.add_argument("--differences", action="store_true", help="print what differs")
    chosen = options.parse_args()
    files = provincial_files()[: chosen.most]
    for suffix in chosen.formats:
        converted = convert(files, suffix, chosen.cache / "formats")
        shares = [
            compare(word, other, chosen.differences) for word, other in zip(files, converted, strict=True)
        ]
        same, printed, headings, of_headings = map(sum, zip(*shares, strict=True))
        print(f"{suffix}: paragraphs {same}/{printed} = {same / printed:.4f}, ", end="")
        print(f"headings {headings}/{of_headings} = {headings / of_headings:.4f}")


def convert(files: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """The files in another format."""
    made = [folder / suffix / f"{file.stem}.{suffix}" for file in files]
    missing = [file for file, other in zip(files, made, strict=True) if not other.exists()]
    program = shutil.which("soffice")
    if missing and program is None:
        sys.exit("缺少 LibreOffice（soffice）：请先安装。")
    for start in range(0, len(missing), _AT_ONCE):
        command = [str(program), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", suffix, "--outdir", str(folder / suffix)]
        subprocess.run(
            [*command, *map(str, missing[start : start + _AT_ONCE])],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=_TIMEOUT,
        )
    return made


def compare(word: Path, other: Path, differences: bool) -> tuple[int, int, int, int]:
    """The paragraphs that are the same, of how many; and the headings."""
    counts: list[int] = []
    for part in (_paragraphs, _headings):
        wanted, found = (list(part(parse(load(path)))) for path in (word, other))
        same = (Counter(wanted) & Counter(found)).total()
        counts += [same, max(len(wanted), len(found))]
        if differences:
            print(f"{other.name}: {same}/{len(wanted)}, {len(found)} found")
            print(*(line[:160] for line in ndiff(wanted, found, None, None) if line[0] in "+-"), sep="\n")
    return counts[0], counts[1], counts[2], counts[3]


def _paragraphs(report: Report) -> Iterator[str]:
    return ("".join(report.quote(paragraph.span).split()) for paragraph in report.paragraphs)


def _headings(report: Report) -> Iterator[str]:
    return (" › ".join("".join(title.split()) for title in section.path) for section in report.sections)


if __name__ == "__main__":
    main()
