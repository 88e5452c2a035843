"""The official conformance suite against the real lib.mcp.Server, whose tools, resources and prompts are fixtures
(tests/mcp/conformance). Prints a line a scenario, for both revisions. What is in conformance-expected.yaml may fail, with the reason it has
there; whatever else fails, or passes although it is there, is the verdict."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys

import kit

REVISIONS = ["2025-11-25", "2026-07-28"]
EXPECTED = os.path.join(kit.HERE, "conformance-expected.yaml")


def scenarios(node, suite, revision):
    """Those of a revision, in the suite's order; with 2026-07-28 its extension for tasks, too."""
    text = subprocess.run([node, suite, "list"], stdout=subprocess.PIPE, text=True, check=True).stdout.split("Client scenarios")[0]
    for name, versions in re.findall(r"^  - (\S+) \[(.*)\]$", text, re.M):
        if revision in versions.split(",") or versions == "extension" and name.startswith("tasks-") and revision == REVISIONS[1]:
            yield name


def expected():
    """(revision, scenario or scenario:check) -> reason."""
    found = {}
    revision = None
    for line in open(EXPECTED):
        head = re.match(r'"(\S+)":', line)
        entry = re.match(r"  - (\S+) # (.+)", line)
        if head:
            revision = head[1]
        elif entry:
            found[revision, entry[1]] = entry[2]
        elif line.strip() and not line.startswith("#"):
            sys.exit(f"error: {EXPECTED}: no entry with a reason: {line}")
    return found


def start_bridge(node, paas, home):
    classes = os.path.join(kit.FOLDER, "classes")
    shutil.rmtree(classes, ignore_errors=True)
    sources = glob.glob(os.path.join(kit.ROOT, "tests", "mcp", "conformance", "*.java"))
    # the fixtures read their files with databind, which the sandbox has
    path = paas.class_path + ":" + paas.sandbox_class_path
    kit._quiet([kit.JAVAC, "-proc:none", "-nowarn", "-d", classes, "-cp", path, *sources])
    server = paas.java(os.path.join(kit.ROOT, "tests", "mcp", "conformance", "tools.json"), main="tests.mcp.conformance.ConformanceFixture",
                       class_path=classes + ":" + path)
    bridge = subprocess.Popen([node, os.path.join(kit.HERE, "bridge.mjs"), home, *server], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True, env=kit.environment(home))
    kit._children.append(bridge)
    return bridge, bridge.stdout.readline().strip()


def run(node, suite, url, name, revision, results):
    shutil.rmtree(results, ignore_errors=True)
    try:
        done = subprocess.run([node, suite, "server", "--url", url, "--scenario", name, "--spec-version", revision, "--force",
                               "-o", results, "--timeout", "20000"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=kit.environment(results + "-home"), timeout=60)
    except subprocess.TimeoutExpired:
        return [{"id": name, "status": "FAILURE", "errorMessage": "took more than a minute"}]
    found = glob.glob(os.path.join(results, "**", "checks.json"), recursive=True)
    return json.load(open(found[0])) if found else [{"id": name, "status": "FAILURE", "errorMessage": done.stdout[-400:]}]


def main():
    wanted = sys.argv[1:]
    folder, node = kit.npm("conformance")
    suite = os.path.join(folder, "node_modules", "@modelcontextprotocol", "conformance", "dist", "index.js")
    paas = kit.Paas()
    excused = expected()
    unexpected, stale, counts = [], [], {}
    for revision in REVISIONS:
        bridge, url = start_bridge(node, paas, os.path.join(kit.FOLDER, "conformance-home"))
        for name in scenarios(node, suite, revision):
            if wanted and name not in wanted:
                continue
            checks = run(node, suite, url, name, revision, os.path.join(kit.FOLDER, "conformance-results"))
            failed = {each["id"]: each.get("errorMessage", "") for each in checks if each["status"] == "FAILURE"}
            passed = sum(each["status"] == "SUCCESS" for each in checks)
            reasons = []
            whole = excused.get((revision, name))
            for check, message in failed.items():
                reason = whole or excused.get((revision, f"{name}:{check}"))
                reasons.append(f"    {check}: {message}\n      expected: {reason}" if reason else f"    {check}: {message}")
                if not reason:
                    unexpected.append(f"{revision} {name}:{check}")
            if whole and not failed:
                stale.append(f"{revision} {name}")
            ids = {each["id"] for each in checks}
            stale += [f"{revision} {key}" for (of, key) in excused if of == revision and key.startswith(name + ":")
                      and key.split(":", 1)[1] in ids and key.split(":", 1)[1] not in failed]
            word = "passed" if not failed and passed else "skipped" if not failed else "FAILED"
            if failed and all("expected:" in each for each in reasons):
                word = "expected"
            counts[revision, word] = counts.get((revision, word), 0) + 1
            print(f"{revision} {name:48} {word:8} {passed} passed, {len(failed)} failed", *reasons, sep="\n", flush=True)
        bridge.stdin.close()
        bridge.wait()
    for revision in REVISIONS:
        print(revision, {word: number for (of, word), number in counts.items() if of == revision})
    for each in stale:
        print("passes although it is expected to fail:", each)
    kit.verdict(not unexpected and not stale, "\n  ".join([f"{len(unexpected)} failures that are not expected", *unexpected]))


main()
