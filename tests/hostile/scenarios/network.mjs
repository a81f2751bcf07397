// The wire: time, size, redirects, faults, and the `fetch` that the application brings.
import { accept, area, either, refuse, text } from './dsl.mjs';

const LIMIT = 400; // ms: the client's `timeout` where the server keeps it waiting
const ROOM = 1500; // the same where a slow answer comes first: a quarter of a second, and more on a busy machine
const MIB = 1024 * 1024;
const GATE = 'SECURITY-RULES "One gate for HTTP"';

/** endpoint -> how far the client goes, the phase of the error, and whether the request may be repeated. */
const ENDPOINTS = {
  discovery: { flow: 'discover', phase: 'discovery', get: true },
  jwks: { flow: 'signin', phase: 'validate', get: true },
  token: { flow: 'signin', phase: 'token' },
  refresh: { flow: 'refresh', phase: 'refresh' },
  userinfo: { flow: 'userinfo', phase: 'userinfo', get: true },
  introspect: { flow: 'introspect', phase: 'introspect', client: { auth: 'client_secret_basic' } },
  revoke: { flow: 'revoke', phase: 'revoke' },
};

/** A JWKS that cannot be had is `jwks_unavailable`, with what went wrong as its cause. */
function expected(at, code, more = {}) {
  const { phase } = ENDPOINTS[at];
  if (at !== 'jwks') return refuse(code, phase, more);
  const { status, error, why, ...rest } = more;
  return refuse('jwks_unavailable', phase, { cause: [code].flat().length === 1 ? code : true, ...rest });
}

const scenario = (at, id, does, more) => ({
  id: `${at}-${id}`, does: `${at}: ${does}`, flow: ENDPOINTS[at].flow, spec: GATE, ...more,
  client: { ...ENDPOINTS[at].client, ...more.client },
});

const FAULTS = [
  { kind: 'hang-before', does: 'never answers', code: 'timeout', slow: true },
  { kind: 'hang-after', does: 'sends headers and nothing more', code: 'timeout', slow: true },
  { kind: 'hang-mid', does: 'stops in the middle of the body', code: 'timeout', slow: true },
  { kind: 'drip', does: 'sends a byte of white space every 30 ms, for ever', code: 'timeout', slow: true },
  { kind: 'drip-headers', does: 'sends its headers byte by byte, for ever', code: 'timeout', slow: true },
  { kind: 'reset', does: 'resets the connection', code: 'network_error' },
  { kind: 'close', does: 'closes the connection without an answer', code: 'network_error' },
  { kind: 'reset-mid', does: 'resets the connection in the middle of the body', code: 'network_error' },
  { kind: 'short', does: 'ends before its Content-Length', code: 'network_error' },
  { kind: 'short-chunked', does: 'ends without the last chunk', code: 'network_error' },
  { kind: 'bad-gzip', does: 'says gzip and sends words', code: 'network_error', unsure: true },
  { kind: 'cut-gzip', does: 'cuts its gzip body in two', code: ['network_error', 'invalid_json'], unsure: true, why: 'some hosts report it, others (Node 20) hand out what there is' },
  { kind: 'garbage', does: 'does not speak HTTP', code: 'network_error' },
  { kind: 'huge-header', does: 'sends a header of 2 MiB', code: 'network_error' },
  { kind: 'gzip-bomb', does: 'sends 64 MiB in a small gzip body', code: 'response_too_large', options: { size: 64 * MIB } },
  { kind: 'big', id: 'big-64m', does: 'sends 64 MiB, declared', code: 'response_too_large', options: { size: 64 * MIB, declared: true } },
  { kind: 'big', id: 'big-64m-chunked', does: 'sends 64 MiB in chunks', code: 'response_too_large', options: { size: 64 * MIB } },
  { kind: 'big', id: 'big-2m', does: 'sends 2 MiB, declared', code: 'response_too_large', options: { size: 2 * MIB, declared: true } },
  { kind: 'big', id: 'big-2m-chunked', does: 'sends 2 MiB in chunks', code: 'response_too_large', options: { size: 2 * MIB } },
  { kind: 'big', id: 'big-1m', does: 'sends one byte more than 1 MiB', code: 'response_too_large', options: { size: MIB + 1 } },
];
// every fault at the token endpoint; at the others the kinds that take different ways through a client
const ELSEWHERE = ['hang-before', 'hang-after', 'drip', 'reset', 'short', 'bad-gzip', 'gzip-bomb', 'big-2m', 'big-64m-chunked'];

