// The token response: RFC 6749 5, OpenID Connect Core 3.1.3.3.
import { accept, area, brokenJson, either, filler, insert, members as many, nested, refuse, rewrite, text } from './dsl.mjs';

const at = (code, more) => refuse(code, 'token', { retryable: false, ...more });
const invalid = at('invalid_response');
const notJson = at('invalid_json');
const noToken = at('token_missing');

const body = (change) => ({ tokenResponse: (b, g, x) => { change(b, x); } });
const set = (name, value) => body((b) => { b[name] = value; });
const drop = (name) => body((b) => { delete b[name]; });
const http = (change) => ({ http: { token: change } });
const type = (value) => http((a) => { a.headers['content-type'] = value; });
const failure = (status, content, headers = {}) => http(() => ({ status, headers: { 'content-type': 'application/json', ...headers }, body: content }));

const members = [
  { id: 'access-token-missing', does: 'leaves out access_token', provider: drop('access_token'), expect: noToken },
  { id: 'access-token-empty', does: 'sends an empty access_token', provider: set('access_token', ''), expect: noToken },
  { id: 'access-token-null', does: 'sends access_token null', provider: set('access_token', null), expect: noToken },
  ...[['number', 12345678], ['array', ['abc']], ['object', { value: 'abc' }], ['true', true]].map(([id, value]) => ({
    id: `access-token-${id}`, does: `sends an access_token of another type (${id})`, provider: set('access_token', value),
    expect: at(['token_missing', 'invalid_response'], { why: 'there is no token that could be used, and a member has the wrong type' }),
  })),
  { id: 'empty-object', does: 'sends an empty object', provider: http(text('{}')), expect: noToken },
  { id: 'type-missing', does: 'leaves out token_type', provider: drop('token_type') },
  { id: 'type-empty', does: 'sends an empty token_type', provider: set('token_type', '') },
  { id: 'type-mac', does: 'sends token_type mac', provider: set('token_type', 'mac'), spec: 'RFC 6749 7.1' },
  { id: 'type-n-a', does: 'sends token_type N_A', provider: set('token_type', 'N_A'), spec: 'RFC 8693 2.2.1' },
  { id: 'type-dpop', does: 'sends token_type DPoP to a client that did not ask for it', provider: set('token_type', 'DPoP'), spec: 'RFC 9449 5' },
  { id: 'type-number', does: 'sends token_type 1', provider: set('token_type', 1) },
  { id: 'type-array', does: 'sends token_type as an array', provider: set('token_type', ['Bearer']) },
  ...[['negative', -1], ['negative-text', '-1'], ['words', 'one hour'], ['nan', 'NaN'], ['infinity', 'Infinity'], ['empty', ''], ['true', true], ['array', [3600]], ['object', {}], ['hex', '0x10']].map(([id, value]) => ({
    id: `expires-${id}`, does: `sends expires_in ${JSON.stringify(value)}`, provider: set('expires_in', value), spec: 'RFC 6749 4.2.2; SECURITY-RULES "a finite number not below 0"',
  })),
  { id: 'expires-1e400', does: 'sends expires_in 1e400', provider: http(rewrite((j) => j.replace('"expires_in":300', '"expires_in":1e400'))), expect: notJson, spec: 'SECURITY-RULES "Numbers must be finite"' },
  { id: 'refresh-number', does: 'sends a number as refresh_token', provider: set('refresh_token', 17) },
  { id: 'id-token-missing', does: 'leaves out the id_token', provider: drop('id_token'), expect: refuse('id_token_missing', ['token', 'validate'], { retryable: false }), spec: 'OIDC Core 3.1.3.3' },
  { id: 'id-token-null', does: 'sends id_token null', provider: set('id_token', null), expect: refuse(['id_token_missing', 'invalid_response', 'invalid_jwt'], ['token', 'validate'], { why: 'nothing is there, of the wrong type' }), spec: 'OIDC Core 3.1.3.3' },
  { id: 'id-token-empty', does: 'sends an empty id_token', provider: set('id_token', ''), expect: refuse(['id_token_missing', 'invalid_jwt'], ['token', 'validate'], { why: 'nothing is there, and it is no JWT' }), spec: 'OIDC Core 3.1.3.3' },
  { id: 'id-token-object', does: 'sends the claims as an object in id_token', provider: body((b, x) => { b.id_token = { sub: 'admin', iss: x.issuer }; }), expect: refuse(['invalid_response', 'invalid_jwt'], ['token', 'validate'], { why: 'a member of the wrong type, and no JWT' }), spec: 'OIDC Core 3.1.3.3' },
  { id: 'array', does: 'sends the response in an array', provider: http((a) => { a.body = JSON.stringify([a.body]); }) },
  { id: 'null', does: 'sends null', provider: http(text('null')) },
  { id: 'text', does: 'sends a JSON string', provider: http(text('"access_token"')) },
].map((s) => ({ expect: invalid, spec: 'RFC 6749 5.1', ...s }));

