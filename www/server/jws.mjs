import { constants, verify } from 'node:crypto';

/** Verifies a JWS signature with a key of node:crypto; a key of another kind is a false. */
export function verifySignature(alg, key, signed, signature) {
  const kind = key.asymmetricKeyType;
  const digest = `sha${alg.slice(2)}`;
  if (/^RS(256|384|512)$/.test(alg) && kind === 'rsa') return verify(digest, signed, key, signature);
  if (/^PS(256|384|512)$/.test(alg) && kind === 'rsa') {
    const saltLength = Number(alg.slice(2)) / 8;
    return verify(digest, signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
  }
  if (alg === 'ES256' && kind === 'ec') return verify(digest, signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
  if (/^(EdDSA|Ed25519)$/.test(alg) && kind === 'ed25519') return verify(null, signed, key, signature);
  return false;
}