const faults = Object.keys(ENDPOINTS).flatMap((at) => FAULTS
  .filter((fault) => at === 'token' || ELSEWHERE.includes(fault.id ?? fault.kind))
  // a 200 to a revocation is success whatever its body: those are below
  .filter((fault) => at !== 'revoke' || ['hang-before', 'reset', 'drip-headers'].includes(fault.kind))
  .map((fault) => scenario(at, fault.id ?? fault.kind, fault.does, {
    provider: { fault: { at, kind: fault.kind, ...fault.options } },
    timeout: fault.slow ? LIMIT : 3000,
    expect: expected(at, fault.code, fault.unsure
      ? { why: fault.why } : { retryable: ['timeout', 'network_error'].includes(fault.code) }),
    max: ENDPOINTS[at].get && fault.code === 'network_error' ? { [at]: 2 } : { [at]: 1 },
  })));

const redirects = Object.keys(ENDPOINTS).filter((at) => at !== 'jwks').flatMap((at) => [301, 302, 303, 307, 308]
  .filter((status) => at === 'token' || [302, 307, 308].includes(status))
  .map((status) => scenario(at, `redirect-${status}`, `redirects to another origin (${status})`, {
    provider: { http: { [at]: (answer, x) => ({ status, headers: { location: `${x.second}/${at === 'discovery' ? '.well-known/openid-configuration' : at === 'refresh' ? 'token' : at}` }, body: '' }) } },
    expect: expected(at, 'redirect_refused', { retryable: false }), max: { [at]: 1 },
  })));

const sameOrigin = ['discovery', 'token', 'userinfo'].map((at) => scenario(at, 'redirect-same', 'redirects to itself', {
  provider: { http: { [at]: (answer, x) => ({ status: 307, headers: { location: `${x.request.url.pathname}?again=1` }, body: '' }) } },
  expect: expected(at, 'redirect_refused', { retryable: false }), max: { [at]: 1 },
}));

const busy = Object.keys(ENDPOINTS).flatMap((at) => [
  scenario(at, '429-seconds', 'answers 429 with Retry-After: 7', {
    provider: { http: { [at]: () => ({ status: 429, headers: { 'retry-after': '7' }, body: '' }) } },
    expect: expected(at, 'http_error', { status: 429, retryable: true, retryAfter: 7 }), max: { [at]: at === 'discovery' ? 2 : 1 }, spec: 'RFC 6585 4; RFC 9110 10.2.3',
  }),
  scenario(at, '503-date', 'answers 503 with Retry-After: a date', {
    provider: { http: { [at]: () => ({ status: 503, headers: { 'retry-after': new Date(Date.now() + 90_000).toUTCString() }, body: '' }) } },
    expect: expected(at, 'http_error', { status: 503, retryable: true, retryAfter: [80, 91] }), max: { [at]: at === 'discovery' ? 2 : 1 }, spec: 'RFC 9110 10.2.3, 15.6.4',
  }),
]).filter((s) => s.id !== 'jwks-429-seconds');

const retryAfters = [
  ['negative', '-5'], ['words', 'soon'], ['empty', ''], ['huge', '99999999999999999999'], ['past', 'Thu, 01 Jan 1970 00:00:00 GMT'], ['float', '1.5'],
].map(([id, value]) => scenario('token', `retry-after-${id}`, `answers 429 with Retry-After: ${value || '(nothing)'}`, {
  provider: { http: { token: () => ({ status: 429, headers: { 'retry-after': value }, body: '' }) } },
  expect: refuse('http_error', 'token', { status: 429, retryable: true, check: (e) => (e.retryAfter === undefined || e.retryAfter === null || (Number.isFinite(e.retryAfter) && e.retryAfter >= 0) ? undefined : `retryAfter is ${e.retryAfter}`) }),
  spec: 'RFC 9110 10.2.3',
}));

