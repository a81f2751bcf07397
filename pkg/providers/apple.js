// @ts-check
import { form } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

/** @param {string | Uint8Array} data */
const base64url = (data) =>
  btoa(typeof data === 'string' ? data : String.fromCharCode(...data))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** @param {any} key CryptoKey, or the text of the .p8 file */
const imported = (key) =>
  typeof key === 'string'
    ? crypto.subtle.importKey(
        'pkcs8',
        Uint8Array.from(atob(key.replaceAll(/-.*-|\s/g, '')), (byte) => byte.charCodeAt(0)),
        { name: 'ECDSA', namedCurve: 'P-256' },
        false,
        ['sign'],
      )
    : key;

/** @param {any} options */
export const apple = ({ teamId, keyId, privateKey, ...options }) => {
  const { clientId, now = Date.now } = options;
  const name = 'apple_client_secret';
  // The secret is a token that the developer signs, for at most six months; here for five minutes.
  const signed = async () => {
    const iat = Math.floor(now() / 1000);
    const claims = { iss: teamId, iat, exp: iat + 300, aud: 'https://appleid.apple.com', sub: clientId };
    const text = [{ alg: 'ES256', kid: keyId }, claims].map((part) => base64url(JSON.stringify(part))).join('.');
    const key = await imported(privateKey);
    const bytes = new TextEncoder().encode(text);
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes);
    return `${text}.${base64url(new Uint8Array(signature))}`;
  };
  return provider(
    {
      metadata: {
        issuer: 'https://appleid.apple.com',
        authorization_endpoint: 'https://appleid.apple.com/auth/authorize',
        token_endpoint: 'https://appleid.apple.com/auth/token',
        revocation_endpoint: 'https://appleid.apple.com/auth/revoke',
        jwks_uri: 'https://appleid.apple.com/auth/keys',
      },
      scope: 'openid email name',
      ...(privateKey && {
        options: { revocationEndpointAuthMethod: name },
        clientAuth: {
          name,
          fn: async (request) => {
            const secret = await signed();
            return form((body) => {
              body.set('client_id', clientId);
              body.set('client_secret', secret);
            })(request);
          },
        },
      }),
      secretOptions: {
        tokenEndpointAuthMethod: 'client_secret_post',
        revocationEndpointAuthMethod: 'client_secret_post',
      },
      // Required with `email` or `name`.
      authorizationParams: { responseMode: 'form_post' },
      // There is no UserInfo.
      profile: { claims: true, emailVerified: 'email_verified' },
    },
    options,
  );
};
