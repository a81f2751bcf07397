// Grants without a browser, the device flow (RFC 8628) and assertions of a client (RFC 7523).
import { accept, area, brokenJson, either, insert, refuse, rewrite, text } from './dsl.mjs';

const at = (code, more) => refuse(code, 'token', { retryable: false, ...more });
const said = (error, more) => at('server_error_response', { error, ...more });
const json = { 'content-type': 'application/json' };
const TYPE = 'urn:ietf:params:oauth:token-type:';
const SECRETS = 'SECURITY-RULES "No message, error field or log line ever holds a token"';

// ---- any grant ------------------------------------------------------------------------------------------

const http = (change) => ({ http: { token: change } });
const body = (change) => ({ tokenResponse: (b, g, x) => { change(b, x); } });
const failure = (content, status = 400) => http((a, x) => ({ status, headers: json, body: content(x) }));
const password = { grant: ['password', { username: 'mira', password: 'correct-horse-battery-staple' }] };
const exchange = { grant: ['exchangeToken', { subjectToken: 'subject-token-of-someone-else' }] };
const bearer = { grant: ['jwtBearer', { assertion: 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhcHAifQ.c2lnbmF0dXJl' }] };
const own = { grant: ['fetchToken', { grant_type: 'urn:example:own', own: 'what-this-grant-is-about' }] };

const anyGrant = area('grants', 'grant', { flow: 'grant', client: { auth: 'client_secret_basic' }, spec: 'RFC 6749 5.1, 5.2' }, [
  { id: 'no-token', does: 'leaves out access_token', provider: body((b) => { delete b.access_token; }), expect: at('token_missing') },
  { id: 'type-missing', does: 'leaves out token_type', provider: body((b) => { delete b.token_type; }), expect: at('invalid_response') },
  { id: 'type-mac', does: 'sends token_type mac', provider: body((b) => { b.token_type = 'mac'; }), expect: at('invalid_response') },
  { id: 'type-n-a', does: 'sends token_type N_A without saying what it issued', provider: body((b) => { b.token_type = 'N_A'; }), expect: at('invalid_response'), spec: 'RFC 8693 2.2.1' },
  { id: 'expires-negative', does: 'sends expires_in -1', provider: body((b) => { b.expires_in = -1; }), expect: at('invalid_response') },
  { id: 'error-in-200', does: 'answers 200 with an error', provider: http(text('{"error":"invalid_scope"}')), expect: said('invalid_scope') },
  { id: 'error-beside-token', does: 'answers 200 with tokens and an error', provider: body((b) => { b.error = 'access_denied'; }), expect: said('access_denied') },
  { id: 'html', does: 'answers an HTML page', provider: http(text('<p>hello', 'text/html')), expect: at('wrong_content_type') },
  { id: 'redirect', does: 'redirects to another origin', provider: http((a, x) => ({ status: 307, headers: { location: `${x.second}/token` }, body: '' })), expect: at('redirect_refused'), spec: 'RFC 9700 4.11' },
  { id: 'unsupported', does: 'knows no such grant', client: { auth: 'client_secret_basic', grant: ['fetchToken', { grant_type: 'urn:example:other' }] }, expect: said('unsupported_grant_type', { status: 400 }), spec: 'RFC 6749 5.2' },
  { id: 'id-token-none', does: 'sends an unsigned ID token nobody asked for', provider: body((b, x) => { b.id_token = x.mint(x.instance.idTokenClaims({}), { header: (h) => { h.alg = 'none'; }, signature: () => '' }); }), expect: refuse('alg_not_allowed', 'validate', { retryable: false }), spec: 'OIDC Core 3.1.3.7' },
  { id: 'id-token-aud', does: 'sends an ID token for another client', provider: body((b, x) => { b.id_token = x.mint({ ...x.instance.idTokenClaims({}), aud: 'someone-else' }); }), expect: refuse('claim_mismatch', 'validate', { claim: 'aud', retryable: false }), spec: 'OIDC Core 3.1.3.7 (3)' },
  { id: 'proto', does: 'sends a member __proto__', provider: http(insert('"__proto__":{"polluted":true}')), expect: either('handed out safely, or refused outright', accept((t) => t.polluted()), at(['invalid_json', 'invalid_response'], { why: 'seen by the decoder, or by the reader of tokens' })) },
  { id: 'once-500', does: 'answers 500', provider: http(text('no', 'text/plain', 500)), expect: refuse('http_error', 'token', { status: 500, retryable: true }), spec: 'RFC 9110 9.2.2' },
  { id: 'once-reset', does: 'resets the connection', provider: { fault: { at: 'token', kind: 'reset' } }, expect: refuse('network_error', 'token', { retryable: true }), spec: 'RFC 9110 9.2.2' },
  { id: 'client-id', does: 'nothing: the application gives another client_id', client: { auth: 'client_secret_basic', grant: ['fetchToken', { grant_type: 'urn:example:own', own: 'x', client_id: 'other' }] }, expect: refuse('invalid_config', 'config', { retryable: false }), max: { token: 0 }, spec: 'RFC 6749 2.3' },
  { id: 'echo-password', does: 'says the password', client: { auth: 'client_secret_basic', ...password }, provider: failure((x) => ({ error: 'invalid_grant', error_description: `${x.live('password')} is wrong`, error_uri: `https://issuer.example/?p=${x.live('password')}` })), expect: said('invalid_grant'), spec: SECRETS },
  { id: 'echo-password-basic', does: 'says the client\'s Basic credentials', client: { auth: 'client_secret_basic', ...password }, provider: failure((x) => ({ error: 'invalid_client', error_description: `${x.live('basic')} ${x.clientSecret}` }), 401), expect: said('invalid_client'), spec: SECRETS },
  { id: 'echo-subject', does: 'says the subject token', client: { auth: 'client_secret_basic', ...exchange }, provider: failure((x) => ({ error: 'invalid_request', error_description: x.live('subject_token') })), expect: said('invalid_request'), spec: SECRETS },
  { id: 'echo-assertion', does: 'says the assertion', client: { auth: 'client_secret_basic', ...bearer }, provider: failure((x) => ({ error: 'invalid_grant', error_description: x.live('assertion') })), expect: said('invalid_grant'), spec: SECRETS },
  ...brokenJson.slice(0, 6).map(([id, does, change, spec]) => ({ id: `json-${id}`, does: `the answer ${does}`, provider: http(change), expect: at('invalid_json'), spec })),
]);

const goodGrants = area('grants', 'good-grant', { flow: 'grant', client: { auth: 'client_secret_basic' }, spec: 'RFC 6749 4.3, 4.4, 4.5', expect: accept() }, [
  { id: 'client-credentials', does: 'client_credentials' },
  { id: 'password', does: 'password', client: { auth: 'client_secret_post', ...password } },
  { id: 'jwt-bearer', does: 'an assertion', client: { auth: 'none', ...bearer }, spec: 'RFC 7523 2.1' },
  { id: 'exchange', does: 'token exchange', client: { auth: 'client_secret_basic', ...exchange }, spec: 'RFC 8693 2.2', expect: accept((t) => (t.granted.issued_token_type === `${TYPE}access_token` ? undefined : 'issued_token_type is lost')) },
  { id: 'n-a', does: 'token exchange for what is no access token', client: { auth: 'client_secret_basic', ...exchange }, provider: body((b) => { b.token_type = 'N_A'; b.issued_token_type = `${TYPE}jwt`; }), spec: 'RFC 8693 2.2.1', expect: accept((t) => (t.granted.token_type === 'N_A' ? undefined : 'token_type is lost')) },
  { id: 'extension', does: 'a grant of its own', client: { auth: 'client_secret_basic', ...own } },
  { id: 'id-token', does: 'an ID token beside the access token', provider: body((b, x) => { b.id_token = x.mint(x.instance.idTokenClaims({})); }), expect: accept((t) => (t.granted.claims?.sub ? undefined : 'the claims are missing')) },
]);

// ---- the device authorization request -----------------------------------------------------------------------

const code = (change) => ({ device: (b, x) => { change(b, x); } });
const set = (name, value) => code((b) => { b[name] = value; });
const drop = (name) => code((b) => { delete b[name]; });
const deviceHttp = (change) => ({ http: { device: change } });
const invalid = at('invalid_response');

const device = area('device', 'dev', { flow: 'device', spec: 'RFC 8628 3.2' }, [
  ...[
    ['javascript', 'javascript:alert(document.domain)'], ['data', 'data:text/html,<script>alert(1)</script>'], ['http', 'http://id.example/device'],
    ['userinfo', 'https://id.example@attacker.example/'], ['relative', '/device'], ['intent', 'intent://id.example/#Intent;scheme=https;end'],
  ].flatMap(([id, address]) => ['verification_uri', 'verification_uri_complete'].map((name) => ({
    id: `${name === 'verification_uri' ? 'uri' : 'complete'}-${id}`, does: `sends the user to ${address} (${name})`, provider: set(name, address),
    expect: at(['insecure_url', 'invalid_response'], { why: 'no address to send a user to; a member that is none' }), spec: 'RFC 8628 3.2, 5.4; SECURITY-RULES "https, or loopback"',
  }))),
  { id: 'uri-number', does: 'sends a number as verification_uri', provider: set('verification_uri', 1), expect: invalid },
  { id: 'complete-array', does: 'sends an array as verification_uri_complete', provider: set('verification_uri_complete', ['https://id.example/']), expect: invalid },
  ...['device_code', 'user_code', 'verification_uri'].flatMap((name) => [
    { id: `no-${name.replace('_', '-')}`, does: `leaves out ${name}`, provider: drop(name), expect: invalid },
    { id: `empty-${name.replace('_', '-')}`, does: `sends an empty ${name}`, provider: set(name, ''), expect: invalid },
    { id: `null-${name.replace('_', '-')}`, does: `sends ${name} null`, provider: set(name, null), expect: invalid },
  ]),
  { id: 'device-code-number', does: 'sends a number as device_code', provider: set('device_code', 12345678), expect: invalid },
  { id: 'user-code-object', does: 'sends an object as user_code', provider: set('user_code', { a: 1 }), expect: invalid },
  { id: 'user-code-terminal', does: 'hides a terminal\'s commands in the user code', provider: set('user_code', '\u001b[2J\u001b]52;c;cm0gLXJmIH4=\u0007'), expect: invalid },
  { id: 'user-code-newline', does: 'sends a user code of two lines', provider: set('user_code', 'ABCD\r\nSign in at https://attacker.example'), expect: invalid },
  ...[['missing', undefined], ['negative', -1], ['words', 'soon'], ['null', null], ['object', {}], ['huge', 1e300]].map(([id, value]) => ({
    id: `expires-${id}`, does: `sends expires_in ${JSON.stringify(value)}`, provider: set('expires_in', value), expect: invalid,
  })),
  ...[['negative', -5], ['words', 'often'], ['array', [5]], ['true', true], ['huge', 1e300]].map(([id, value]) => ({
    id: `interval-${id}`, does: `sends interval ${JSON.stringify(value)}`, provider: set('interval', value), expect: invalid,
  })),
  { id: 'html', does: 'answers an HTML page', provider: deviceHttp(text('<p>enter your code', 'text/html')), expect: at('wrong_content_type') },
  { id: 'array', does: 'answers an array', provider: deviceHttp((a) => { a.body = JSON.stringify([a.body]); }), expect: invalid },
  { id: 'empty', does: 'answers an empty body', provider: deviceHttp(text('')), expect: at('invalid_json') },
  { id: 'truncated', does: 'cuts the last brace', provider: deviceHttp(rewrite((j) => j.slice(0, -1))), expect: at('invalid_json') },
  { id: 'duplicate', does: 'sends two device codes', provider: deviceHttp(insert('"device_code":"other"')), expect: at('invalid_json'), spec: 'RFC 8259 4' },
  { id: 'error-in-200', does: 'answers 200 with an error', provider: deviceHttp(text('{"error":"invalid_scope"}')), expect: said('invalid_scope') },
  { id: 'error', does: 'answers 400 unauthorized_client', provider: deviceHttp(() => ({ status: 400, headers: json, body: { error: 'unauthorized_client' } })), expect: said('unauthorized_client', { status: 400 }) },
  { id: 'redirect', does: 'redirects to another origin', provider: deviceHttp((a, x) => ({ status: 302, headers: { location: `${x.second}/device` }, body: '' })), expect: at('redirect_refused') },
  { id: '503', does: 'answers 503 with Retry-After: 7', provider: deviceHttp(() => ({ status: 503, headers: { 'retry-after': '7' }, body: '' })), expect: refuse('http_error', 'token', { status: 503, retryable: true, retryAfter: 7 }) },
  { id: 'no-endpoint', does: 'has no device authorization endpoint', provider: { metadata: (m) => { delete m.device_authorization_endpoint; } }, expect: refuse(['metadata_invalid', 'not_supported'], ['token', 'config'], { why: 'the metadata lacks it, so the server cannot do it', retryable: false }), max: { device: 0 } },
  { id: 'endpoint-http', does: 'has a device authorization endpoint on plain http', provider: { metadata: (m) => { m.device_authorization_endpoint = 'http://id.example/device'; } }, expect: refuse(['insecure_url', 'metadata_invalid'], ['discovery', 'config'], { anyStep: true, retryable: false, why: 'the address is what is wrong; it is a member of the metadata' }), max: { device: 0 }, spec: 'RFC 8628 3.1' },
  { id: 'echo', does: 'says the client\'s secret', client: { auth: 'client_secret_post' }, provider: deviceHttp((a, x) => ({ status: 401, headers: json, body: { error: 'invalid_client', error_description: `unknown: ${x.clientSecret}` } })), expect: said('invalid_client'), spec: SECRETS },
]);
const goodDevice = area('device', 'good-dev', { flow: 'device', spec: 'RFC 8628 3.2', expect: accept() }, [
  { id: 'plain', does: 'codes as in the RFC' },
  { id: 'secret', does: 'a confidential client', client: { auth: 'client_secret_basic' } },
  { id: 'assertion', does: 'a client with a key', client: { auth: 'private_key_jwt' } },
  { id: 'no-interval', does: 'no interval', provider: drop('interval'), expect: accept((t) => (t.code.interval === 5 ? undefined : 'the interval is not 5')) },
  { id: 'no-complete', does: 'no verification_uri_complete', provider: drop('verification_uri_complete') },
  { id: 'loopback', does: 'a verification_uri on loopback', provider: set('verification_uri', 'http://127.0.0.1:8080/device') },
  { id: 'long-interval', does: 'an interval of a year', provider: set('interval', 31_536_000), expect: accept((t) => (t.code.interval === 31_536_000 ? undefined : 'the interval is another one')) },
  { id: 'numbers-as-text', does: 'numbers as text', provider: code((b) => { b.expires_in = '600'; b.interval = '5'; }) },
  { id: 'verification-url', does: 'verification_url, as before the RFC', provider: code((b) => { b.verification_url = b.verification_uri; delete b.verification_uri; }), expect: accept((t) => (t.code.verification_uri ? undefined : 'verification_uri is missing')) },
]);

// ---- polls ------------------------------------------------------------------------------------------------------

const pollHttp = (change) => ({ http: { poll: change } });
const pollSays = (error, more = {}) => pollHttp(() => ({ status: 400, headers: json, body: { error, ...more } }));
const patient = (more) => ({ poll: (given) => ({ interval: given.interval, ...more }) });

const poll = area('device', 'poll', { flow: 'poll', spec: 'RFC 8628 3.5' }, [
  { id: 'denied', does: 'says that the user refused', provider: pollSays('access_denied', { error_description: 'the user said no' }), expect: said('access_denied', { status: 400 }) },
  { id: 'expired', does: 'says that the code is over', provider: pollSays('expired_token'), expect: said('expired_token') },
  { id: 'unknown', does: 'says an error of its own', provider: pollSays('x_tired'), expect: said('x_tired') },
  { id: 'pending-in-html', does: 'answers 400 with an HTML page', provider: pollHttp(text('<p>authorization_pending', 'text/html', 400)), expect: at('http_error', { status: 400 }) },
  { id: 'html', does: 'answers 200 with an HTML page', provider: pollHttp(text('<p>ok', 'text/html')), expect: at('wrong_content_type') },
  { id: 'no-token', does: 'answers without an access token', provider: body((b) => { delete b.access_token; }), expect: at('token_missing') },
  { id: 'type', does: 'sends token_type DPoP', provider: body((b) => { b.token_type = 'DPoP'; }), expect: invalid },
  { id: 'redirect', does: 'redirects to another origin', provider: pollHttp((a, x) => ({ status: 307, headers: { location: `${x.second}/token` }, body: '' })), expect: at('redirect_refused') },
  { id: 'signature', does: 'sends an ID token that another key signed', provider: { idToken: { key: 'rsaForeign', header: (h) => { h.kid = 'kid-rsa'; } } }, expect: refuse('bad_signature', 'validate', { retryable: false }) },
  { id: 'aud', does: 'sends an ID token for another client', provider: { idToken: { claims: (c) => { c.aud = 'someone-else'; } } }, expect: refuse('claim_mismatch', 'validate', { claim: 'aud', retryable: false }) },
  { id: 'endless', does: 'never decides; the code lives for two seconds', provider: { ...code((b) => { b.expires_in = 2; b.interval = 1; }), pending: 1000 }, client: patient(), expect: at('token_expired'), max: { poll: 2 } },
  { id: 'interval-endless', does: 'wants a pause of millions of years; the code lives for a second', provider: { ...code((b) => { b.expires_in = 1; b.interval = 8e15; }), pending: 1000 }, client: patient(), expect: at('token_expired'), max: { poll: 1 } },
  { id: 'spent', does: 'nothing: the application brings a code that is over', client: patient({ interval: 0, expires_at: 1 }), expect: at('token_expired'), max: { poll: 0 } },
  { id: 'echo', does: 'says the device code', provider: pollHttp((a, x) => ({ status: 400, headers: json, body: { error: 'access_denied', error_description: x.live('device_code') } })), expect: said('access_denied'), spec: SECRETS },
  { id: 'echo-secret', does: 'says the credentials', client: { auth: 'client_secret_basic' }, provider: pollHttp((a, x) => ({ status: 401, headers: json, body: { error: 'invalid_client', error_description: `${x.live('basic')} ${x.clientSecret}` } })), expect: said('invalid_client'), spec: SECRETS },
]);
const goodPoll = area('device', 'good-poll', { flow: 'poll', spec: 'RFC 8628 3.5', expect: accept((t) => (t.granted.claims?.sub ? undefined : 'the claims are missing')) }, [
  { id: 'at-once', does: 'the user has decided already' },
  { id: 'pending', does: 'the user decides after three polls', provider: { pending: 3 }, max: { poll: 4 } },
  { id: 'reset', does: 'the connection breaks once', provider: { fault: { at: 'poll', kind: 'reset', times: 1 } }, max: { poll: 2 } },
  { id: '503', does: 'the server is down once', provider: pollHttp((a, x) => (x.calls.poll === 1 ? { status: 503, headers: json, body: { error: 'temporarily_unavailable' } } : a)), max: { poll: 2 } },
  { id: 'secret', does: 'a confidential client', client: { auth: 'client_secret_post' } },
  { id: 'assertion', does: 'a client with a key, whose every poll has its own assertion', client: { auth: 'private_key_jwt' }, provider: { pending: 3 }, max: { poll: 4 } },
]);

// ---- assertions of the client -----------------------------------------------------------------------------------------

const keyed = { auth: 'private_key_jwt' };
const redirected = (status) => (a, x) => ({ status, headers: { location: `${x.second}/token` }, body: '' });
const assertions = area('client-authentication', 'assert', { flow: 'grant', client: keyed, spec: 'RFC 7523 3; RFC 9700 4.11' }, [
  ...[301, 302, 303, 307, 308].map((status) => ({ id: `redirect-${status}`, does: `redirects to another origin (${status})`, provider: http(redirected(status)), expect: at('redirect_refused') })),
  { id: 'redirect-secret', does: 'redirects an assertion made with the secret', client: { auth: 'client_secret_jwt' }, provider: http(redirected(307)), expect: at('redirect_refused') },
  { id: 'redirect-refresh', does: 'redirects a refresh', flow: 'refresh', provider: { http: { refresh: redirected(307) } }, expect: refuse('redirect_refused', 'refresh', { retryable: false }) },
  { id: 'redirect-revoke', does: 'redirects a revocation', flow: 'revoke', provider: { http: { revoke: redirected(307) } }, expect: refuse('redirect_refused', 'revoke', { retryable: false }) },
  { id: 'redirect-introspect', does: 'redirects an introspection', flow: 'introspect', provider: { http: { introspect: redirected(307) } }, expect: refuse('redirect_refused', 'introspect', { retryable: false }) },
  { id: 'refused', does: 'does not take the assertion', provider: failure(() => ({ error: 'invalid_client' }), 401), expect: said('invalid_client', { status: 401 }) },
  { id: 'echo', does: 'says the assertion', provider: failure((x) => ({ error: 'invalid_client', error_description: `not good: ${x.live('client_assertion')}`, error_uri: `https://issuer.example/?a=${x.live('client_assertion')}` }), 401), expect: said('invalid_client'), spec: SECRETS },
  { id: 'echo-header', does: 'says the assertion in headers', provider: http((a, x) => ({ status: 401, headers: { ...json, 'cache-control': x.live('client_assertion'), 'www-authenticate': `Basic realm="${x.live('client_assertion')}"` }, body: { error: 'invalid_client' } })), expect: said('invalid_client'), spec: SECRETS },
  { id: 'echo-secret', does: 'says the secret that signed, which it knows', client: { auth: 'client_secret_jwt' }, provider: failure((x) => ({ error: 'invalid_client', error_description: `${x.clientSecret} did not sign this` }), 401), expect: said('invalid_client'), spec: SECRETS },
  { id: 'once-reset', does: 'resets the connection', provider: { fault: { at: 'token', kind: 'reset' } }, expect: refuse('network_error', 'token', { retryable: true }), spec: 'RFC 9110 9.2.2' },
]);
const goodAssertions = area('client-authentication', 'good-assert', { flow: 'everything', client: keyed, spec: 'RFC 7523 2.2', expect: accept() }, [
  { id: 'key', does: 'a private key, at every endpoint' },
  { id: 'secret', does: 'a shared secret, at every endpoint', client: { auth: 'client_secret_jwt' } },
  {
    id: 'many', does: 'thirty requests, each with an assertion of its own', flow: 'custom', max: { discovery: 1, token: 30 }, spec: 'RFC 7523 3 (7)',
    async run(t) {
      await t.step('discover');
      for (let count = 0; count < 30; count += 1) await t.timed('grant', t.timeout, () => t.client.clientCredentials({ scope: `s${count}` }));
    },
  },
]);

export default [...anyGrant, ...goodGrants, ...device, ...goodDevice, ...poll, ...goodPoll, ...assertions, ...goodAssertions];
