// Metadata: OpenID Connect Discovery 1.0, RFC 8414, and the guard on every address that they name.
import { accept, area, brokenJson, either, filler, insert, members, nested, refuse, rewrite, text } from './dsl.mjs';

const DISCOVERY = 'OIDC Discovery 4.3';
const invalid = refuse('metadata_invalid', 'discovery', { retryable: false });
const insecure = refuse('insecure_url', 'discovery', { retryable: false });
const wrongIssuer = refuse('issuer_mismatch', 'discovery', { retryable: false });
const notJson = refuse('invalid_json', 'discovery', { retryable: false });
const notAnAddress = refuse(['metadata_invalid', 'insecure_url'], 'discovery', {
  why: 'metadata of the wrong form, and no address that is safe to call',
});

const set = (name, value) => ({ metadata: (m, x) => { m[name] = typeof value === 'function' ? value(m, x) : value; } });
const address = (id, name, value, does, expect = insecure) => ({
  id: `url-${id}`, does: does ?? `${name} is ${value}`, provider: set(name, value), expect,
  spec: 'RFC 8414 2; RFC 9700 4.11; SECURITY-RULES "One gate for HTTP"',
});

const issuers = [
  { id: 'issuer-other', does: 'names another issuer', provider: set('issuer', 'https://attacker.example') },
  { id: 'issuer-slash', does: 'adds a slash to the issuer', provider: set('issuer', (m) => `${m.issuer}/`) },
  { id: 'issuer-case', does: 'writes the issuer in capitals', provider: set('issuer', (m) => m.issuer.toUpperCase()) },
  { id: 'issuer-escaped', does: 'escapes a letter of the issuer', provider: set('issuer', (m) => m.issuer.replace('/s/', '/%73/')) },
  { id: 'issuer-localhost', does: 'writes localhost for 127.0.0.1', provider: set('issuer', (m) => m.issuer.replace('127.0.0.1', 'localhost')) },
  { id: 'issuer-prefix', does: 'cuts the last character of the issuer', provider: set('issuer', (m) => m.issuer.slice(0, -1)) },
  { id: 'issuer-dots', does: 'writes the issuer with a dot segment', provider: set('issuer', (m) => m.issuer.replace('/s/', '/./s/')) },
  { id: 'issuer-port', does: 'names the issuer at the second origin', provider: set('issuer', (m, x) => x.second) },
  {
    id: 'rfc8414-issuer', does: 'has no OpenID document, and an RFC 8414 document of another issuer',
    provider: { rfc8414: true, ...set('issuer', 'https://attacker.example'), http: { discovery: (answer, x) =>
      (x.calls.discovery === 1 ? { status: 404, headers: {}, body: '' } : answer) } },
    max: { discovery: 2 }, spec: 'RFC 8414 3.3',
  },
].map((scenario) => ({ expect: wrongIssuer, ...scenario }));

