"""What documents say about themselves against a list made by hand: title, region, body, year and the rest, by genre.

Beside it: the file's name as the title, and the first year in it. Each line of the list is a JSON object: ``file``, the
name without its ending; ``half``, tune or report; ``genre``; the fields; and ``title_alts`` and the like, what is right too.
"""

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from common import DATA, data

from index import Metadata
from index.parse import parse
from index.read import SUFFIXES, load

MAIN = ("title", "region", "body", "year")
FIELDS = {name: name for name in (*MAIN, "date", "author", "venue", "number")} | {
    "year_reported": "reported",
    "year_planned": "planned",
}
Right = Mapping[str, bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="JSON lines")
    parser.add_argument("--data", type=Path, default=DATA, help="folder below which the files lie")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong in the half to mend by")
    options = parser.parse_args()
    files = {path.stem: path for path in data(str(options.data)).rglob("*") if path.suffix in SUFFIXES}
    rows = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    held = [row for row in rows if row["file"] in files]
    read = [parse(load(files[row["file"]])).metadata for row in held]
    right = [judged(row, metadata) for row, metadata in zip(held, read, strict=True)]
    plain = [judged(row, by_name(row["file"])) for row in held]
    print(f"{len(held)} of {len(rows)} documents\n")
    print(f"| half | documents | {' | '.join(FIELDS)} |\n|{' --- |' * (len(FIELDS) + 2)}")
    for half in ("tune", "report"):
        these = [index for index, row in enumerate(held) if row["half"] == half]
        print(line(half, [right[index] for index in these], FIELDS))
        print(line(f"{half}, by the file's name", [plain[index] for index in these], FIELDS))
    print(f"\n| genre | documents | {' | '.join(MAIN)} |\n|{' --- |' * (len(MAIN) + 2)}")
    of_genre: dict[str, list[Right]] = defaultdict(list)
    for row, each in zip(held, right, strict=True):
        of_genre[row["genre"]].append(each)
    for genre, these_right in sorted(of_genre.items()):
        print(line(genre, these_right, MAIN))
    if options.wrong:
        show_wrong(held, read, right)


def by_name(name: str) -> Metadata:
    year = re.search(r"(?:19|20)\d\d", name)
    return Metadata(title=name, year=int(year[0]) if year else None)


def judged(row: Mapping[str, Any], metadata: Metadata) -> Right:
    """Which fields are right."""
    return {
        name: bare(getattr(metadata, field)) in {bare(value) for value in accepted(row, name)}
        for name, field in FIELDS.items()
    }


def accepted(row: Mapping[str, Any], name: str) -> list[object]:
    return [row[name], *row.get(f"{name}_alts", ())]


def bare(value: object) -> str:
    """A value without marks and spaces, so that it doesn't matter how they are printed; a meeting without 在 and 上."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    text = re.sub(r"^在(.+)上$", r"\1", text)
    return "".join(filter(str.isalnum, text))


def line(name: str, right: Sequence[Right], fields: Iterable[str]) -> str:
    shares = (f"{sum(each[field] for each in right) / max(len(right), 1):.3f}" for field in fields)
    return f"| {name} | {len(right)} | {' | '.join(shares)} |"


def show_wrong(rows: Sequence[Mapping[str, Any]], read: Sequence[Metadata], right: Sequence[Right]) -> None:
    for row, metadata, each in zip(rows, read, right, strict=True):
        for name in FIELDS if row["half"] == "tune" else ():
            if not each[name]:
                print(f"{row['file']}: {name} {getattr(metadata, FIELDS[name])!r}, not {accepted(row, name)}")


if __name__ == "__main__":
    main()
