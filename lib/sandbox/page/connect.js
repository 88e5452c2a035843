// The page that authorizes the CLI: sign in, choose, approve, hand over to the CLI's own server on this machine.
// The admin token lives in one variable of this file until the page is left; it is never put into an address or into storage.
'use strict';

const find = id => document.getElementById(id);
const query = new URLSearchParams(location.search);
const state = query.get('state') ?? '';
const port = query.get('port') ?? '';
const error = find('error');
let adminToken = '';

start();

function start() {
  find('host').textContent = location.host;
  find('callback').textContent = `127.0.0.1:${port}`;
  const reason = incomplete();
  if (reason) {
    find('incomplete-reason').textContent = reason;
    find('incomplete').hidden = false;
    return;
  }
  find('show-token').addEventListener('click', toggleToken);
  find('sign-in-form').addEventListener('submit', event => once(event, find('sign-in'), signIn));
  find('authorize-form').addEventListener('submit', event => once(event, find('authorize'), authorize));
  // Coming back through the browser's history must not bring the token back.
  addEventListener('pagehide', () => { adminToken = ''; find('token').value = ''; });
  addEventListener('pageshow', event => event.persisted && location.reload());
  show('sign-in-form', find('token'));
}

function incomplete() {
  if (!/^[A-Za-z0-9_-]{16,128}$/.test(state)) {
    return state ? 'The session in its address is damaged.' : 'Its address carries no session of a terminal.';
  }
  if (!/^[1-9][0-9]{3,4}$/.test(port) || port < 1024 || port > 65535) {
    return port ? 'The port in its address is not one that your terminal could use.' : 'Its address does not say which port your terminal waits on.';
  }
  return '';
}

async function signIn() {
  const field = find('token');
  const token = field.value.trim();
  if (!token) {
    return complain('Enter the admin token of this instance.', field);
  }
  const answer = await post('/api/auth/verify', token, {});
  if (!answer.ok) {
    return complain(answer.status === 401 ? 'This instance does not know that token. Check that you copied all of it.' : reasonOf(answer), field);
  }
  adminToken = token;
  field.value = '';
  show('authorize-form', find('agent-name'));
}

async function authorize() {
  const field = find('agent-name');
  const name = field.value.trim();
  if (!name) {
    return complain('Give the agent a name.', field);
  }
  const profile = document.querySelector('input[name=profile]:checked').value;
  const answer = await post('/api/connect/agent/approve', adminToken, {state, port: Number(port), profile, name});
  if (answer.status === 401 || answer.status === 403) {
    adminToken = '';
    show('sign-in-form', find('token'));
    return complain(answer.status === 403 ? 'That token belongs to an agent. Authorizing takes the admin token.'
      : 'The token is no longer valid. Sign in again.', find('token'));
  }
  if (!answer.ok) {
    return complain(reasonOf(answer));
  }
  if (!isOurCallback(answer.body.callbackUrl)) {
    return complain('The instance answered with an address that is not your terminal’s, so this page does not go there. Run paas connect again.');
  }
  find('authorize').textContent = 'Handing over to your terminal…';
  location.assign(answer.body.callbackUrl);
  return true;
}

/** The code in the callback is as good as the agent's token: it goes to the waiting CLI on this machine and nowhere else. */
function isOurCallback(address) {
  return typeof address === 'string' && address.startsWith(`http://127.0.0.1:${port}/callback?`)
    && new URL(address).searchParams.get('state') === state;
}

async function post(path, token, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: {'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json'},
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    const seconds = Number(response.headers.get('Retry-After'));
    return {ok: response.ok, status: response.status, seconds, body: await response.json()};
  } catch {
    return {ok: false, status: 0, seconds: 0, body: {}};
  }
}

function reasonOf(answer) {
  if (answer.status === 429) {
    const wait = answer.seconds || 1;
    const again = `Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.`;
    return /failed attempts/.test(answer.body.error) ? `Too many wrong tokens. ${again}` : `Too many requests. ${again}`;
  }
  return answer.status === 0 ? 'The instance did not answer. Check that it is running, then try again.'
    : `The instance refused: ${answer.body.error ?? `status ${answer.status}`}`;
}

/** Runs a form's action; while it runs the button stays where the keyboard is, but does nothing. */
async function once(event, button, action) {
  event.preventDefault();
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  complain('');
  const leaving = await action();
  if (!leaving) {
    button.removeAttribute('aria-disabled');
  }
}

function complain(message, field) {
  document.querySelectorAll('[aria-invalid]').forEach(other => other.removeAttribute('aria-invalid'));
  error.textContent = message;
  if (field) {
    field.setAttribute('aria-invalid', 'true');
    field.focus();
    field.select();
  }
}

function show(form, field) {
  for (const other of document.querySelectorAll('form')) {
    other.hidden = other.id !== form;
  }
  find(form).querySelector('.slot').append(error);
  field.focus();
}

function toggleToken() {
  const shown = find('token').type === 'text';
  find('token').type = shown ? 'password' : 'text';
  find('show-token').textContent = shown ? 'Show' : 'Hide';
  find('show-token').setAttribute('aria-pressed', String(!shown));
}