const others = [
  scenario('token', '502', 'answers 502 with an HTML page', { provider: { http: { token: text('<h1>Bad gateway', 'text/html', 502) } }, expect: refuse('http_error', 'token', { status: 502, retryable: true }) }),
  scenario('token', '504', 'answers 504', { provider: { http: { token: () => ({ status: 504, headers: {}, body: '' }) } }, expect: refuse('http_error', 'token', { status: 504, retryable: true }) }),
  scenario('token', 'once-reset', 'resets the first POST; a second one would succeed and must not come', {
    provider: { fault: { at: 'token', kind: 'reset', times: 1 } }, expect: refuse('network_error', 'token', { retryable: true }), max: { token: 1 }, spec: 'SECURITY-RULES "POSTs are never repeated by the SDK"',
  }),
  scenario('refresh', 'once-503', 'answers the first POST with 503; a second one would succeed and must not come', {
    provider: { http: { refresh: (a, x) => (x.calls.refresh === 1 ? { status: 503, headers: {}, body: '' } : a) } }, expect: refuse('http_error', 'refresh', { status: 503, retryable: true }), max: { refresh: 1 }, spec: 'SECURITY-RULES "POSTs are never repeated by the SDK"',
  }),
  scenario('token', 'closed-port', 'nobody listens at the token endpoint', {
    provider: { metadata: (m, x) => { m.token_endpoint = `${x.closed}/token`; } }, expect: refuse('network_error', 'token', { retryable: true }), max: { token: 0 },
  }),
  scenario('token', 'timeout-option', 'never answers; the call itself brings a shorter time limit', {
    provider: { fault: { at: 'token', kind: 'hang-before' } }, client: { call: { timeout: 300 }, limit: 300 }, expect: refuse('timeout', 'token', { retryable: true }),
  }),
  scenario('revoke', 'endless-200', 'answers 200 and never ends its body', {
    provider: { fault: { at: 'revoke', kind: 'drip' } }, timeout: LIMIT,
    expect: either('200 is success whatever the body; a body that never ends is a time-out', accept(), refuse('timeout', 'revoke')),
  }),
  scenario('revoke', 'cut-200', 'answers 200 and cuts its body', {
    provider: { fault: { at: 'revoke', kind: 'reset-mid' }, http: { revoke: text('revoked, thank you') } },
    expect: either('200 is success whatever the body; a body that breaks is a network error', accept(), refuse('network_error', 'revoke')),
  }),
];

// one limit for a whole call, however many requests it needs
const totals = [
  scenario('jwks', 'total', 'the token response is slow, then the JWKS never comes', {
    provider: { fault: [{ at: 'token', kind: 'slow' }, { at: 'jwks', kind: 'hang-before' }] }, timeout: ROOM, expect: expected('jwks', 'timeout', { retryable: true }), spec: 'Issue 3: every call settles within its limit + 200 ms',
  }),
  scenario('discovery', 'total-fallback', 'the first document is missing, slowly; the RFC 8414 one never comes', {
    provider: { rfc8414: true, http: { discovery: (a, x) => (x.calls.discovery === 1 ? { status: 404, headers: {}, body: 'not found' } : a) }, fault: [{ at: 'discovery', kind: 'slow', times: 1 }, { at: 'discovery', kind: 'hang-before', after: 1 }] },
    timeout: ROOM, expect: expected('discovery', 'timeout', { retryable: true }), max: { discovery: 2 }, spec: 'Issue 3: every call settles within its limit + 200 ms',
  }),
  ...['discovery', 'jwks', 'userinfo'].map((at) => scenario(at, 'reset-hang', 'resets the first request and never answers a second one', {
    provider: { fault: [{ at, kind: 'reset', times: 1 }, { at, kind: 'hang-before', after: 1 }] }, timeout: LIMIT, max: { [at]: 2 }, spec: 'SECURITY-RULES "GETs may be repeated once on a network error"',
    expect: at === 'jwks' ? refuse('jwks_unavailable', 'validate', { retryable: true }) : refuse(['network_error', 'timeout'], ENDPOINTS[at].phase, { retryable: true, why: 'a GET may be repeated once, or not' }),
  })),
  ...['discovery', 'jwks', 'userinfo'].map((at) => scenario(at, 'once-reset', 'resets the first request and answers the second one', {
    provider: { fault: { at, kind: 'reset', times: 1 } }, max: { [at]: 2 }, spec: 'SECURITY-RULES "GETs may be repeated once on a network error"',
    expect: either('a GET may be repeated once, or not', accept(), expected(at, 'network_error', { retryable: true })),
  })),
];

