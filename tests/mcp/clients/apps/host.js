// The host's side, by the extension's own package: runs in a page on loopback, bundled by esbuild.
import { AppBridge, PostMessageTransport, getToolUiResourceUri } from '@modelcontextprotocol/ext-apps/app-bridge';

const CSP = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
  + "media-src 'self' data:; connect-src 'none'";
const rpc = async (method, params) => {
  const answer = await (await fetch('/rpc', { method: 'POST', body: JSON.stringify({ method, params }) })).json();
  if (answer.failed) throw new Error(answer.failed);
  return answer;
};
window.log = [];
window.posted = [];
addEventListener('message', event => { if (event.source !== window) window.posted.push(event.data); });

let bridge = null;

/** Shows the page of a tool in a fresh frame, calls the tool, and hands both over as a host does. */
window.show = async (name, given, { theme = 'light', width = 800, capabilities } = {}) => {
  const { tools } = await rpc('tools/list', {});
  const tool = tools.find(each => each.name === name);
  const uri = getToolUiResourceUri(tool);
  const { contents: [page] } = await rpc('resources/read', { uri });
  if (page.mimeType !== 'text/html;profile=mcp-app') throw new Error('mime type ' + page.mimeType);
  if (bridge) await bridge.close();
  document.body.replaceChildren();
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.style.cssText = 'border: 0; display: block; height: 400px; width: ' + width + 'px';
  document.body.style.margin = '0';
  document.body.append(frame);
  bridge = new AppBridge(null, { name: 'check', version: '1' }, capabilities ?? { serverTools: {}, openLinks: {}, message: { text: {} } },
    { hostContext: { theme, displayMode: 'inline', locale: 'en', timeZone: 'UTC', toolInfo: { tool } } });
  bridge.oncalltool = call => { window.log.push('tools/call ' + call.name); return rpc('tools/call', call); };
  bridge.onopenlink = async link => { window.log.push('ui/open-link ' + link.url); return {}; };
  bridge.onmessage = async message => { window.log.push('ui/message ' + message.content[0].text); return {}; };
  bridge.onsizechange = size => { window.log.push('size'); frame.style.height = size.height + 'px'; };
  bridge.onerror = failure => window.log.push('ERROR ' + failure);
  const ready = new Promise(done => { bridge.oninitialized = done; });
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.srcdoc = page.text.replace('<head>', '<head><meta http-equiv="Content-Security-Policy" content="' + CSP + '">');
  await ready;
  await bridge.sendToolInput({ arguments: given });
  const result = await rpc('tools/call', { name, arguments: given });
  await bridge.sendToolResult(result);
  return result;
};
window.theme = theme => bridge.setHostContext({ theme, displayMode: 'inline', locale: 'en', timeZone: 'UTC' });
window.teardown = () => bridge.teardownResource({});
