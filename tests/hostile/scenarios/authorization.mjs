// The authorization response: RFC 6749 4.1.2, RFC 9207, OAuth 2.0 Multiple Response Types, and the
// front channel of the hybrid and the implicit flow (OpenID Connect Core 3.2 and 3.3).
import { accept, area, either, filler, refuse } from './dsl.mjs';

const NOTHING_LATER = { token: 0, jwks: 0 };
const badResponse = refuse('invalid_response', 'callback', { retryable: false });
const wrongState = refuse('state_mismatch', 'callback', { retryable: false });
const noState = refuse('state_missing', 'callback', { retryable: false });
const duplicate = refuse('duplicate_parameter', 'callback', { retryable: false });
const wrongIssuer = refuse('response_issuer_mismatch', 'callback', { retryable: false });

const without = (...names) => ({ callback: (p) => p.filter(([name]) => !names.includes(name)) });
const replace = (name, change) => ({ callback: (p, x) => p.map(([n, v]) => [n, n === name ? change(v, x) : v]) });
const add = (...pairs) => ({ callback: (p, x) => [...p, ...pairs.map(([n, v]) => [n, typeof v === 'function' ? v(x) : v])] });
const error = (name, description, more = {}) => ({
  callback: (p) => [['error', name], ...(description === undefined ? [] : [['error_description', description]]), ...p.filter(([n]) => n !== 'code')], ...more,
});
const target = (change) => ({ callbackTarget: (answer, x) => { change(answer, x); } });

const states = [
  { id: 'state-missing', does: 'leaves out the state', provider: without('state'), expect: noState },
  {
    id: 'state-empty', does: 'sends an empty state', provider: replace('state', () => ''),
    expect: refuse(['state_missing', 'state_mismatch'], 'callback', { why: 'an empty value counts as absent (RFC 6749 3.1) or as a wrong one' }),
  },
  { id: 'state-other', does: 'sends another state', provider: replace('state', (v, x) => x.random(32)) },
  { id: 'state-longer', does: 'adds a character to the state', provider: replace('state', (v) => `${v}A`) },
  { id: 'state-shorter', does: 'drops the state\'s last character', provider: replace('state', (v) => v.slice(0, -1)) },
  { id: 'state-case', does: 'sends the state in small letters', provider: replace('state', (v) => `Z${v.slice(1).toLowerCase()}`) },
  { id: 'state-space', does: 'adds a space to the state', provider: replace('state', (v) => `${v} `) },
  { id: 'state-nonce', does: 'sends the nonce as state', provider: replace('state', (v, x) => x.grant.nonce) },
].map((s) => ({ expect: wrongState, spec: 'RFC 6749 4.1.2, 10.12', ...s }));

const repeated = [
  { id: 'repeat-code', does: 'sends two codes', provider: add(['code', 'attacker-code']) },
  { id: 'repeat-code-before', does: 'sends an attacker\'s code before its own', provider: { callback: (p) => [['code', 'attacker-code'], ...p] } },
  { id: 'repeat-code-equal', does: 'sends the same code twice', provider: { callback: (p) => [...p, p.find(([n]) => n === 'code')] } },
  { id: 'repeat-state', does: 'sends two states, the second one right', provider: { callback: (p) => [['state', 'other'], ...p] } },
  { id: 'repeat-state-after', does: 'sends two states, the first one right', provider: add(['state', 'other']) },
  { id: 'repeat-iss', does: 'sends two issuers, the second one right', provider: { callback: (p) => [['iss', 'https://attacker.example'], ...p] } },
  { id: 'repeat-error', does: 'sends two errors', provider: { callback: (p) => [['error', 'access_denied'], ['error', 'server_error'], ...p.filter(([n]) => n !== 'code')] } },
].map((s) => ({ expect: duplicate, spec: 'RFC 6749 3.1', ...s }));