// ---- the caller's signal -----------------------------------------------------------------------------

const gone = (phase) => refuse('aborted', phase, { retryable: false });
const abort = (at, kind, phase = ENDPOINTS[at].phase, more = {}) => scenario(at, `abort-${kind}`, `${kind}, and the caller aborts after 100 ms`, {
  provider: { fault: { at, kind } }, client: { abortAfter: 100, limit: 100 }, expect: gone(phase), max: { [at]: 1 }, spec: 'SECURITY-RULES "A caller\'s signal aborts at any point"', ...more,
});
const aborts = [
  abort('token', 'hang-before'), abort('token', 'hang-after'), abort('token', 'drip'),
  abort('jwks', 'hang-before', ['validate', 'token']), abort('refresh', 'hang-mid'), abort('userinfo', 'hang-before'),
  abort('introspect', 'hang-before'), abort('revoke', 'hang-before'),
  abort('token', 'hang-before', 'token', { id: 'token-abort-text', does: 'token: never answers, and the caller aborts with a string', client: { abortAfter: 100, limit: 100, abortReason: 'the user left' } }),
  scenario('token', 'abort-before', 'nothing: the signal was aborted before the call', {
    client: { abortAfter: 0, limit: 0 }, expect: gone(['token', 'callback']), max: { token: 0 }, spec: 'SECURITY-RULES "A caller\'s signal aborts at any point"',
  }),
];

// ---- the application's own fetch ---------------------------------------------------------------------

/** Replaces what the token endpoint gives; everything else goes through. */
const atToken = (change) => (inner) => (input, init) =>
  (String(input?.url ?? input).includes('/token') ? change(inner, input, init) : inner(input, init));
const patched = (id, does, change, expect, more = {}) => scenario('token', `fetch-${id}`, `the application's fetch ${does}`, {
  client: { wrapFetch: atToken(change) }, expect, max: { token: 1 }, spec: 'SECURITY-RULES "Response objects of other realms and patched fetches work"', ...more,
});
const broken = refuse('network_error', 'token');
const stuck = { pull: () => new Promise(() => {}), cancel: () => new Promise(() => {}) };
const json = { 'content-type': 'application/json' };
const fetches = [
  patched('string', 'rejects with a string', () => Promise.reject('no network'), broken), // eslint-disable-line prefer-promise-reject-errors
  patched('undefined', 'rejects with undefined', () => Promise.reject(), broken), // eslint-disable-line prefer-promise-reject-errors
  patched('throws', 'throws at once', () => { throw new TypeError('patched'); }, broken),
  patched('throws-object', 'throws a frozen object without a prototype', () => { throw Object.freeze(Object.create(null)); }, broken),
  patched('never', 'never settles and ignores the signal', () => new Promise(() => {}), refuse('timeout', 'token', { retryable: true }), { timeout: LIMIT }),
  patched('stuck-body', 'gives a body that never ends and cannot be cancelled', () => Promise.resolve(new Response(new ReadableStream(stuck), { headers: json })), refuse('timeout', 'token', { retryable: true }), { timeout: LIMIT }),
  patched('abort-error', 'rejects with an AbortError that nobody asked for', () => Promise.reject(new DOMException('aborted', 'AbortError')), refuse(['network_error', 'aborted'], 'token', { why: 'the request failed; it says that it was aborted, but not by the caller' })),
  patched('nothing', 'gives undefined for a Response', () => Promise.resolve(undefined), refuse(['network_error', 'invalid_response', 'invalid_config'], 'token', { why: 'the application\'s own fetch is broken; nothing says how to call that' })),
  patched('body-error', 'gives a body that fails with a string', () => Promise.resolve(new Response(new ReadableStream({ pull: (c) => c.error('gone') }), { headers: json })), broken),
];

