// Asks the gateway. The token stays in memory, is made by the person's own certificate, and is renewed before it ends.

const SCOPE = 'system/AuditEvent.r system/AuditEvent.s';
const RENEW_BEFORE_SECONDS = 30;

/** What the gateway answered in place of what was asked. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code;
    this.traceId = problem.traceId;
  }
}

let language = 'nl';
let token = null;
let asking = null;

export function speak(chosen) {
  language = chosen;
}

async function problemOf(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

async function send(path, options) {
  const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', redirect: 'error', ...options });
  if (!response.ok) {
    throw new Refused(response.status, await problemOf(response));
  }
  return response;
}

async function newToken() {
  const response = await send('/oauth2/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Language': language },
    body: new URLSearchParams({ grant_type: 'client_credentials', purpose_of_use: 'AUDIT', scope: SCOPE }),
  });
  const granted = await response.json();
  token = { value: granted.access_token, until: Date.now() + (granted.expires_in - RENEW_BEFORE_SECONDS) * 1000 };
  return token;
}

async function bearer() {
  if (token && Date.now() < token.until) {
    return token.value;
  }
  asking ??= newToken().finally(() => {
    asking = null;
  });
  return (await asking).value;
}

/** A JSON answer of the gateway; a token that was refused is asked for anew, once. */
export async function ask(path, query = {}, signal = undefined) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  const address = parameters.size ? `${path}?${parameters}` : path;
  for (let again = false; ; again = true) {
    try {
      const headers = { Authorization: `Bearer ${await bearer()}`, 'Accept-Language': language };
      return await (await send(address, { headers, signal })).json();
    } catch (refused) {
      if (again || !(refused instanceof Refused) || refused.status !== 401) {
        throw refused;
      }
      token = null;
    }
  }
}

/** A file of the log or of this page: no token needed. */
export const text = async (path) => (await send(path, { cache: 'default' })).text();
export const binary = async (path) => new Uint8Array(await (await send(path, { cache: 'default' })).arrayBuffer());

/** Who the token says is looking; the gateway wrote it, this page only shows it. */
export async function whoLooks() {
  const payload = (await bearer()).split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0))));
  const says = claims.extensions?.ihe_iua ?? {};
  return { name: says.subject_name ?? '', role: says.subject_role?.[0]?.code ?? '', organisation: says.subject_organization ?? '' };
}
