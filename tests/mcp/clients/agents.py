"""Real agents run a whole turn against `paas mcp` on a sandbox, with a model on loopback that plays the plan: list, deploy and wait, a long
log, delete. Looked at is what reaches the model: no answer cut, no call refused, and that deleting asks the person. Who is asked depends on
the agent: Claude Code's hook plays a person that agrees, then one that does not; `codex exec` has nobody; Gemini CLI cannot ask.
usage: agents.py [claude] [claude-no] [codex] [gemini]"""
import json
import os
import subprocess
import sys
import time

import kit
import model

PLAN = [("paas_list_apps", {}),
        ("paas_deploy", {"name": "blog", "gitRepo": "https://github.com/ada/blog.git", "wait": True}),
        ("paas_get_logs", {"app": "shop-web", "lines": 1000}),
        ("paas_delete_app", {"app": "notes"})]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


def recorded(paas, home, *more):
    """The server with what comes in and goes out kept beside it."""
    script = paas.launcher(home, *more)
    return script, os.path.join(home, "in.jsonl"), os.path.join(home, "out.jsonl"), write(script + "-recorded", (
        f"#!/bin/sh\ntee -a '{home}/in.jsonl' | '{script}' | tee -a '{home}/out.jsonl'\n"))


def claude(url, server, home, agrees=True):
    folder, _ = kit.npm("claude")
    # the hook that stands for the person types what the form's title asks for
    person = write(os.path.join(home, "person.py"), "import json, re, sys\nasked = json.load(sys.stdin)\n"
                   f"agrees = {agrees}\nopen({os.path.join(home, 'asked.json')!r}, 'w').write(json.dumps(asked))\n"
                   "schema = asked.get('requested_schema') or asked.get('requestedSchema') or {}\n"
                   "name = re.sub('^Type (.*) to go on$', r'\\1', schema['properties']['name']['title'])\n"
                   "print(json.dumps({'hookSpecificOutput': {'hookEventName': 'Elicitation', 'action': 'accept' if agrees else 'decline',"
                   " **({'content': {'name': name}} if agrees else {})}}))\n")
    write(os.path.join(home, ".claude", "settings.json"), json.dumps({"hooks": {"Elicitation": [{"hooks": [
        {"type": "command", "command": f"{sys.executable} {person}"}]}]}}))
    servers = write(os.path.join(home, "servers.json"), json.dumps({"mcpServers": {"paas": {"command": server}}}))
    program = os.path.join(folder, "node_modules", "@anthropic-ai", "claude-code-linux-x64", "claude")
    return [program, "-p", "go", "--mcp-config", servers, "--strict-mcp-config", "--allowedTools", "mcp__paas", "--max-turns", "12"], {
        "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": "none", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "DISABLE_AUTOUPDATER": "1", "ENABLE_TOOL_SEARCH": "false"}


def codex(url, server, home):
    # a model that Codex does not know gets the first and last 5,000 bytes of an answer, others what their metadata says: here 10,000 tokens
    folder, node = kit.npm("codex")
    write(os.path.join(home, ".codex", "config.toml"), f"""model = "gpt-5"
model_provider = "loopback"
approval_policy = "never"
tool_output_token_limit = 10000
[model_providers.loopback]
name = "loopback"
base_url = "{url}/v1"
wire_api = "responses"
[mcp_servers.paas]
command = "{server}"
default_tools_approval_mode = "approve"
tool_timeout_sec = 60
""")
    return [node, os.path.join(folder, "node_modules", "@openai", "codex", "bin", "codex.js"), "exec", "--skip-git-repo-check",
            "--dangerously-bypass-approvals-and-sandbox", "go"], {"CODEX_HOME": os.path.join(home, ".codex"), "OPENAI_API_KEY": "none"}


def gemini(url, server, home):
    folder, node = kit.npm("gemini")
    write(os.path.join(home, ".gemini", "settings.json"), json.dumps({
        "security": {"auth": {"selectedType": "gemini-api-key"}}, "privacy": {"usageStatisticsEnabled": False},
        "general": {"disableAutoUpdate": True}, "mcpServers": {"paas": {"command": server, "trust": True, "timeout": 60000}}}))
    return [node, os.path.join(folder, "node_modules", "@google", "gemini-cli", "bundle", "gemini.js"), "-p", "go", "-y", "--skip-trust"], {
        "GEMINI_API_KEY": "none", "GOOGLE_GEMINI_BASE_URL": url, "GEMINI_TELEMETRY_ENABLED": "false", "NO_BROWSER": "1"}


