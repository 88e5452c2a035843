"""How long a client waits: from the start of the process to the answers of initialize, tools/list and the first call, and the memory then;
beside servers from npm. One run of each after the other, then the next round, so that a machine that gets slower slows all of them; printed
are medians and their ratio to the JVM's own hello-world of the same rounds. The first call goes over loopback to a sandbox for all but
server-everything, whose echo asks nobody; once at once, and once alone after a pause, as when a model thinks. usage: start.py [ROUNDS], at least 15"""
import json
import os
import statistics
import subprocess
import sys
import time

import kit

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
# a model thinks before its first call
PAUSE = 2
HELLO = "public class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }"


def once(line, env, tool, arguments, pause):
    """From the start to the answers of initialize, list and the first call, in ms; what the first and a later call take alone; memory in MB
    after the list and after the calls."""
    start = time.perf_counter()
    process = subprocess.Popen(line, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def answered(*messages):
        process.stdin.write("".join(json.dumps(each) + "\n" for each in messages).encode())
        process.stdin.flush()
        while True:
            line = process.stdout.readline()
            if not line:
                raise EOFError(f"{env} ended")
            if json.loads(line).get("id") == messages[-1]["id"]:
                return (time.perf_counter() - start) * 1000

    def memory():
        # a launcher may start the server as its child
        own = {process.pid} | {int(pid) for pid in subprocess.run(["pgrep", "-P", str(process.pid)], stdout=subprocess.PIPE,
                                                                   text=True).stdout.split()}
        return sum(int(row.split()[1]) / 1024 for pid in own for row in open(f"/proc/{pid}/status") if row.startswith("VmRSS"))
    first = answered(kit.request(1, "initialize", {**kit.INITIALIZE, "protocolVersion": "2025-06-18"}))
    second = answered({"jsonrpc": "2.0", "method": "notifications/initialized"}, kit.request(2, "tools/list"))
    at_rest = memory()
    time.sleep(pause)
    before = (time.perf_counter() - start) * 1000
    third = answered(kit.call(3, tool, arguments))
    fourth = answered(kit.call(4, tool, arguments))
    after = memory()
    process.stdin.close()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return [first, second, third, third - before, fourth - third, at_rest, after]


def main():
    paas = kit.Paas()
    sandbox = kit.Sandbox(paas)
    home = sandbox.home("bench")
    folder, node = kit.npm("peers")
    empty = kit.environment(os.path.join(kit.FOLDER, "bench-home"))
    with open(os.path.join(kit.FOLDER, "Hello.java"), "w") as file:
        file.write(HELLO)
    kit._quiet([kit.JAVAC, "-d", kit.FOLDER, file.name])

    def peer(package, program):
        path = os.path.join(folder, "node_modules", package)
        binary = json.load(open(os.path.join(path, "package.json")))["bin"]
        return [node, os.path.join(path, binary if isinstance(binary, str) else binary[program])]
    plain = paas.java("mcp", options=["-Xshare:auto"])
    paas.train(home)
    servers = {
        "paas mcp": (plain, kit.environment(home), "paas_status", {}),
        "paas mcp + AOT": (paas.java("mcp"), kit.environment(home), "paas_status", {}),
        "coolify-mcp": (peer("@masonator/coolify-mcp", "coolify-mcp"),
                        {**empty, "COOLIFY_ACCESS_TOKEN": "none", "COOLIFY_BASE_URL": sandbox.url}, "get_version", {}),
        "supabase": (peer("@supabase/mcp-server-supabase", "mcp-server-supabase") + ["--access-token=sbp_" + "0" * 40,
                     "--api-url=" + sandbox.url], empty, "list_projects", {}),
        "server-everything": (peer("@modelcontextprotocol/server-everything", "mcp-server-everything"), empty, "echo",
                              {"message": "hello"}),
    }
    hello, times, paused = [], {name: [] for name in servers}, {name: [] for name in servers}
    # one round more before them warms the file cache
    for number in range(-1, ROUNDS):
        start = time.perf_counter()
        subprocess.run(paas.java(main="Hello", class_path=kit.FOLDER), stdout=subprocess.DEVNULL, check=True)
        if number >= 0:
            hello.append((time.perf_counter() - start) * 1000)
        for name, server in servers.items():
            run, rested = once(*server, 0), once(*server, PAUSE)
            if number >= 0:
                times[name].append(run)
                paused[name].append(rested)
    sandbox.end()
    unit = statistics.median(hello)
    print(f"medians of {ROUNDS} interleaved runs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; hello-world {unit:.0f} ms = 1")
    print(f"{'':18} {'initialize':>16} {'tools/list':>16} {'first call':>16} {'MB at rest':>11} {'MB after':>9}"
          f"   alone, {PAUSE} s later: {'first call':>10} {'the next':>9}")
    for name, runs in times.items():
        middle = [statistics.median(column) for column in zip(*runs)]
        rested = [statistics.median(column) for column in zip(*paused[name])]
        print(f"{name:18} " + " ".join(f"{value:8.0f} {value / unit:6.1f}x" for value in middle[:3])
              + f" {middle[5]:11.0f} {middle[6]:9.0f} {rested[3]:33.0f} {rested[4]:9.0f} ms")


main()
