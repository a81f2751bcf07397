// Keys: RFC 7517, RFC 7518, OpenID Connect Core 10.1.1.
import { accept, area, brokenJson, either, filler, insert, members, nested, refuse, text } from './dsl.mjs';

const SPEC = 'RFC 7517 5';
const unavailable = (more = {}) => refuse('jwks_unavailable', 'validate', { cause: true, ...more });
const noKey = refuse('key_not_found', 'validate', { retryable: false });
const badSignature = refuse('bad_signature', 'validate', { retryable: false });
const weak = refuse('weak_key', 'validate', { retryable: false });

/** A JWKS with exactly these keys of the ring: [name, members to add, members to drop]. */
const only = (...list) => (_, x) => ({
  keys: list.map(([name, extra = {}, drop = []]) => {
    const jwk = x.publicJwk(x.keys[name], extra);
    for (const member of drop) delete jwk[member];
    return jwk;
  }),
});
const changed = (change) => (set, x) => { set.keys.forEach((jwk) => change(jwk, x)); };
const noKid = { header: (h) => { delete h.kid; } };
const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));

const documents = [
  { id: '404', does: 'answers 404', provider: { http: { jwks: text('no', 'text/plain', 404) } }, expect: unavailable({ retryable: false }) },
  { id: '500', does: 'answers 500', provider: { http: { jwks: text('no', 'text/plain', 500) } }, expect: unavailable({ retryable: true }), max: { jwks: 2 } },
  { id: '429', does: 'answers 429 with Retry-After: 9', provider: { http: { jwks: () => ({ status: 429, headers: { 'retry-after': '9' }, body: '' }) } }, expect: unavailable({ retryable: true, retryAfter: 9 }) },
  { id: 'html', does: 'answers an HTML page', provider: { http: { jwks: text('<!doctype html>', 'text/html') } }, expect: unavailable({ retryable: false }) },
  { id: 'no-type', does: 'sends no content type', provider: { http: { jwks: (a) => ({ ...a, headers: {}, body: JSON.stringify(a.body) }) } } },
  { id: 'error', does: 'answers 200 with an error', provider: { http: { jwks: text('{"error":"server_error"}') } } },
  { id: 'empty-body', does: 'answers 200 with an empty body', provider: { http: { jwks: text('') } } },
  { id: 'array', does: 'answers an array of keys', provider: { http: { jwks: (a) => { a.body = JSON.stringify(a.body.keys); } } } },
  { id: 'no-keys', does: 'answers an object without keys', provider: { jwks: () => ({}) } },
  { id: 'keys-object', does: 'gives keys as an object', provider: { jwks: (s) => ({ keys: s.keys[0] }) } },
  { id: 'keys-string', does: 'gives keys as a string', provider: { jwks: (s) => ({ keys: JSON.stringify(s.keys) }) } },
  { id: 'duplicate-keys', does: 'has keys twice: an attacker\'s and its own', provider: { http: { jwks: insert('"keys":[]') } }, spec: 'RFC 8259 4' },
  { id: 'duplicate-kid', does: 'has kid twice in one key', provider: { http: { jwks: (a) => { a.body = JSON.stringify(a.body).replace('"kid":', '"kid":"other","kid":'); } } }, spec: 'RFC 7517 4' },
  { id: '101-keys', does: 'has 101 keys', provider: { jwks: (s, x) => { s.keys.push(...times(101 - s.keys.length, (i) => x.publicJwk(x.keys.rsaNext, { kid: `k${i}` }))); } }, spec: 'SECURITY-RULES "JWKS 100 keys"' },
  { id: 'depth-70', does: 'nests 70 arrays', provider: { http: { jwks: nested(70) } } },
  {
    id: 'heavy-many-members', does: 'sends 60,000 members', timeout: 2000, provider: { http: { jwks: members(60_000) } }, spec: 'Issue 3: every call settles within its limit + 200 ms',
    expect: either('large, but within every limit that is set; it may also be refused, in good time', accept(), unavailable()),
  },
  { id: '2-mib', does: 'sends 2 MiB', provider: { jwks: (s) => { s.x = filler(2 * 1024 * 1024); } }, spec: 'SECURITY-RULES "Bodies are capped"' },
  ...brokenJson.map(([id, does, change, spec]) => ({ id: `json-${id}`, does: `the JWKS ${does}`, provider: { http: { jwks: change } }, spec })),
  ...[302, 307, 308].map((status) => ({
    id: `redirect-${status}`, does: `redirects to another origin (${status})`,
    provider: { http: { jwks: (_, x) => ({ status, headers: { location: `${x.second}/jwks` }, body: '' }) } },
    expect: unavailable({ cause: 'redirect_refused', retryable: false }), spec: 'SECURITY-RULES "No redirect is followed"',
  })),
].map((scenario) => ({ expect: unavailable(), ...scenario }));

