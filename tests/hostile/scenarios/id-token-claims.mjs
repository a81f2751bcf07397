// ID token claims: OpenID Connect Core 2, 3.1.3.7 and 3.1.3.8.
import { accept, area, filler, refuse } from './dsl.mjs';

const AT = 1_900_000_000; // the clock of provider and client where a second decides

const missing = (claim) => refuse('claim_missing', 'validate', { claim, retryable: false });
const mismatch = (claim) => refuse('claim_mismatch', 'validate', { claim, retryable: false });
const wrongIssuer = refuse('issuer_mismatch', 'validate', { retryable: false });
const wrongNonce = refuse('nonce_mismatch', 'validate', { retryable: false });
const wrongHash = refuse('hash_mismatch', 'validate', { retryable: false });
const expired = refuse('token_expired', 'validate', { retryable: false });
const early = refuse('token_not_yet_valid', 'validate', { retryable: false });
const badJwt = refuse('invalid_jwt', 'validate', { retryable: false });

const claims = (change) => ({ idToken: { claims: (c, x) => { change(c, x); } } });
const drop = (name) => claims((c) => { delete c[name]; });
const set = (name, value) => claims((c, x) => { c[name] = typeof value === 'function' ? value(c, x) : value; });
const payload = (change) => ({ idToken: { payloadText: (json, x) => change(json, x) } });

const issuer = [
  { id: 'iss-missing', does: 'no iss', provider: drop('iss'), expect: missing('iss') },
  { id: 'iss-other', does: 'another issuer', provider: set('iss', 'https://attacker.example') },
  { id: 'iss-slash', does: 'the issuer and a slash', provider: set('iss', (c) => `${c.iss}/`) },
  { id: 'iss-case', does: 'the issuer in capitals', provider: set('iss', (c) => c.iss.toUpperCase()) },
  { id: 'iss-prefix', does: 'the issuer without its last character', provider: set('iss', (c) => c.iss.slice(0, -1)) },
  { id: 'iss-suffix', does: 'the issuer and more', provider: set('iss', (c) => `${c.iss}.attacker.example`) },
  { id: 'iss-escaped', does: 'the issuer with an escaped letter', provider: set('iss', (c) => c.iss.replace('/s/', '/%73/')) },
  { id: 'iss-array', does: 'the issuer in an array', provider: set('iss', (c) => [c.iss]) },
  { id: 'iss-number', does: 'a number as issuer', provider: set('iss', 1) },
  { id: 'iss-empty', does: 'an empty issuer', provider: set('iss', '') },
  { id: 'iss-nul', does: 'the issuer and a NUL character', provider: set('iss', (c) => `${c.iss}\u0000`) },
].map((s) => ({ expect: wrongIssuer, spec: 'OIDC Core 3.1.3.7 step 2', ...s }));

const audience = [
  { id: 'aud-missing', does: 'no aud', provider: drop('aud'), expect: missing('aud') },
  { id: 'aud-other', does: 'another client\'s aud', provider: set('aud', 'someone-else') },
  { id: 'aud-array-other', does: 'an aud array without the client', provider: set('aud', ['a', 'b']) },
  { id: 'aud-empty-array', does: 'an empty aud array', provider: set('aud', []) },
  { id: 'aud-empty', does: 'an empty aud', provider: set('aud', '') },
  { id: 'aud-prefix', does: 'the client and more', provider: set('aud', (c) => `${c.aud}-2`) },
  { id: 'aud-list-text', does: 'the clients in one string', provider: set('aud', (c) => `${c.aud} other`) },
  { id: 'aud-case', does: 'the client in capitals', provider: set('aud', (c) => c.aud.toUpperCase()) },
  { id: 'aud-object', does: 'aud as an object', provider: set('aud', (c) => ({ [c.aud]: true })) },
  { id: 'aud-mixed', does: 'an aud array with a number', provider: claims((c) => { c.azp = c.aud; c.aud = [c.aud, 7]; }) },
  { id: 'aud-nested', does: 'an aud array in an array', provider: set('aud', (c) => [[c.aud]]) },
].map((s) => ({ expect: mismatch('aud'), spec: 'OIDC Core 3.1.3.7 step 3', ...s }));

