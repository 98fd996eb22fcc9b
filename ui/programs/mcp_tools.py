"""The library as tools for language models, over the Model Context Protocol (streamable HTTP at ``/mcp``)."""

from typing import Any

from anyio.to_thread import run_sync
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings

from index import AskReportError, Library
from rag import Answer, Passage, ask, retrieve
from rag.write import Generator

from .api import MOST_PASSAGES

_INSTRUCTIONS = (
    "Ask Chinese official reports. Answers are the reports' own sentences, each with its citation."
)


def mcp_server(library: Library, generator: Generator | None = None) -> FastMCP:
    """A server with the tools ``ask`` and ``retrieve`` over one library; it keeps no sessions."""
    server = FastMCP(
        "askreport",
        instructions=_INSTRUCTIONS,
        stateless_http=True,
        json_response=True,
        streamable_http_path="/",
        log_level="WARNING",
        # Which hosts may call is for the middleware that guards every endpoint alike (ui.access).
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )

    @server.tool(name="ask")
    async def ask_reports(question: str, reports: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the reports: text with marks, each mark's verbatim quote and its place.

        question: in Chinese. reports: ids to stay within; none for all.
        """

        def answer() -> Answer:
            return ask(question, library=library, reports=reports, generator=generator)

        try:
            return (await run_sync(answer)).to_dict()
        except AskReportError as error:
            raise ToolError(str(error)) from error

    @server.tool(name="retrieve")
    async def retrieve_passages(
        question: str, k: int = 5, reports: list[str] | None = None
    ) -> dict[str, Any]:
        """Find the paragraphs of the reports that are nearest to a question, best first.

        question: in Chinese. k: how many, at most 50. reports: ids to stay within; none for all.
        """

        def passages() -> list[Passage]:
            return retrieve(question, max(1, min(k, MOST_PASSAGES)), library=library, reports=reports)

        try:
            return {"passages": [passage.to_dict() for passage in await run_sync(passages)]}
        except AskReportError as error:
            raise ToolError(str(error)) from error

    return server
