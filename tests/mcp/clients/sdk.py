"""The same as sdk.mjs with the official Python SDK. usage: python sdk.py legacy|auto|2026-07-28 LAUNCHER ROWS.json"""
import asyncio
import json
import re
import sys

from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.types import ElicitResult

era, launcher, rows = sys.argv[1:]
asked = 0
ARGUMENTS = {"repository": "https://github.com/ada/blog.git"}


async def answer(context, params):
    global asked
    asked += 1
    schema = params.requested_schema
    name = re.fullmatch("Type (.*) to go on", schema["properties"]["name"]["title"])[1]
    return ElicitResult(action="accept", content={"name": name})


async def main():
    async with Client(StdioServerParameters(command=launcher), mode=era, elicitation_callback=answer) as client:
        listed = await client.list_tools()
        print(json.dumps({"revision": client.session.protocol_version, "tools": [each.name for each in listed.tools]}))
        for tool, arguments in json.load(open(rows)):
            before = asked
            try:
                result = await client.call_tool(tool, arguments)
                print(json.dumps({"tool": tool, "error": bool(result.is_error), "asked": asked - before,
                                  "structured": result.structured_content is not None, "text": result.content[0].text[:300]}))
            except Exception as e:
                print(json.dumps({"tool": tool, "error": True, "asked": asked - before, "thrown": repr(e)[:500]}))

        for kind, wanted in (("resource", [each.uri for each in (await client.list_resources()).resources]),
                             ("template", [re.sub(r"\{[^}]*\}", "shop-web", each.uri_template.replace("{deploymentId}", "d7m2q9xk4t"))
                                           for each in (await client.list_resource_templates()).resource_templates])):
            for uri in wanted:
                await also(kind, str(uri), client.read_resource(uri))
        for each in (await client.list_prompts()).prompts:
            given = {one.name: ARGUMENTS.get(one.name, "shop-web") for one in each.arguments or [] if one.required}
            await also("prompt", each.name, client.get_prompt(each.name, given))


async def also(kind, name, answer):
    """What is no tool; the SDK validates it, too."""
    try:
        print(json.dumps({"also": kind, "name": name, "text": str(await answer)[:200]}))
    except Exception as e:
        print(json.dumps({"also": kind, "name": name, "thrown": repr(e)[:500]}))


asyncio.run(main())
