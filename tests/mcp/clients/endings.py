"""1,000 starts and ends of `paas mcp`: its parent is killed while somebody else holds the pipe, its input ends, it gets SIGTERM, nobody
reads what it writes; each while it is idle and while a call waits for an instance that never answers. No process stays behind.
usage: endings.py [STARTS]"""
import collections
import concurrent.futures
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import kit

STARTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
MOST_SECONDS = 10
# the shell is the parent; what this script holds open stays open when the shell has died
PARENT = 'exec 3<&0; "$@" <&3 3<&- & echo $! >&2; wait'


def silent():
    """An instance that takes every request and answers none."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=200)
    kept = []

    def take():
        while True:
            kept.append(listening.accept()[0])
            if len(kept) > 50:
                kept.pop(0).close()
    threading.Thread(target=take, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def one(paas, home, way, busy):
    """Returns the seconds from the end's cause to the end of the process; None when it had to be killed."""
    line = paas.java("mcp")
    if way == "parent killed":
        line = ["sh", "-c", PARENT, "sh", *line]
    process = subprocess.Popen(line, env=kit.environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    pid = int(process.stderr.readline()) if way == "parent killed" else process.pid
    words = [kit.request(1, "initialize", kit.INITIALIZE), {"jsonrpc": "2.0", "method": "notifications/initialized"}]
    words += [kit.call(2, "paas_status")] if busy else []
    process.stdin.write("".join(json.dumps(each) + "\n" for each in words).encode())
    process.stdin.flush()
    process.stdout.readline()
    if busy:
        time.sleep(0.4)
    start = time.time()
    if way == "parent killed":
        process.kill()
        process.wait()
    elif way == "SIGTERM":
        process.send_signal(signal.SIGTERM)
    elif way == "input ended":
        process.stdin.close()
    else:
        process.stdout.close()
        try:
            process.stdin.write((json.dumps(kit.request(3, "ping")) + "\n").encode())
            process.stdin.flush()
        except BrokenPipeError:
            pass
    while alive(pid) and time.time() - start < MOST_SECONDS:
        process.poll()
        time.sleep(0.002)
    seconds = time.time() - start if not alive(pid) else None
    if seconds is None:
        os.kill(pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout, process.stderr):
        try:
            pipe.close()
        except BrokenPipeError:
            pass
    process.wait()
    return seconds


def main():
    paas = kit.Paas()
    home = os.path.join(kit.FOLDER, "endings-home")
    os.makedirs(os.path.join(home, ".paas"), mode=0o700, exist_ok=True)
    paas.train(home)
    with open(os.path.join(home, ".paas", "config.json"), "w") as file:
        os.chmod(file.fileno(), 0o600)
        json.dump({"version": 1, "url": silent(), "token": "bpagt_" + "0f" * 32, "profile": "operator", "name": "endings"}, file)
    cases = [(way, busy) for way in ("parent killed", "input ended", "SIGTERM", "nobody reads") for busy in (False, True)]
    took = collections.defaultdict(list)
    orphans = collections.Counter()
    # four at a time, since most of it is waiting
    with concurrent.futures.ThreadPoolExecutor(4) as several:
        turns = [cases[number % len(cases)] for number in range(STARTS)]
        for number, (case, seconds) in enumerate(zip(turns, several.map(lambda case: one(paas, home, *case), turns)), 1):
            if seconds is None:
                orphans[case] += 1
            else:
                took[case].append(seconds)
            if number % 200 == 0:
                print(f"{number} starts, {sum(orphans.values())} orphans", flush=True)
    for case in cases:
        times = sorted(took[case])
        middle = f"median {times[len(times) // 2] * 1000:5.0f} ms, slowest {times[-1] * 1000:5.0f} ms" if times else "-"
        print(f"{case[0]:14} {'a call at work' if case[1] else 'idle':14} {len(times):4} ended, {orphans[case]} did not; {middle}")
    kit.verdict(not orphans, f"{STARTS} starts, {sum(orphans.values())} orphans")


main()
