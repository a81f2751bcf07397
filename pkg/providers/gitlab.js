// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const gitlab = ({ url = 'https://gitlab.com', ...options }) => {
  const site = String(url).replace(/\/$/, '');
  return provider(
    {
      metadata: {
        issuer: site,
        authorization_endpoint: `${site}/oauth/authorize`,
        token_endpoint: `${site}/oauth/token`,
        userinfo_endpoint: `${site}/oauth/userinfo`,
        revocation_endpoint: `${site}/oauth/revoke`,
        introspection_endpoint: `${site}/oauth/introspect`,
        device_authorization_endpoint: `${site}/oauth/authorize_device`,
        jwks_uri: `${site}/oauth/discovery/keys`,
      },
      scope: 'openid profile email',
      profile: { emailVerified: 'email_verified' },
    },
    options,
  );
};