const grammar = [
  ...brokenJson.map(([id, does, change, spec]) => ({ id: `json-${id}`, does: `the response ${does}`, provider: http(change), spec })),
  { id: 'json-utf16-type', does: 'sends UTF-16 and says so', provider: http((a) => ({ status: 200, headers: { 'content-type': 'application/json; charset=utf-16' }, body: Buffer.from(`\ufeff${JSON.stringify(a.body)}`, 'utf16le') })), expect: at(['invalid_json', 'wrong_content_type'], { why: 'the bytes are wrong, and the type says so' }) },
  { id: 'json-empty', does: 'sends an empty body with 200', provider: http(text('')) },
  { id: 'json-blank', does: 'sends white space', provider: http(text(' \n\t ')) },
  { id: 'json-truncated', does: 'cuts the last brace', provider: http(rewrite((j) => j.slice(0, -1))) },
  { id: 'json-truncated-token', does: 'cuts inside the access token', provider: http(rewrite((j) => j.slice(0, 30))) },
  { id: 'json-trailing', does: 'sends words after the object', provider: http(rewrite((j) => `${j}<!-- 12 ms -->`)) },
  { id: 'json-two', does: 'sends two objects', provider: http(rewrite((j) => `${j}${j}`)) },
  { id: 'json-comma', does: 'sends a trailing comma', provider: http(rewrite((j) => `${j.slice(0, -1)},}`)) },
  { id: 'json-quotes', does: 'uses single quotes', provider: http(rewrite((j) => j.replaceAll('"', '\''))) },
  { id: 'json-comment', does: 'sends a comment', provider: http(rewrite((j) => `/* x */${j}`)) },
  { id: 'json-nan', does: 'holds NaN', provider: http(insert('"x":NaN')) },
  { id: 'json-leading-zero', does: 'holds the number 012', provider: http(insert('"x":012')) },
  { id: 'json-plus', does: 'holds the number +1', provider: http(insert('"x":+1')) },
  { id: 'json-point', does: 'holds the number 1.', provider: http(insert('"x":1.')) },
  { id: 'json-control', does: 'holds a line break in a string', provider: http(insert('"x":"a\nb"')) },
  { id: 'json-escape', does: 'holds the escape \\x41', provider: http(insert('"x":"\\x41"')) },
  { id: 'json-nul', does: 'ends with a NUL byte', provider: http(rewrite((j) => `${j}\u0000`)) },
  { id: 'json-prefix', does: 'begins with )]}\',', provider: http(rewrite((j) => `)]}',\n${j}`)) },
  { id: 'json-depth-70', does: 'nests 70 arrays', provider: http(nested(70)) },
  { id: 'json-duplicate-token', does: 'sends two access tokens', provider: http(insert('"access_token":"first"')), spec: 'RFC 6749 5.1; RFC 8259 4' },
  { id: 'json-duplicate-id-token', does: 'sends two ID tokens', provider: http(insert('"id_token":"eyJhbGciOiJub25lIn0.e30."')), spec: 'RFC 6749 5.1; RFC 8259 4' },
  { id: 'json-duplicate-escaped', does: 'sends access_token again in escaped spelling', provider: http(insert('"access\\u005ftoken":"first"')), spec: 'RFC 8259 4, 8.3' },
  { id: 'json-duplicate-nested', does: 'repeats a member of a nested object', provider: http(insert('"x":{"a":1,"a":2}')), spec: 'RFC 8259 4' },
].map((s) => ({ expect: notJson, spec: 'RFC 8259', ...s }));

