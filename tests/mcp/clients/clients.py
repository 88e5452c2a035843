"""Real clients list and call every tool of `paas mcp` against a sandbox: the MCP Inspector, the TypeScript SDK 1.32 and 2.4 (handshake,
auto, pinned to 2026-07-28) and the Python SDK (the same three). The arguments are those of tests/mcp/InspectorTest.java. Each client
validates the answers against the tools' output schemas itself; resources, templates, completion and prompts are read, too.
usage: clients.py [CLIENT...], e.g. clients.py sdk-1.32 python-auto"""
import collections
import json
import os
import re
import subprocess
import sys

import kit

# asked about first, so not among the Inspector's
DESTRUCTIVE = [["paas_delete_app", {"app": "notes"}], ["paas_prune_docker", {}]]


def rows():
    """Tool and arguments, last what destroys."""
    text = open(os.path.join(kit.ROOT, "tests", "mcp", "InspectorTest.java")).read()
    found = []
    for tool, words in re.findall(r'new Row\("(paas_\w+)",\s*"((?:[^"\\]|\\.)*)"', text):
        arguments = {}
        for word in filter(None, words.replace('\\"', '"').split("; ")):
            name, value = word.split("=", 1)
            try:
                arguments[name] = json.loads(value)
            except ValueError:
                arguments[name] = value
        found.append([tool, arguments])
    return found + DESTRUCTIVE


def inspector(folder, node, launcher, wanted):
    """A process a request; it cannot ask anybody, so what destroys is not offered."""
    program = os.path.join(folder, "node_modules", ".bin", "mcp-inspector")
    env = kit.environment(os.path.join(kit.FOLDER, "inspector-home"), PATH=os.path.dirname(node) + ":" + os.environ["PATH"])

    def run(*options):
        done = subprocess.run([program, "--cli", launcher, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env,
                              timeout=120)
        return json.loads(done.stdout) if done.stdout.strip() else {"thrown": done.stderr[-500:]}
    yield {"revision": "", "tools": [each["name"] for each in run("--method", "tools/list").get("tools", [])]}
    for tool, arguments in wanted:
        if [tool, arguments] in DESTRUCTIVE:
            continue
        words = [word for name, value in arguments.items()
                 for word in ("--tool-arg", f"{name}={value if isinstance(value, str) else json.dumps(value)}")]
        result = run("--method", "tools/call", "--tool-name", tool, *words)
        yield {"tool": tool, "error": result.get("isError", "thrown" in result), "asked": 0, "structured": "structuredContent" in result,
               "text": result["content"][0]["text"][:300] if "content" in result else "",
               **({"thrown": result["thrown"]} if "thrown" in result else {})}


def lines(command, **how):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **how)
    kit._children.append(process)
    for line in process.stdout:
        yield json.loads(line)
    if process.wait() != 0:
        yield {"tool": "(the client)", "error": True, "thrown": f"ended with {process.returncode}"}


def main():
    folder, node = kit.npm("clients")
    program = kit.python()
    paas = kit.Paas()
    wanted = rows()
    table = os.path.join(kit.FOLDER, "rows.json")
    json.dump(wanted, open(table, "w"))
    clients = {
        "inspector": lambda launcher: inspector(folder, node, launcher, wanted),
        "sdk-1.32": lambda launcher: lines([node, os.path.join(kit.HERE, "sdk.mjs"), "v1", launcher, table], cwd=folder),
        **{f"client-2.4-{era}": lambda launcher, era=era: lines([node, os.path.join(kit.HERE, "sdk.mjs"), era, launcher, table], cwd=folder)
           for era in ("legacy", "auto", "modern")},
        **{f"python-{era}": lambda launcher, era=era: lines([program, os.path.join(kit.HERE, "sdk.py"), era, launcher, table])
           for era in ("legacy", "auto", "2026-07-28")},
    }
    bad = []
    for name in sys.argv[1:] or clients:
        sandbox = kit.Sandbox(paas)
        home = sandbox.home(name, profile="", scopes=kit.PROFILES["operator"] + ["apps:delete", "system:manage"])
        paas.train(home)
        answers = clients[name](paas.launcher(home))
        head = next(answers)
        said = list(answers)
        called = [each for each in said if "tool" in each]
        others = [each for each in said if "also" in each]
        faults = [each for each in called if each["error"] or not each.get("structured") or each["asked"] != ([each["tool"]] in
                  [row[:1] for row in DESTRUCTIVE])]
        missing = {tool for tool, _ in wanted} - {each["tool"] for each in called} - (
            {row[0] for row in DESTRUCTIVE} if name == "inspector" else set())
        unlisted = {each["tool"] for each in called} - set(head.get("tools", []))
        print(f"{name:20} {head.get('revision', ''):10} listed {len(head.get('tools', []))}, called {len(called)}, "
              f"failed {len(faults)}, person asked {sum(each.get('asked', 0) for each in called)} times", flush=True)
        kinds = collections.Counter(each["also"] for each in others)
        print(f"{'':20} also read: " + ", ".join(f"{number} {kind}" for kind, number in kinds.items()))
        faults += [each for each in others if "thrown" in each]
        for each in faults:
            print("    ", json.dumps(each))
        for each in sorted(missing | unlisted):
            print("     not called, or not listed:", each)
        bad += [name] if faults or missing or unlisted else []
        sandbox.end()
    kit.verdict(not bad, "clients with failures: " + ", ".join(bad) if bad else "every tool was listed and called, every answer valid")


main()
