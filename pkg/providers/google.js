// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const google = (options) =>
  provider(
    {
      metadata: {
        issuer: 'https://accounts.google.com',
        authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
        token_endpoint: 'https://oauth2.googleapis.com/token',
        userinfo_endpoint: 'https://openidconnect.googleapis.com/v1/userinfo',
        revocation_endpoint: 'https://oauth2.googleapis.com/revoke',
        jwks_uri: 'https://www.googleapis.com/oauth2/v3/certs',
      },
      scope: 'openid email profile',
      // The token alone is asked for.
      options: { revocationEndpointAuthMethod: 'none' },
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      profile: { emailVerified: 'email_verified' },
    },
    options,
  );