const documents = [
  {
    id: 'issuer-missing', does: 'leaves out the issuer', provider: { metadata: (m) => { delete m.issuer; } },
    expect: refuse(['metadata_invalid', 'issuer_mismatch'], 'discovery', { why: 'a required member is missing, and what is there does not match' }),
  },
  {
    id: 'issuer-array', does: 'gives the issuer as an array', provider: set('issuer', (m) => [m.issuer]),
    expect: refuse(['metadata_invalid', 'issuer_mismatch'], 'discovery', { why: 'the wrong type, and not equal to the issuer' }),
  },
  { id: 'array', does: 'answers a JSON array', provider: { http: { discovery: text('[]') } }, expect: invalid },
  { id: 'null', does: 'answers null', provider: { http: { discovery: text('null') } }, expect: invalid },
  { id: 'string', does: 'answers a JSON string', provider: { http: { discovery: text('"metadata"') } }, expect: invalid },
  {
    id: 'error', does: 'answers 200 with an error',
    provider: { http: { discovery: text('{"error":"server_error","error_description":"not today"}') } },
    expect: refuse('server_error_response', 'discovery', { error: 'server_error' }),
  },
  { id: 'html', does: 'answers an HTML page with 200', provider: { http: { discovery: text('<!doctype html><p>Sign in', 'text/html; charset=utf-8') } } },
  { id: 'text', does: 'calls its JSON text/plain', provider: { http: { discovery: (a) => { a.headers['content-type'] = 'text/plain'; } } } },
  { id: 'no-type', does: 'sends no content type', provider: { http: { discovery: (a) => ({ ...a, headers: {}, body: JSON.stringify(a.body) }) } } },
  { id: 'near-type', does: 'calls its JSON application/jsonp', provider: { http: { discovery: (a) => { a.headers['content-type'] = 'application/jsonp'; } } } },
  { id: 'empty', does: 'answers 200 with an empty body', provider: { http: { discovery: text('') } }, expect: notJson },
  { id: 'truncated', does: 'cuts the document in two', provider: { http: { discovery: rewrite((json) => json.slice(0, json.length / 2)) } }, expect: notJson },
  { id: 'duplicate-issuer', does: 'names an attacker as issuer first, then the right one', provider: { http: { discovery: insert('"issuer":"https://attacker.example"') } }, expect: notJson, spec: 'RFC 8259 4' },
  { id: 'duplicate-escaped', does: 'repeats token_endpoint in escaped spelling', provider: { http: { discovery: insert('"token\\u005fendpoint":"https://attacker.example/token"') } }, expect: notJson, spec: 'RFC 8259 4, 8.3' },
  { id: 'depth-70', does: 'nests 70 arrays', provider: { http: { discovery: nested(70) } }, expect: notJson },
].map((scenario) => ({ expect: refuse('wrong_content_type', 'discovery', { retryable: false }), ...scenario }));

const bytes = brokenJson.map(([id, does, change, spec]) =>
  ({ id: `json-${id}`, does: `the document ${does}`, provider: { http: { discovery: change } }, expect: notJson, spec }));

const statuses = [
  {
    id: '404', does: 'has neither document (404)', provider: { http: { discovery: text('<h1>Not found</h1>', 'text/html', 404) } },
    expect: refuse('http_error', 'discovery', { status: 404, retryable: false }), max: { discovery: 2 },
  },
  {
    id: '401', does: 'answers 401 with an empty body', provider: { http: { discovery: () => ({ status: 401, headers: {}, body: '' }) } },
    expect: refuse('http_error', 'discovery', { status: 401, retryable: false }), max: { discovery: 2 },
  },
  {
    id: '500', does: 'answers 500', provider: { http: { discovery: text('oops', 'text/plain', 500) } },
    expect: refuse('http_error', 'discovery', { status: 500, retryable: true }), max: { discovery: 2 },
  },
];

