"""The proof that a change changed no answer: what counts as the same, and what is said of the rest."""

import json
import sys
from pathlib import Path

import pytest
from same_answers import SHOWN, compare, main


def line(number: int, text: str = "开展13场[1]") -> str:
    return json.dumps({"set": "seed_report", "id": f"q{number}", "text": text}, ensure_ascii=False)


def test_the_same_in_any_order() -> None:
    lines = [line(number) for number in range(5)]
    comparison = compare(lines, lines[::-1])
    assert (comparison.same, comparison.different) == (5, [])
    assert comparison.report() == "5 the same, 0 different"


def test_what_differs_by_a_byte_or_is_there_once_is_different() -> None:
    before = [line(1), line(2), line(3)]
    after = [line(1), line(2, "开展13场 [1]"), line(4)]
    comparison = compare(before, after)
    assert comparison.same == 1
    assert comparison.different == [(before[1], after[1]), (before[2], ""), ("", after[2])]
    assert comparison.report().count("not answered") == 2
    assert f"- {before[1]}\n+ {after[1]}" in comparison.report()


def test_the_first_that_differ_are_shown() -> None:
    before, after = ([line(number, text) for number in range(9)] for text in ("十三", "十四"))
    shown = compare(before, after).report()
    assert shown.startswith("0 the same, 9 different") and shown.count("十四") == SHOWN


@pytest.mark.parametrize(("texts", "code"), [(("好", "好"), 0), (("好", "坏"), 1)])
def test_the_exit_code_tells(
    texts: tuple[str, str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("before.jsonl", "after.jsonl")]
    for file, text in zip(files, texts, strict=True):
        file.write_text(line(1, text) + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["same_answers.py", *map(str, files)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