const issuers = [
  { id: 'iss-missing', does: 'leaves out iss, which the metadata promises', provider: without('iss'), expect: refuse('response_issuer_missing', 'callback', { retryable: false }), spec: 'RFC 9207 2.4' },
  { id: 'iss-other', does: 'names another issuer (mix-up)', provider: replace('iss', () => 'https://attacker.example') },
  { id: 'iss-slash', does: 'adds a slash to iss', provider: replace('iss', (v) => `${v}/`) },
  { id: 'iss-case', does: 'sends iss in capitals', provider: replace('iss', (v) => v.toUpperCase()) },
  { id: 'iss-prefix', does: 'cuts the last character of iss', provider: replace('iss', (v) => v.slice(0, -1)) },
  { id: 'iss-unpromised', does: 'names another issuer, and the metadata promises no iss', provider: { ...replace('iss', () => 'https://attacker.example'), metadata: (m) => { delete m.authorization_response_iss_parameter_supported; } } },
  { id: 'iss-error', does: 'sends an error of another issuer', provider: { callback: (p) => [['error', 'access_denied'], ...p.filter(([n]) => n !== 'code').map(([n, v]) => [n, n === 'iss' ? 'https://attacker.example' : v])] } },
].map((s) => ({ expect: wrongIssuer, spec: 'RFC 9207 2.4', ...s }));

const said = (code, more) => refuse('server_error_response', 'callback', { error: code, retryable: false, ...more });
const errors = [
  { id: 'error', does: 'says access_denied', provider: error('access_denied', 'the user said no'), expect: said('access_denied', { check: (e) => (e.errorDescription === 'the user said no' ? undefined : 'errorDescription is lost') }) },
  { id: 'error-bare', does: 'says invalid_scope without a description', provider: error('invalid_scope'), expect: said('invalid_scope') },
  {
    id: 'error-login-required', does: 'says login_required to prompt=none', provider: error('login_required'), client: { params: { prompt: 'none' } },
    expect: refuse(['login_required', 'server_error_response'], 'callback', { error: 'login_required', why: 'there is a code of this very name, and the server sent an error' }), spec: 'OIDC Core 3.1.2.6',
  },
  { id: 'error-no-state', does: 'sends an error without state', provider: { callback: (p) => [['error', 'access_denied'], ...p.filter(([n]) => n === 'iss')] }, expect: noState, spec: 'RFC 6749 4.1.2.1' },
  { id: 'error-other-state', does: 'sends an error with another state', provider: { callback: (p) => [['error', 'access_denied'], ['state', 'other'], ...p.filter(([n]) => n === 'iss')] }, expect: wrongState, spec: 'RFC 6749 4.1.2.1' },
  {
    id: 'error-long', does: 'sends a description of 5,000 characters with control characters', provider: error('access_denied', `\u0000\u001b[31m\r\n\u202e${filler(5000)}`),
    expect: said('access_denied', { check: (e) => (e.errorDescription?.length > 100 ? undefined : 'the description is lost') }), spec: 'SECURITY-RULES "at most 1,000 characters with control characters removed"',
  },
  {
    id: 'error-and-code', does: 'sends an error and a code', provider: { callback: (p) => [['error', 'access_denied'], ...p] },
    expect: refuse(['server_error_response', 'invalid_response'], 'callback', { why: 'the server sent an error; and a response has one or the other' }),
  },
].map((s) => ({ spec: 'RFC 6749 4.1.2.1', ...s }));

const contents = [
  { id: 'code-missing', does: 'leaves out the code', provider: without('code') },
  { id: 'code-empty', does: 'sends an empty code', provider: replace('code', () => '') },
  { id: 'access-token', does: 'sends an access token beside the code', provider: add(['access_token', (x) => x.random(24)], ['token_type', 'Bearer']), spec: 'SECURITY-RULES "tokens in the URL of a code flow are refused"' },
  { id: 'id-token', does: 'sends an ID token beside the code', provider: add(['id_token', 'eyJhbGciOiJub25lIn0.e30.']), spec: 'SECURITY-RULES "tokens in the URL of a code flow are refused"' },
  { id: 'refresh-token', does: 'sends a refresh token beside the code', provider: add(['refresh_token', (x) => x.random(24)]), spec: 'SECURITY-RULES "tokens in the URL of a code flow are refused"' },
  { id: 'token-in-fragment', does: 'adds a fragment with an access token', provider: target((a, x) => { a.tail = `#access_token=${x.random(24)}&token_type=Bearer`; }), spec: 'SECURITY-RULES "tokens in the URL of a code flow are refused"' },
  { id: 'tokens-instead', does: 'sends tokens instead of a code', provider: { callback: (p, x) => [['access_token', x.random(24)], ['token_type', 'Bearer'], ...p.filter(([n]) => n !== 'code')] }, spec: 'SECURITY-RULES "tokens in the URL of a code flow are refused"' },
  {
    id: 'nothing', does: 'sends no parameters', provider: { callback: () => [] },
    expect: refuse(['state_missing', 'invalid_response'], 'callback', { why: 'no state, and no response at all' }),
  },
  { id: 'target-path', does: 'comes back at another path', provider: target((a) => { a.redirectUri = 'https://app.example/other'; }), spec: 'SECURITY-RULES "a callback for another redirect URI is refused"' },
  { id: 'target-slash', does: 'comes back at the path with a slash', provider: target((a) => { a.redirectUri = 'https://app.example/callback/'; }), spec: 'SECURITY-RULES "a callback for another redirect URI is refused"' },
  { id: 'target-dots', does: 'comes back at a path that is another one after its dots are gone', provider: target((a) => { a.redirectUri = 'https://app.example/callback/../admin'; }), spec: 'SECURITY-RULES "a callback for another redirect URI is refused"' },
  { id: 'target-host', does: 'comes back at another host', provider: target((a) => { a.redirectUri = 'https://attacker.example/callback'; }), spec: 'SECURITY-RULES "a callback for another redirect URI is refused"' },
  { id: 'target-scheme', does: 'comes back with http:', provider: target((a) => { a.redirectUri = 'http://app.example/callback'; }), spec: 'SECURITY-RULES "a callback for another redirect URI is refused"' },
  { id: 'target-port', does: 'comes back at another port', provider: target((a) => { a.redirectUri = 'https://app.example:8443/callback'; }), spec: 'SECURITY-RULES "a callback for another redirect URI is refused"' },
].map((s) => ({ expect: badResponse, spec: 'RFC 6749 4.1.2', ...s }));

