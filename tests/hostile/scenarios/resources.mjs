// UserInfo (OpenID Connect Core 5.3), introspection (RFC 7662), revocation (RFC 7009), logout.
import { accept, area, brokenJson, either, filler, insert, nested, refuse, rewrite, text } from './dsl.mjs';

// ---- UserInfo ----------------------------------------------------------------------------------------

const uinfo = (code, more) => refuse(code, 'userinfo', { retryable: false, ...more });
const inJwt = (code, more) => refuse(code, ['userinfo', 'validate'], { retryable: false, ...more });
const http = (change) => ({ http: { userinfo: change } });
const claims = (change) => ({ userinfo: (c, x) => { change(c, x); } });
const challenge = (status, params) => http(() => ({ status, headers: { 'www-authenticate': `Bearer realm="x", ${params}` }, body: '' }));
const bearer = 'RFC 6750 3.1';

const plain = [
  { id: 'sub', does: 'describes another user', provider: claims((c) => { c.sub = 'another-user'; }), expect: uinfo('sub_mismatch') },
  { id: 'sub-case', does: 'writes the sub in capitals', provider: claims((c) => { c.sub = c.sub.toUpperCase(); }), expect: uinfo('sub_mismatch') },
  { id: 'sub-missing', does: 'leaves out the sub', provider: claims((c) => { delete c.sub; }), expect: uinfo(['claim_missing', 'sub_mismatch'], { why: 'it is missing, so it is not equal' }) },
  { id: 'sub-number', does: 'sends a number as sub', provider: claims((c) => { c.sub = 1; }), expect: uinfo(['claim_mismatch', 'sub_mismatch'], { why: 'the wrong type, so it is not equal' }) },
  { id: 'sub-array', does: 'sends the sub in an array', provider: claims((c) => { c.sub = [c.sub]; }), expect: uinfo(['claim_mismatch', 'sub_mismatch'], { why: 'the wrong type, so it is not equal' }) },
  { id: 'error', does: 'answers 200 with an error', provider: http(text('{"error":"invalid_token"}')), expect: uinfo('server_error_response', { error: 'invalid_token' }) },
  { id: 'array', does: 'answers an array', provider: http((a) => { a.body = JSON.stringify([a.body]); }), expect: uinfo('invalid_response') },
  { id: 'null', does: 'answers null', provider: http(text('null')), expect: uinfo('invalid_response') },
  { id: 'html', does: 'answers an HTML page', provider: http(text('<p>Zoë', 'text/html')), expect: uinfo('wrong_content_type') },
  { id: 'text', does: 'calls its JSON text/plain', provider: http((a) => { a.headers['content-type'] = 'text/plain'; }), expect: uinfo('wrong_content_type') },
  { id: 'no-type', does: 'sends no content type', provider: http((a) => ({ ...a, headers: {}, body: JSON.stringify(a.body) })), expect: uinfo('wrong_content_type') },
  { id: 'empty', does: 'answers an empty body', provider: http(text('')), expect: uinfo('invalid_json') },
  { id: 'duplicate-sub', does: 'sends sub twice', provider: http(insert('"sub":"admin"')), expect: uinfo('invalid_json'), spec: 'RFC 8259 4' },
  { id: 'depth-70', does: 'nests 70 arrays', provider: http(nested(70)), expect: uinfo('invalid_json') },
  ...brokenJson.map(([id, does, change, spec]) => ({ id: `json-${id}`, does: `the answer ${does}`, provider: http(change), expect: uinfo('invalid_json'), spec })),
  {
    id: '401', does: 'answers 401 with a Bearer challenge', provider: challenge(401, 'error="invalid_token", error_description="it expired"'), spec: bearer,
    expect: uinfo(['server_error_response', 'http_error'], { status: 401, why: 'the server sent an error, in a header; a 401 without JSON is an HTTP error' }),
  },
  { id: '401-bare', does: 'answers 401 without anything', provider: http(() => ({ status: 401, headers: {}, body: '' })), expect: uinfo('http_error', { status: 401 }), spec: bearer },
  {
    id: '403-scope', does: 'answers 403 insufficient_scope', provider: challenge(403, 'error="insufficient_scope", scope="profile"'), spec: bearer,
    expect: uinfo(['insufficient_scope', 'server_error_response', 'http_error'], { status: 403, why: 'the code of this very name; the server sent an error; a 403 without JSON' }),
  },
  { id: '401-challenge-broken', does: 'answers 401 with a broken challenge', provider: http(() => ({ status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_tok, "=,,;;"' }, body: '' })), expect: uinfo(['http_error', 'server_error_response'], { status: 401, why: 'how much of a broken challenge can be read is open' }), spec: 'RFC 9110 11.6.1' },
  { id: '500', does: 'answers 500', provider: http(text('no', 'text/plain', 500)), expect: refuse('http_error', 'userinfo', { status: 500, retryable: true }) },
  { id: '204', does: 'answers 204', provider: http(() => ({ status: 204, headers: {}, body: '' })), expect: uinfo(['invalid_response', 'http_error', 'wrong_content_type', 'invalid_json'], { why: 'a success without anything in it can be read in all these ways' }) },
  {
    id: 'echo', does: 'says the access token in a challenge, a header and a JSON error', spec: 'SECURITY-RULES "No message, error field or log line ever holds a token"',
    provider: http((a, x) => ({ status: 401, headers: { 'content-type': 'application/json', 'x-echo': x.live('access_token'), 'www-authenticate': `Bearer error="invalid_token", error_description="${x.live('access_token')}"` }, body: { error: 'invalid_token', error_description: `unknown: ${x.live('access_token')}` } })),
    expect: uinfo('server_error_response', { status: 401, error: 'invalid_token' }),
  },
  {
    id: 'proto', does: 'sends members __proto__, constructor and prototype', provider: http(insert('"__proto__":{"polluted":true,"sub":"admin"},"constructor":{"prototype":{"polluted":true}}')),
    expect: either('handed out safely, or refused outright: both keep it off the prototype', accept((t) => t.polluted()), uinfo(['invalid_json', 'invalid_response'], { why: 'seen by the decoder, or by the reader of claims' })), spec: 'SECURITY-RULES "One decoder for JSON and JOSE"',
  },
].map((s) => ({ spec: 'OIDC Core 5.3.2-5.3.4', ...s }));

const signedBy = (alg) => ({ options: { userinfoSignedResponseAlg: alg } });
const signed = [
  { id: 'signature', does: 'signs with another key', provider: { userinfoJwt: { key: 'rsaForeign', header: (h) => { h.kid = 'kid-rsa'; } } }, expect: inJwt('bad_signature') },
  { id: 'none', does: 'does not sign (alg none)', provider: { userinfoJwt: { header: (h) => { h.alg = 'none'; }, signature: () => '' } }, expect: inJwt('alg_not_allowed') },
  { id: 'other-alg', does: 'signs with ES256 where RS256 was agreed', provider: { userinfoJwt: { alg: 'ES256' } }, expect: inJwt('alg_not_allowed') },
  { id: 'hs256-pem', does: 'signs HS256 with the public key', provider: { userinfoJwt: { header: (h) => { h.alg = 'HS256'; }, signature: (input, x) => x.signBytes('HS256', x.keys.rsa.pem, input) } }, expect: inJwt('alg_not_allowed') },
  { id: 'aud', does: 'answers for another client', provider: { userinfoJwt: { claims: (c) => { c.aud = 'someone-else'; } } }, expect: inJwt('claim_mismatch', { claim: 'aud' }) },
  { id: 'iss', does: 'answers as another issuer', provider: { userinfoJwt: { claims: (c) => { c.iss = 'https://attacker.example'; } } }, expect: inJwt('issuer_mismatch') },
  { id: 'sub', does: 'describes another user', provider: { userinfoJwt: { claims: (c) => { c.sub = 'another-user'; } } }, expect: inJwt('sub_mismatch') },
  { id: 'typ', does: 'answers an access token (typ at+jwt)', provider: { userinfoJwt: { header: (h) => { h.typ = 'at+jwt'; } } }, expect: inJwt('invalid_jwt') },
  { id: 'two-parts', does: 'answers without a signature part', provider: { userinfoJwt: { jwt: (t) => t.split('.').slice(0, 2).join('.') } }, expect: inJwt('invalid_jwt') },
  { id: 'unknown-kid', does: 'signs with an unpublished key', provider: { userinfoJwt: { key: 'rsaNext' } }, expect: inJwt('key_not_found'), max: { jwks: 2 } },
  { id: 'duplicate', does: 'has sub twice in the claims', provider: { userinfoJwt: { payloadText: (j) => `{"sub":"admin",${j.slice(1)}` } }, expect: inJwt('invalid_jwt') },
  { id: 'jwe', does: 'answers an encrypted JWT', provider: { userinfoJwt: { jwt: (t, x) => [x.base64url('{"alg":"RSA-OAEP","enc":"A256GCM"}'), x.random(32), x.random(12), x.random(64), x.random(16)].join('.') } }, expect: inJwt('not_supported') },
  {
    id: 'unsigned-json', does: 'answers plain JSON where a signed answer was agreed', provider: {}, expect: inJwt(['wrong_content_type', 'invalid_response', 'invalid_jwt'], { why: 'the wrong type, and not the form that was agreed' }),
  },
].map((s) => ({ client: signedBy('RS256'), spec: 'OIDC Core 5.3.2', ...s, id: `signed-${s.id}` }));

const UNAGREED = { why: 'the wrong type for what was agreed; and a JWT that must not be believed' };
const unagreed = [
  { id: 'none', does: 'answers an unsigned JWT that nobody asked for', provider: { userinfoJwt: { header: (h) => { h.alg = 'none'; }, signature: () => '' } }, expect: inJwt(['wrong_content_type', 'alg_not_allowed', 'invalid_response', 'not_supported'], UNAGREED) },
  { id: 'foreign', does: 'answers a JWT signed by another key that nobody asked for', provider: { userinfoJwt: { key: 'rsaForeign', header: (h) => { h.kid = 'kid-rsa'; } } }, expect: inJwt(['wrong_content_type', 'bad_signature', 'invalid_response', 'not_supported'], UNAGREED) },
].map((s) => ({ spec: 'OIDC Core 5.3.2', ...s, id: `unagreed-${s.id}` }));

const userinfo = area('userinfo', 'ui', { flow: 'userinfo' }, [...plain, ...signed, ...unagreed]);
const goodUserinfo = area('userinfo', 'good-ui', { flow: 'userinfo', expect: accept(), spec: 'OIDC Core 5.3.2' }, [
  { id: 'signed-rs256', does: 'a UserInfo answer signed with RS256', client: signedBy('RS256'), provider: { userinfoJwt: {} }, expect: accept((t) => (t.claims.name === 'Zoë Müller' ? undefined : 'the name is lost')) },
  { id: 'signed-es256', does: 'a UserInfo answer signed with ES256, ID token RS256', client: signedBy('ES256'), provider: { userinfoJwt: { alg: 'ES256' } } },
  { id: 'signed-type', does: 'a signed answer as Application/JWT; charset=utf-8', client: signedBy('RS256'), provider: { userinfoJwt: {}, ...http((a) => { a.headers['content-type'] = 'Application/JWT; charset=utf-8'; }) } },
  { id: 'unicode', does: 'claims in UTF-8', expect: accept((t) => (t.claims.name === 'Zoë Müller' && t.claims.given_name === 'Zoë' ? undefined : 'the name changed on the way')) },
  { id: 'post', does: 'UserInfo by POST', client: { userinfo: { method: 'POST' } }, spec: 'OIDC Core 5.3.1' },
  {
    id: 'distributed', does: 'distributed claims at another origin, which must not be fetched', provider: claims((c, x) => { c._claim_names = { payment: 'src' }; c._claim_sources = { src: { endpoint: `${x.second}/forbidden/claims`, access_token: x.random(16) } }; }), spec: 'OIDC Core 5.6.2; SECURITY-RULES "distributed claims are not fetched"',
  },
  { id: 'unknown', does: 'unknown and nested claims', provider: claims((c) => { c.x = { a: [1, { b: null }] }; c.address = { formatted: 'x\ny' }; }), expect: accept((t) => (t.claims.x?.a?.[1]?.b === null ? undefined : 'an unknown claim was not handed out')) },
  { id: 'large', does: 'claims of 900,000 bytes', provider: claims((c) => { c.picture = filler(900_000); }) },
]);

// ---- introspection -----------------------------------------------------------------------------------

const intro = (code, more) => refuse(code, 'introspect', { retryable: false, ...more });
const introHttp = (change) => ({ http: { introspect: change } });
const active = (value) => ({ introspection: (b) => { b.active = value; } });
const notBoolean = intro('invalid_response');

const introspection = area('introspection', 'intro', { flow: 'introspect', client: { auth: 'client_secret_basic' }, spec: 'RFC 7662 2.2' }, [
  { id: 'active-missing', does: 'leaves out active', provider: { introspection: (b) => { delete b.active; } }, expect: notBoolean },
  ...[['text', 'true'], ['text-false', 'false'], ['one', 1], ['null', null], ['array', [true]], ['object', {}]].map(([id, value]) => ({ id: `active-${id}`, does: `sends active ${JSON.stringify(value)}`, provider: active(value), expect: notBoolean })),
  { id: 'array', does: 'answers an array', provider: introHttp((a) => { a.body = JSON.stringify([a.body]); }), expect: notBoolean },
  { id: 'true', does: 'answers true', provider: introHttp(text('true')), expect: notBoolean },
  { id: 'error', does: 'answers 200 with an error', provider: introHttp(text('{"error":"invalid_request"}')), expect: intro('server_error_response', { error: 'invalid_request' }) },
  { id: 'error-401', does: 'answers 401 invalid_client', provider: introHttp(() => ({ status: 401, headers: { 'content-type': 'application/json' }, body: { error: 'invalid_client' } })), expect: intro('server_error_response', { error: 'invalid_client', status: 401 }) },
  { id: 'html', does: 'answers an HTML page', provider: introHttp(text('<p>active', 'text/html')), expect: intro('wrong_content_type') },
  { id: 'empty', does: 'answers an empty body', provider: introHttp(text('')), expect: intro('invalid_json') },
  { id: 'duplicate', does: 'sends active false, then true', provider: introHttp(insert('"active":false')), expect: intro('invalid_json'), spec: 'RFC 8259 4' },
  { id: 'truncated', does: 'cuts the answer', provider: introHttp(rewrite((j) => j.slice(0, -2))), expect: intro('invalid_json') },
  { id: '1e400', does: 'sends exp 1e400', provider: introHttp(insert('"x":1e400')), expect: intro('invalid_json') },
  { id: 'utf16', does: 'answers in UTF-16', provider: introHttp(rewrite((j) => Buffer.from(j, 'utf16le'))), expect: intro('invalid_json') },
  { id: '500', does: 'answers 500', provider: introHttp(text('no', 'text/plain', 500)), expect: refuse('http_error', 'introspect', { status: 500, retryable: true }) },
  { id: '404', does: 'answers 404', provider: introHttp(text('no', 'text/plain', 404)), expect: intro('http_error', { status: 404 }) },
  {
    id: 'jwt-none', does: 'answers an unsigned JWT', spec: 'RFC 9701 5',
    provider: introHttp((a, x) => ({ status: 200, headers: { 'content-type': 'application/token-introspection+jwt' }, body: x.mint({ iss: x.issuer, aud: x.clientId, iat: x.now(), token_introspection: a.body }, { header: (h) => { h.alg = 'none'; h.typ = 'token-introspection+jwt'; }, signature: () => '' }) })),
    expect: refuse(['wrong_content_type', 'alg_not_allowed', 'invalid_response', 'not_supported'], ['introspect', 'validate'], { why: 'the wrong type for what was agreed; and a JWT that must not be believed' }),
  },
  { id: 'no-endpoint', does: 'has no introspection endpoint', provider: { metadata: (m) => { delete m.introspection_endpoint; } }, expect: intro('introspection_not_supported'), max: { introspect: 0 } },
  {
    id: 'echo', does: 'says the token in its error', provider: introHttp((a, x) => ({ status: 400, headers: { 'content-type': 'application/json' }, body: { error: 'invalid_request', error_description: `no: ${x.request.form.get('token')} ${x.clientSecret}` } })),
    expect: intro('server_error_response', { error: 'invalid_request' }), spec: 'SECURITY-RULES "No message, error field or log line ever holds a token"',
  },
]);
const goodIntrospection = area('introspection', 'good-intro', { flow: 'introspect', client: { auth: 'client_secret_basic' }, spec: 'RFC 7662 2.2' }, [
  { id: 'active', does: 'an active token', expect: accept((t) => (t.introspection.active === true && t.introspection.sub ? undefined : 'active or sub is lost')) },
  { id: 'inactive', does: 'an inactive token', provider: { introspection: () => ({ active: false }) }, expect: accept((t) => (t.introspection.active === false ? undefined : 'it became active')) },
  { id: 'post', does: 'a client that authenticates by POST', client: { auth: 'client_secret_post' }, expect: accept() },
]);

// ---- revocation --------------------------------------------------------------------------------------

const gone = (code, more) => refuse(code, 'revoke', { retryable: false, ...more });
const revHttp = (change) => ({ http: { revoke: change } });
const revocation = area('revocation', 'rev', { flow: 'revoke', spec: 'RFC 7009 2.2.1' }, [
  { id: 'unsupported', does: 'says unsupported_token_type', provider: revHttp(() => ({ status: 400, headers: { 'content-type': 'application/json' }, body: { error: 'unsupported_token_type' } })), expect: gone('server_error_response', { error: 'unsupported_token_type', status: 400 }) },
  { id: '503', does: 'answers 503 with Retry-After: 3', provider: revHttp(() => ({ status: 503, headers: { 'retry-after': '3' }, body: '' })), expect: refuse('http_error', 'revoke', { status: 503, retryable: true, retryAfter: 3 }) },
  { id: '500', does: 'answers 500', provider: revHttp(text('no', 'text/plain', 500)), expect: refuse('http_error', 'revoke', { status: 500, retryable: true }) },
  { id: '401', does: 'answers 401 invalid_client', provider: revHttp(() => ({ status: 401, headers: { 'content-type': 'application/json' }, body: { error: 'invalid_client' } })), expect: gone('server_error_response', { error: 'invalid_client', status: 401 }) },
  { id: '400-html', does: 'answers 400 with an HTML page', provider: revHttp(text('<p>no', 'text/html', 400)), expect: gone('http_error', { status: 400 }) },
  { id: '404', does: 'answers 404', provider: revHttp(text('no', 'text/plain', 404)), expect: gone('http_error', { status: 404 }) },
  { id: 'no-endpoint', does: 'has no revocation endpoint', provider: { metadata: (m) => { delete m.revocation_endpoint; } }, expect: gone('revocation_not_supported'), max: { revoke: 0 } },
  {
    id: 'echo', does: 'says the token in its error', provider: revHttp((a, x) => ({ status: 400, headers: { 'content-type': 'application/json', 'x-echo': x.request.form.get('token') }, body: { error: 'invalid_request', error_description: x.request.form.get('token') } })),
    expect: gone('server_error_response', { error: 'invalid_request' }), spec: 'SECURITY-RULES "No message, error field or log line ever holds a token"',
  },
]);
const goodRevocation = area('revocation', 'good-rev', { flow: 'revoke', expect: accept(), spec: 'RFC 7009 2.2' }, [
  { id: 'empty', does: '200 with an empty body' },
  { id: 'html', does: '200 with an HTML page', provider: revHttp(text('<p>gone', 'text/html')) },
  { id: 'broken', does: '200 with broken JSON', provider: revHttp(text('{"a":')) },
  { id: 'error-body', does: '200 with an error in its body ("200 is success whatever the body")', provider: revHttp(text('{"error":"invalid_token"}')), spec: 'RFC 7009 2.2; SECURITY-RULES "200 is success whatever the body"' },
  { id: 'large', does: '200 with 2 MiB', provider: revHttp(text(filler(2 * 1024 * 1024), 'text/plain')), spec: 'SECURITY-RULES "200 is success whatever the body"' },
  { id: 'secret', does: 'a confidential client', client: { auth: 'client_secret_basic' } },
  { id: 'access-token', does: 'the access token is revoked', client: { revoke: 'access_token' } },
]);

// ---- an ID token by itself ---------------------------------------------------------------------------

const judged = (code, more) => refuse(code, 'validate', { retryable: false, ...more });
const alone = area('id-token', 'alone', { flow: 'validate', spec: 'OIDC Core 3.1.3.7' }, [
  { id: 'nonce', does: 'nothing: the application expects another nonce', client: { checks: { nonce: 'another-nonce-another-nonce' } }, expect: judged('nonce_mismatch') },
  { id: 'empty', does: 'nothing: the application brings an empty string', client: { jwt: '' }, expect: refuse(['invalid_jwt', 'invalid_config'], ['validate', 'config'], { why: 'no JWT, or a mistake of the application' }) },
  { id: 'words', does: 'nothing: the application brings words', client: { jwt: 'not a token' }, expect: judged('invalid_jwt') },
  { id: 'none', does: 'nothing: the application brings an unsigned token', client: { jwt: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.' }, expect: judged('alg_not_allowed'), spec: 'RFC 8725 3.1' },
]);
const goodAlone = area('id-token', 'good-alone', { flow: 'validate', spec: 'OIDC Core 3.1.3.7', expect: accept() }, [
  { id: 'again', does: 'nothing: the ID token of the sign-in is judged once more' },
]);

// ---- logout ------------------------------------------------------------------------------------------

const logout = area('logout', 'good-logout', { flow: 'logout', spec: 'OIDC RP-Initiated Logout 2' }, [
  { id: 'url', does: 'nothing: the address holds what was asked for', expect: accept((t) => {
    const query = new URL(t.logoutUrl).searchParams;
    return query.get('post_logout_redirect_uri') === 'https://app.example/bye' && query.get('state') === 's&t=1 é' && query.get('id_token_hint') === t.tokens.id_token
      ? undefined : 'a parameter is lost';
  }) },
]);

export default [
  ...userinfo, ...goodUserinfo, ...introspection, ...goodIntrospection, ...revocation, ...goodRevocation, ...alone, ...goodAlone, ...logout,
];
