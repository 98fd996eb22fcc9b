"""A language model behind any endpoint that speaks OpenAI's chat protocol: one fault, one GeneratorError."""

import re
import time
from collections.abc import Iterator, Sequence

import httpx2  # the HTTP client that openai itself is built on
import openai

from ..check import check_sentence
from ..models import Passage, Turn
from .generator import GeneratorError
from .prompts import ANSWER_ROLE, REWRITE_ROLE, answer_task, rewrite_task

MAX_REWRITTEN_CHARS = 200
_LABEL = re.compile(r"^[^：:]{0,8}问题[^：:]{0,4}[：:]\s*")  # 改写后的问题：


class OpenAIGenerator:
    """A model behind an OpenAI-compatible endpoint: Ollama, vLLM, llama.cpp or a cloud service.

    connect, idle, total: seconds to connect, without a byte, and for a whole reply. max_tokens: of a reply.
    Nothing is tried twice, for the extractive answer is there already.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str = "",
        *,
        connect: float = 5.0,
        idle: float = 60.0,
        total: float = 120.0,
        max_tokens: int = 800,
    ) -> None:
        self.base_url, self.model = base_url, model
        self._max_tokens = max_tokens
        self._total = total
        self._client = openai.OpenAI(
            base_url=base_url,
            api_key=api_key or "none",  # local servers want none, the client wants some
            max_retries=0,
            timeout=openai.Timeout(idle, connect=connect),
            http_client=openai.DefaultHttpxClient(
                event_hooks={"request": [self._start_clock], "response": [_stop_at_deadline]}
            ),
        )

    def rewrite(self, question: str, history: Sequence[Turn]) -> str:
        """The stand-alone question; one that says what the conversation does not is a GeneratorError."""
        if not history:
            return question
        turns = [(turn["role"], turn["content"]) for turn in history]
        reply = "".join(self._reply(REWRITE_ROLE, rewrite_task(question, turns)))
        lines = (_LABEL.sub("", line.strip()).strip(" “”\"'") for line in reply.splitlines())
        rewritten = next((line for line in lines if line), "")
        if not rewritten or len(rewritten) > MAX_REWRITTEN_CHARS:
            raise GeneratorError(f"语言模型“{self.model}”没有把追问改写成一个问题。")
        if check_sentence(rewritten, [question, *(turn["content"] for turn in history)]):
            raise GeneratorError(f"语言模型“{self.model}”改写追问时加入了对话中没有的内容。")
        return rewritten

    def stream(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        """Text deltas at temperature 0; the request is sent when the first is asked for."""
        return self._reply(ANSWER_ROLE, answer_task(question, passages))

    def _reply(self, role: str, task: str) -> Iterator[str]:
        written = False
        try:
            for text in _without_thoughts(self._deltas(role, task)):
                written = written or bool(text.strip())
                yield text
        except (openai.OpenAIError, httpx2.HTTPError, ValueError, TypeError) as error:
            # ValueError and TypeError: not JSON, not UTF-8, not the protocol.
            # Without the cause: what a service says of a wrong key may repeat the key.
            raise GeneratorError(f"语言模型“{self.model}”{_what_happened(error)}") from None
        if not written:
            raise GeneratorError(f"语言模型“{self.model}”没有返回内容。")

    def _deltas(self, role: str, task: str) -> Iterator[str]:
        begun = finished = False
        with self._client.chat.completions.create(
            model=self.model,
            messages=[{"role": "system", "content": role}, {"role": "user", "content": task}],
            temperature=0,
            max_tokens=self._max_tokens,
            stream=True,
        ) as chunks:
            for chunk in chunks:
                text, last = _read(chunk)
                begun, finished = True, finished or last
                yield text
        if not begun:
            raise ValueError("no stream")
        if not finished:
            raise GeneratorError(f"语言模型“{self.model}”的回答中途断开。")

    def _start_clock(self, request: httpx2.Request) -> None:
        request.extensions["deadline"] = time.monotonic() + self._total


class _Bounded(httpx2.SyncByteStream):
    """A response's bytes until its deadline. Keep-alive bytes reset a read timeout, but not this."""

    def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def __iter__(self) -> Iterator[bytes]:
        for data in self._stream:
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("the whole reply took too long")
            yield data

    def close(self) -> None:
        self._stream.close()


def _stop_at_deadline(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Bounded(response.stream, response.request.extensions["deadline"])


def _read(chunk: object) -> tuple[str, bool]:
    """The text of a chunk, and whether it is the last. The client does not check what servers send."""
    choices = getattr(chunk, "choices", None)
    if choices == []:  # a chunk that counts tokens
        return "", False
    if not isinstance(choices, list) or not hasattr(choices[0], "delta"):
        raise TypeError("a chunk without choices")
    text = getattr(choices[0].delta, "content", None)
    if not isinstance(text, str | None):
        raise TypeError("a delta that is not text")
    return text or "", bool(getattr(choices[0], "finish_reason", None))


def _without_thoughts(deltas: Iterator[str]) -> Iterator[str]:
    """Leave out the <think>…</think> that reasoning models begin with."""
    begun = ""
    for delta in deltas:
        begun = (begun + delta).lstrip()
        if "</think>" in begun or not (begun.startswith("<think>") or "<think>".startswith(begun)):
            break
    yield re.sub(r"^<think>.*?(?:</think>|$)", "", begun, flags=re.DOTALL)
    yield from deltas


def _what_happened(error: Exception) -> str:
    """What to tell the user, and what to do. The service's own words stay out: they may hold the key."""
    match error:
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return "没有在限定的时间内答完。请稍后再试，或换一个更快的模型。"
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return f"拒绝了访问（{error.status_code}）。请检查 ASKREPORT_LLM_API_KEY。"
        case openai.NotFoundError():
            return "不存在（404）。请检查 ASKREPORT_LLM_MODEL 和 ASKREPORT_LLM_BASE_URL。"
        case openai.RateLimitError():
            return "的服务说请求太多或额度用尽（429）。请稍后再试。"
        case openai.APIStatusError():
            return f"的服务出错（{error.status_code}）。请稍后再试，或查看该服务的日志。"
        case openai.APIConnectionError() | httpx2.TransportError():
            return "的连接失败或中途断开。请检查 ASKREPORT_LLM_BASE_URL 和该服务是否在运行。"
        case openai.APIError():
            return "的服务在回答中途报错。请稍后再试，或查看该服务的日志。"
        case _:
            return "返回的内容不合 OpenAI 接口的格式。请检查 ASKREPORT_LLM_BASE_URL 指向的服务。"