const choice = [
  { id: 'empty', does: 'has no keys', provider: { jwks: () => ({ keys: [] }) } },
  { id: 'unknown-kid', does: 'signs with a key that it does not publish', provider: { idToken: { key: 'rsaNext' } }, spec: 'OIDC Core 10.1.1' },
  { id: 'kid-case', does: 'writes the kid in capitals', provider: { idToken: { header: (h) => { h.kid = h.kid.toUpperCase(); } } }, spec: 'RFC 7517 4.5' },
  { id: 'kid-empty', does: 'has an empty kid in the header', provider: { idToken: { header: (h) => { h.kid = ''; } } } },
  { id: 'kid-proto', does: 'names the key __proto__', provider: { idToken: { header: (h) => { h.kid = '__proto__'; } } } },
  { id: 'use-enc', does: 'publishes the signing key for encryption', provider: { jwks: only(['rsa', { use: 'enc' }]) }, spec: 'RFC 7517 4.2' },
  { id: 'key-ops-encrypt', does: 'publishes the key with key_ops encrypt', provider: { jwks: only(['rsa', { key_ops: ['encrypt', 'wrapKey'] }, ['use']]) }, spec: 'RFC 7517 4.3' },
  { id: 'alg-other', does: 'publishes the key for RS512, signs RS256', provider: { jwks: only(['rsa', { alg: 'RS512' }]) }, spec: 'RFC 7517 4.4' },
  { id: 'alg-pss', does: 'publishes the key for PS256, signs RS256', provider: { jwks: only(['rsa', { alg: 'PS256' }]) }, spec: 'RFC 7517 4.4' },
  { id: 'alg-enc', does: 'publishes the key for RSA-OAEP', provider: { jwks: only(['rsa', { alg: 'RSA-OAEP' }]) }, spec: 'RFC 7517 4.4' },
  { id: 'kty-other', does: 'has an EC key under the kid of the token', provider: { jwks: only(['p256', { kid: 'kid-rsa' }]) }, spec: 'RFC 7517 4.1' },
  { id: 'curve-other', does: 'has a P-384 key under the kid of an ES256 token', provider: { alg: 'ES256', jwks: only(['p384', { kid: 'kid-p256' }]) }, client: { options: { idTokenSignedResponseAlg: 'ES256' } }, spec: 'RFC 7518 3.4' },
  { id: 'oct', does: 'has only a symmetric key, under the kid of the token', provider: { jwks: () => ({ keys: [{ kty: 'oct', kid: 'kid-rsa', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ' }] }) }, spec: 'SECURITY-RULES "symmetric keys in a JWKS are ignored"' },
  { id: 'two-fit', does: 'has two RSA keys, and no kid in the token', provider: { jwks: only(['rsa'], ['rsaNext']), idToken: noKid }, spec: 'OIDC Core 10.1' },
  { id: 'two-fit-no-kid', does: 'has two RSA keys without kid, and none in the token', provider: { jwks: only(['rsa', {}, ['kid']], ['rsaNext', {}, ['kid']]), idToken: noKid }, spec: 'OIDC Core 10.1' },
  { id: 'none-fits', does: 'has only EC keys, and no kid in the token', provider: { jwks: only(['p256'], ['p384']), idToken: noKid } },
].map((scenario) => ({ expect: noKey, max: { jwks: 2 }, ...scenario }));

const substituted = [
  { id: 'foreign-rsa', does: 'signs with another RSA key under the same kid', provider: { idToken: { key: 'rsaForeign', header: (h) => { h.kid = 'kid-rsa'; } } } },
  { id: 'foreign-ec', does: 'signs ES256 with another key under the same kid', provider: { alg: 'ES256', idToken: { key: 'p256Foreign', header: (h) => { h.kid = 'kid-p256'; } } }, client: { options: { idTokenSignedResponseAlg: 'ES256' } } },
  { id: 'foreign-ed', does: 'signs EdDSA with another key under the same kid', provider: { alg: 'EdDSA', idToken: { key: 'ed25519Foreign', header: (h) => { h.kid = 'kid-ed25519'; } } }, client: { options: { idTokenSignedResponseAlg: 'EdDSA' } } },
].map((scenario) => ({ expect: badSignature, spec: 'OIDC Core 3.1.3.7 step 6', ...scenario }));

const asRsa = (name) => ({ idToken: { key: name, header: (h) => { h.kid = `kid-${name}`; } } });
const quality = [
  { id: 'rsa-1024', does: 'signs with an RSA key of 1024 bits', provider: { jwks: only(['rsaWeak']), ...asRsa('rsaWeak') }, spec: 'RFC 7518 3.3' },
  { id: 'rsa-2040', does: 'signs with an RSA key of 2040 bits', provider: { jwks: only(['rsa2040']), ...asRsa('rsa2040') }, spec: 'RFC 7518 3.3' },
  {
    id: 'rsa-zero-padded', does: 'pads a modulus of 1024 bits with leading zeros to 2048',
    provider: { jwks: only(['rsaWeak']), http: { jwks: (a, x) => { a.body.keys[0].n = x.base64url(Buffer.concat([Buffer.alloc(128), Buffer.from(x.keys.rsaWeak.jwk.n, 'base64url')])); } }, ...asRsa('rsaWeak') },
    expect: refuse(['weak_key', 'key_not_found'], 'validate', { why: 'a short key, and a modulus that RFC 7518 6.3.1.1 does not allow' }), max: { jwks: 2 }, spec: 'RFC 7518 6.3.1.1',
  },
  {
    id: 'rsa-exponent-1', does: 'publishes a key with exponent 1 and forges the signature', spec: 'SECURITY-RULES "an odd public exponent above 1"',
    provider: { jwks: only(['rsa', { e: 'AQ' }]), idToken: { signature: (input, x) => x.forgeExponentOne(input) } },
  },
  { id: 'rsa-exponent-even', does: 'publishes a key with exponent 65536', provider: { jwks: only(['rsa', { e: 'AQAA' }]) }, spec: 'SECURITY-RULES "an odd public exponent above 1"' },
  {
    id: 'ec-off-curve', does: 'publishes a point that is not on its curve', spec: 'RFC 7518 6.2.1; SECURITY-RULES "EC points must lie on their curve"',
    provider: { alg: 'ES256', jwks: (s, x) => { const key = x.publicJwk(x.keys.p256); const y = Buffer.from(key.y, 'base64url'); y[31] ^= 1; return { keys: [{ ...key, y: x.base64url(y) }] }; } },
    client: { options: { idTokenSignedResponseAlg: 'ES256' } },
    expect: refuse(['weak_key', 'key_not_found'], 'validate', { why: 'a key that is refused for its quality, or one that does not count as a key' }), max: { jwks: 2 },
  },
  {
    id: 'ec-short', does: 'publishes a P-256 point with a coordinate of 31 bytes', spec: 'RFC 7518 6.2.1.2',
    provider: { alg: 'ES256', jwks: (s, x) => { const key = x.publicJwk(x.keys.p256); return { keys: [{ ...key, x: x.base64url(Buffer.from(key.x, 'base64url').subarray(1)) }] }; } },
    client: { options: { idTokenSignedResponseAlg: 'ES256' } },
    expect: refuse(['weak_key', 'key_not_found'], 'validate', { why: 'as for a point off the curve' }), max: { jwks: 2 },
  },
  {
    id: 'rsa-huge', does: 'publishes a modulus of 65,536 bits', provider: { jwks: (s, x) => ({ keys: [{ ...x.publicJwk(x.keys.rsa), n: `${x.random(8191)}_w` }] }) },
    expect: refuse(['weak_key', 'key_not_found', 'bad_signature'], 'validate', { why: 'no limit is set: a key that is refused, that does not count, or that verifies nothing' }), max: { jwks: 2 }, spec: 'SECURITY-RULES "Bound what the peer can cost us"',
  },
  {
    id: 'rsa-exponent-huge', does: 'publishes an exponent of 2,047 bits', provider: { jwks: (s, x) => { const e = Buffer.from(x.keys.rsa.jwk.n, 'base64url'); e[0] = 0x7f; e[255] |= 1; return { keys: [{ ...x.publicJwk(x.keys.rsa), e: x.base64url(e) }] }; } },
    expect: refuse(['weak_key', 'key_not_found', 'bad_signature'], 'validate', { why: 'as for a huge modulus; hosts differ in what they import' }), max: { jwks: 2 }, spec: 'RFC 7518 6.3.1.2',
  },
  {
    id: 'okp-x25519', does: 'has an X25519 key under the kid of an EdDSA token', client: { options: { idTokenSignedResponseAlg: 'EdDSA' } }, expect: noKey, max: { jwks: 2 }, spec: 'RFC 8037 3.1, 3.2',
    provider: { alg: 'EdDSA', jwks: (s, x) => ({ keys: [{ ...x.publicJwk(x.keys.ed25519), crv: 'X25519' }] }) },
  },
  {
    id: 'okp-short', does: 'has an Ed25519 key of 31 bytes', client: { options: { idTokenSignedResponseAlg: 'EdDSA' } }, max: { jwks: 2 }, spec: 'RFC 8037 2; RFC 8032 5.1.5',
    provider: { alg: 'EdDSA', jwks: (s, x) => ({ keys: [{ ...x.publicJwk(x.keys.ed25519), x: x.base64url(Buffer.from(x.keys.ed25519.jwk.x, 'base64url').subarray(1)) }] }) },
    expect: refuse(['weak_key', 'key_not_found'], 'validate', { why: 'as for a point off the curve' }),
  },
  {
    id: 'rsa-padded', does: 'publishes a modulus in padded base64', provider: { jwks: (s, x) => ({ keys: [{ ...x.publicJwk(x.keys.rsa), n: `${x.keys.rsa.jwk.n}==` }] }) }, max: { jwks: 2 }, spec: 'RFC 7515 2',
    expect: refuse(['weak_key', 'key_not_found'], 'validate', { why: 'a broken key is refused, or does not count as a key' }),
  },
].map((scenario) => ({ expect: weak, ...scenario }));

const rotate = { jwks: (s, x) => (x.flags.rotated ? { keys: [x.publicJwk(x.keys.rsaNext)] } : { keys: [x.publicJwk(x.keys.rsa)] }) };
const signer = (x) => (x.flags.rotated ? 'rsaNext' : 'rsa');
/** Mints with whatever key the flag names: the signature hook may choose it. */
const rotatingToken = {
  header: (h, x) => { h.kid = x.flags.unknown ? `gone-${x.random(6)}` : x.keys[signer(x)].kid; },
  signature: (input, x) => x.signBytes('RS256', x.keys[signer(x)], input),
};

const sequences = [
  {
    id: 'storm', does: 'signs twenty tokens with twenty unknown kids', flow: 'custom', spec: 'SECURITY-RULES "a storm of unknown kids costs at most two fetches"',
    provider: { ...rotate, idToken: rotatingToken }, max: { discovery: 1, jwks: 2 },
    expect: noKey,
    async run(t) {
      await t.step('discover');
      await t.set({ unknown: true });
      for (let i = 0; i < 20; i += 1) await t.refusedSignIn();
    },
  },
  {
    id: 'storm-parallel', does: 'signs ten tokens with unknown kids, which come in at once', flow: 'custom', spec: 'SECURITY-RULES "a storm of unknown kids costs at most two fetches"',
    provider: { ...rotate, idToken: rotatingToken }, max: { discovery: 1, jwks: 3 },
    expect: noKey,
    async run(t) {
      await t.step('discover');
      await t.signIn(); // the keys are known now: one fetch, and a storm may cost two more
      await t.set({ unknown: true });
      const open = [];
      for (let i = 0; i < 10; i += 1) open.push(await t.open());
      await Promise.all(open.map(({ callback, request }) => t.refused(() => t.exchangeOf(callback, request))));
    },
  },
  {
    id: 'failed-refetch', does: 'answers 500 at the refetch for an unknown kid, then signs with the known key again', flow: 'custom',
    spec: 'SECURITY-RULES "A failed refetch never evicts good keys"', max: { discovery: 1, jwks: 4 },
    provider: { ...rotate, idToken: rotatingToken, http: { jwks: (a, x) => (x.flags.down ? { status: 500, headers: {}, body: '' } : a) } },
    expect: refuse(['jwks_unavailable', 'key_not_found'], 'validate', { why: 'the keys that are there do not hold this kid, and new ones cannot be had' }),
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.set({ unknown: true, down: true });
      await t.refusedSignIn();
      await t.set({ unknown: false });
      await t.signIn();
    },
  },
  {
    id: 'failed-refetch-garbage', does: 'answers an empty JWKS at the refetch, then signs with the known key again', flow: 'custom',
    spec: 'SECURITY-RULES "A failed refetch never evicts good keys"', max: { discovery: 1, jwks: 4 },
    provider: { ...rotate, idToken: rotatingToken, http: { jwks: (a, x) => (x.flags.down ? { status: 200, headers: { 'content-type': 'application/json' }, body: '{"keys":' } : a) } },
    expect: refuse(['jwks_unavailable', 'key_not_found'], 'validate', { why: 'the keys that are there do not hold this kid, and new ones cannot be had' }),
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.set({ unknown: true, down: true });
      await t.refusedSignIn();
      await t.set({ unknown: false });
      await t.signIn();
    },
  },
];

const AT = 1_900_000_000;
const DAY = 86_400;
/** The scenario's clock is not the browser's: Vary keeps its HTTP cache out of this. */
const cachedFor = (seconds) => (a) => { Object.assign(a.headers, { 'cache-control': `max-age=${seconds}`, vary: '*' }); };
const withdrawn = [
  {
    id: 'withdrawn', does: 'gives keys for a minute (max-age=60), withdraws one, and signs with it a day later', flow: 'custom', at: AT, max: { discovery: 2, jwks: 3 },
    spec: 'SECURITY-RULES "Cache-Control: max-age is honoured within bounds"', expect: noKey,
    provider: { jwks: (s, x) => ({ keys: [x.publicJwk(x.keys[x.flags.withdrawn ? 'rsaNext' : 'rsa'])] }), http: { jwks: cachedFor(60) } },
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.set({ withdrawn: true, clock: AT + DAY });
      await t.refusedSignIn();
    },
  },
  {
    id: 'withdrawn-forever', does: 'gives keys for ten years, withdraws one, and signs with it a month later', flow: 'custom', at: AT, max: { discovery: 2, jwks: 3 },
    spec: 'SECURITY-RULES "Cache-Control: max-age is honoured within bounds"', expect: noKey,
    provider: { jwks: (s, x) => ({ keys: [x.publicJwk(x.keys[x.flags.withdrawn ? 'rsaNext' : 'rsa'])] }), http: { jwks: cachedFor(315_360_000) } },
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.set({ withdrawn: true, clock: AT + 30 * DAY });
      await t.refusedSignIn();
    },
  },
];

const hostile = area('jwks', 'jwks', { flow: 'signin', spec: SPEC }, [...documents, ...choice, ...substituted, ...quality, ...sequences, ...withdrawn]);

const good = area('jwks', 'good-jwks', { flow: 'signin', spec: SPEC, expect: accept() }, [
  { id: 'no-kid', does: 'one key without kid, token without kid', provider: { jwks: only(['rsa', {}, ['kid']]), idToken: noKid } },
  { id: 'no-kid-in-token', does: 'one fitting key with kid among others, token without kid', provider: { idToken: noKid }, spec: 'OIDC Core 10.1' },
  { id: 'no-alg', does: 'a key without alg', provider: { jwks: only(['rsa']) } },
  { id: 'no-use', does: 'a key without use', provider: { jwks: only(['rsa', {}, ['use']]) } },
  { id: 'bare', does: 'a key without kid, alg and use, token without kid', provider: { jwks: only(['rsa', {}, ['kid', 'use']]), idToken: noKid } },
  { id: 'key-ops', does: 'a key with key_ops verify', provider: { jwks: only(['rsa', { key_ops: ['verify'] }, ['use']]) }, spec: 'RFC 7517 4.3' },
  { id: 'enc-beside', does: 'an encryption key beside it, no kid in the token', provider: { jwks: only(['rsaNext', { use: 'enc' }], ['rsa']), idToken: noKid }, spec: 'RFC 7517 4.2' },
  { id: 'same-kid', does: 'an EC and an RSA key under one kid', provider: { jwks: only(['p256', { kid: 'kid-rsa' }], ['rsa']) }, spec: 'RFC 7517 4.5' },
  { id: 'junk-beside', does: 'keys of unknown type and broken keys beside it', provider: { jwks: (s) => { s.keys.unshift({ kty: 'AKP', alg: 'ML-DSA-44', kid: 'pq', pub: 'AA' }, { kty: 'EC', crv: 'secp256k1', kid: 'k1', x: 'AA', y: 'AA' }, { kty: 'oct', kid: 'o', k: 'AAAA' }, { kty: 'RSA', kid: 'broken' }, {}); } }, spec: 'RFC 7517 5' },
  { id: 'x5c', does: 'keys with certificates and thumbprints', provider: { jwks: changed((k) => Object.assign(k, { x5c: ['MIIB'], x5t: 'dGh1bWI', 'x5t#S256': 'dGh1bWI', x5u: 'https://attacker.example/cert' })) }, spec: 'RFC 7517 4.6-4.9' },
  { id: '100-keys', does: '100 keys', provider: { jwks: (s, x) => { s.keys.push(...times(100 - s.keys.length, (i) => x.publicJwk(x.keys.rsaNext, { kid: `k${i}` }))); } }, spec: 'SECURITY-RULES "JWKS 100 keys"' },
  { id: 'rsa-exponent-3', does: 'an RSA key with exponent 3', provider: { jwks: only(['rsaExponent3']), ...asRsa('rsaExponent3') }, spec: 'RFC 7518 6.3.1.2' },
  { id: 'jwk-set-type', does: 'application/jwk-set+json', provider: { http: { jwks: (a) => { a.headers['content-type'] = 'application/jwk-set+json'; } } }, spec: 'RFC 7517 8.5.2' },
  { id: 'long-kid', does: 'a kid of 200 characters, not only ASCII', provider: { jwks: only(['rsa', { kid: `kéy/${filler(196)}` }]), idToken: { header: (h) => { h.kid = `kéy/${filler(196)}`; } } } },
  {
    id: 'rotation', does: 'publishes and uses a new key after the first sign-in: it must work at once', flow: 'custom', spec: 'OIDC Core 10.1.1',
    provider: { ...rotate, idToken: rotatingToken }, max: { discovery: 1, jwks: 2 },
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.set({ rotated: true });
      await t.signIn();
    },
  },
  {
    id: 'rotation-cached', does: 'the same, and its JWKS says max-age=3600: a browser\'s HTTP cache must not stand in the way', flow: 'custom', spec: 'OIDC Core 10.1.1; SECURITY-RULES "An unknown kid causes one immediate refetch"',
    provider: { ...rotate, idToken: rotatingToken, http: { jwks: (a) => { a.headers['cache-control'] = 'public, max-age=3600'; } } }, max: { discovery: 1, jwks: 2 },
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.set({ rotated: true });
      await t.signIn();
    },
  },
  {
    id: 'rotation-after-storm', does: 'rotates its key an hour after five unknown kids', flow: 'custom', at: AT, spec: 'SECURITY-RULES "one immediate refetch, then a cool-down"',
    provider: { ...rotate, idToken: rotatingToken }, max: { discovery: 2, jwks: 4 }, expect: noKey,
    async run(t) {
      await t.step('discover');
      await t.signIn();
      await t.set({ unknown: true });
      for (let i = 0; i < 5; i += 1) await t.refusedSignIn();
      await t.set({ unknown: false, rotated: true, clock: AT + 3600 });
      await t.signIn();
    },
  },
  { id: 'key-ops-both', does: 'a key with key_ops sign and verify, and ext', provider: { jwks: only(['rsa', { key_ops: ['sign', 'verify'], ext: true }, ['use']]) }, spec: 'RFC 7517 4.3' },
  {
    id: 'cached', does: 'nothing: five sign-ins with one client cost one JWKS request', flow: 'custom', provider: { http: { jwks: (a) => { a.headers['cache-control'] = 'max-age=3600'; } } }, max: { discovery: 1, jwks: 1 },
    spec: 'SECURITY-RULES "Keys are cached per issuer"',
    async run(t) {
      await t.step('discover');
      for (let i = 0; i < 5; i += 1) await t.signIn();
    },
  },
]);

export default [...hostile, ...good];
