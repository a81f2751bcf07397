// ID token header, signature and format: RFC 7515, RFC 7518, RFC 7519, RFC 8725.
import { accept, area, filler, refuse } from './dsl.mjs';

const badJwt = refuse('invalid_jwt', 'validate', { retryable: false });
const notAllowed = refuse('alg_not_allowed', 'validate', { retryable: false });
const badSignature = refuse('bad_signature', 'validate', { retryable: false });
const noKey = refuse('key_not_found', 'validate', { retryable: false });

const token = (hooks) => ({ idToken: hooks });
const header = (change) => token({ header: (h, x) => { change(h, x); } });
const headerText = (change) => token({ headerText: (json, x) => change(json, x) });
const jwt = (change) => token({ jwt: (text, x) => change(text, x) });
const part = (at, change) => jwt((text, x) => {
  const parts = text.split('.');
  parts[at] = change(parts[at], x);
  return parts.join('.');
});
const pin = (alg) => ({ options: { idTokenSignedResponseAlg: alg } });
const hmac = (alg, key, kid) => token({
  header: (h) => { h.alg = alg; if (kid === null) delete h.kid; },
  signature: (input, x) => x.signBytes(alg, key(x), input),
});
const NONE = 'RFC 8725 3.1, 3.2; OIDC Core 3.1.3.7 steps 6, 7';

const algorithms = [
  { id: 'none', does: 'an unsigned token (alg none, empty third part)', provider: token({ header: (h) => { h.alg = 'none'; delete h.kid; }, signature: () => '' }) },
  { id: 'none-kid', does: 'alg none with a kid', provider: token({ header: (h) => { h.alg = 'none'; }, signature: () => '' }) },
  { id: 'none-signature', does: 'alg none over a good signature', provider: header((h) => { h.alg = 'none'; }) },
  { id: 'none-capitals', does: 'alg NONE', provider: token({ header: (h) => { h.alg = 'NONE'; }, signature: () => '' }) },
  { id: 'none-mixed', does: 'alg nOnE', provider: header((h) => { h.alg = 'nOnE'; }) },
  { id: 'none-advertised', does: 'alg none, the only one in the metadata', provider: { ...token({ header: (h) => { h.alg = 'none'; }, signature: () => '' }), metadata: (m) => { m.id_token_signing_alg_values_supported = ['none']; } } },
  { id: 'alg-small', does: 'alg rs256 in small letters', provider: header((h) => { h.alg = 'rs256'; }) },
  { id: 'alg-unknown', does: 'alg RS1', provider: header((h) => { h.alg = 'RS1'; }) },
  { id: 'alg-empty', does: 'an empty alg', provider: header((h) => { h.alg = ''; }) },
  { id: 'alg-es256k', does: 'alg ES256K', provider: header((h) => { h.alg = 'ES256K'; }) },
  { id: 'hs256-pem', does: 'HS256 with the public key\'s PEM as secret', provider: hmac('HS256', (x) => x.keys.rsa.pem), spec: 'RFC 8725 2.1' },
  { id: 'hs256-jwk', does: 'HS256 with the public JWK\'s JSON as secret', provider: hmac('HS256', (x) => JSON.stringify(x.publicJwk(x.keys.rsa))), spec: 'RFC 8725 2.1' },
  { id: 'hs256-modulus', does: 'HS256 with the modulus as secret', provider: hmac('HS256', (x) => Buffer.from(x.keys.rsa.jwk.n, 'base64url')), spec: 'RFC 8725 2.1' },
  { id: 'hs256-empty', does: 'HS256 with an empty secret', provider: hmac('HS256', () => ''), spec: 'RFC 8725 2.1' },
  { id: 'hs256-client-id', does: 'HS256 with the client id as secret', provider: hmac('HS256', (x) => x.clientId) },
  { id: 'hs256-unasked', does: 'HS256 with the client\'s secret, though the client did not ask for it', provider: hmac('HS256', (x) => x.clientSecret), client: { auth: 'client_secret_basic' }, spec: 'SECURITY-RULES "only for a client that holds a secret and asked for it"' },
  { id: 'hs256-only-advertised', does: 'HS256 with the PEM, the only algorithm in the metadata, to a public client', provider: { ...hmac('HS256', (x) => x.keys.rsa.pem), metadata: (m) => { m.id_token_signing_alg_values_supported = ['HS256']; } } },
  { id: 'pin-rs512', does: 'RS512 where RS256 is the default', provider: token({ alg: 'RS512' }), spec: 'OIDC Core 3.1.3.7 step 7' },
  { id: 'pin-ps256', does: 'PS256 where RS256 is the default', provider: token({ alg: 'PS256' }), spec: 'OIDC Core 3.1.3.7 step 7' },
  { id: 'pin-es256', does: 'ES256 where RS256 is the default and the metadata lists both', provider: token({ alg: 'ES256' }), spec: 'OIDC Core 3.1.3.7 step 7' },
  { id: 'pin-es256-rs256', does: 'RS256 where the client pinned ES256', provider: token({ alg: 'RS256' }), client: pin('ES256'), spec: 'OIDC Core 3.1.3.7 step 7' },
  { id: 'pin-rs256-eddsa', does: 'EdDSA where the client pinned RS256', provider: token({ alg: 'EdDSA' }), client: pin('RS256'), spec: 'OIDC Core 3.1.3.7 step 7' },
  { id: 'pin-listed', does: 'RS256 where the metadata lists only ES256', provider: { ...token({ alg: 'RS256' }), metadata: (m) => { m.id_token_signing_alg_values_supported = ['ES256']; } }, spec: 'SECURITY-RULES "RS256 by default unless the metadata lists a single other one"' },
  { id: 'pin-hs256-rs256', does: 'RS256 where the client pinned HS256', provider: token({ alg: 'RS256' }), client: { auth: 'client_secret_basic', ...pin('HS256') } },
].map((s) => ({ expect: notAllowed, spec: NONE, ...s }));

