// Streamable HTTP on loopback in front of a server on standard input and output, for the conformance suite, which speaks HTTP alone.
// What HTTP itself asks for (sessions, status codes, the header that repeats the revision, foreign origins) is done here; what the
// messages hold passes through, but for ids and progress tokens: many HTTP requests share one pipe, so they get numbers of their own there.
// usage: node bridge.mjs HOME COMMAND [ARGUMENT...]; prints its address
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import readline from 'node:readline';

const [home, ...command] = process.argv.slice(2);
const VERSION = 'io.modelcontextprotocol/protocolVersion';
const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';
const LOCAL = /^(https?:\/\/)?(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const NAMED = ['tools/call', 'resources/read', 'prompts/get', 'tasks/get', 'tasks/update', 'tasks/cancel'];
const sessions = new Map();
const ended = new Set();
let number = 0;

class Pipe {
    constructor() {
        this.waiting = new Map();
        this.tokens = new Map();
        this.listening = new Set();
        const env = { HOME: home, PATH: process.env.PATH };
        this.process = spawn(command[0], command.slice(1), { env, stdio: ['pipe', 'pipe', 'inherit'] });
        this.process.on('exit', code => {
            console.error('bridge: the server ended with ' + code);
            const error = { code: -32603, message: 'the server ended' };
            this.waiting.forEach(each => each.answer({ jsonrpc: '2.0', id: each.id, error }));
            this.waiting.clear();
        });
        readline.createInterface({ input: this.process.stdout }).on('line', line => this.received(line));
    }

    received(line) {
        let message;
        try {
            message = JSON.parse(line);
        } catch {
            console.error('bridge: not JSON: ' + line.slice(0, 300));
            return;
        }
        if (message.method === undefined) {
            const wait = this.waiting.get(message.id);
            if (wait) {
                this.waiting.delete(message.id);
                wait.answer({ ...message, id: wait.id });
            } else if (message.id === undefined) {
                // an error without an id belongs to what was sent last
                const last = [...this.waiting.values()].at(-1);
                if (last) {
                    this.waiting.delete(last.number);
                    last.answer(message);
                }
            }
            return;
        }
        const stream = this.streamOf(message);
        stream?.(message);
    }

    streamOf(message) {
        const token = message.params?.progressToken;
        if (token !== undefined) {
            const wait = this.tokens.get(token);
            if (wait) {
                message.params.progressToken = wait.token;
            }
            return wait?.note;
        }
        const subscription = message.params?._meta?.[SUBSCRIPTION];
        if (subscription !== undefined) {
            const wait = this.waiting.get(subscription) ?? this.waiting.get(Number(subscription));
            if (wait) {
                message.params._meta[SUBSCRIPTION] = typeof subscription === 'string' ? String(wait.id) : wait.id;
            }
            return wait?.note;
        }
        // a request of the server's belongs to a call; what is left goes to the session's own stream
        const call = message.id === undefined ? undefined : [...this.waiting.values()].find(each => each.method === 'tools/call');
        const open = [...this.listening][0];
        return call?.note ?? (open ? m => open.write(event(m)) : undefined);
    }

    send(message) {
        this.process.stdin.write(JSON.stringify(message) + '\n');
    }

    end() {
        this.process.removeAllListeners('exit');
        this.process.stdin.end();
    }
}

const event = message => 'event: message\ndata: ' + JSON.stringify(message) + '\n\n';

function status(message, modern) {
    return !modern || !message.error ? 200 : message.error.code === -32601 ? 404
        : [-32700, -32600, -32602, -32020, -32021, -32022].includes(message.error.code) ? 400 : 200;
}

// the headers that repeat what stands in the message; the one that differs
function differs(headers, message, revision) {
    const name = message.params?.name ?? message.params?.uri ?? message.params?.taskId;
    const decoded = text => text?.startsWith('=?base64?') ? Buffer.from(text.slice(9, -2), 'base64').toString() : text;
    return headers['mcp-protocol-version'] !== revision ? 'MCP-Protocol-Version'
        : headers['mcp-method'] !== message.method ? 'Mcp-Method'
        : NAMED.includes(message.method) && decoded(headers['mcp-name']) !== name ? 'Mcp-Name' : undefined;
}

let shared;

function post(request, response, text) {
    const json = (code, body, more = {}) =>
        response.writeHead(code, { 'content-type': 'application/json', ...more }).end(JSON.stringify(body));
    let message;
    try {
        message = JSON.parse(text);
    } catch {
        return json(400, { jsonrpc: '2.0', error: { code: -32700, message: 'not JSON' } });
    }
    const sessionId = request.headers['mcp-session-id'];
    const revision = message.params?._meta?.[VERSION];
    const more = {};
    let pipe = sessions.get(sessionId);
    if (!pipe && sessionId) {
        return json(404, { jsonrpc: '2.0', id: message.id ?? null, error: { code: -32001, message: 'no such session' } });
    }
    if (!pipe && message.method === 'initialize' && revision === undefined) {
        pipe = new Pipe();
        more['mcp-session-id'] = randomUUID();
        sessions.set(more['mcp-session-id'], pipe);
    }
    const modern = !pipe;
    pipe ??= shared ??= new Pipe();
    const mismatch = modern && revision !== undefined && differs(request.headers, message, revision);
    if (mismatch) {
        const error = { code: -32020, message: `the header ${mismatch} and the message differ` };
        return json(400, { jsonrpc: '2.0', id: message.id, error });
    }
    if (message.method === 'notifications/cancelled') {
        const wait = [...pipe.waiting.values()].find(each => each.id === message.params?.requestId);
        if (wait) {
            pipe.send({ ...message, params: { ...message.params, requestId: wait.number } });
        }
        return response.writeHead(202).end();
    }
    if (message.method === undefined || message.id === undefined) {
        pipe.send(message);
        return response.writeHead(202).end();
    }
    const wait = { id: message.id, number: ++number, method: message.method, token: message.params?._meta?.progressToken };
    let streaming = false;
    wait.note = note => {
        if (!streaming) {
            response.writeHead(200, { 'content-type': 'text/event-stream', ...more });
            streaming = true;
        }
        response.write(event(note));
    };
    wait.answer = answer => {
        pipe.tokens.delete(wait.number);
        if (streaming) {
            response.end(event(answer));
        } else {
            json(status(answer, modern), answer, more);
        }
    };
    const sent = { ...message, id: wait.number };
    if (wait.token !== undefined) {
        sent.params = { ...message.params, _meta: { ...message.params._meta, progressToken: wait.number } };
        pipe.tokens.set(wait.number, wait);
    }
    pipe.waiting.set(wait.number, wait);
    // in the modern era a closed stream is a cancellation
    response.on('close', () => {
        if (pipe.waiting.delete(wait.number)) {
            pipe.send({ jsonrpc: '2.0', method: 'notifications/cancelled',
                params: { requestId: wait.number, ...modern && revision ? { _meta: { [VERSION]: revision } } : {} } });
        }
    });
    pipe.send(sent);
}

const server = http.createServer((request, response) => {
    if (!LOCAL.test(request.headers.host ?? '') || request.headers.origin && !LOCAL.test(request.headers.origin)) {
        return response.writeHead(403).end();
    }
    const sessionId = request.headers['mcp-session-id'];
    const pipe = sessions.get(sessionId);
    if (request.method === 'POST') {
        const parts = [];
        request.on('data', part => parts.push(part)).on('end', () => post(request, response, Buffer.concat(parts).toString()));
    } else if (request.method === 'GET' && pipe) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(': open\n\n');
        pipe.listening.add(response);
        response.on('close', () => pipe.listening.delete(response));
    } else if (request.method === 'DELETE' && pipe) {
        pipe.end();
        sessions.delete(sessionId);
        ended.add(sessionId);
        response.writeHead(200).end();
    } else {
        response.writeHead(ended.has(sessionId) ? 404 : 405).end();
    }
}).listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/mcp`));

process.stdin.on('end', () => process.exit(0)).resume();
process.on('exit', () => [shared, ...sessions.values()].forEach(each => each?.end()));