const party = [
  { id: 'azp-missing', does: 'two audiences and no azp', provider: set('aud', (c) => [c.aud, 'other']), expect: missing('azp'), spec: 'OIDC Core 3.1.3.7 step 4' },
  { id: 'azp-other', does: 'azp of another client', provider: set('azp', 'someone-else') },
  { id: 'azp-other-many', does: 'two audiences and azp of the other', provider: claims((c) => { c.aud = [c.aud, 'other']; c.azp = 'other'; }) },
  { id: 'azp-array', does: 'azp as an array', provider: set('azp', (c) => [c.aud]) },
  { id: 'azp-number', does: 'azp as a number', provider: set('azp', 1) },
  { id: 'azp-empty', does: 'an empty azp', provider: set('azp', '') },
].map((s) => ({ expect: mismatch('azp'), spec: 'OIDC Core 3.1.3.7 step 5', ...s }));

const subject = [
  { id: 'sub-missing', does: 'no sub', provider: drop('sub'), expect: missing('sub') },
  { id: 'sub-empty', does: 'an empty sub', provider: set('sub', '') },
  { id: 'sub-number', does: 'a number as sub', provider: set('sub', 248289761001) },
  { id: 'sub-array', does: 'sub as an array', provider: set('sub', (c) => [c.sub]) },
  { id: 'sub-true', does: 'sub true', provider: set('sub', true) },
  { id: 'sub-256', does: 'a sub of 256 characters', provider: set('sub', filler(256)) },
  { id: 'sub-non-ascii', does: 'a sub that is not ASCII', provider: set('sub', 'zoë') },
].map((s) => ({ expect: mismatch('sub'), spec: 'OIDC Core 2 (sub)', ...s }));

const numbers = [
  { id: 'exp-missing', does: 'no exp', provider: drop('exp'), expect: missing('exp') },
  { id: 'exp-text', does: 'exp as a numeric string', provider: set('exp', (c) => String(c.exp)), expect: mismatch('exp') },
  { id: 'exp-true', does: 'exp true', provider: set('exp', true), expect: mismatch('exp') },
  { id: 'exp-array', does: 'exp as an array', provider: set('exp', (c) => [c.exp]), expect: mismatch('exp') },
  { id: 'exp-zero', does: 'exp 0', provider: set('exp', 0), expect: expired },
  { id: 'exp-negative', does: 'a negative exp', provider: set('exp', -1), expect: expired },
  { id: 'exp-hour', does: 'expired an hour ago', provider: claims((c) => { c.exp -= 3900; c.iat -= 3900; }), expect: expired },
  { id: 'exp-1e400', does: 'exp 1e400', provider: payload((j) => j.replace(/"exp":\d+/, '"exp":1e400')), expect: badJwt, spec: 'RFC 8259 6; SECURITY-RULES "Numbers must be finite"' },
  { id: 'iat-missing', does: 'no iat', provider: drop('iat'), expect: missing('iat') },
  { id: 'iat-text', does: 'iat as a string', provider: set('iat', (c) => String(c.iat)), expect: mismatch('iat') },
  { id: 'iat-future', does: 'issued an hour from now', provider: claims((c) => { c.exp += 7200; c.iat += 3600; }), expect: early },
  { id: 'iat-milliseconds', does: 'iat in milliseconds', provider: set('iat', (c) => c.iat * 1000), expect: early },
  { id: 'nbf-future', does: 'not valid before an hour from now', provider: set('nbf', (c) => c.iat + 3600), expect: early },
  { id: 'nbf-text', does: 'nbf as a string', provider: set('nbf', (c) => String(c.iat)), expect: mismatch('nbf') },
].map((s) => ({ spec: 'OIDC Core 3.1.3.7 steps 9, 10; RFC 7519 4.1.4-4.1.6', ...s }));

/** A token whose times are fixed seconds from the clock. */
const timed = (times) => claims((c) => {
  Object.assign(c, { iat: AT - 600, auth_time: AT - 600, exp: AT + 300 });
  for (const [name, offset] of Object.entries(times)) c[name] = AT + offset;
});
const clock = (id, does, times, expect, tolerance) => ({
  id: `clock-${id}`, does, at: AT, provider: timed(times), expect, spec: 'SECURITY-RULES "exact at 29, 30 and 31 s"',
  client: tolerance === undefined ? {} : { options: { clockTolerance: tolerance } },
});
const clocks = [
  clock('exp-30', 'expired exactly 30 s ago', { exp: -30 }, expired),
  clock('exp-31', 'expired 31 s ago', { exp: -31 }, expired),
  clock('iat-31', 'issued 31 s from now', { iat: 31 }, early),
  clock('nbf-31', 'valid from 31 s on', { nbf: 31 }, early),
  clock('exp-0-strict', 'expires this second, tolerance 0', { exp: 0 }, expired, 0),
  clock('iat-1-strict', 'issued 1 s from now, tolerance 0', { iat: 1 }, early, 0),
  clock('nbf-1-strict', 'valid from 1 s on, tolerance 0', { nbf: 1 }, early, 0),
  clock('exp-61-wide', 'expired 61 s ago, tolerance 60', { exp: -61 }, expired, 60),
];