const options = [
  {
    id: 'option-none', does: 'alg none, to a client that asked for none', client: pin('none'), provider: token({ header: (h) => { h.alg = 'none'; }, signature: () => '' }),
    expect: refuse(['invalid_config', 'not_supported', 'alg_not_allowed'], undefined, { anyStep: true, why: 'refused as an option before any request, or as a token' }), spec: 'SECURITY-RULES "`none` is refused even where the metadata advertises it"',
  },
  {
    id: 'option-hs256-public', does: 'HS256 with an empty secret, to a public client that asked for HS256', client: pin('HS256'), provider: hmac('HS256', () => ''),
    expect: refuse(['invalid_config', 'alg_not_allowed'], undefined, { anyStep: true, why: 'refused as an option before any request, or as a token' }), spec: 'SECURITY-RULES "only for a client that holds a secret"',
  },
  { id: 'hs256-wrong-secret', does: 'HS256 with another secret', client: { auth: 'client_secret_basic', ...pin('HS256') }, provider: hmac('HS256', () => 'another secret'), expect: badSignature, spec: 'OIDC Core 3.1.3.7 step 8' },
  { id: 'hs256-pinned-pem', does: 'HS256 with the public key, where the client pinned HS256', client: { auth: 'client_secret_basic', ...pin('HS256') }, provider: hmac('HS256', (x) => x.keys.rsa.pem), expect: badSignature, spec: 'OIDC Core 3.1.3.7 step 8' },
  { id: 'hs256-pinned-oct', does: 'HS256 with a symmetric key from the JWKS, where the client pinned HS256', client: { auth: 'client_secret_basic', ...pin('HS256') }, provider: { jwks: (s) => { s.keys.push({ kty: 'oct', kid: 'oct', k: 'YXR0YWNrZXItc2VjcmV0LWF0dGFja2VyLXNlY3JldA' }); }, idToken: { header: (h) => { h.alg = 'HS256'; h.kid = 'oct'; }, signature: (input, x) => x.signBytes('HS256', 'attacker-secret-attacker-secret', input) } }, expect: badSignature, spec: 'SECURITY-RULES "symmetric keys in a JWKS are ignored"' },
];

