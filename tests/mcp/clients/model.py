"""A model on loopback that plays a plan of tool calls, so that a real agent runs whole turns without an account. It speaks the dialects
of Claude Code (messages), Codex (responses) and Gemini CLI (generateContent) and keeps what the agent sent: which tools it offers to its
model, and what of each answer reaches the model."""
import http.server
import json
import threading
import time


class Model:
    """Plays (tool, arguments) one after the other, then says that it is done."""

    def __init__(self, plan):
        self.plan = list(plan)
        self.step = 0
        self.tools = {}
        self.results = []
        self.lock = threading.Lock()
        model = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *ignored):
                pass

            def do_GET(self):
                self.answer({"models": [], "data": []})

            def do_HEAD(self):
                self.answer({})

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
                with model.lock:
                    if self.path.split("?")[0].endswith("/messages"):
                        self.events(model.claude(body)) if body.get("stream") else self.answer(model.claude_message(body))
                    elif self.path.split("?")[0].endswith("/responses"):
                        self.events(model.codex(body))
                    elif "streamGenerateContent" in self.path:
                        self.send("text/event-stream", "data: " + json.dumps(model.gemini(body)) + "\r\n\r\n")
                    elif "generateContent" in self.path:
                        self.answer(model.gemini(body))
                    else:
                        self.answer({"input_tokens": 100, "totalTokens": 100})

            def answer(self, value):
                self.send("application/json", json.dumps(value))

            def events(self, events):
                self.send("text/event-stream", "".join(f"event: {name}\ndata: {json.dumps({**data, 'type': name})}\n\n"
                                                       for name, data in events))

            def send(self, kind, text):
                data = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def saw(self, tools):
        """Name -> whatever the agent says of it, of the tools that are ours."""
        self.tools.update({name: said for name, said in tools.items() if "paas_" in name})
        return any("paas_" in name for name in tools)

    def next(self, names):
        """The next call as (the agent's name of the tool, arguments); None when the plan is over."""
        if self.step == len(self.plan):
            return None
        tool, arguments = self.plan[self.step]
        self.step += 1
        return next((name for name in names if name.endswith(tool)), tool), arguments

    def claude_message(self, body):
        names = {each["name"]: each for each in body.get("tools", [])}
        turn = self.saw(names)
        for message in body.get("messages", []):
            for part in message["content"] if isinstance(message["content"], list) else []:
                if part.get("type") == "tool_result":
                    said = part.get("content")
                    text = said if isinstance(said, str) else "".join(each.get("text", "") for each in said or [])
                    self.result(part["tool_use_id"], text)
        call = self.next(names) if turn else None
        content = {"type": "tool_use", "id": f"toolu_{self.step:03}", "name": call[0], "input": call[1]} if call \
            else {"type": "text", "text": "done"}
        return {"id": f"msg_{time.time_ns()}", "type": "message", "role": "assistant", "model": body.get("model"), "content": [content],
                "stop_reason": "tool_use" if call else "end_turn", "stop_sequence": None, "usage": {"input_tokens": 9, "output_tokens": 9}}

    def claude(self, body):
        message = self.claude_message(body)
        part = message["content"][0]
        yield "message_start", {"message": {**message, "content": [], "stop_reason": None}}
        if part["type"] == "text":
            yield "content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}}
            yield "content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": part["text"]}}
        else:
            yield "content_block_start", {"index": 0, "content_block": {**part, "input": {}}}
            yield "content_block_delta", {"index": 0, "delta": {"type": "input_json_delta", "partial_json": json.dumps(part["input"])}}
        yield "content_block_stop", {"index": 0}
        yield "message_delta", {"delta": {"stop_reason": message["stop_reason"], "stop_sequence": None}, "usage": {"output_tokens": 9}}
        yield "message_stop", {}

    def codex(self, body):
        flat, space = {}, {}
        for each in body.get("tools", []):
            for inner in each.get("tools", [each]):
                if "name" in inner:
                    flat[inner["name"]] = inner
                    space[inner["name"]] = each["name"] if "tools" in each else None
        self.saw(flat)
        for item in body.get("input", []):
            if isinstance(item, dict) and item.get("type") == "function_call_output":
                said = item["output"]
                self.result(item["call_id"], said if isinstance(said, str) else "".join(each.get("text", "") for each in said))
        call = self.next(flat)
        if call:
            item = {"type": "function_call", "id": f"fc_{self.step}", "call_id": f"call_{self.step:03}", "name": call[0],
                    "arguments": json.dumps(call[1]), "status": "completed"}
            if space.get(call[0]):
                item["namespace"] = space[call[0]]
        else:
            item = {"type": "message", "id": "m1", "role": "assistant", "status": "completed",
                    "content": [{"type": "output_text", "text": "done", "annotations": []}]}
        name = f"resp_{time.time_ns()}"
        usage = {"input_tokens": 1, "input_tokens_details": None, "output_tokens": 1, "output_tokens_details": None, "total_tokens": 2}
        yield "response.created", {"response": {"id": name}}
        yield "response.output_item.added", {"output_index": 0, "item": item}
        yield "response.output_item.done", {"output_index": 0, "item": item}
        yield "response.completed", {"response": {"id": name, "output": [item], "usage": usage}}

    def gemini(self, body):
        names = {each["name"]: each for tool in body.get("tools", []) for each in tool.get("functionDeclarations", [])}
        turn = self.saw(names)
        number = 0
        for content in body.get("contents", []):
            for part in content.get("parts", []):
                if "functionResponse" in part:
                    number += 1
                    said = part["functionResponse"]["response"]
                    self.result(f"call_{number:03}", next(iter(said.values())) if len(said) == 1 else json.dumps(said))
        call = self.next(names) if turn else None
        if call:
            part = {"functionCall": {"name": call[0], "args": call[1]}}
        elif body.get("generationConfig", {}).get("responseMimeType") == "application/json":
            part = {"text": json.dumps({"reasoning": "-", "model_choice": "flash", "complexity_reasoning": "-", "complexity_score": 1,
                                        "next_speaker": "user"})}
        else:
            part = {"text": "done"}
        return {"candidates": [{"content": {"role": "model", "parts": [part]}, "finishReason": "STOP", "index": 0}],
                "usageMetadata": {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2}, "modelVersion": "by-hand"}

    def result(self, call, text):
        """What reached the model of one call; agents send the whole conversation again each time."""
        if call not in [name for name, _ in self.results]:
            self.results.append((call, text if isinstance(text, str) else json.dumps(text)))