const hostile = area('network', 'net', {}, [
  ...faults, ...redirects, ...sameOrigin, ...busy, ...retryAfters, ...others, ...totals, ...aborts, ...fetches,
]);

/** What a Response of another realm looks like: the members are there, the class is not. */
const foreign = async (inner, input, init) => {
  const response = await inner(input, init);
  return {
    status: response.status, ok: response.ok, statusText: '', type: response.type, url: response.url, redirected: false, bodyUsed: false,
    headers: response.headers, body: response.body, text: () => response.text(), json: () => response.json(), arrayBuffer: () => response.arrayBuffer(),
  };
};
/** Counts the listeners that a client leaves on a signal. */
function watched() {
  const { signal } = new AbortController();
  let left = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args) => { left += 1; addEventListener.apply(signal, args); };
  signal.removeEventListener = (...args) => { left -= 1; removeEventListener.apply(signal, args); };
  return { signal, left: () => left };
}

const good = area('network', 'good-net', { flow: 'userinfo', spec: GATE, expect: accept() }, [
  { id: 'gzip', does: 'a gzip body', provider: { fault: { at: 'token', kind: 'gzip' } }, spec: 'RFC 9110 8.4.1' },
  { id: 'slow-token', does: 'a token response in eight slow pieces', provider: { fault: { at: 'token', kind: 'slow' } } },
  { id: 'slow-jwks', does: 'a JWKS in eight slow pieces', provider: { fault: { at: 'jwks', kind: 'slow' } } },
  { id: 'slow-discovery', does: 'metadata in eight slow pieces', provider: { fault: { at: 'discovery', kind: 'slow' } } },
  { id: 'foreign-response', does: 'nothing: the application\'s fetch gives Response objects of another realm', client: { wrapFetch: atToken(foreign) } },
  {
    id: 'fetch-options', does: 'nothing: no request follows redirects or carries cookies', expect: accept((t) => {
      const wrong = t.seen.filter((init) => init?.redirect !== 'manual' || init?.credentials === 'include');
      return t.seen.length >= 4 && wrong.length === 0 ? undefined : `${wrong.length} of ${t.seen.length} requests`;
    }),
    client: { wrapFetch: (inner, t) => { t.seen = []; return (input, init) => { t.seen.push(input instanceof Request ? input : init); return inner(input, init); }; } },
  },
  {
    id: 'signal-reused', does: 'nothing: one signal for thirty calls, and nothing stays on it', flow: 'custom', max: { discovery: 1, jwks: 1, token: 1, userinfo: 30 },
    async run(t) {
      await t.step('discover');
      await t.signIn();
      const { signal, left } = watched();
      for (let i = 0; i < 30; i += 1) {
        await t.timed('userinfo', t.timeout, () => t.client.userInfo(t.tokens.access_token, { expectedSub: t.tokens.claims.sub, signal }));
      }
      if (left() > 1) t.problems.push(`${left()} listeners stay on the signal`);
    },
  },
  { id: 'fetch-unbound', does: 'nothing: the application\'s fetch refuses a wrong this', client: { wrapFetch: (inner) => function bound(input, init) { if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation'); return inner(input, init); } } },
  { id: 'fetch-request', does: 'nothing: the application\'s fetch turns everything into a Request first', client: { wrapFetch: (inner) => (input, init) => inner(new Request(input, init)) } },
]);

export default [...hostile, ...good];