const addresses = [
  address('token-javascript', 'token_endpoint', 'javascript:alert(1)'),
  address('token-data', 'token_endpoint', 'data:application/json,{}'),
  address('token-file', 'token_endpoint', 'file:///etc/hosts'),
  address('token-ftp', 'token_endpoint', 'ftp://issuer.example/token'),
  address('token-http', 'token_endpoint', 'http://issuer.example/token'),
  address('token-http-capitals', 'token_endpoint', 'HTTP://ISSUER.EXAMPLE/token'),
  address('token-http-prefix', 'token_endpoint', 'http://127.0.0.1.attacker.example/token'),
  address('token-http-localhost-prefix', 'token_endpoint', 'http://localhost.attacker.example/token'),
  address('token-userinfo', 'token_endpoint', 'https://user:pass@issuer.example/token'),
  address('token-userinfo-trick', 'token_endpoint', 'http://127.0.0.1@attacker.example/token'),
  address('token-fragment', 'token_endpoint', (m) => `${m.token_endpoint}#fragment`, 'token_endpoint has a fragment'),
  address('authorization-javascript', 'authorization_endpoint', 'javascript:alert(document.cookie)//'),
  address('authorization-javascript-capitals', 'authorization_endpoint', 'JaVaScRiPt:alert(1)'),
  address('authorization-fragment', 'authorization_endpoint', (m) => `${m.authorization_endpoint}#x`, 'authorization_endpoint has a fragment (RFC 6749 3.1)'),
  address('authorization-http', 'authorization_endpoint', 'http://issuer.example/authorize'),
  address('jwks-http', 'jwks_uri', 'http://issuer.example/jwks'),
  address('jwks-data', 'jwks_uri', 'data:application/json,{"keys":[]}'),
  address('userinfo-file', 'userinfo_endpoint', 'file:///userinfo'),
  address('userinfo-userinfo', 'userinfo_endpoint', 'https://a@issuer.example/userinfo'),
  address('revocation-http', 'revocation_endpoint', 'http://issuer.example/revoke'),
  address('introspection-blob', 'introspection_endpoint', 'blob:https://issuer.example/0b1c'),
  address('logout-javascript', 'end_session_endpoint', 'javascript:alert(1)'),
  address('token-http-any', 'token_endpoint', 'http://0.0.0.0/token'),
  address('token-http-private', 'token_endpoint', 'http://10.0.0.1/token'),
  address('token-http-local', 'token_endpoint', 'http://issuer.local/token'),
  address('token-ws', 'token_endpoint', 'wss://issuer.example/token'),
  address('authorization-javascript-space', 'authorization_endpoint', ' javascript:alert(1)', 'authorization_endpoint is javascript: after a space', notAnAddress),
  address('authorization-javascript-tab', 'authorization_endpoint', 'java\tscript:alert(1)', 'authorization_endpoint is javascript: with a tab in it', notAnAddress),
  address('authorization-javascript-control', 'authorization_endpoint', '\u0001javascript:alert(1)', 'authorization_endpoint is javascript: after a control character', notAnAddress),
  address('token-tab', 'token_endpoint', 'ht\ttps://issuer.example/token', 'token_endpoint has a tab in its scheme', notAnAddress),
  address('token-line-break', 'token_endpoint', 'https://issuer.example/token\r\nX: y', 'token_endpoint has a line break', notAnAddress),
  address('token-backslash', 'token_endpoint', 'https://issuer.example\\@attacker.example/token', undefined, notAnAddress),
  address('token-port', 'token_endpoint', 'https://issuer.example:99999/token', undefined, notAnAddress),
  address('token-bracket', 'token_endpoint', 'https://[::1/token', undefined, notAnAddress),
  address('token-host-space', 'token_endpoint', 'https://issuer .example/token', undefined, notAnAddress),
  address('token-three-slashes', 'token_endpoint', 'https:///issuer.example/token', undefined, notAnAddress),
  address('token-relative', 'token_endpoint', '/token', undefined, notAnAddress),
  address('token-scheme-relative', 'token_endpoint', '//issuer.example/token', undefined, notAnAddress),
  address('token-empty', 'token_endpoint', '', 'token_endpoint is an empty string', notAnAddress),
  address('token-words', 'token_endpoint', 'not an address', undefined, notAnAddress),
  address('token-no-host', 'token_endpoint', 'https://', undefined, notAnAddress),
  address('token-number', 'token_endpoint', 443, 'token_endpoint is a number', invalid),
  address('jwks-array', 'jwks_uri', (m) => [m.jwks_uri], 'jwks_uri is an array', invalid),
];

const byHand = [
  ['javascript', 'javascript:alert(1)'], ['http', 'http://issuer.example/token'], ['userinfo', 'https://u:p@issuer.example/token'],
].map(([id, value]) => ({
  id: `by-hand-${id}`, does: `nothing: the application itself gives token_endpoint ${value}`, flow: 'construct',
  client: { metadata: (m) => { m.token_endpoint = value; } },
  expect: refuse('insecure_url', 'config', { retryable: false }), spec: 'SECURITY-RULES "One gate for HTTP"',
}));

