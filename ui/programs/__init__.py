"""What a program calls.

Requests over HTTP go in (``/ask``, OpenAI's protocol, MCP); answers come out as they are made.
"""

from .api import add_api
from .mcp_tools import mcp_server
from .openai_api import openai_router
from .streaming import streamed

__all__ = ["add_api", "mcp_server", "openai_router", "streamed"]
