// @ts-check
import { bearer, withoutPkce } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

/** @param {any} options */
export const linkedin = (options) =>
  provider(
    {
      metadata: {
        issuer: 'https://www.linkedin.com/oauth',
        authorization_endpoint: 'https://www.linkedin.com/oauth/v2/authorization',
        token_endpoint: 'https://www.linkedin.com/oauth/v2/accessToken',
        userinfo_endpoint: 'https://api.linkedin.com/v2/userinfo',
        jwks_uri: 'https://www.linkedin.com/oauth/openid/jwks',
      },
      scope: 'openid profile email',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      // Its ID tokens hold no nonce, and a verifier beside a secret is refused.
      authorizationParams: { nonce: false },
      authorizationUrl: withoutPkce,
      hooks: { access_token_response: bearer, refresh_token_response: bearer },
      profile: { emailVerified: 'email_verified' },
    },
    options,
  );
