// @ts-check
import { form, renamed } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

const post = 'client_secret_post';

/** @param {any} options */
export const line = (options) =>
  provider(
    {
      metadata: {
        issuer: 'https://access.line.me',
        authorization_endpoint: 'https://access.line.me/oauth2/v2.1/authorize',
        token_endpoint: 'https://api.line.me/oauth2/v2.1/token',
        userinfo_endpoint: 'https://api.line.me/oauth2/v2.1/userinfo',
        revocation_endpoint: 'https://api.line.me/oauth2/v2.1/revoke',
        jwks_uri: 'https://api.line.me/oauth2/v2.1/certs',
      },
      scope: 'openid profile email',
      options: { idTokenSignedResponseAlg: 'ES256' },
      secretOptions: {
        tokenEndpointAuthMethod: post,
        revocationEndpointAuthMethod: post,
        // Web login signs with the channel secret, native apps get ES256.
        idTokenSignedResponseAlg: 'HS256',
      },
      hooks: { revoke_token_request: form(renamed) },
      // The address is in the ID token only.
      profile: { claims: true },
    },
    options,
  );