// ---- hybrid and implicit -----------------------------------------------------------------------------

const hybrid = { params: { responseType: 'code id_token' } };
const implicit = { params: { responseType: 'id_token token' } };
const front = (hooks) => ({ front: hooks });
const claims = (change) => front({ claims: (c, x) => { change(c, x); } });
const validate = (code, more) => refuse(code, 'validate', { retryable: false, ...more });

const frontChannel = [
  { id: 'c-hash-other', does: 'c_hash of another code', provider: claims((c, x) => { c.c_hash = x.halfHash('RS256', 'another'); }), expect: validate('hash_mismatch'), spec: 'OIDC Core 3.3.2.10' },
  { id: 'c-hash-missing', does: 'no c_hash', provider: claims((c) => { delete c.c_hash; }), expect: validate('claim_missing', { claim: 'c_hash' }), spec: 'OIDC Core 3.3.2.11' },
  { id: 's-hash-other', does: 's_hash of another state', provider: claims((c, x) => { c.s_hash = x.halfHash('RS256', 'another'); }), expect: validate('hash_mismatch'), spec: 'FAPI 1.0 Part 2, 5.2.2.1' },
  { id: 'code-swapped', does: 'another user\'s code beside the ID token', provider: replace('code', (v, x) => x.random(32)), expect: validate('hash_mismatch'), spec: 'OIDC Core 3.3.2.10' },
  { id: 'signature', does: 'an ID token signed by another key', provider: front({ key: 'rsaForeign', header: (h) => { h.kid = 'kid-rsa'; } }), expect: validate('bad_signature'), spec: 'OIDC Core 3.3.2.12' },
  { id: 'none', does: 'an unsigned ID token in the front channel', provider: front({ header: (h) => { h.alg = 'none'; }, signature: () => '' }), expect: validate('alg_not_allowed'), spec: 'OIDC Core 3.3.2.12' },
  { id: 'nonce', does: 'another nonce', provider: claims((c) => { c.nonce = 'n-0S6_WzA2Mj-n-0S6_WzA2Mj'; }), expect: validate('nonce_mismatch'), spec: 'OIDC Core 3.3.2.12' },
  { id: 'expired', does: 'an expired ID token', provider: claims((c) => { c.exp -= 4000; c.iat -= 4000; }), expect: validate('token_expired'), spec: 'OIDC Core 3.3.2.12' },
  { id: 'aud', does: 'an ID token for another client', provider: claims((c) => { c.aud = 'someone-else'; }), expect: validate('claim_mismatch', { claim: 'aud' }), spec: 'OIDC Core 3.3.2.12' },
  { id: 'iss-missing', does: 'no iss, and an ID token of another issuer', provider: { ...without('iss'), ...claims((c) => { c.iss = 'https://attacker.example'; }) }, expect: validate('issuer_mismatch'), spec: 'RFC 9207 4' },
  { id: 'iss-missing-error', does: 'an error without iss and without an ID token', provider: { callback: (p) => [['error', 'access_denied'], ...p.filter(([n]) => n === 'state')] }, expect: refuse('response_issuer_missing', 'callback', { retryable: false }), max: { token: 0, jwks: 0 }, spec: 'RFC 9207 2.4' },
  { id: 'id-token-missing', does: 'no ID token', provider: without('id_token'), expect: refuse('id_token_missing', ['callback', 'validate'], { retryable: false }), spec: 'OIDC Core 3.3.2.5' },
].map((s) => ({ client: hybrid, max: { token: 0, jwks: 1 }, ...s, id: `hybrid-${s.id}` }));