const signatures = [
  { id: 'flipped', does: 'a signature with one bit changed', provider: token({ signature: (input, x) => { const s = x.signBytes('RS256', x.keys.rsa, input); s[100] ^= 1; return s; } }) },
  { id: 'payload-changed', does: 'claims changed after signing', provider: part(1, (p, x) => x.base64url(JSON.stringify({ ...JSON.parse(Buffer.from(p, 'base64url')), sub: 'admin' }))) },
  { id: 'header-changed', does: 'a header changed after signing', provider: part(0, (p, x) => x.base64url(JSON.stringify({ ...JSON.parse(Buffer.from(p, 'base64url')), x: 1 }))) },
  { id: 'zeros', does: 'a signature of zeros', provider: token({ signature: () => Buffer.alloc(256) }) },
  { id: 'short', does: 'a signature of 255 bytes', provider: token({ signature: (input, x) => x.signBytes('RS256', x.keys.rsa, input).subarray(1) }) },
  { id: 'one-byte', does: 'a signature of one byte', provider: token({ signature: () => Buffer.from([1]) }) },
  { id: 'other-hash', does: 'an RS512 signature under RS256', provider: token({ signature: (input, x) => x.signBytes('RS512', x.keys.rsa, input) }) },
  { id: 'pss-under-rs', does: 'a PS256 signature under RS256', provider: token({ signature: (input, x) => x.signBytes('PS256', x.keys.rsa, input) }) },
  { id: 'rs-under-ps', does: 'an RS256 signature under PS256', client: pin('PS256'), provider: { alg: 'PS256', idToken: { signature: (input, x) => x.signBytes('RS256', x.keys.rsa, input) } } },
  { id: 'es-zeros', does: 'an ES256 signature with r = s = 0', client: pin('ES256'), provider: { alg: 'ES256', idToken: { signature: () => Buffer.alloc(64) } }, spec: 'RFC 8725 2.3; RFC 7518 3.4' },
  { id: 'es-order', does: 'an ES256 signature with r and s equal to the order of the curve', client: pin('ES256'), provider: { alg: 'ES256', idToken: { signature: () => Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'.repeat(2), 'hex') } }, spec: 'RFC 7518 3.4' },
  { id: 'es-der', does: 'an ES256 signature in DER', client: pin('ES256'), provider: { alg: 'ES256', idToken: { signature: (input, x) => x.signDer(x.keys.p256, input) } }, spec: 'RFC 7518 3.4' },
  { id: 'ed-zeros', does: 'an EdDSA signature of zeros', client: pin('EdDSA'), provider: { alg: 'EdDSA', idToken: { signature: () => Buffer.alloc(64) } }, spec: 'RFC 8037 3.1' },
  { id: 'other-token', does: 'the signature of another token', provider: token({ signature: (input, x) => x.signBytes('RS256', x.keys.rsa, `${input}x`) }) },
].map((s) => ({ expect: badSignature, spec: 'OIDC Core 3.1.3.7 step 6; RFC 7515 5.2', ...s }));

const foreign = (member, value) => token({ key: 'rsaForeign', header: (h, x) => { h[member] = value(x); h.kid = 'kid-rsa'; } });
const sources = [
  { id: 'header-jwk', does: 'an attacker\'s key in the header (jwk)', provider: foreign('jwk', (x) => x.publicJwk(x.keys.rsaForeign)) },
  { id: 'header-jku', does: 'an attacker\'s JWKS in the header (jku)', provider: foreign('jku', (x) => `${x.second}/jwks`) },
  { id: 'header-x5u', does: 'an attacker\'s certificate address in the header (x5u)', provider: foreign('x5u', (x) => `${x.second}/jwks`) },
  { id: 'header-x5c', does: 'an attacker\'s certificate in the header (x5c)', provider: foreign('x5c', () => ['MIIBszCCAVmgAwIBAgI']) },
  {
    id: 'header-jku-unknown-kid', does: 'jku of an attacker with a kid that only he has', expect: noKey, max: { jwks: 2 },
    provider: token({ key: 'rsaForeign', header: (h, x) => { h.jku = `${x.second}/jwks`; h.kid = 'attacker'; } }),
  },
  {
    id: 'header-jwk-no-kid', does: 'an attacker\'s key in the header and no kid', expect: badSignature,
    provider: token({ key: 'rsaForeign', header: (h, x) => { h.jwk = x.keys.rsaForeign.jwk; delete h.kid; } }),
  },
].map((s) => ({ expect: badSignature, spec: 'RFC 8725 3.10; RFC 7515 4.1.2-4.1.6', ...s }));

const headers = [
  {
    id: 'alg-missing', does: 'no alg', provider: header((h) => { delete h.alg; }),
    expect: refuse(['invalid_jwt', 'alg_not_allowed'], 'validate', { why: 'RFC 7515 4.1.1 makes it a malformed token; nothing is also not an allowed algorithm' }),
  },
  {
    id: 'alg-array', does: 'alg as an array', provider: header((h) => { h.alg = ['RS256']; }),
    expect: refuse(['invalid_jwt', 'alg_not_allowed'], 'validate', { why: 'as for a missing alg' }),
  },
  { id: 'kid-number', does: 'kid as a number', provider: header((h) => { h.kid = 1; }), spec: 'RFC 7515 4.1.4' },
  { id: 'kid-object', does: 'kid as an object', provider: header((h) => { h.kid = { $ne: null }; }), spec: 'RFC 7515 4.1.4' },
  { id: 'crit-unknown', does: 'crit with an unknown name', provider: header((h) => { h.crit = ['http://example.com/UNDEFINED']; h['http://example.com/UNDEFINED'] = true; }), spec: 'RFC 7515 4.1.11' },
  { id: 'crit-absent', does: 'crit with a name that the header does not hold', provider: header((h) => { h.crit = ['exp2']; }), spec: 'RFC 7515 4.1.11' },
  { id: 'crit-empty', does: 'an empty crit', provider: header((h) => { h.crit = []; }), spec: 'RFC 7515 4.1.11' },
  { id: 'crit-text', does: 'crit as a string', provider: header((h) => { h.crit = 'alg'; }), spec: 'RFC 7515 4.1.11' },
  { id: 'crit-standard', does: 'crit with a name of the specification (alg)', provider: header((h) => { h.crit = ['alg']; }), spec: 'RFC 7515 4.1.11' },
  {
    id: 'crit-b64', does: 'an unencoded payload (b64 false)', provider: header((h) => { h.crit = ['b64']; h.b64 = false; }),
    expect: refuse(['invalid_jwt', 'not_supported'], 'validate', { why: 'RFC 7797 7 forbids it in a JWT; and it is an extension that is not supported' }), spec: 'RFC 7797 7',
  },
  ...['at+jwt', 'AT+JWT', 'application/at+jwt', 'logout+jwt', 'dpop+jwt'].map((typ) => ({
    id: `typ-${typ.toLowerCase().replace(/[^a-z]/g, '-')}${/[A-Z]/.test(typ) ? '-capitals' : ''}`, does: `typ ${typ}`, provider: header((h) => { h.typ = typ; }), spec: 'RFC 8725 3.11; RFC 9068 2.1',
  })),
  { id: 'typ-number', does: 'typ as a number', provider: header((h) => { h.typ = 1; }), spec: 'RFC 7515 4.1.9' },
  { id: 'header-duplicate-alg', does: 'alg twice: none, then RS256', provider: headerText((j) => `{"alg":"none",${j.slice(1)}`), spec: 'RFC 7515 4' },
  { id: 'header-duplicate-kid', does: 'kid twice', provider: headerText((j) => `{"kid":"other",${j.slice(1)}`), spec: 'RFC 7515 4' },
  { id: 'header-large', does: 'a header of 9,000 bytes', provider: header((h) => { h.x = filler(9000); }), spec: 'SECURITY-RULES "JOSE header 8 KiB"' },
  { id: 'header-array', does: 'the header in an array', provider: headerText((j) => `[${j}]`) },
  { id: 'header-text', does: 'a header that is not JSON', provider: headerText(() => 'alg=RS256') },
  { id: 'header-bom', does: 'a header after a byte-order mark', provider: headerText((j) => `\ufeff${j}`) },
  { id: 'header-bad-utf8', does: 'invalid UTF-8 in the header', provider: headerText((j) => Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from(`",${j.slice(1)}`)])) },
  { id: 'header-deep', does: 'a header with 1,000 nested arrays', provider: headerText((j) => `{"x":${'['.repeat(1000)}${']'.repeat(1000)},${j.slice(1)}`) },
].map((s) => ({ expect: badJwt, spec: 'RFC 7515 4', ...s }));

const strayBits = (text) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)) | 1];
};
const formats = [
  { id: 'two-parts', does: 'header and claims only', provider: jwt((t) => t.split('.').slice(0, 2).join('.')) },
  { id: 'one-part', does: 'a string without dots', provider: jwt((t) => t.replaceAll('.', '')) },
  { id: 'four-parts', does: 'a fourth part', provider: jwt((t) => `${t}.AAAA`) },
  { id: 'dot-before', does: 'a dot before it', provider: jwt((t) => `.${t}`) },
  {
    id: 'signature-empty', does: 'an empty third part under RS256', provider: part(2, () => ''),
    expect: refuse(['invalid_jwt', 'bad_signature'], 'validate', { why: 'a part is missing; seen as a signature, it is a wrong one' }),
  },
  { id: 'padded', does: 'base64url with padding', provider: part(2, (p) => `${p}==`) },
  { id: 'padded-header', does: 'a padded header', provider: jwt((t) => { const [h, ...rest] = t.split('.'); return [`${h}=`, ...rest].join('.'); }) },
  { id: 'base64', does: 'a signature in the alphabet of plain base64', provider: part(2, (p) => `${p.slice(0, 10)}+/${p.slice(12)}`) },
  { id: 'newline', does: 'a line break after it', provider: jwt((t) => `${t}\n`) },
  { id: 'space-before', does: 'a space before it', provider: jwt((t) => ` ${t}`) },
  { id: 'newline-inside', does: 'a line break in the claims', provider: part(1, (p) => `${p.slice(0, 20)}\n${p.slice(20)}`) },
  { id: 'stray-bits', does: 'stray bits at the end of the signature', provider: part(2, strayBits), spec: 'RFC 4648 3.5' },
  { id: 'impossible-length', does: 'a part of 4n + 1 characters', provider: part(1, (p) => p.padEnd(p.length + ((5 - (p.length % 4)) % 4 || 4), 'A')), spec: 'RFC 4648 4' },
  { id: 'nul', does: 'a NUL character at its end', provider: jwt((t) => `${t}\u0000`) },
  { id: 'bearer', does: '"Bearer " before it', provider: jwt((t) => `Bearer ${t}`) },
  { id: 'json-serialisation', does: 'the JSON serialisation in a string', provider: jwt((t) => { const [p, l, s] = t.split('.'); return JSON.stringify({ payload: l, protected: p, signature: s }); }), spec: 'RFC 7519 7.2' },
  { id: 'null-text', does: 'the string "null"', provider: jwt(() => 'null') },
  {
    id: 'jwe', does: 'an encrypted token', provider: token({ jwt: (t, x) => [x.base64url('{"alg":"RSA-OAEP","enc":"A256GCM"}'), x.random(32), x.random(12), x.random(64), x.random(16)].join('.') }),
    expect: refuse('not_supported', 'validate'), spec: 'RFC 7516 3.1; SECURITY-RULES "encrypted tokens are a clear not_supported"',
  },
  {
    id: 'huge', does: 'a token of 100,000 bytes', provider: token({ claims: (c) => { c.x = filler(75_000); } }), spec: 'SECURITY-RULES "JWT 64 KiB"',
    expect: refuse(['invalid_jwt', 'response_too_large'], 'validate', { why: 'a limit of the JWT, and a limit of size' }),
  },
].map((s) => ({ expect: badJwt, spec: 'RFC 7515 2, 5.2; RFC 7519 7.2', ...s }));

