// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const franceconnect = ({ integration, ...options }) => {
  const issuer = integration
    ? 'https://fcp-low.integ01.dev-franceconnect.fr/api/v2'
    : 'https://oidc.franceconnect.gouv.fr/api/v2';
  return provider(
    {
      metadata: {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        end_session_endpoint: `${issuer}/session/end`,
        jwks_uri: `${issuer}/jwks`,
      },
      scope: 'openid email',
      // Since v2 both are signed, and never with the secret.
      options: { idTokenSignedResponseAlg: 'ES256', userinfoSignedResponseAlg: 'ES256' },
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      authorizationParams: { acrValues: 'eidas1' },
    },
    options,
  );
};
