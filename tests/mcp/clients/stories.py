"""Two stories of an agent at work, counted: which calls it needs, and how many tokens their answers have (o200k_base, the tokenizer package
is pinned in kit.py). The first may need 6 calls and 2,000 tokens. The steps follow what each answer says: a call's arguments are taken from
the answer before it, as a model would. usage: stories.py [-v]"""
import json
import os
import subprocess
import sys

import kit

VERBOSE = "-v" in sys.argv


class Story:
    def __init__(self, name, session, count):
        self.name, self.session, self.count = name, session, count
        self.calls = []
        self.faults = []

    def call(self, tool, arguments):
        answer = self.session.call(tool, arguments)["result"]
        text = answer["content"][0]["text"]
        self.calls.append((tool, arguments, text))
        if VERBOSE:
            print(f"--- {tool} {json.dumps(arguments)}\n{text}")
        return answer.get("structuredContent") or {"failed": text}

    def holds(self, condition, words):
        if not condition:
            self.faults.append(words)

    def told(self, most_calls, most_tokens):
        tokens = [self.count(text) for _, _, text in self.calls]
        print(f"{self.name}: {len(self.calls)} calls, {sum(tokens)} tokens of answers")
        for (tool, arguments, text), number in zip(self.calls, tokens):
            print(f"  {tool:22} {number:5} tokens {len(text):6} characters  {json.dumps(arguments)}")
        if most_calls and len(self.calls) > most_calls:
            self.faults.append(f"more than {most_calls} calls")
        if most_tokens and sum(tokens) > most_tokens:
            self.faults.append(f"more than {most_tokens} tokens")
        for each in self.faults:
            print("  FAULT", each)
        return not self.faults


def counter():
    """Text -> tokens; one process of Node for all."""
    folder, node = kit.npm("tokens")
    program = ("import { encode } from 'gpt-tokenizer/encoding/o200k_base'; import readline from 'node:readline';"
               "readline.createInterface({ input: process.stdin }).on('line', l => console.log(encode(JSON.parse(l)).length));")
    process = subprocess.Popen([node, "--input-type=module", "-e", program], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True)
    kit._children.append(process)

    def count(text):
        process.stdin.write(json.dumps(text) + "\n")
        process.stdin.flush()
        return int(process.stdout.readline())
    return count


def mended(paas, count):
    """A deploy of a repository that does not compile; the person pushes the fix elsewhere; live in the end."""
    sandbox = kit.Sandbox(paas, speed="0.1")
    session = kit.Session(paas.train(sandbox.home("training")).java("mcp"), sandbox.home("story"))
    session.open()
    story = Story("a broken deploy mended", session, count)
    failed = story.call("paas_deploy", {"name": "orders", "gitRepo": "https://github.com/ada/orders-broken.git", "branch": "main",
                                        "wait": True})
    cause = story.call("paas_diagnose_app", {"app": "orders"})
    story.holds("TS2322" in json.dumps([failed, cause]), "the compiler's error is in neither answer")
    changed = story.call("paas_update_app", {"app": "orders", "gitRepo": "https://github.com/ada/orders.git", "redeploy": True})
    deployment = changed.get("deployment", {}).get("deploymentId")
    story.holds(deployment, f"the update does not say which deployment it began: {list(changed)}")
    live = story.call("paas_wait_deployment", {"deployment": deployment or "orders"})
    story.holds(live.get("status") == "success", f"the second deployment is {live.get('status')}")
    app = story.call("paas_get_app", {"app": "orders"})
    story.holds(app.get("status") == "running", f"orders is {app.get('status')}")
    session.end()
    sandbox.end()
    return story.told(6, 2000)


def explained(paas, count):
    """Something is wrong in production: what, since when, and what to do."""
    sandbox = kit.Sandbox(paas)
    session = kit.Session(paas.java("mcp"), sandbox.home("story"))
    session.open()
    story = Story("production errors explained", session, count)
    status = story.call("paas_status", {})
    worst = next((each["name"] for each in status["apps"] if each["status"] == "failed"), None)
    story.holds(worst == "landing", "the failed app is not in the first answer")
    failed = story.call("paas_diagnose_app", {"app": worst})
    story.holds(failed.get("causes"), "no cause of the failed app")
    # a running one of which customers complain
    running = story.call("paas_diagnose_app", {"app": "shop-web"})
    story.holds("ETIMEDOUT" in json.dumps(running), "the error is not in the diagnosis")
    errors = story.call("paas_get_logs", {"app": "shop-api", "errorsOnly": True, "lines": 100})
    story.holds("PaymentClient" in json.dumps(errors), "the error is not in the log")
    session.end()
    sandbox.end()
    return story.told(None, None)


def main():
    paas = kit.Paas()
    count = counter()
    good = [mended(paas, count), explained(paas, count)]
    kit.verdict(all(good), "the first story takes at most 6 calls and 2,000 tokens of answers" if all(good) else "see the faults above")


main()