const secondToken = [
  { id: 'sub-differs', does: 'ID tokens of two users in the two channels', provider: { idToken: { claims: (c) => { c.sub = 'another-user'; } } }, expect: validate('sub_mismatch'), spec: 'OIDC Core 3.3.3.6' },
  { id: 'back-at-hash', does: 'a good ID token in front, a wrong at_hash behind', provider: { idToken: { claims: (c, x) => { c.at_hash = x.halfHash('RS256', 'another'); } } }, expect: validate('hash_mismatch'), spec: 'OIDC Core 3.3.3.8' },
].map((s) => ({ client: hybrid, max: {}, ...s, id: `hybrid-${s.id}` }));

const implicitFlow = [
  { id: 'at-hash-other', does: 'at_hash of another token', provider: claims((c, x) => { c.at_hash = x.halfHash('RS256', 'another'); }), expect: validate('hash_mismatch'), spec: 'OIDC Core 3.2.2.9' },
  {
    id: 'at-hash-missing', does: 'no at_hash beside an access token', provider: claims((c) => { delete c.at_hash; }), spec: 'OIDC Core 3.2.2.10',
    expect: validate(['claim_missing', 'hash_mismatch'], { why: 'the claim is required here; without it the hash cannot match' }),
  },
  { id: 'token-swapped', does: 'another access token beside the ID token', provider: replace('access_token', (v, x) => x.random(32)), expect: validate('hash_mismatch'), spec: 'OIDC Core 3.2.2.9' },
  { id: 'nonce-other', does: 'another nonce', provider: claims((c) => { c.nonce = 'n-0S6_WzA2Mj-n-0S6_WzA2Mj'; }), expect: validate('nonce_mismatch'), spec: 'OIDC Core 3.2.2.11' },
  {
    id: 'nonce-missing', does: 'no nonce', provider: claims((c) => { delete c.nonce; }), spec: 'OIDC Core 3.2.2.11',
    expect: validate(['nonce_mismatch', 'claim_missing'], { why: 'as in the code flow' }),
  },
  { id: 'state-other', does: 'another state', provider: replace('state', (v, x) => x.random(32)), expect: wrongState, max: NOTHING_LATER, spec: 'RFC 6749 4.2.2' },
  { id: 'access-token-missing', does: 'no access token', provider: without('access_token'), expect: refuse('token_missing', ['callback', 'validate', 'token'], { retryable: false }), spec: 'OIDC Core 3.2.2.5' },
].map((s) => ({ client: implicit, max: { token: 0, jwks: 1 }, ...s, id: `implicit-${s.id}` }));

const sequences = [
  {
    id: 'crossed', does: 'two sign-ins at once, each callback given to the other request: both are refused', flow: 'custom', max: { discovery: 1, token: 0 }, spec: 'RFC 6749 10.12',
    expect: wrongState,
    async run(t) {
      await t.step('discover');
      const first = await t.open();
      const second = await t.open();
      await t.refused(() => t.exchangeOf(first.callback, second.request));
      await t.refused(() => t.exchangeOf(second.callback, first.request));
    },
  },
];

const bytes = [
  {
    id: 'bad-escapes', does: 'adds %zz and %ff to the address', provider: target((a) => { a.tail = '&x=%zz%ff%'; }), max: {}, spec: 'RFC 3986 2.1',
    expect: either('a parameter that nobody reads may be broken, or the whole address refused', accept(), badResponse),
  },
  { id: 'error-bad-utf8', does: 'sends an error with a description that is not UTF-8', provider: { callback: (p) => [['error', 'access_denied'], ...p.filter(([n]) => n !== 'code')], callbackTarget: (a) => { a.tail = '&error_description=%ff%fe%00%1b'; } }, expect: either('the error counts, or the address is refused because it is not UTF-8', said('access_denied'), badResponse), spec: 'RFC 6749 4.1.2.1; SECURITY-RULES "UTF-8 is strict"' },
  { id: 'error-spaced', does: 'sends an error of 3,000 characters that is no code', provider: error(`not a code ${filler(3000)}`), expect: said(undefined), spec: 'RFC 6749 4.1.2.1' },
];

