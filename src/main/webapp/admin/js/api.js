/** The hub's management API. Paths are relative, so the page works under any context root. */

/** An answer that was not a success; `message` is a sentence for the reader. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** GET: the JSON. */
export function read(path, signal) {
  return ask(path, { signal });
}

/** An action; foreign pages cannot send its header. The JSON of the answer, or null where there is none. */
export function act(method, path, body) {
  const headers = { 'X-MicroStream-Console': '1' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  return ask(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

/** The path of a service, or of what lies below it. */
export function servicePath(name, below = '') {
  return `api/services/${encodeURIComponent(name)}${below}`;
}

/** To the login; the hub brings the reader back. */
export function logIn() {
  location.assign('login');
}

/** Ends the session and shows the login. */
export async function logOut() {
  try {
    await fetch('logout', { method: 'POST', headers: { 'X-MicroStream-Console': '1' }, redirect: 'manual' });
  } finally {
    logIn();
  }
}

async function ask(path, options) {
  const answer = await fetch(path, { credentials: 'same-origin', ...options });
  if (answer.status === 401) {
    logIn();
  }
  if (!answer.ok) {
    throw new Refused(answer.status, await reason(answer));
  }
  return answer.status === 204 || answer.headers.get('Content-Length') === '0' ? null : parsed(await answer.text());
}

function parsed(body) {
  return body === '' ? null : JSON.parse(body);
}

/** The detail of an RFC 9457 problem document, or what the status says. */
async function reason(answer) {
  try {
    const problem = await answer.json();
    return problem.detail ?? problem.title ?? `The hub answered ${answer.status}.`;
  } catch {
    return `The hub answered ${answer.status}.`;
  }
}
