// @ts-check
// Signatures by Node's own cryptography: the call returns when it is done, where WebCrypto hands each one to
// another thread and back, which takes as long again as the verification itself.

/**
 * @param {string} alg a name of JOSE, agreed on and checked by the core
 * @param {string} key a public JWK, or a secret
 * @param {boolean} isSecret
 * @returns {import('./flight.js').Check}
 */
export function nodeVerifier(alg, key, isSecret) {
  const { constants, createHmac, createPublicKey, createSecretKey, timingSafeEqual, verify } = process.getBuiltinModule('node:crypto');
  const hash = `sha${alg.slice(2)}`;
  if (isSecret) {
    const secret = createSecretKey(key, 'utf8');
    return (signed, signature) => {
      const right = createHmac(hash, secret).update(signed).digest();
      return right.length === signature.length && timingSafeEqual(right, signature);
    };
  }
  const publicKey = createPublicKey({ key: JSON.parse(key), format: 'jwk' });
  switch (alg.slice(0, 2)) {
    case 'RS':
      return (signed, signature) => verify(hash, signed, publicKey, signature);
    case 'PS': {
      // RFC 7518 §3.5: the salt is as long as the hash.
      const padded = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
      return (signed, signature) => verify(hash, signed, padded, signature);
    }
    case 'ES': {
      // RFC 7518 §3.4: the two numbers, one after the other.
      const plain = { key: publicKey, dsaEncoding: /** @type {const} */ ('ieee-p1363') };
      return (signed, signature) => verify(hash, signed, plain, signature);
    }
    default:
      return (signed, signature) => verify(null, signed, publicKey, signature);
  }
}
