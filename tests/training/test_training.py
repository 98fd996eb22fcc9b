"""Both scripts on a tiny random BERT: they learn, write the published format, and go by their seed."""

import hashlib
import random
import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import torch
from safetensors import safe_open
from torch import Tensor
from torch.nn import functional

from tests.training import evaluate, lora, reader, retrieval
from tests.training.base import ADAPTERS, ROOT, windows
from tests.training.data import placed, read
from tests.training.encoder import Encoder
from tests.training.ranking import Ranker
from tests.training.reading import NO_TOKEN, Reader

Script = Callable[[list[str]], list[float]]
_RUN = ["--batch", "4", "--negatives", "3", "--learning-rate", "0.01"]
_HIDDEN, _FEED_FORWARD, _RANK = 24, 40, 4


@pytest.fixture
def trained(folder: Path, options: list[str], tmp_path: Path) -> Callable[..., tuple[list[float], Path]]:
    """Trains by a script; returns the losses and the file."""

    def train(script: str, *more: str, out: str = "out") -> tuple[list[float], Path]:
        run: Script = {"retrieval": retrieval.main, "reader": reader.main}[script]
        found_by = ["--retrieval", str(_untrained(folder, tmp_path))] if script == "reader" else []
        losses = run([*options, *_RUN, *found_by, "--rank", str(_RANK), "--out", str(tmp_path / out), *more])
        return losses, tmp_path / out / f"{script}-adapter.safetensors"

    return train