const types = [
  { id: 'ctype-html', does: 'calls the JSON text/html', provider: type('text/html') },
  { id: 'ctype-text', does: 'calls the JSON text/plain', provider: type('text/plain; charset=utf-8') },
  { id: 'ctype-javascript', does: 'calls the JSON text/javascript', provider: type('text/javascript') },
  { id: 'ctype-near', does: 'calls the JSON application/jsonx', provider: type('application/jsonx') },
  { id: 'ctype-json-seq', does: 'calls the JSON application/json-seq', provider: type('application/json-seq') },
  { id: 'ctype-hidden', does: 'hides the JSON type in a parameter', provider: type('text/html; x="application/json"') },
  { id: 'ctype-two', does: 'sends two types', provider: type('application/json, text/html') },
  { id: 'ctype-missing', does: 'sends no content type', provider: http((a) => ({ ...a, headers: {}, body: JSON.stringify(a.body) })) },
  { id: 'ctype-form', does: 'sends the response form-urlencoded', provider: http((a) => ({ status: 200, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `access_token=${a.body.access_token}&token_type=bearer&expires_in=300` })) },
  { id: 'ctype-jwt', does: 'sends the ID token as application/jwt', provider: http((a) => ({ status: 200, headers: { 'content-type': 'application/jwt' }, body: a.body.id_token })) },
].map((s) => ({ expect: at('wrong_content_type'), spec: 'RFC 6749 5.1; RFC 9110 8.3', ...s }));