const issuerOption = [
  ['http', 'http://issuer.example'], ['javascript', 'javascript:alert(1)'], ['userinfo', 'https://u:p@issuer.example'],
].map(([id, issuer]) => ({
  id: `option-${id}`, does: `nothing: the application asks for the issuer ${issuer}`, client: { issuer },
  expect: refuse('insecure_url', ['discovery', 'config']), max: { discovery: 0 }, spec: 'OIDC Discovery 3 (issuer)',
}));

const heavy = [{
  id: 'heavy-many-members', does: 'sends a document of 60,000 members', timeout: 2000, provider: { http: { discovery: members(60_000) } }, spec: 'Issue 3: every call settles within its limit + 200 ms',
  expect: either('large, but within every limit that is set; it may also be refused, in good time', accept(), refuse(['invalid_json', 'metadata_invalid', 'response_too_large'], 'discovery', { why: 'a limit of its own' })),
}];

const hostile = area('discovery', 'disc', { flow: 'discover', spec: DISCOVERY }, [
  ...issuers, ...documents, ...bytes, ...statuses, ...addresses, ...byHand, ...issuerOption, ...heavy,
]);

const endpointQuery = 'tenant=a%20b&mode=x%26y';
const hasQuery = (href) => new URL(href).searchParams.get('tenant') === 'a b' && new URL(href).searchParams.get('mode') === 'x&y';

