// @ts-check
import { withoutPkce } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

/** @param {any} options */
export const yahoo = (options) =>
  provider(
    {
      metadata: {
        issuer: 'https://api.login.yahoo.com',
        authorization_endpoint: 'https://api.login.yahoo.com/oauth2/request_auth',
        token_endpoint: 'https://api.login.yahoo.com/oauth2/get_token',
        userinfo_endpoint: 'https://api.login.yahoo.com/openid/v1/userinfo',
        revocation_endpoint: 'https://api.login.yahoo.com/oauth2/revoke',
        introspection_endpoint: 'https://api.login.yahoo.com/oauth2/introspect',
        jwks_uri: 'https://api.login.yahoo.com/openid/v1/certs',
      },
      scope: 'openid profile email',
      options: { idTokenSignedResponseAlg: 'ES256' },
      // A challenge from a client with a secret is reported to be refused as an unknown client.
      ...(options.clientSecret && { authorizationUrl: withoutPkce }),
      profile: { emailVerified: 'email_verified' },
    },
    options,
  );