const early1h = (a) => { a.headers.date = new Date(Date.now() - 3_900_000).toUTCString(); };
const skew = [{
  id: 'date-header', does: 'expired an hour ago, and sends Date headers of that time', spec: 'SECURITY-RULES "never to accept an expired token silently"', expect: expired,
  provider: { ...claims((c) => { c.exp -= 3900; c.iat -= 3900; c.auth_time -= 3900; }), http: { discovery: early1h, token: early1h, jwks: early1h } },
}];

const nonce = [
  {
    id: 'nonce-missing', does: 'no nonce', provider: drop('nonce'),
    expect: refuse(['nonce_mismatch', 'claim_missing'], 'validate', { why: 'the nonce does not match, because the claim is not there; both are named' }),
  },
  { id: 'nonce-other', does: 'another nonce', provider: set('nonce', 'n-0S6_WzA2Mj-n-0S6_WzA2Mj') },
  { id: 'nonce-longer', does: 'the nonce and one character', provider: set('nonce', (c) => `${c.nonce}A`) },
  { id: 'nonce-shorter', does: 'the nonce without its last character', provider: set('nonce', (c) => c.nonce.slice(0, -1)) },
  { id: 'nonce-case', does: 'the nonce in small letters and a capital', provider: set('nonce', (c) => `Z${c.nonce.slice(1).toLowerCase()}`) },
  { id: 'nonce-empty', does: 'an empty nonce', provider: set('nonce', '') },
  { id: 'nonce-array', does: 'the nonce in an array', provider: set('nonce', (c) => [c.nonce]) },
  { id: 'nonce-state', does: 'the state as nonce', provider: set('nonce', (c, x) => x.grant.state) },
  { id: 'nonce-unasked', does: 'a nonce that nobody asked for', provider: set('nonce', 'n-0S6_WzA2Mj'), client: { params: { nonce: false } } },
].map((s) => ({ expect: wrongNonce, spec: 'OIDC Core 3.1.3.7 step 11', ...s }));

const essential = { claims: { id_token: { acr: { essential: true, values: ['urn:mfa', 'urn:hw'] } } } };
const context = [
  { id: 'auth-time-missing', does: 'no auth_time where max_age was sent', provider: drop('auth_time'), client: { params: { maxAge: 600 } }, expect: missing('auth_time') },
  { id: 'auth-time-old', does: 'a sign-in of an hour ago where max_age was 600', provider: set('auth_time', (c) => c.iat - 3600), client: { params: { maxAge: 600 } }, expect: mismatch('auth_time') },
  { id: 'auth-time-zero', does: 'auth_time 0 where max_age was sent', provider: set('auth_time', 0), client: { params: { maxAge: 600 } }, expect: mismatch('auth_time') },
  { id: 'auth-time-text', does: 'auth_time as a string', provider: set('auth_time', (c) => String(c.auth_time)), client: { params: { maxAge: 600 } }, expect: mismatch('auth_time') },
  { id: 'max-age-zero-old', does: 'a sign-in of ten minutes ago where max_age was 0', provider: set('auth_time', (c) => c.iat - 600), client: { params: { maxAge: 0 } }, expect: mismatch('auth_time') },
  { id: 'acr-missing', does: 'no acr where one was essential', client: { params: essential }, expect: missing('acr'), spec: 'OIDC Core 5.5.1.1' },
  { id: 'acr-other', does: 'an acr that was not demanded', provider: set('acr', 'urn:password'), client: { params: essential }, expect: mismatch('acr'), spec: 'OIDC Core 5.5.1.1' },
  { id: 'acr-array', does: 'acr as an array', provider: set('acr', ['urn:mfa']), client: { params: essential }, expect: mismatch('acr'), spec: 'OIDC Core 2 (acr)' },
].map((s) => ({ spec: 'OIDC Core 3.1.3.7 steps 12, 13', ...s }));