const good = area('discovery', 'good', { flow: 'userinfo', spec: DISCOVERY, expect: accept() }, [
  { id: 'baseline', does: 'everything as the specifications say' },
  { id: 'issuer-path', flow: 'refresh', does: 'an issuer with a path (as all here), to the refresh' },
  { id: 'issuer-path-slash', does: 'an issuer with a path and a trailing slash', provider: { issuerSuffix: '/' }, spec: 'OIDC Discovery 4.1' },
  { id: 'issuer-root', does: 'an issuer without a path', provider: { root: true } },
  { id: 'issuer-root-slash', does: 'an issuer that is an origin with a trailing slash', provider: { root: true, issuerSuffix: '/' }, spec: 'OIDC Discovery 4.1' },
  {
    id: 'rfc8414', does: 'only the RFC 8414 document', max: { discovery: 2 }, spec: 'RFC 8414 3.1',
    provider: { rfc8414: true, http: { discovery: (answer, x) => (x.calls.discovery === 1 ? { status: 404, headers: {}, body: '' } : answer) } },
  },
  {
    id: 'unknown-members', does: 'unknown members in every document, answer and token', flow: 'refresh', spec: 'RFC 8414 3.2; OIDC Core 3.1.3.3; RFC 7517 4',
    provider: {
      metadata: (m) => Object.assign(m, { x_object: { a: [1, { b: null }] }, 'http://x.example/y': true, x_null: null }),
      jwks: (s) => { s.x = 1; s.keys.forEach((k) => { k.x_thing = { deep: [1] }; }); },
      callback: (p) => [...p, ['session_state', 'abc.def'], ['x', 'y']],
      tokenResponse: (b) => Object.assign(b, { x: { y: [] }, 'not-before-policy': 0, ext_expires_in: 300 }),
      refreshResponse: (b) => Object.assign(b, { x: { y: [] } }),
      idToken: { header: (h) => { h.x = 'y'; }, claims: (c) => Object.assign(c, { x: { y: [1, 2, { z: null }] }, amr: ['pwd'], sid: 's' }) },
    },
    expect: accept((t) => (t.tokens.claims?.x?.y?.[2]?.z === null ? undefined : 'an unknown claim was not handed out')),
  },
  {
    id: 'endpoint-query', does: 'endpoints with a query of their own', flow: 'everything', provider: { query: endpointQuery }, client: { auth: 'client_secret_basic' }, spec: 'RFC 6749 3.1, 3.2',
    expect: accept((t) => (hasQuery(t.request.url) && hasQuery(t.logoutUrl) ? undefined : 'the query of an endpoint was lost')),
  },
  {
    id: 'other-origin', does: 'token, UserInfo and keys at another origin, as large providers have it', second: 'allowed',
    provider: { metadata: (m, x) => { for (const name of ['token_endpoint', 'userinfo_endpoint', 'jwks_uri']) m[name] = m[name].replace(x.root, x.second); } },
  },
  { id: 'type-capitals', does: 'Application/JSON;Charset="UTF-8"', provider: { http: { discovery: (a) => { a.headers['content-type'] = 'Application/JSON;Charset="UTF-8"'; } } }, spec: 'RFC 9110 8.3.1' },
  { id: 'type-plus-json', does: 'application/vnd.issuer+json ; charset=utf-8', provider: { http: { discovery: (a) => { a.headers['content-type'] = 'application/vnd.issuer+json ; charset=utf-8'; } } }, spec: 'RFC 6839 3.1' },
  {
    id: 'sparse-metadata', does: 'leaves out what is optional (methods, grants, PKCE, modes)', flow: 'refresh', spec: 'RFC 8414 2',
    provider: { metadata: (m) => { for (const name of Object.keys(m)) if (/_supported$/.test(name)) delete m[name]; } },
  },
  { id: 'no-none-listed', does: 'lists neither "none" nor "refresh_token"', flow: 'refresh', provider: { metadata: (m) => { m.token_endpoint_auth_methods_supported = ['client_secret_basic']; m.grant_types_supported = ['authorization_code']; } } },
  { id: 'pkce-plain-listed', does: 'lists only the PKCE method plain; S256 must be sent all the same', provider: { metadata: (m) => { m.code_challenge_methods_supported = ['plain']; } }, spec: 'RFC 7636 4.2; SECURITY-RULES "Always PKCE S256"' },
  { id: 'metadata-by-hand', does: 'nothing: the application gives the metadata itself', client: { construct: true } },
  { id: 'depth-60', does: 'nests 60 arrays in an unknown member', provider: { http: { discovery: nested(60) } } },
  { id: 'long-metadata', does: 'a document of 900,000 bytes', provider: { metadata: (m) => { m.x = filler(900_000); } } },
  { id: 'loopback-http', does: 'http: on a loopback host by another name', provider: { metadata: (m) => { m.end_session_endpoint = m.end_session_endpoint.replace('127.0.0.1', 'localhost'); } }, spec: 'RFC 8252 8.3' },
  {
    id: 'allow-insecure', does: 'http: beyond loopback, which the application allows by name', spec: 'API.md allowInsecure',
    provider: { metadata: (m) => { m.token_endpoint = 'http://issuer.example/token'; } },
    client: { options: { allowInsecure: true }, wrapFetch: (inner, t) => (input, init) => inner(String(input?.url ?? input).replace('http://issuer.example', t.root), init) },
  },
  { id: 'cookies', does: 'sets a cookie with each answer, which must not come back', provider: { http: Object.fromEntries(['discovery', 'jwks', 'token', 'userinfo'].map((at) => [at, (a) => { a.headers['set-cookie'] = 'sid=abc; Path=/'; }])) } },
  {
    id: 'proto-in-metadata', does: 'members __proto__, constructor and prototype in the metadata', spec: 'SECURITY-RULES "One decoder for JSON and JOSE"',
    provider: { http: { discovery: insert('"__proto__":{"polluted":true,"token_endpoint":"https://attacker.example"},"constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true}') } },
    expect: either('handed out safely, or refused outright: both keep it off the prototype', accept((t) => t.polluted()),
      refuse(['invalid_json', 'metadata_invalid'], 'discovery', { anyStep: true, why: 'seen by the decoder, or by the reader of metadata' })),
  },
]);

export default [...hostile, ...good];
