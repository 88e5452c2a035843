"""100,000 lines of 24 kinds, most of them damaged, against one `paas mcp`. Every intact request among them is answered exactly once,
nothing but MCP is on standard output (each line is held against the published schema where PAAS_MCP_SCHEMAS names the folder of
schema-<revision>.json), memory stays flat, and the server goes on. usage: damage.py [LINES]"""
import collections
import json
import os
import queue
import random
import sys
import time

import kit

LINES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
BATCH = 1000
REVISION = "2025-11-25"
dice = random.Random(13)
tools = [each["name"] for each in json.load(open(os.path.join(kit.ROOT, "lib", "derived", "tools.json")))]
VALUES = [None, True, 0, -1, 1.5, 1e308, 10 ** 40, "", "x" * 500, "\u0000", "\ud800", [], {}, [[]], {"a": {}}, [1, 2, 3], "../../etc", "\n",
          "null"]
wanted = set()
number = 0


def text(value):
    return json.dumps(value).encode()


def intact(method=None, params=None):
    """A request that must be answered."""
    global number
    number += 1
    name = f"r{number}"
    wanted.add(name)
    method = method or dice.choice(["ping", "tools/list", "no/such"])
    return text({"jsonrpc": "2.0", "id": name, "method": method, **({} if params is None else {"params": params})})


def victim():
    """One to be damaged, whose answer nobody counts."""
    return dice.choice([kit.request(1, "ping"), kit.request("a", "tools/list"), kit.call(5, "paas_get_app", {"app": "x"}),
                        kit.request(3, "initialize", kit.INITIALIZE), {"jsonrpc": "2.0", "method": "notifications/initialized"},
                        {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 5}},
                        {"jsonrpc": "2.0", "id": 7, "result": {}}])


def some(most):
    return bytes(dice.randrange(256) for _ in range(dice.randrange(1, most))).replace(b"\n", b"!")


def spliced(data, width, middle):
    at = dice.randrange(len(data))
    return data[:at] + middle + data[at + width:]


def with_value(path):
    message = json.loads(text(victim()))
    key = dice.choice(list(message)) if path is None else path
    message[key] = dice.choice(VALUES)
    return text(message)


KINDS = {
    "cut off": lambda: text(victim())[:dice.randrange(1, 40)],
    "a byte changed": lambda: spliced(text(victim()), 1, some(2)),
    "bytes put in": lambda: spliced(text(victim()), 0, some(9)),
    "noise": lambda: some(200),
    "a field retyped": lambda: with_value(None),
    "parameters retyped": lambda: with_value("params"),
    "open lists": lambda: b"[" * dice.randrange(1, 12_000),
    "open objects": lambda: b'{"a":' * dice.randrange(1, 5000),
    "deep lists": lambda: b"[" * 900 + b"]" * 900,
    "long numbers as id": lambda: b'{"jsonrpc":"2.0","id":' + b"9" * dice.randrange(1, 3000) + b',"method":"ping"}',
    "huge exponents": lambda: b'{"jsonrpc":"2.0","id":1E+' + b"9" * dice.randrange(1, 400) + b',"method":"ping"}',
    "a field twice": lambda: b'{"jsonrpc":"2.0","id":1,"id":2,"method":"ping","method":"tools/list"}',
    "byte order mark": lambda: b"\xef\xbb\xbf" + text(victim()),
    "a zero behind": lambda: text(victim()) + b"\x00",
    "a zero within": lambda: text(victim()).replace(b":", b":\x00", 1),
    "several in a line": lambda: text(victim()) * 3,
    "calls with any value": lambda: intact("tools/call", {"name": dice.choice(tools), "arguments": {
        dice.choice(["app", "lines", "status", "limit", "envVars", "unknown"]): dice.choice(VALUES)}}),
    "batches": lambda: text([victim() for _ in range(dice.randrange(6))]),
    "no UTF-8": lambda: b"\xc3\x28\xf0\x9f\x92" + text(victim()),
    "long ids": lambda: text(kit.request("i" * dice.randrange(20_000), "ping")),
    "long methods": lambda: intact("m" * dice.randrange(1, 20_000)),
    "nearly JSON": lambda: dice.choice([b"", b" ", b"\t", b"\r", b"NaN", b"Infinity", b"-", b"'x'", b"{'a':1}", b"/*x*/{}", b"{}//", b"nul",
                                        b'"\\ud800"', b'{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}']),
    "unseen characters": lambda: intact("tools/call", {"name": "paas_get_app", "arguments": {"app": "\u0000\u202e\U000e0041"}}),
    "intact": intact,
}