const hashes = [
  { id: 'at-hash-other', does: 'at_hash of another token', provider: set('at_hash', (c, x) => x.halfHash('RS256', 'another')) },
  { id: 'at-hash-sha512', does: 'at_hash with the hash of another algorithm', provider: set('at_hash', (c, x) => x.halfHash('RS512', x.live('access_token'))) },
  { id: 'at-hash-whole', does: 'the whole hash as at_hash', provider: set('at_hash', (c, x) => x.wholeHash(x.live('access_token'))) },
  { id: 'at-hash-padded', does: 'at_hash with padding', provider: set('at_hash', (c) => `${c.at_hash}==`) },
  { id: 'at-hash-prefix', does: 'only the first half of at_hash', provider: set('at_hash', (c) => c.at_hash.slice(0, 11)) },
  { id: 'at-hash-empty', does: 'an empty at_hash', provider: set('at_hash', '') },
  {
    id: 'at-hash-array', does: 'at_hash in an array', provider: set('at_hash', (c) => [c.at_hash]),
    expect: refuse(['hash_mismatch', 'claim_mismatch'], 'validate', { why: 'the hash does not match because the claim has the wrong type' }),
  },
  { id: 'at-hash-other-access-token', does: 'an access token that is not the one in at_hash', provider: { tokenResponse: (b, g, x) => { b.access_token = x.instance.newAccessToken(g); } } },
  { id: 'c-hash-other', does: 'a c_hash of another code, though none is needed here', provider: set('c_hash', (c, x) => x.halfHash('RS256', 'another')), spec: 'OIDC Core 3.3.2.11' },
].map((s) => ({ expect: wrongHash, spec: 'OIDC Core 3.1.3.8', ...s }));

const json = [
  { id: 'payload-duplicate-sub', does: 'sub twice', provider: payload((j) => `{"sub":"admin",${j.slice(1)}`) },
  { id: 'payload-duplicate-escaped', does: 'sub again in escaped spelling', provider: payload((j) => `{"s\\u0075b":"admin",${j.slice(1)}`) },
  { id: 'payload-duplicate-nested', does: 'a member twice in a nested object', provider: payload((j) => `{"x":{"a":1,"a":2},${j.slice(1)}`) },
  { id: 'payload-bom', does: 'claims after a byte-order mark', provider: payload((j) => `\ufeff${j}`) },
  { id: 'payload-utf16', does: 'claims in UTF-16', provider: payload((j) => Buffer.from(j, 'utf16le')) },
  { id: 'payload-bad-utf8', does: 'invalid UTF-8 in a claim', provider: payload((j) => Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from(`",${j.slice(1)}`)])) },
  { id: 'payload-deep', does: 'a claim of 5,000 nested arrays', provider: payload((j) => `{"x":${'['.repeat(5000)}${']'.repeat(5000)},${j.slice(1)}`) },
  { id: 'payload-array', does: 'the claims in an array', provider: payload((j) => `[${j}]`) },
  { id: 'payload-text', does: 'a string as claims', provider: payload((j) => JSON.stringify(j)) },
  { id: 'payload-null', does: 'null as claims', provider: payload(() => 'null') },
  { id: 'payload-empty', does: 'an empty payload', provider: payload(() => '') },
  { id: 'payload-truncated', does: 'claims that end early', provider: payload((j) => j.slice(0, -1)) },
  { id: 'payload-trailing', does: 'claims and a second object', provider: payload((j) => `${j}{}`) },
  { id: 'payload-proto', does: '__proto__ among the claims', provider: payload((j) => `{"__proto__":{"polluted":true,"sub":"admin"},${j.slice(1)}`),
    expect: refuse('invalid_jwt', 'validate', { check: (e, t) => t.polluted() }), spec: 'SECURITY-RULES "One decoder for JSON and JOSE"; `__proto__` in claims is refused' },
].map((s) => ({ expect: badJwt, spec: 'RFC 7519 4, 7.2; RFC 8259', ...s }));

const hostile = area('id-token', 'idt', { flow: 'signin' }, [
  ...issuer, ...audience, ...party, ...subject, ...numbers, ...clocks, ...skew, ...nonce, ...context, ...hashes, ...json,
]);

