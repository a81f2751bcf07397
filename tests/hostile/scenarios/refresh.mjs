// Refreshing: RFC 6749 6, OpenID Connect Core 12.
import { accept, area, either, insert, refuse, rewrite, text } from './dsl.mjs';

const at = (code, more) => refuse(code, 'refresh', { retryable: false, ...more });
const judged = (code, more) => refuse(code, 'validate', { retryable: false, ...more });
const body = (change) => ({ refreshResponse: (b, g, x) => { change(b, x); } });
const http = (change) => ({ http: { refresh: change } });
const claims = (change) => ({ refreshIdToken: { claims: (c, x) => { change(c, x); } } });
const set = (name, value) => claims((c, x) => { c[name] = typeof value === 'function' ? value(c, x) : value; });
const drop = (name) => claims((c) => { delete c[name]; });
const json = (status, content, headers = {}) => http(() => ({ status, headers: { 'content-type': 'application/json', ...headers }, body: content }));

const continuity = [
  { id: 'sub', does: 'comes back with another user', provider: set('sub', 'another-user'), expect: judged('sub_mismatch') },
  { id: 'sub-case', does: 'comes back with the sub in capitals', provider: set('sub', (c) => c.sub.toUpperCase()), expect: judged('sub_mismatch') },
  { id: 'iss', does: 'comes back with another issuer', provider: set('iss', 'https://attacker.example'), expect: judged('issuer_mismatch') },
  { id: 'aud', does: 'comes back for another client', provider: set('aud', 'someone-else'), expect: judged('claim_mismatch', { claim: 'aud' }) },
  {
    id: 'aud-lost', does: 'comes back without the second audience', expect: judged('claim_mismatch', { claim: 'aud' }),
    provider: { idToken: { claims: (c) => { c.azp = c.aud; c.aud = [c.aud, 'api']; } }, refreshIdToken: { claims: (c) => { c.azp = c.aud; } } },
  },
  {
    id: 'azp', does: 'comes back without the azp that was there', expect: refuse(['claim_mismatch', 'claim_missing'], 'validate', { claim: 'azp', why: 'not the same as before, because it is not there' }),
    provider: { idToken: { claims: (c) => { c.azp = c.aud; } } },
  },
  { id: 'azp-new', does: 'comes back with an azp that was not there', provider: { refreshIdToken: { claims: (c) => { c.azp = c.aud; } } }, expect: judged('claim_mismatch', { claim: 'azp' }) },
  { id: 'auth-time', does: 'comes back with a later auth_time', provider: set('auth_time', (c) => c.auth_time + 60), expect: judged('claim_mismatch', { claim: 'auth_time' }) },
  { id: 'nonce', does: 'comes back with another nonce', provider: set('nonce', 'n-0S6_WzA2Mj-n-0S6_WzA2Mj'), expect: judged('nonce_mismatch') },
  { id: 'nonce-new', does: 'comes back with a nonce that was not there', provider: set('nonce', 'n-0S6_WzA2Mj-n-0S6_WzA2Mj'), client: { params: { nonce: false } }, expect: judged('nonce_mismatch') },
].map((s) => ({ spec: 'OIDC Core 12.2', ...s }));

const tokens = [
  { id: 'signature', does: 'signs the new ID token with another key', provider: { refreshIdToken: { key: 'rsaForeign', header: (h) => { h.kid = 'kid-rsa'; } } }, expect: judged('bad_signature') },
  { id: 'none', does: 'sends an unsigned ID token', provider: { refreshIdToken: { header: (h) => { h.alg = 'none'; }, signature: () => '' } }, expect: judged('alg_not_allowed') },
  { id: 'other-alg', does: 'signs the new ID token with ES256 instead of RS256', provider: { refreshIdToken: { alg: 'ES256' } }, expect: judged('alg_not_allowed') },
  { id: 'expired', does: 'sends an expired ID token', provider: claims((c) => { c.exp -= 4000; c.iat -= 4000; }), expect: judged('token_expired') },
  { id: 'iat-missing', does: 'sends an ID token without iat', provider: drop('iat'), expect: judged('claim_missing', { claim: 'iat' }) },
  { id: 'sub-missing', does: 'sends an ID token without sub', provider: drop('sub'), expect: judged('claim_missing', { claim: 'sub' }) },
  { id: 'at-hash', does: 'sends an at_hash of another token', provider: claims((c, x) => { c.at_hash = x.halfHash('RS256', 'another'); }), expect: judged('hash_mismatch') },
  { id: 'unknown-kid', does: 'signs with an unpublished key', provider: { refreshIdToken: { key: 'rsaNext' } }, expect: judged('key_not_found'), max: { jwks: 2 } },
  { id: 'format', does: 'sends a word as ID token', provider: body((b) => { b.id_token = 'word'; }), expect: judged('invalid_jwt') },
].map((s) => ({ spec: 'OIDC Core 12.2, 3.1.3.7', ...s }));

