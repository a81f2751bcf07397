// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const slack = (options) =>
  provider(
    {
      metadata: {
        issuer: 'https://slack.com',
        authorization_endpoint: 'https://slack.com/openid/connect/authorize',
        token_endpoint: 'https://slack.com/api/openid.connect.token',
        userinfo_endpoint: 'https://slack.com/api/openid.connect.userInfo',
        jwks_uri: 'https://slack.com/openid/connect/keys',
      },
      scope: 'openid profile email',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      profile: { emailVerified: 'email_verified' },
    },
    options,
  );
