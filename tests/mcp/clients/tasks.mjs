// The tasks extension's own client (@modelcontextprotocol/ext-tasks) takes calls of `paas mcp` as tasks, in the format of 2025-11-25 and in
// that of 2026-07-28; it throws where a message does not fit its schema. Prints what came of each call as JSON, a line a call.
// usage: node tasks.mjs legacy|modern LAUNCHER CALLS.json   (a copy in the folder of the packages)
// a call is [tool, arguments, {cancel, again}]
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { createTaskSessionFromClient, resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';
import { readFileSync } from 'node:fs';

const [era, launcher, calls] = process.argv.slice(2);
const modern = era === 'modern';
const me = { name: 'by-hand', version: '1' };

async function open() {
    const transport = new StdioClientTransport({ command: launcher, stderr: 'inherit' });
    const client = new Client(me, modern ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {});
    await client.connect(transport);
    // the extension's own requests go over the same pipe; their answers are taken out before the SDK sees them
    const waiting = new Map();
    const others = transport.onmessage;
    transport.onmessage = (message, more) => {
        const wait = waiting.get(message.id);
        waiting.delete(message.id);
        wait ? wait('error' in message ? { kind: 'error', error: message.error } : { kind: 'result', result: message.result })
            : others(message, more);
    };
    let number = 0;
    const rawDispatch = request => new Promise(done => {
        const id = `task-${++number}`;
        waiting.set(id, done);
        transport.send({ jsonrpc: '2.0', id, ...request });
    });
    const session = createTaskSessionFromClient(client, { endpointId: 'by-hand', ...modern ? {
        rawDispatch, v2RequestFraming: { protocolVersion: '2026-07-28', clientInfo: me, clientCapabilities: {} } } : {} });
    return { client, session, rawDispatch };
}

let { client, session } = await open();
console.log(JSON.stringify({ capabilities: client.getServerCapabilities(), era: client.getProtocolEra?.() }));
for (const [tool, args, how = {}] of JSON.parse(readFileSync(calls))) {
    const start = Date.now();
    try {
        const execution = await session.callTool(tool, args, modern ? {} : { task: { preference: 'prefer' } });
        const said = { tool, kind: execution.kind, taken: Date.now() - start };
        let outcome;
        if (how.again) {
            // the editor ends and starts anew: another server finds the task by its id
            const { taskId } = execution.handle;
            await execution.detach();
            await session.close();
            await client.close();
            ({ client, session } = await open());
            await client.listTools();
            outcome = await session.task(taskId).result();
        } else {
            if (how.cancel) {
                await execution.cancel();
            }
            ({ outcome } = await execution.settle());
        }
        const result = outcome.status === 'completed' ? resultFromTaskOutcome(outcome) : outcome.error?.cause ?? {};
        console.log(JSON.stringify({ ...said, took: Date.now() - start, status: outcome.status, error: result?.isError === true,
            says: outcome.task?.statusMessage, text: result?.content?.[0]?.text?.slice(0, 300),
            failed: outcome.error && String(outcome.error) }));
    } catch (e) {
        console.log(JSON.stringify({ tool, took: Date.now() - start, thrown: String(e?.stack ?? e).slice(0, 700) }));
    }
}
await session.close();
await client.close();
process.exit(0);