const good = area('id-token', 'good-idt', { flow: 'signin', spec: 'OIDC Core 2, 3.1.3.7', expect: accept() }, [
  clock('exp-29', 'expired 29 s ago', { exp: -29 }),
  clock('iat-29', 'issued 29 s from now', { iat: 29 }),
  clock('iat-30', 'issued exactly 30 s from now', { iat: 30 }),
  clock('nbf-29', 'valid from 29 s on', { nbf: 29 }),
  clock('nbf-30', 'valid from exactly 30 s on', { nbf: 30 }),
  clock('exp-1-strict', 'expires next second, tolerance 0', { exp: 1, iat: 0, nbf: 0 }, accept(), 0),
  clock('exp-59-wide', 'expired 59 s ago, tolerance 60', { exp: -59 }, accept(), 60),
  { id: 'exponents', does: 'exp and iat in exponent notation', provider: payload((j) => j.replace(/"(exp|iat)":(\d+)/g, '"$1":$20E-1')), spec: 'RFC 8259 6' },
  { id: 'aud-array', does: 'aud as an array of one', provider: set('aud', (c) => [c.aud]) },
  { id: 'aud-many', does: 'several audiences and azp', provider: claims((c) => { c.azp = c.aud; c.aud = ['api', c.aud]; }) },
  { id: 'azp', does: 'one audience and azp', provider: set('azp', (c) => c.aud) },
  { id: 'sub-255', does: 'a sub of 255 characters', provider: set('sub', filler(255)) },
  { id: 'fractions', does: 'exp, iat, nbf and auth_time with fractions', provider: claims((c) => { c.exp += 0.5; c.iat -= 0.25; c.nbf = c.iat; c.auth_time += 0.125; }), spec: 'RFC 7519 2 (NumericDate)' },
  { id: 'no-at-hash', does: 'no at_hash', provider: drop('at_hash'), spec: 'OIDC Core 3.1.3.6 (optional)' },
  { id: 'auth-time-zero-unasked', does: 'auth_time 0 where nobody asked', provider: set('auth_time', 0) },
  { id: 'max-age', does: 'a fresh auth_time where max_age was sent', client: { params: { maxAge: 600 } }, spec: 'OIDC Core 3.1.2.1 (max_age)' },
  { id: 'max-age-zero', does: 'a sign-in just now where max_age was 0', provider: set('auth_time', (c) => c.iat), client: { params: { maxAge: 0 } }, spec: 'OIDC Core 3.1.2.1 (max_age)' },
  { id: 'acr-essential', does: 'the essential acr', provider: set('acr', 'urn:hw'), client: { params: essential }, spec: 'OIDC Core 5.5.1.1' },
  { id: 'acr-voluntary', does: 'another acr than the voluntary acr_values', provider: set('acr', 'urn:password'), client: { params: { acrValues: 'urn:mfa' } }, spec: 'OIDC Core 3.1.2.1 (acr_values)' },
  { id: 'no-nonce', does: 'no nonce, because none was sent', client: { params: { nonce: false } }, spec: 'OIDC Core 3.1.2.1 (nonce)' },
  { id: 'old-iat', does: 'a token that was issued a day ago and is still good', provider: set('iat', (c) => c.iat - 86_400) },
  { id: 'unicode', does: 'claims in many scripts, escaped and not', provider: payload((j) => `{"name":"Zo\\u00eb \\ud83d\\ude00 😀 中文 \\"quoted\\" \\/ \\n",${j.slice(1)}`),
    expect: accept((t) => (t.tokens.claims?.name === 'Zoë 😀 😀 中文 "quoted" / \n' ? undefined : 'the name changed on the way')) },
  { id: 'constructor', does: 'members constructor, prototype, hasOwnProperty and toString among the claims', provider: payload((j) => `{"constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true},"hasOwnProperty":1,"toString":"x",${j.slice(1)}`), spec: 'SECURITY-RULES "hand claims out safely"',
    expect: accept((t) => t.polluted() ?? (t.tokens.claims?.sub === undefined ? 'the claims are lost' : undefined)) },
  { id: 'large-claims', does: 'a token of 40,000 bytes', provider: set('groups', filler(29_000)), spec: 'SECURITY-RULES "JWT 64 KiB"' },
].map((s) => (s.expect ? s : { ...s, expect: accept() })));

export default [...hostile, ...good];