const responses = [
  { id: 'invalid-grant', does: 'says invalid_grant', provider: json(400, { error: 'invalid_grant', error_description: 'it was revoked' }), expect: at('server_error_response', { error: 'invalid_grant', status: 400 }) },
  { id: 'error-in-200', does: 'answers 200 with an error', provider: http(text('{"error":"invalid_grant"}')), expect: at('server_error_response', { error: 'invalid_grant' }) },
  { id: 'no-token', does: 'leaves out access_token', provider: body((b) => { delete b.access_token; }), expect: at('token_missing') },
  { id: 'no-type', does: 'leaves out token_type', provider: body((b) => { delete b.token_type; }), expect: at('invalid_response') },
  { id: 'expires', does: 'sends expires_in -1', provider: body((b) => { b.expires_in = -1; }), expect: at('invalid_response') },
  { id: 'html', does: 'answers an HTML page with 200', provider: http(text('<!doctype html>', 'text/html')), expect: at('wrong_content_type') },
  { id: 'broken', does: 'answers broken JSON', provider: http(rewrite((j) => j.slice(0, -1))), expect: at('invalid_json') },
  { id: 'duplicate', does: 'sends two access tokens', provider: http(insert('"access_token":"first"')), expect: at('invalid_json'), spec: 'RFC 8259 4' },
  { id: '500', does: 'answers 500', provider: http(text('no', 'text/plain', 500)), expect: refuse('http_error', 'refresh', { status: 500, retryable: true }) },
  { id: '503', does: 'answers 503 with Retry-After: 4', provider: http(() => ({ status: 503, headers: { 'retry-after': '4' }, body: '' })), expect: refuse('http_error', 'refresh', { status: 503, retryable: true, retryAfter: 4 }) },
  { id: '401-empty', does: 'answers 401 with an empty body', provider: http(() => ({ status: 401, headers: {}, body: '' })), expect: at('http_error', { status: 401 }) },
  {
    id: 'echo', does: 'says the refresh token in error_description, a header and a member', spec: 'SECURITY-RULES "No message, error field or log line ever holds a token"',
    provider: http((a, x) => { const token = x.request.form.get('refresh_token'); return { status: 400, headers: { 'content-type': 'application/json', 'x-echo': token }, body: { error: 'invalid_grant', error_description: `no such token: ${token}`, refresh_token: token } }; }),
    expect: at('server_error_response', { error: 'invalid_grant' }),
  },
  {
    id: 'echo-html', does: 'shows the refresh token in an HTML page', spec: 'SECURITY-RULES "No message, error field or log line ever holds a token"',
    provider: http((a, x) => ({ status: 502, headers: { 'content-type': 'text/html' }, body: `<h1>Bad gateway</h1>${x.request.form.get('refresh_token')}` })),
    expect: refuse('http_error', 'refresh', { status: 502, retryable: true }),
  },
].map((s) => ({ spec: 'RFC 6749 5.1, 5.2, 6', ...s }));

const unneeded = [{
  id: 'id-token-without-openid', does: 'sends an unsigned ID token that nobody asked for (no openid in the scope)',
  client: { options: { scope: 'profile' } },
  provider: { refreshResponse: (b, g, x) => { b.id_token = x.mint(x.instance.idTokenClaims(g), { header: (h) => { h.alg = 'none'; }, signature: () => '' }); } },
  expect: either('what was not asked for is ignored without handing out its claims, or refused', accept((t) => (t.refreshed.claims ? 'claims of an unsigned token were handed out' : undefined)), judged('alg_not_allowed')),
  spec: 'OIDC Core 3.1.3.7; SECURITY-RULES "An ID token\'s signature is verified always"',
}];

const hostile = area('refresh', 'ref', { flow: 'refresh' }, [...continuity, ...tokens, ...responses, ...unneeded]);

const kept = (t) => (t.refreshed.refresh_token === undefined || t.refreshed.refresh_token === t.tokens.refresh_token ? undefined : 'a refresh token came from nowhere');
const good = area('refresh', 'good-ref', { flow: 'refresh', expect: accept(), spec: 'OIDC Core 12.2' }, [
  { id: 'rotation', does: 'a new refresh token each time', expect: accept((t) => (t.refreshed.refresh_token && t.refreshed.refresh_token !== t.tokens.refresh_token ? undefined : 'the new refresh token is lost')) },
  { id: 'no-rotation', does: 'no new refresh token: the old one stays in use', provider: { noRotation: true }, expect: accept(kept), spec: 'RFC 6749 6' },
  {
    id: 'no-rotation-twice', does: 'no new refresh token, at two refreshes', flow: 'custom', repeats: true, provider: { noRotation: true }, max: { discovery: 1, jwks: 1, token: 1, refresh: 2 }, spec: 'RFC 6749 6',
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.step('refresh');
      await t.step('refresh');
    },
  },
  {
    id: 'rotation-chain', does: 'three refreshes, each with the token of the last', flow: 'custom', max: { discovery: 1, jwks: 1, token: 1, refresh: 3 },
    async run(t) {
      await t.step('discover');
      await t.signIn();
      for (let i = 0; i < 3; i += 1) {
        await t.step('refresh');
        t.tokens = { ...t.tokens, ...t.refreshed };
      }
    },
  },
  { id: 'no-id-token', does: 'no new ID token', provider: { noIdTokenOnRefresh: true }, spec: 'OIDC Core 12.2 (might not)' },
  { id: 'same-nonce', does: 'the nonce of the first ID token', provider: { refreshIdToken: { claims: (c, x) => { c.nonce = x.grant.nonce; } } } },
  { id: 'no-auth-time', does: 'no auth_time before or after', provider: { idToken: { claims: (c) => { delete c.auth_time; } }, refreshIdToken: { claims: (c) => { delete c.auth_time; } } } },
  { id: 'auth-time-gone', does: 'auth_time before, none after', provider: { refreshIdToken: { claims: (c) => { delete c.auth_time; } } }, spec: 'OIDC Core 12.2 (only if it contains one)' },
  { id: 'aud-array', does: 'the same audience as an array', provider: { refreshIdToken: { claims: (c) => { c.aud = [c.aud]; } } } },
  { id: 'same-iat', does: 'the times of the same second', at: 1_900_000_000 },
  { id: 'scope', does: 'a narrower scope was asked for', client: { refresh: { scope: 'openid' } }, spec: 'RFC 6749 6' },
  { id: 'secret', does: 'a confidential client', client: { auth: 'client_secret_basic' }, spec: 'RFC 6749 6' },
]);

export default [...hostile, ...good];
