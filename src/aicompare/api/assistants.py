"""`aicompare mcp`: the answers for assistants, by the Model Context Protocol over stdin and stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aicompare.api.declared import command
from aicompare.api.options import AsOf, OwnFiles, OwnRates
from aicompare.values.errors import BadUsage, Trouble

if TYPE_CHECKING:
    from aicompare.api.data import Data

_INSTRUCTIONS = (
    "Figures of AI companies, each with bounds, period and source. Ask `companies` for the names. Say the "
    "period and the source of every figure, and the warnings of its answer. What is null or an error is not "
    "in the data: do not fill it in. Where `left_out` names more rows, ask again with its `skip`."
)
_RESOURCES = {
    "metrics": "Every metric: what it measures, its unit, and how many figures there are.",
    "methodology": "How figures are chosen, converted and computed.",
}


@command("aicompare mcp", "aicompare mcp --data mine.yaml --as-of 2026-09-30")
def serve(files: OwnFiles = (), *, as_of: AsOf = None, rates: OwnRates = ()) -> None:
    """The answers as tools for assistants, over standard input and output (MCP).

    An assistant starts it and ends it; see examples/assistants. Tools: companies, facts, compare,
    runway, multiples, value, convert, check, read; resources: metrics, methodology. An answer has at most
    eight kilobytes, and says how to ask for the rest. Needs the extra `mcp`. Raises BadFile, BadPeriod,
    BadUsage where the SDK is not installed.

    >>> from aicompare.api.tools import Toolbox
    >>> answer = Toolbox(aicompare.load()).call("facts", {"company": "minimax", "metric": "revenue",
    ...     "period": "FY2024"})
    >>> '"value":30523000,"low":30522500,"high":30523500,"unit":"USD","period":"FY2024"' in answer
    True
    """
    import gc

    from aicompare.api.data import load

    try:
        import anyio
        from mcp.server import Server  # noqa: F401
    except ImportError:
        hint = "install it: python -m pip install 'aicompare[mcp]'"
        raise BadUsage("assistants are served by the SDK `mcp`, which is not installed", hint=hint) from None
    gc.enable()  # it lives as long as the assistant does
    anyio.run(_serve, load(files, as_of=as_of, rates=rates))


async def _serve(data: Data) -> None:
    from mcp.server.stdio import stdio_server

    server = server_of(data)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def server_of(data: Data) -> Any:
    """The server over some data, with its tools and resources."""
    from mcp import MCPError, types
    from mcp.server import Server

    from aicompare import __version__
    from aicompare.api.tools import Toolbox

    toolbox = Toolbox(data)

    async def list_tools(*_: Any) -> Any:
        readonly = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
        tools = [
            types.Tool(
                name=tool.name,
                description=tool.description,
                input_schema=dict(tool.schema),
                annotations=readonly,
            )
            for tool in toolbox.tools()
        ]
        return types.ListToolsResult(tools=tools)

    async def call_tool(_: Any, asked: Any) -> Any:
        try:
            text, wrong = toolbox.call(asked.name, asked.arguments or {}), False
        except Trouble as trouble:
            text, wrong = toolbox.told(asked.name, trouble), True
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=wrong)

    async def list_resources(*_: Any) -> Any:
        resources = [
            types.Resource(uri=f"aicompare://{name}", name=name, description=said, mime_type="text/markdown")
            for name, said in _RESOURCES.items()
        ]
        return types.ListResourcesResult(resources=resources)

    async def read_resource(_: Any, asked: Any) -> Any:
        try:
            text = resource_text(str(asked.uri), data)
        except BadUsage as trouble:
            raise MCPError(types.INVALID_PARAMS, str(trouble)) from None
        content = types.TextResourceContents(uri=asked.uri, text=text, mime_type="text/markdown")
        return types.ReadResourceResult(contents=[content])

    return Server(
        "aicompare",
        version=__version__,
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def resource_text(uri: str, data: Data) -> str:
    """A resource as Markdown. Raises BadUsage for one that there is not."""
    from aicompare.api.file import list_metrics
    from aicompare.resources import METHODOLOGY, page

    match uri.removeprefix("aicompare://").strip("/"):
        case "metrics":
            rows = list_metrics(data).rows
            return "".join(
                f"- {row.name} ({row.kind}, {row.unit}, {row.facts} figures): {row.definition}\n"
                for row in rows
            )
        case "methodology":
            return page(METHODOLOGY).read_text(encoding="utf-8")
    raise BadUsage(f"there is no resource {uri!r}", hint=f"there is {', '.join(_RESOURCES)}")
