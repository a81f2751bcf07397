// @ts-check
import { label, provider } from '../src/provider.js';

/** @param {any} options */
export const microsoft = ({ tenant = 'common', ...options }) => {
  const base = `https://login.microsoftonline.com/${label('tenant', tenant)}`;
  return provider(
    {
      metadata: {
        // The tokens of the shared tenants, and of one given by a domain, name the user's own tenant.
        ...(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(tenant) && { issuer: `${base}/v2.0` }),
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      },
      scope: 'User.Read',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      authorizationParams: { responseMode: 'query' },
      profile: { url: 'https://graph.microsoft.com/v1.0/me', id: 'id', email: ['mail', 'userPrincipalName'] },
    },
    options,
  );
};
