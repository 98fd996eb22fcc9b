"""A document, questions about it, and a BERT of a few thousand random weights, so that training takes a second."""

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel

REPORT = """石滩县2025年政府工作报告
一、2024年工作回顾
全年植树4321亩，改造农房87户。新建公园三个，其中湿地公园一个。
粮食总产量达到12.6万吨，比上年增长3.5%。蔬菜种植面积有所扩大，品种更加丰富。
县医院迁入新址，床位增加到600张。乡镇卫生院全部完成改造。
二、2025年主要任务
建成石滩大桥，新修农村公路120公里。开通三条城乡公交线路。
新增学位1500个，新聘教师96名。办好乡村小规模学校。
完善养老服务，新建养老院两所。为老年人提供上门服务。
"""
_ASKED = (
    ("去年植了多少树", "全年植树4321亩", "4321亩"),
    ("粮食产量增长了多少", "比上年增长3.5%", "3.5%"),
    ("县医院有多少床位", "床位增加到600张", "600张"),
    ("今年修多少公里农村公路", "新修农村公路120公里", "120公里"),
    ("新聘多少教师", "新聘教师96名", "96名"),
    ("新建几所养老院", "新建养老院两所", "两所"),
)
_NEAR = (("蔬菜种植面积扩大了多少", "蔬菜种植面积有所扩大"), ("石滩大桥投资多少", "建成石滩大桥"))
DOCUMENT = "石滩县2025年政府工作报告"
OTHER = "荻湾县2025年政府工作报告"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents, ``questions/`` and ``base/``, as the options of the scripts name them."""
    folder = tmp_path_factory.mktemp("training")
    documents, questions = folder / "documents", folder / "questions"
    documents.mkdir()
    questions.mkdir()
    for name in (DOCUMENT, OTHER):
        (documents / f"{name}.txt").write_text(REPORT.replace("石滩", name[:2]), "utf-8")
    for name, file in ((DOCUMENT, "seen-a"), (OTHER, "unseen-b")):
        (questions / f"{file}.jsonl").write_text("\n".join(map(json.dumps, _rows(name))), "utf-8")
    _write_base(folder / "base")
    return folder


@pytest.fixture
def options(folder: Path) -> list[str]:
    """The options that name all this."""
    return [
        *("--documents", str(folder / "documents")),
        *("--questions", str(folder / "questions")),
        *("--base", str(folder / "base")),
        *("--device", "cpu"),
    ]


def _rows(document: str) -> list[dict[str, str]]:
    answerable = [
        {
            "id": f"{document}-{i}",
            "report": document,
            "question": question,
            "evidence": quote,
            "answer": answer,
        }
        for i, (question, quote, answer) in enumerate(_ASKED)
    ]
    near = [
        {"id": f"{document}-near-{i}", "report": document, "question": question, "near": quote}
        for i, (question, quote) in enumerate(
            (q.replace("石滩", document[:2]), n.replace("石滩", document[:2])) for q, n in _NEAR
        )
    ]
    return answerable + near


def _write_base(base: Path) -> None:
    """The same architecture, with one token a character."""
    letters = sorted(set(REPORT + "".join(map(str, _ASKED + _NEAR)) + "荻湾querypassage: ："))
    vocabulary = {piece: i for i, piece in enumerate(["<s>", "<pad>", "</s>", "<unk>", *letters])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    torch.manual_seed(0)
    model = BertModel(
        BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=24,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=40,
            max_position_embeddings=512,
            pad_token_id=1,
        )
    )
    model.save_pretrained(base)
    tokenizer.save(str(base / "tokenizer.json"))