def checker():
    """What is wrong with a message, in words; nothing for most."""
    folder = os.environ.get("PAAS_MCP_SCHEMAS")
    if not folder:
        print("PAAS_MCP_SCHEMAS is not set: the messages' shape is checked, their schema is not")
        return lambda message: None
    from jsonschema import Draft202012Validator
    schema = json.load(open(os.path.join(folder, f"schema-{REVISION}.json")))

    def of(name):
        return Draft202012Validator({"$schema": schema["$schema"], "$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})
    error, result, tool, listed = of("JSONRPCErrorResponse"), of("JSONRPCResultResponse"), of("CallToolResult"), of("ListToolsResult")
    seen = set()

    def check(message):
        body = message.get("result", {})
        if "tools" in body:
            # the one long answer that is always the same
            key = text(body)
            if key in seen:
                return None
            seen.add(key)
        all_of = [(error, message)] if "error" in message else [(result, message)]
        all_of += [(tool, body)] if "content" in body else [(listed, body)] if "tools" in body else []
        return next((f"{each.json_path}: {each.message[:200]}" for validator, what in all_of for each in validator.iter_errors(what)), None)
    return check


def main():
    home = os.path.join(kit.FOLDER, "damage-home")
    server = kit.Session(kit.Paas().train(home).java("mcp"), home)
    server.open()
    check = checker()
    kinds = list(KINDS)
    kinds_sent, answers, faults, memory = collections.Counter(), collections.Counter(), [], []
    start = time.time()
    sent = 0
    while sent < LINES and not faults:
        lines = []
        for _ in range(BATCH):
            kind = kinds[sent % len(kinds)] if sent < len(kinds) else dice.choice(kinds)
            kinds_sent[kind] += 1
            lines.append(KINDS[kind]())
            sent += 1
        probe = f"probe{sent}"
        # a large message beside others may be refused as too much at once: then it is answered so
        server.raw(b"\n".join(lines) + b"\n" + text(kit.request(probe, "ping")) + b"\n")
        while True:
            try:
                line = server.line(120)
            except queue.Empty:
                faults.append(f"no answer to a ping for two minutes, after {sent} lines")
                break
            if line is None:
                faults.append(f"the server ended with {server.process.wait()} after {sent} lines")
                break
            try:
                message = json.loads(line.decode())
            except ValueError:
                faults.append(f"not JSON: {line[:200]}")
                continue
            if message.get("id") == probe:
                break
            take(message, answers, faults, check)
        if sent % 10_000 == 0:
            memory.append(server.megabytes())
            print(f"{sent:7} lines  {memory[-1]:6.1f} MB  {time.time() - start:6.1f} s", flush=True)
    while wanted and not faults:
        # calls are answered as they finish
        try:
            line = server.line(30)
        except queue.Empty:
            break
        take(json.loads(line.decode()), answers, faults, check)
    if wanted:
        faults.append(f"{len(wanted)} requests without an answer, e.g. {sorted(wanted)[:3]}")
    if not faults and "result" not in server.ask("ping"):
        faults.append("no ping at the end")
    if len(memory) > 3 and memory[-1] > memory[1] * 1.25 + 10:
        faults.append(f"memory grew: {memory}")
    if not faults:
        print("ended:", server.end())
    print(f"{sent} lines of {len(kinds_sent)} kinds, {min(kinds_sent.values())} to {max(kinds_sent.values())} of each")
    print("answers:", dict(answers.most_common()))
    kit.verdict(not faults, "; ".join(faults[:5]) or f"every one of {number} intact requests was answered once")


def take(message, answers, faults, check):
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0" or ("error" in message) == ("result" in message):
        faults.append(f"no answer and no error: {str(message)[:300]}")
        return
    answers[f"error {message['error']['code']}" if "error" in message else "tool's error" if message["result"].get("isError")
            else "result"] += 1
    fault = check(message)
    if fault:
        faults.append(f"not valid under {REVISION}: {fault}: {str(message)[:300]}")
    name = message.get("id")
    if isinstance(name, str) and name.startswith("r") and name[1:].isdigit():
        if name in wanted:
            wanted.remove(name)
        else:
            faults.append(f"{name} was answered twice")


main()
