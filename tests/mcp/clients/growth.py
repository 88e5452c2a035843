"""20,000 calls of one session against a sandbox, 32 in flight: every call is answered, and the memory after them is that after 2,000.
The heap is
bounded as in what `paas setup` writes; without a bound the collector has no reason to look before hundreds of megabytes.
usage: growth.py [CALLS] [HEAP], e.g. growth.py 20000 64m"""
import collections
import json
import sys
import time

import kit

CALLS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
HEAP = sys.argv[2] if len(sys.argv) > 2 else "64m"
FLIGHT = 32
TOOLS = [("paas_status", {}), ("paas_list_apps", {"status": "running"}), ("paas_get_app", {"app": "shop-web"}),
         ("paas_list_deployments", {"app": "shop-web"}), ("paas_get_build_logs", {"app": "landing"}), ("paas_list_addons", {}),
         ("paas_get_app", {"app": "no-such-app"}), ("paas_get_logs", {"app": "shop-web", "lines": 50}), ("paas_list_servers", {})]


def main():
    paas = kit.Paas()
    sandbox = kit.Sandbox(paas)
    home = sandbox.home("growth")
    server = kit.Session(paas.java("mcp", options=[f"-Xmx{HEAP}"]), home)
    server.open(capabilities={"elicitation": {"form": {}}})
    answers = collections.Counter()
    sent = done = 0
    memory = {}
    start = time.time()
    while done < CALLS:
        while sent < CALLS and sent - done < FLIGHT:
            sent += 1
            tool, arguments = TOOLS[sent % len(TOOLS)]
            server.send(kit.call(f"c{sent}", tool, arguments))
        message = json.loads(server.line())
        if "id" in message:
            done += 1
            answers["error" if "error" in message else "isError" if message["result"]["isError"] else "result"] += 1
            if done in (100, 2000, 5000, 10_000, 15_000, CALLS):
                memory[done] = server.megabytes()
                print(f"{done:6} calls  {memory[done]:6.1f} MB  {done / (time.time() - start):6.0f} a second", flush=True)
    code, seconds = server.end()
    print("answers:", dict(answers), f"ended with {code} after {seconds * 1000:.0f} ms")
    sandbox.end()
    first = memory[min(2000, CALLS)]
    wanted = sum(TOOLS[number % len(TOOLS)][1].get("app") == "no-such-app" for number in range(1, CALLS + 1))
    good = code == 0 and memory[CALLS] <= first * 1.1 + 10 and answers == collections.Counter(result=CALLS - wanted, isError=wanted)
    kit.verdict(good, f"{first:.1f} MB after {min(2000, CALLS)} calls, {memory[CALLS]:.1f} MB after {CALLS}")


main()
