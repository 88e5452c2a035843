// One of the official TypeScript SDK's clients lists the tools and calls each. The client itself validates every answer against the tool's
// outputSchema and throws where it does not fit. Prints what came of each as JSON, a line a tool.
// usage: node sdk.mjs v1|legacy|auto|modern LAUNCHER ROWS.json   (in the folder of the packages)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [era, launcher, rows] = process.argv.slice(2);
// of prompts that want something else than an app
const ARGUMENTS = { repository: 'https://github.com/ada/blog.git' };
const { resolve } = createRequire(process.cwd() + '/');
const load = name => import(pathToFileURL(resolve(name)));
const old = era === 'v1';
const { Client } = await load(old ? '@modelcontextprotocol/sdk/client/index.js' : '@modelcontextprotocol/client');
const { StdioClientTransport } = await load(old ? '@modelcontextprotocol/sdk/client/stdio.js' : '@modelcontextprotocol/client/stdio');
const options = { capabilities: { elicitation: { form: {} } } };
if (!old) {
    options.versionNegotiation = { mode: era === 'modern' ? { pin: '2026-07-28' } : era };
}
const client = new Client({ name: 'by-hand', version: '1' }, options);
let asked = 0;
// the person types what the question wants
const answer = request => {
    asked++;
    const [, name] = /^Type (.*) to go on$/.exec(request.params.requestedSchema.properties.name.title);
    return { action: 'accept', content: { name } };
};
client.setRequestHandler(old ? (await load('@modelcontextprotocol/sdk/types.js')).ElicitRequestSchema : 'elicitation/create', answer);
await client.connect(new StdioClientTransport({ command: launcher, stderr: 'inherit' }));
const { tools } = await client.listTools();
console.log(JSON.stringify({ revision: client.getNegotiatedProtocolVersion?.() ?? '', tools: tools.map(each => each.name) }));
for (const [tool, args] of JSON.parse(readFileSync(rows))) {
    const before = asked;
    try {
        const result = await client.callTool({ name: tool, arguments: args });
        console.log(JSON.stringify({ tool, error: result.isError === true, asked: asked - before, structured: 'structuredContent' in result,
            text: result.content[0].text.slice(0, 300) }));
    } catch (e) {
        console.log(JSON.stringify({ tool, error: true, asked: asked - before, thrown: String(e).slice(0, 500) }));
    }
}
// what else can be read, and the prompts that people choose; a rejected answer throws
async function each(kind, list, get) {
    for (const one of await list()) {
        try {
            const said = await get(one);
            console.log(JSON.stringify({ also: kind, name: one.uri ?? one.name, text: JSON.stringify(said).slice(0, 200) }));
        } catch (e) {
            console.log(JSON.stringify({ also: kind, name: one.uri ?? one.name ?? one.uriTemplate, thrown: String(e).slice(0, 500) }));
        }
    }
}
await each('resource', async () => (await client.listResources()).resources, one => client.readResource({ uri: one.uri }));
await each('template', async () => (await client.listResourceTemplates()).resourceTemplates, one =>
    client.readResource({ uri: one.uriTemplate.replace('{deploymentId}', 'd7m2q9xk4t').replace(/\{[^}]*\}/, 'shop-web') }));
await each('completion', async () => (await client.listResourceTemplates()).resourceTemplates, one => client.complete({
    ref: { type: 'ref/resource', uri: one.uriTemplate }, argument: { name: /\{([^}]*)\}/.exec(one.uriTemplate)[1], value: 'shop' } }));
await each('prompt', async () => (await client.listPrompts()).prompts, one => client.getPrompt({ name: one.name,
    arguments: Object.fromEntries((one.arguments ?? []).filter(each => each.required)
        .map(each => [each.name, ARGUMENTS[each.name] ?? 'shop-web'])) }));
await client.close();
process.exit(0);