# agent -> how it is started, whether deleting is offered, whether notes is gone afterwards
AGENTS = {"claude": (claude, True, True), "claude-no": (lambda *all_of: claude(*all_of, agrees=False), True, False),
          "codex": (codex, None, False), "gemini": (gemini, False, False)}


def lines(path):
    return [json.loads(line) for line in open(path)] if os.path.exists(path) else []


def opening(first):
    """How a client opens, in words."""
    said = first["params"]
    if first["method"] != "initialize":
        said = {key.split("/")[-1]: value for key, value in said["_meta"].items()}
    client = said.get("clientInfo", {})
    return (f"{client.get('name')} {client.get('version')} opens with {first['method']} {said['protocolVersion']}, capabilities "
            + json.dumps(said.get("capabilities", said.get("clientCapabilities"))))


def run(name, paas):
    start, offered, gone = AGENTS[name]
    sandbox = kit.Sandbox(paas, speed="0.1")
    home = sandbox.home(name, profile="", scopes=kit.PROFILES["operator"] + ["apps:delete"])
    # 5,000 lines that nothing can fold
    sandbox.ask("POST", "/__sandbox/runtime-logs", {"app": sandbox.apps()["shop-web"]["id"], "lines": [
        f"GET /orders/{number:05} {200 + number % 5} in {number % 97} ms, \"cart\" {number * 7919 % 100003}" for number in range(5000)]})
    paas.train(home)
    _, came, went, server = recorded(paas, home)
    os.chmod(server, 0o755)
    endpoint = model.Model(PLAN)
    command, more = start(endpoint.url, server, home)
    began = time.time()
    work = os.path.join(home, "work")
    os.makedirs(work, exist_ok=True)
    said = write(os.path.join(home, "agent.log"), "")
    with open(said, "w") as log:
        try:
            code = subprocess.run(command, cwd=work, env=kit.environment(home, **more), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                  timeout=240).returncode
        except subprocess.TimeoutExpired:
            code = "no end in four minutes"
    faults = [] if code == 0 else [f"ended with {code}: {open(said).read()[-600:]}"]
    # of a call that comes again with the person's answer, the last counts
    sent = {each["params"]["name"]: each["id"] for each in lines(came) if each.get("method") == "tools/call"}
    answered = {each["id"]: each for each in lines(went) if "method" not in each and "id" in each}
    asked = [each for each in lines(went) if each.get("method") == "elicitation/create"
             or each.get("result", {}).get("resultType") == "input_required"]
    print(f"{name}: {opening(lines(came)[0])}; {time.time() - began:.0f} s")
    print(f"  tools before the model: {len(endpoint.tools)}")
    reached = [text for _, text in endpoint.results]
    for (tool, _), text in zip(PLAN, reached + [None] * len(PLAN)):
        answer = answered.get(sent.get(tool))
        ours = answer["result"]["content"][0]["text"] if answer and "result" in answer else None
        whole = ours is not None and text is not None and (ours in text or ours in text.replace("\\n", "\n").replace('\\"', '"')
                                                           or json.dumps(ours)[1:-1] in text)
        print(f"  {tool:18} sent {len(ours or ''):6} characters, the model got {len(text or ''):6}"
              f"{' whole' if whole else ' NOT WHOLE' if ours else ' (not called)'}"
              f"{', isError' if answer and answer.get('result', {}).get('isError') else ''}")
        expected_call = tool != "paas_delete_app" or offered or ours is not None
        if expected_call and not whole:
            faults.append(f"{tool}: the server said {str(ours)[:200]!r}, the model got {str(text)[:300]!r}")
        if tool != "paas_delete_app" and answer and answer.get("result", {}).get("isError"):
            faults.append(f"{tool}: {ours[:300]}")
    there = "notes" in sandbox.apps()
    print(f"  delete: person asked {len(asked)} times, notes is {'still there' if there else 'gone'}; last to the model: "
          f"{(reached[-1] if len(reached) == len(PLAN) else '-')[:200]!r}")
    if there == gone:
        faults.append("notes is " + ("still there" if there else "gone"))
    if offered and not asked:
        faults.append("nobody was asked")
    if offered is False and any("delete_app" in each for each in endpoint.tools):
        faults.append("paas_delete_app is offered to a client that cannot ask")
    sandbox.end()
    for each in faults:
        print("  FAULT", each)
    return not faults


def main():
    paas = kit.Paas()
    bad = [name for name in sys.argv[1:] or AGENTS if not run(name, paas)]
    kit.verdict(not bad, "faults with " + ", ".join(bad) if bad else "every answer reached the model whole, nothing was deleted unasked")


main()