const hostile = area('id-token', 'jws', { flow: 'signin' }, [
  ...algorithms, ...options, ...signatures, ...sources, ...headers, ...formats,
]);

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const good = area('id-token', 'good-jws', { flow: 'refresh', expect: accept() }, [
  ...ALGORITHMS.map((alg) => ({ id: `${alg.toLowerCase()}`, does: `signs with ${alg}`, provider: { alg }, client: pin(alg), spec: alg === 'Ed25519' ? 'RFC 9864 2.2' : alg === 'EdDSA' ? 'RFC 8037 3.1' : 'RFC 7518 3.1' })),
  ...['HS256', 'HS384', 'HS512'].map((alg) => ({ id: alg.toLowerCase(), does: `signs with ${alg} and the client's secret`, provider: { alg }, client: { auth: 'client_secret_basic', ...pin(alg) }, spec: 'OIDC Core 3.1.3.7 step 8' })),
  { id: 'hs256-non-ascii', does: 'signs with HS256 and a secret that is not ASCII', provider: { alg: 'HS256' }, client: { auth: 'client_secret_post', secret: 'pä55wörd-中', ...pin('HS256') }, spec: 'OIDC Core 3.1.3.7 step 8 (UTF-8)' },
  { id: 'listed-es256', does: 'signs with ES256, the only algorithm in the metadata; the client pins nothing', provider: { alg: 'ES256', metadata: (m) => { m.id_token_signing_alg_values_supported = ['ES256']; } }, spec: 'SECURITY-RULES "RS256 by default unless the metadata lists a single other one"' },
  { id: 'listed-eddsa-none', does: 'signs with RS256, the metadata lists RS256 and none', provider: { metadata: (m) => { m.id_token_signing_alg_values_supported = ['RS256', 'none']; } } },
  { id: 'typ-absent', does: 'no typ', provider: header((h) => { delete h.typ; }), spec: 'RFC 7519 5.1' },
  { id: 'typ-small', does: 'typ jwt', provider: header((h) => { h.typ = 'jwt'; }), spec: 'RFC 7519 5.1' },
  { id: 'jku-ignored', does: 'a good token whose header also names another JWKS', provider: header((h, x) => { h.jku = `${x.second}/jwks`; h.x5u = `${x.second}/x5u`; h.x5t = 'dGh1bWI'; }), spec: 'SECURITY-RULES "ignored as key sources"' },
  { id: 'header-escaped', does: 'a header in escaped spelling with white space', provider: headerText((j) => j.replace('"alg"', ' \n"\\u0061lg" ')), spec: 'RFC 8259 2, 7' },
].map((s) => ({ spec: 'RFC 7515', ...s })));

export default [...hostile, ...good];
