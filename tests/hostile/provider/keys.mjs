// Keys and signatures of the hostile provider: every algorithm a client may meet, the keys it must
// refuse, and the forgeries that a careless client accepts.
import {
  constants, createHash, createHmac, createPublicKey, generateKeyPair, randomBytes, sign as nodeSign,
} from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

export const base64url = (value) => Buffer.from(value).toString('base64url');
export const random = (bytes = 24) => randomBytes(bytes).toString('base64url');
export const sha256 = (value) => createHash('sha256').update(value).digest();

/** Generates the whole key ring once; a provider hands the same ring to all its scenarios. */
export async function makeKeys() {
  const rsa = (modulusLength, publicExponent = 0x10001) =>
    generate('rsa', { modulusLength, publicExponent });
  const plan = {
    rsa: rsa(2048), rsaNext: rsa(2048), rsaForeign: rsa(2048), rsaWeak: rsa(1024), rsa2040: rsa(2040),
    rsaExponent3: rsa(2048, 3),
    p256: generate('ec', { namedCurve: 'P-256' }), p256Foreign: generate('ec', { namedCurve: 'P-256' }),
    p384: generate('ec', { namedCurve: 'P-384' }), p521: generate('ec', { namedCurve: 'P-521' }),
    ed25519: generate('ed25519'), ed25519Foreign: generate('ed25519'),
  };
  const keys = {};
  for (const [name, pair] of Object.entries(plan)) {
    const { privateKey, publicKey } = await pair;
    keys[name] = {
      name, kid: `kid-${name}`, privateKey, publicKey,
      jwk: publicKey.export({ format: 'jwk' }),
      pem: publicKey.export({ format: 'pem', type: 'spki' }),
    };
  }
  return keys;
}

/** The key of the ring that signs with `alg` in the baseline. */
export function keyNameFor(alg) {
  if (/^(RS|PS)/.test(alg)) return 'rsa';
  return { ES256: 'p256', ES384: 'p384', ES512: 'p521', EdDSA: 'ed25519', Ed25519: 'ed25519' }[alg];
}

/** A public JWK as it stands in the JWKS of the baseline. */
export function publicJwk(key, extra = {}) {
  return { ...key.jwk, kid: key.kid, use: 'sig', ...extra };
}

/** Signs `input` (a string) with `key` of the ring, or with a secret (string or bytes) for HS*. */
export function signBytes(alg, key, input) {
  const data = Buffer.from(input);
  const bits = alg.slice(2);
  switch (alg.slice(0, 2)) {
    case 'RS': return nodeSign(`sha${bits}`, data, key.privateKey);
    case 'PS': return nodeSign(`sha${bits}`, data, {
      key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: Number(bits) / 8,
    });
    case 'ES': return nodeSign(`sha${bits}`, data, { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    case 'Ed': return nodeSign(null, data, key.privateKey);
    case 'HS': return createHmac(`sha${bits}`, key).update(data).digest();
    default: throw new Error(`the provider cannot sign with ${alg}`);
  }
}

/** An ECDSA signature in the DER form that JWS does not allow. */
export function signDer(key, input) {
  return nodeSign('sha256', Buffer.from(input), { key: key.privateKey, dsaEncoding: 'der' });
}

/** The RS256 signature that any one can make for a key whose public exponent is 1. */
export function forgeExponentOne(input, bytes = 256) {
  const digestInfo = Buffer.concat([
    Buffer.from('3031300d060960864801650304020105000420', 'hex'), sha256(input),
  ]);
  const padding = Buffer.alloc(bytes - 3 - digestInfo.length, 0xff);
  return Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), digestInfo]);
}

/** `at_hash`, `c_hash` and `s_hash` (OpenID Connect Core 3.1.3.6, 3.3.2.11). */
export function halfHash(alg, value) {
  const bits = alg.startsWith('Ed') ? '512' : alg.slice(2);
  const digest = createHash(`sha${bits}`).update(value, 'ascii').digest();
  return base64url(digest.subarray(0, digest.length / 2));
}

export const publicKeyOf = (key) => createPublicKey(key.privateKey);