def _untrained(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "untrained.safetensors"
    lora.save(path, Encoder(folder / "base", "cpu", rank=2).model)
    return path


@pytest.mark.parametrize("script", ["retrieval", "reader"])
def test_the_loss_falls(script: str, trained: Callable[..., tuple[list[float], Path]]) -> None:
    losses, _ = trained(script, "--epochs", "25")
    assert len(losses) == 50
    assert sum(losses[-10:]) < 0.7 * sum(losses[:10])


@pytest.mark.parametrize("script", ["retrieval", "reader"])
def test_names_and_shapes_are_those_of_the_committed_adapter(
    script: str, trained: Callable[..., tuple[list[float], Path]]
) -> None:
    _, path = trained(script, "--steps", "1")
    committed = ADAPTERS / path.name
    with safe_open(path, "pt") as ours, safe_open(committed, "pt") as theirs:
        assert ours.metadata() == {**theirs.metadata(), "rank": str(_RANK)}
        rank = int(theirs.metadata()["rank"])
        ours_of = {384: _HIDDEN, 1536: _FEED_FORWARD, 768: 2 * _HIDDEN, rank: _RANK}
        expected = {
            name: [ours_of.get(size, size) for size in theirs.get_slice(name).get_shape()]
            for name in theirs.keys()  # noqa: SIM118
            if not re.match(r"encoder\.layer\.([2-9]|1\d)\.", name)  # the tiny model has two layers
        }
        assert {name: ours.get_slice(name).get_shape() for name in ours.keys()} == expected  # noqa: SIM118
        assert {ours.get_slice(name).get_dtype() for name in expected} == {"F16"}


@pytest.mark.parametrize("script", ["retrieval", "reader"])
def test_the_same_seed_makes_the_same_adapter(
    script: str, trained: Callable[..., tuple[list[float], Path]]
) -> None:
    one, two, other = (
        lora.read(trained(script, "--steps", "2", "--seed", seed)[1]) for seed in ("1", "1", "2")
    )
    assert all(torch.equal(one[name], two[name]) for name in one)
    assert not all(torch.equal(one[name], other[name]) for name in one)


def test_the_written_adapter_merged_into_the_weights_is_what_was_trained(
    folder: Path, tmp_path: Path
) -> None:
    torch.manual_seed(0)
    encoder = Encoder(folder / "base", "cpu", rank=_RANK).eval()
    for parameter in encoder.parameters():
        if parameter.requires_grad:
            torch.nn.init.normal_(parameter, std=0.1)
    lora.save(tmp_path / "adapter.safetensors", encoder.model)
    merged = Encoder(folder / "base", "cpu").eval()
    _merge(merged.model.state_dict(), lora.read(tmp_path / "adapter.safetensors"))
    texts = ["query: 去年植了多少树", "passage: 全年植树4321亩"]
    read = Encoder(folder / "base", "cpu", tmp_path / "adapter.safetensors")
    assert torch.allclose(merged.vectors(texts), encoder.vectors(texts), atol=2e-3)
    assert torch.allclose(merged.vectors(texts), read.vectors(texts), atol=1e-5)
    assert not torch.allclose(merged.vectors(texts), Encoder(folder / "base", "cpu").vectors(texts), atol=0.1)


def _merge(weights: dict[str, Tensor], adapter: dict[str, Tensor]) -> None:
    """As the format says, in place."""
    for name, tensor in adapter.items():
        layer, _, part = name.rpartition(".")
        if part == "lora_B":
            weights[f"{layer}.weight"] += tensor @ adapter[f"{layer}.lora_A"]
        elif part != "lora_A":
            weights[name].copy_(tensor)


def test_a_reader_can_go_on_from_a_retrieval_adapter_of_lower_rank(
    folder: Path, trained: Callable[..., tuple[list[float], Path]]
) -> None:
    _, start = trained("retrieval", "--steps", "3")
    begun = Reader(folder / "base", "cpu", start, rank=2 * _RANK).eval()
    texts = ["query: 新聘多少教师"]
    expected = Encoder(folder / "base", "cpu", start).vectors(texts)
    assert torch.allclose(begun.encoder.vectors(texts), expected, atol=1e-5)
    losses, path = trained("reader", "--start", str(start), "--steps", "1")
    assert losses and path.is_file()


def test_the_reader_sees_a_question_and_a_window_and_points_into_the_window(folder: Path) -> None:
    [example, *_] = placed(read(folder / "questions" / "seen-a.jsonl"), [folder / "documents"])
    window = windows(example.document, 260)[0]
    model = Reader(folder / "base", "cpu").eval()
    pair = model.pair(example.text, window)
    tokenizer = model.encoder.tokenizer
    pieces = [str(tokenizer.id_to_token(token)) for token in pair.tokens]
    parts = "".join(pieces).replace("<unk>", "？").split("</s>")
    assert parts == [f"<s>query: {example.text}", "", window.before + window.text, ""]
    first, last, start, end = pair.ends(example.evidence, example.answer)
    assert "".join(pieces[first : last + 1]) == "全年植树4321亩"
    assert "".join(pieces[start : end + 1]) == "4321亩"
    assert pair.ends(None) == [NO_TOKEN, NO_TOKEN]
    _, spans = model([pair])
    inside = functional.softmax(spans[0], dim=0).sum(dim=1) > 0
    assert inside.nonzero().flatten().tolist() == list(pair.places)


def test_adapters_are_judged_on_the_unseen_documents(
    folder: Path,
    options: list[str],
    trained: Callable[..., tuple[list[float], Path]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, found_by = trained("retrieval", "--steps", "1")
    _, read_by = trained("reader", "--steps", "1")
    capsys.readouterr()
    evaluate.main([*options, "--retrieval", str(found_by), "--reader", str(read_by)])
    printed = capsys.readouterr().out
    assert printed.startswith("8 questions over 1 documents\n")
    shares = [float(share) for share in re.findall(r"\d\.\d{3}", printed)]
    assert len(shares) == 5 and all(0 <= share <= 1 for share in shares)


def test_the_model_card_names_the_committed_files() -> None:
    card = (ADAPTERS / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\S+)` \|.* (\d+) \| ([\d,]+) \| `(\w+)` \|$", card, re.M)
    files = {path.name: path.read_bytes() for path in ADAPTERS.glob("*.safetensors")}
    assert {name: (int(size.replace(",", "")), digest) for name, _, size, digest in listed} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()
    }
    for name, rank, _, _ in listed:
        assert lora.rank_of(lora.read(ADAPTERS / name)) == int(rank)
    assert len(files) == 2 and sum(map(len, files.values())) < 9_000_000


@pytest.mark.parametrize("script", [retrieval, reader, evaluate])
def test_the_readme_names_options_that_there_are(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "tests" / "training" / "README.md").read_text("utf-8").replace("\\\n", " ")
    own = re.findall(rf"^python tests/training/{script.__name__.split('.')[-1]}\.py (.*)$", readme, re.M)
    with pytest.raises(SystemExit, match="0"):
        script.main(["--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    assert own and set(re.findall(r"--[a-z-]+", " ".join(own))) <= known


@pytest.mark.parametrize("script", ["retrieval", "reader", "evaluate"])
def test_scripts_run_by_their_files_and_say_what_is_missing(
    script: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ROOT / "tests" / "training" / f"{script}.py"
    words = ["--questions", str(folder / "questions"), "--documents", str(folder / "none")]
    words += ["--base", str(folder / "base")] + ["--out", str(folder / "out")] * (script != "evaluate")
    monkeypatch.setattr(sys, "path", [str(file.parent), *sys.path])
    monkeypatch.setattr(sys, "argv", [str(file), *words])
    with pytest.raises(SystemExit, match="缺少 1 份文档中的 1 份"):
        runpy.run_path(str(file), run_name="__main__")
    assert sys.path[0] == str(ROOT)


def test_the_window_that_answers_comes_first_or_is_left_out(folder: Path) -> None:
    examples = placed(read(folder / "questions" / "seen-a.jsonl"), [folder / "documents"])
    examples += placed(read(folder / "questions" / "unseen-b.jsonl"), [folder / "documents"])
    recipe = reader.ReaderRecipe(window=30, left_out=0.5, negatives=3)
    choices = reader.choose(Ranker(Encoder(folder / "base", "cpu"), examples), examples, recipe)
    rng = random.Random(0)
    for choice in choices:
        example = choice.example
        drawn = [reader.draw(choice, rng, recipe) for _ in range(20)]
        assert {len(each) for each in drawn} == ({3, 4} if example.evidence else {3})
        assert {choice.answering in each for each in drawn} == (
            {True, False} if example.evidence else {False}
        )
        silent = {window for each in drawn for window in each} - {choice.answering}
        own = {w for w in silent if w.before.startswith(example.document.name[:2])}
        assert own and silent - own
        assert not any(example.answered_by(window.span) for window in own)
        if example.near:
            assert all(each[0].span.start <= example.near.start < each[0].span.end for each in drawn)


def test_no_passage_that_answers_is_a_negative(folder: Path) -> None:
    examples = placed(read(folder / "questions" / "seen-a.jsonl"), [folder / "documents"])
    mined = retrieval.mine(Encoder(folder / "base", "cpu"), examples, hardest=4)
    assert len(mined) == 6
    for item in mined:
        quotes = [item.example.document.chunks[i][1] for i in item.negatives]
        assert len(quotes) == 4 and not any(map(item.example.answered_by, quotes))
        assert all(item.example.evidence_in(item.example.document.chunks[i][1]) for i in item.answering)


def test_only_the_upper_blocks_are_trained_where_that_is_wanted(folder: Path) -> None:
    encoder = Encoder(folder / "base", "cpu", rank=_RANK)
    lora.freeze_below(encoder.model, 1)
    trained = {
        re.sub(r"\D.*", "", name.partition(".layer.")[2])
        for name, p in encoder.named_parameters()
        if p.requires_grad
    }
    assert trained == {str(encoder.model.config.num_hidden_layers - 1)}