const hostile = area('authorization', 'cb', { flow: 'signin', max: NOTHING_LATER }, [
  ...states, ...repeated, ...issuers, ...errors, ...contents, ...frontChannel, ...secondToken, ...implicitFlow, ...sequences, ...bytes,
]);

const form = (as) => ({ callbackAs: as });
const good = area('authorization', 'good-cb', { flow: 'signin', expect: accept() }, [
  { id: 'no-iss', does: 'no iss, and no promise of it', provider: { ...without('iss'), metadata: (m) => { delete m.authorization_response_iss_parameter_supported; } }, spec: 'RFC 9207 2.4' },
  { id: 'iss-unpromised', does: 'the right iss without a promise', provider: { metadata: (m) => { delete m.authorization_response_iss_parameter_supported; } }, spec: 'RFC 9207 2.4' },
  { id: 'as-url', does: 'the callback comes as a URL object', client: form('url') },
  { id: 'as-params', does: 'the callback comes as URLSearchParams', client: form('params') },
  { id: 'form-post', does: 'response_mode=form_post; the callback comes as FormData', client: { ...form('form'), params: { responseMode: 'form_post' } }, spec: 'OAuth 2.0 Form Post Response Mode 2' },
  { id: 'fragment', does: 'response_mode=fragment', client: { params: { responseMode: 'fragment' } }, spec: 'OAuth 2.0 Multiple Response Types 2.1' },
  { id: 'redirect-query', does: 'a redirect URI with a query of its own', client: { redirectUri: 'https://app.example/callback?app=1&x=%2F' }, spec: 'RFC 6749 3.1.2' },
  { id: 'long-code', does: 'a code of 4,000 characters with reserved ones', provider: { callback: (p, x) => p.map(([n, v]) => { if (n !== 'code') return [n, v]; const long = x.instance.secret(`${v}+/=& %2F${filler(4000)}`); x.instance.codes.set(long, x.grant); return [n, long]; }) }, spec: 'RFC 6749 4.1.2, appendix B' },
  { id: 'plus-space', does: 'a space in the state parameter\'s neighbour, sent as +', provider: add(['x', 'a b']), spec: 'RFC 6749 appendix B' },
  { id: 'facebook', does: 'adds #_=_ to the address, as one provider does', provider: target((a) => { a.tail = '#_=_'; }), spec: 'RFC 6749 4.1.2' },
  { id: 'hybrid-no-iss', does: 'the hybrid flow without iss, which the ID token says already', client: hybrid, provider: without('iss'), spec: 'RFC 9207 4' },
  { id: 'hybrid', does: 'the hybrid flow: code id_token', client: hybrid, spec: 'OIDC Core 3.3' },
  { id: 'implicit', does: 'the implicit flow: id_token token, without a token request', client: implicit, max: { token: 0 }, spec: 'OIDC Core 3.2', expect: accept((t) => (t.tokens.access_token && t.tokens.claims?.sub ? undefined : 'tokens or claims are missing')) },
  {
    id: 'own-state', does: 'nothing: extra parameters of the application must not overwrite the protocol\'s', spec: 'SECURITY-RULES "never overwrite protocol parameters"',
    client: { params: { extra: { state: 'fixed', nonce: 'fixed', client_id: 'other', redirect_uri: 'https://attacker.example', response_type: 'token', code_challenge_method: 'plain', code_challenge: 'x', scope: 'none', custom: 'kept' } } },
    expect: either('ignored, or refused as a mistake of the application', accept((t) => (new URL(t.request.url).searchParams.get('custom') === 'kept' ? undefined : 'an extra parameter is lost')),
      refuse('invalid_config', ['authorize', 'config'], { anyStep: true })), max: {},
  },
  {
    id: 'parallel', does: 'two sign-ins at once, finished in the other order', flow: 'custom', max: { discovery: 1, jwks: 2, token: 2 }, spec: 'SECURITY-RULES "several may be open at once"',
    async run(t) {
      await t.step('discover');
      const first = await t.open();
      const second = await t.open();
      await t.finish(second);
      await t.finish(first);
    },
  },
].map((s) => ({ spec: 'RFC 6749 4.1.2', ...s })));

export default [...hostile, ...good];