const said = (error, more) => at('server_error_response', { error, ...more });
const errors = [
  { id: 'error-in-200', does: 'answers 200 with an error', provider: http(text('{"error":"invalid_grant","error_description":"no"}')), expect: said('invalid_grant'), spec: 'RFC 6749 5.2; SECURITY-RULES "A 200 whose JSON holds error is an error"' },
  { id: 'error-beside-tokens', does: 'answers 200 with tokens and an error', provider: set('error', 'access_denied'), expect: said('access_denied'), spec: 'SECURITY-RULES "A 200 whose JSON holds error is an error"' },
  { id: 'error-grant', does: 'answers 400 invalid_grant', provider: failure(400, { error: 'invalid_grant', error_description: 'the code is gone', error_uri: 'https://issuer.example/e' }), expect: said('invalid_grant', { status: 400, check: (e) => (e.errorDescription === 'the code is gone' && e.errorUri === 'https://issuer.example/e' ? undefined : 'errorDescription or errorUri is lost') }) },
  { id: 'error-client', does: 'answers 401 invalid_client', provider: failure(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="x"' }), expect: said('invalid_client', { status: 401 }) },
  { id: 'error-403', does: 'answers 403 unauthorized_client', provider: failure(403, { error: 'unauthorized_client' }), expect: said('unauthorized_client', { status: 403 }) },
  { id: 'error-tokens-400', does: 'answers 400 with perfectly good tokens', provider: http((a) => { a.status = 400; }), expect: at('http_error', { status: 400 }) },
  { id: 'error-empty-400', does: 'answers 400 with an empty body', provider: http(() => ({ status: 400, headers: {}, body: '' })), expect: at('http_error', { status: 400 }) },
  { id: 'error-html-400', does: 'answers 400 with an HTML page', provider: http(text('<h1>Bad request</h1>', 'text/html', 400)), expect: at('http_error', { status: 400 }) },
  { id: 'error-broken-400', does: 'answers 400 with broken JSON', provider: http(text('{"error":"invalid_grant"', 'application/json', 400)), expect: at(['http_error', 'invalid_json'], { status: 400, why: 'the status decides what cannot be read; the JSON is broken' }) },
  { id: 'error-number', does: 'answers 400 with a number as error', provider: failure(400, { error: 400 }), expect: at(['http_error', 'invalid_response'], { status: 400, why: 'no error code is there, and a member has the wrong type' }) },
  { id: 'error-404', does: 'answers 404', provider: http(text('no', 'text/plain', 404)), expect: at('http_error', { status: 404 }) },
  { id: 'error-405', does: 'answers 405', provider: http(text('no', 'text/plain', 405)), expect: at('http_error', { status: 405 }) },
  { id: 'error-204', does: 'answers 204', provider: http(() => ({ status: 204, headers: {}, body: '' })), expect: at(['invalid_response', 'http_error', 'wrong_content_type', 'invalid_json', 'token_missing'], { why: 'a success without anything in it can be read in all these ways' }) },
  { id: 'error-503-json', does: 'answers 503 temporarily_unavailable with Retry-After: 5', provider: failure(503, { error: 'temporarily_unavailable' }, { 'retry-after': '5' }), expect: refuse('server_error_response', 'token', { error: 'temporarily_unavailable', status: 503, retryable: true, retryAfter: 5 }), spec: 'RFC 9110 10.2.3' },
  {
    id: 'error-long', does: 'sends a description of 5,000 characters with control characters', provider: failure(400, { error: 'invalid_grant', error_description: `\u0000\u001b[31m\r\n\u009b${filler(5000)}` }),
    expect: said('invalid_grant', { check: (e) => (e.errorDescription?.length > 100 ? undefined : 'the description is lost') }), spec: 'SECURITY-RULES "at most 1,000 characters with control characters removed"',
  },
  { id: 'error-description-object', does: 'sends an object as error_description', provider: failure(400, { error: 'invalid_grant', error_description: { a: 1 } }), expect: said('invalid_grant') },
].map((s) => ({ spec: 'RFC 6749 5.2', ...s }));

// a server (or something before it) that gives back what it was sent: none of it may reach an error
const ECHO = 'SECURITY-RULES "No message, error field or log line ever holds a token, secret, code or verifier"';
const everything = (x) => ['code', 'code_verifier', 'client_secret'].map((k) => `${k}=${x.live(k) ?? ''}`).join(' ');
const echoes = [
  { id: 'description', does: 'says code, verifier and secret in error_description', provider: http((a, x) => ({ status: 400, headers: { 'content-type': 'application/json' }, body: { error: 'invalid_grant', error_description: everything(x) } })), expect: said('invalid_grant', { status: 400 }) },
  { id: 'error', does: 'says the code as error', provider: http((a, x) => ({ status: 400, headers: { 'content-type': 'application/json' }, body: { error: x.live('code') } })), expect: at('server_error_response', { status: 400 }) },
  { id: 'uri', does: 'says the code in error_uri', provider: http((a, x) => ({ status: 400, headers: { 'content-type': 'application/json' }, body: { error: 'invalid_grant', error_uri: `https://issuer.example/e?code=${x.live('code')}` } })), expect: said('invalid_grant') },
  { id: 'members', does: 'says them in members of its own', provider: http((a, x) => ({ status: 400, headers: { 'content-type': 'application/json' }, body: { error: 'invalid_grant', request: { text: everything(x) }, token: x.live('access_token') } })), expect: said('invalid_grant') },
  { id: 'html', does: 'shows the request in an HTML error page (500)', provider: http((a, x) => ({ status: 500, headers: { 'content-type': 'text/html' }, body: `<pre>POST /token ${everything(x)}` })), expect: refuse('http_error', 'token', { status: 500, retryable: true }) },
  { id: 'html-200', does: 'shows tokens in an HTML page (200)', provider: http((a) => ({ status: 200, headers: { 'content-type': 'text/html' }, body: `<pre>${JSON.stringify(a.body)}` })), expect: at('wrong_content_type') },
  { id: 'header', does: 'says them in headers', provider: http((a, x) => ({ status: 400, headers: { 'content-type': 'application/json', 'x-echo': everything(x), 'www-authenticate': `Basic realm="${x.live('code')}"` }, body: { error: 'invalid_client' } })), expect: said('invalid_client') },
  {
    id: 'basic', does: 'says secret and credentials of HTTP Basic', client: { auth: 'client_secret_basic', secret: 'a+b %' },
    provider: http((a, x) => ({ status: 401, headers: { 'content-type': 'application/json', 'cache-control': `x="${x.live('basic')}"` }, body: { error: 'invalid_client', error_description: `${x.live('client_secret')} and ${x.live('basic')}`, error_uri: `https://issuer.example/${x.live('basic')}` } })), expect: said('invalid_client', { status: 401 }),
  },
  {
    id: 'control', does: 'says a secret with a control character in it, with and without that', client: { auth: 'client_secret_post', secret: 'pass\u0001word' },
    provider: http((a, x) => ({ status: 401, headers: { 'content-type': 'application/json' }, body: { error: 'invalid_client', error_description: `no: ${x.live('client_secret')}`, error_uri: `https://issuer.example/${x.live('client_secret').replace('\u0001', '')}` } })), expect: said('invalid_client', { status: 401 }),
  },
  {
    id: 'content-type', does: 'says the code in the content type', provider: http((a, x) => ({ status: 400, headers: { 'content-type': `application/json; x=${x.live('code')}` }, body: { error: 'invalid_grant' } })),
    expect: at(['server_error_response', 'http_error'], { status: 400, why: 'the server sent an error; a header that repeats a secret is not read' }),
  },
  { id: 'cookie', does: 'sets a cookie with the code', provider: http((a, x) => ({ status: 400, headers: { 'content-type': 'application/json', 'set-cookie': `s=${x.live('code')}` }, body: { error: 'invalid_grant' } })), expect: said('invalid_grant') },
  { id: 'location', does: 'redirects to an address with the code in it', provider: http((a, x) => ({ status: 302, headers: { location: `${x.second}/token?code=${x.live('code')}` }, body: '' })), expect: at('redirect_refused') },
  { id: 'no-access-token', does: 'sends the tokens under other names', provider: body((b) => { b.accessToken = b.access_token; delete b.access_token; }), expect: noToken },
  { id: 'broken-json', does: 'sends tokens in broken JSON', provider: http(rewrite((j) => j.replace('"token_type"', 'token_type'))), expect: notJson },
  { id: 'escaped', does: 'says the code in error_description, every character escaped', provider: http((a, x) => ({ status: 400, headers: { 'content-type': 'application/json' }, body: `{"error":"invalid_grant","error_description":"${[...x.live('code')].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}` })), expect: said('invalid_grant') },
].map((s) => ({ spec: ECHO, client: { auth: 'client_secret_post' }, ...s, id: `echo-${s.id}` }));

// a token that is no header value: what the host says of it must not carry the token (RFC 6749 A.12)
const unusable = [['crlf', '\r\nX-Injected: 1'], ['nul', '\u0000'], ['non-ascii', '-é中']].map(([id, tail]) => ({
  id: `access-token-${id}`, does: `sends an access token that fits in no header (${id})`, flow: 'userinfo', spec: 'RFC 6749 A.12; RFC 6750 2.1',
  provider: { tokenResponse: (b, g, x) => { b.access_token = x.instance.secret(`${b.access_token}${tail}${x.random(16)}`); const c = x.instance.idTokenClaims(g); b.id_token = x.mint(c); } },
  expect: refuse(['invalid_response', 'token_missing', 'invalid_config'], ['token', 'userinfo'], { anyStep: true, retryable: false, why: 'refused as a response, or where it would have to be sent' }), max: { userinfo: 0 },
}));

const heavy = either('large, but within every limit that is set; it may also be refused, in good time', accept(), at(['invalid_json', 'invalid_response', 'response_too_large'], { why: 'a limit of its own' }));
const costly = [
  { id: 'many-members', does: 'sends 70,000 members', provider: http(many(70_000)) },
  { id: 'many-elements', does: 'sends an array of 400,000 numbers', provider: http(insert(`"x":[${'1,'.repeat(400_000)}1]`)) },
  { id: 'many-objects', does: 'sends an array of 150,000 objects', provider: http(insert(`"x":[${'{},'.repeat(150_000)}{}]`)) },
  { id: 'long-number', does: 'sends a number of 500,000 digits', provider: http(insert(`"x":0.${'1'.repeat(500_000)}`)) },
  { id: 'long-escapes', does: 'sends a string of 150,000 escapes', provider: http(insert(`"x":"${'\\u0061'.repeat(150_000)}"`)) },
  { id: 'long-name', does: 'sends a member name of 900,000 characters', provider: http(insert(`"${filler(900_000)}":1`)) },
].map((s) => ({ expect: heavy, timeout: 2000, spec: 'SECURITY-RULES "every call settles within its limit"', ...s, id: `heavy-${s.id}` }));

const odd = [
  {
    id: 'expires-1e308', does: 'sends expires_in 1e308', provider: set('expires_in', 1e308), spec: 'SECURITY-RULES "Numbers must be finite"',
    expect: either('a finite number; or one that no clock can hold', accept((t) => (t.tokens.expires_at === undefined || Number.isFinite(t.tokens.expires_at) ? undefined : `expires_at is ${t.tokens.expires_at}`)), invalid),
  },
  {
    id: 'redirect-300', does: 'answers 300 with a Location at another origin', provider: http((a, x) => ({ status: 300, headers: { location: `${x.second}/token` }, body: '' })),
    expect: at(['redirect_refused', 'http_error'], { why: 'a redirect that no host follows by itself' }), spec: 'RFC 9110 15.4.1',
  },
  { id: 'redirect-bare', does: 'answers 302 without a Location', provider: http(() => ({ status: 302, headers: {}, body: '' })), expect: at(['redirect_refused', 'http_error'], { why: 'a redirect without a target' }), spec: 'RFC 9110 15.4.3' },
  {
    id: 'proto', does: 'sends members __proto__, constructor and prototype', provider: http(insert('"__proto__":{"polluted":true,"access_token":"x"},"constructor":{"prototype":{"polluted":true}},"prototype":{}')),
    expect: either('handed out safely, or refused outright: both keep it off the prototype', accept((t) => t.polluted()), at(['invalid_json', 'invalid_response'], { why: 'seen by the decoder, or by the reader of responses' })),
    spec: 'SECURITY-RULES "One decoder for JSON and JOSE"',
  },
  {
    id: 'surrogate', does: 'holds half a surrogate pair as an escape', provider: http(insert('"x":"\\ud800"')),
    expect: either('the grammar allows it, and no Unicode string can hold it (RFC 8259 8.2)', accept(), notJson), spec: 'RFC 8259 8.2',
  },
];

const hostile = area('token', 'tok', { flow: 'signin' }, [...members, ...grammar, ...types, ...errors, ...echoes, ...unusable, ...costly, ...odd]);

const secret = (id, auth, value, more = {}) => ({ id: `secret-${id}`, does: `takes ${auth} with a secret that begins with ${value}`, flow: 'everything', client: { auth, secret: value, ...more }, spec: 'RFC 6749 2.3.1' });
const expires = (t, seconds) => (t.tokens.expires_in === undefined || Number(t.tokens.expires_in) === seconds ? undefined : `expires_in became ${t.tokens.expires_in}`);
const good = area('token', 'good-tok', { flow: 'userinfo', expect: accept(), spec: 'RFC 6749 5.1' }, [
  { id: 'type-small', does: 'token_type bearer', provider: set('token_type', 'bearer') },
  { id: 'type-capitals', does: 'token_type BEARER', provider: set('token_type', 'BEARER') },
  { id: 'expires-text', does: 'expires_in "300"', provider: set('expires_in', '300'), spec: 'SECURITY-RULES "numeric strings are accepted"',
    expect: accept((t) => expires(t, 300) ?? (Math.abs(t.tokens.expires_at - (Date.now() / 1000 + 300)) < 30 ? undefined : `expires_at is ${t.tokens.expires_at}`)) },
  { id: 'expires-zero', does: 'expires_in 0', provider: set('expires_in', 0), expect: accept((t) => expires(t, 0)) },
  { id: 'expires-missing', does: 'no expires_in', provider: drop('expires_in'), expect: accept((t) => (t.tokens.expires_in === undefined ? undefined : 'expires_in was made up')) },
  { id: 'expires-fraction', does: 'expires_in 299.5', provider: set('expires_in', 299.5), spec: 'SECURITY-RULES "a finite number"' },
  { id: 'scope-missing', does: 'no scope', provider: drop('scope') },
  { id: 'no-refresh', does: 'no refresh_token', provider: drop('refresh_token'), expect: accept((t) => (t.tokens.refresh_token === undefined ? undefined : 'a refresh token was made up')) },
  { id: 'ctype', does: 'APPLICATION/JSON; charset=utf-8', provider: type('APPLICATION/JSON; charset=utf-8') },
  { id: 'ctype-plus', does: 'application/x+json', provider: type('application/x+json') },
  { id: 'white-space', does: 'JSON with much white space', provider: http((a) => { a.body = `\r\n\t ${JSON.stringify(a.body, null, 8)}\n`; }) },
  { id: 'escapes', does: 'JSON with every name and value escaped', provider: http(rewrite((j) => j.replace(/"([^"]*)"/g, (_, s) => `"${[...s].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`))), spec: 'RFC 8259 7' },
  { id: 'long-token', does: 'an access token of more than 8,000 characters', provider: { tokenResponse: (b, g, x) => { delete b.id_token; b.access_token = x.instance.secret(`${b.access_token}${filler(8000)}`); x.instance.accessTokens.set(b.access_token, g); const c = x.instance.idTokenClaims(g); c.at_hash = x.halfHash('RS256', b.access_token); b.id_token = x.mint(c); } } },
  { id: 'reserved-token', does: 'an access token with all characters of b64token', provider: { tokenResponse: (b, g, x) => { b.access_token = x.instance.secret(`${b.access_token}-._~+/==`); x.instance.accessTokens.set(b.access_token, g); const c = x.instance.idTokenClaims(g); c.at_hash = x.halfHash('RS256', b.access_token); b.id_token = x.mint(c); } }, spec: 'RFC 6750 2.1' },
  { id: 'large', does: 'a response of 1,000,000 bytes', provider: body((b) => { b.x = filler(990_000); }), spec: 'SECURITY-RULES "1 MiB by default"' },
  { id: 'oauth-only', does: 'no id_token where the scope has no openid', provider: drop('id_token'), client: { options: { scope: 'profile' } }, flow: 'signin', spec: 'RFC 6749 5.1' },
  secret('reserved', 'client_secret_basic', ':@/?#[]!$&\'()*+,;=%25 ~"<>\\^`{|}'),
  secret('non-ascii', 'client_secret_basic', 'pä55wörd-中文-😀-'),
  secret('plain', 'client_secret_basic', 'a:b c%+/=-', { basicEncoding: 'plain', options: { basicAuthEncoding: 'plain' } }),
  secret('post-reserved', 'client_secret_post', ':@/?#[]!$&\'()*+,;=%25 ~"<>\\^`{|}'),
  secret('post-non-ascii', 'client_secret_post', 'pä55wörd-中文-😀-'),
  { id: 'client-id-reserved', does: 'a client id that is an address', flow: 'everything', client: { auth: 'client_secret_basic', id: 'https://app.example/client?a=1&b=2:3' }, spec: 'RFC 6749 2.2, 2.3.1' },
  { id: 'client-id-space', does: 'a public client id with a space and letters beyond ASCII', flow: 'everything', client: { id: 'büro app+1' }, spec: 'RFC 6749 2.2, appendix B' },
]);

export default [...hostile, ...good];
