// @ts-check
import { json } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

// Scopes come as an array (RFC 6749 §3.3 has text), errors as `status` and `message`.
const plain = json(({ scope, ...body }) => ({
  ...body,
  ...(scope && { scope: [scope].flat().join(' ') }),
  ...(body.message && { error: 'invalid_request', error_description: body.message }),
}));

const email = { email: null, email_verified: null };

/** @param {any} options */
export const twitch = (options) =>
  provider(
    {
      metadata: {
        issuer: 'https://id.twitch.tv/oauth2',
        authorization_endpoint: 'https://id.twitch.tv/oauth2/authorize',
        token_endpoint: 'https://id.twitch.tv/oauth2/token',
        userinfo_endpoint: 'https://id.twitch.tv/oauth2/userinfo',
        revocation_endpoint: 'https://id.twitch.tv/oauth2/revoke',
        device_authorization_endpoint: 'https://id.twitch.tv/oauth2/device',
        jwks_uri: 'https://id.twitch.tv/oauth2/keys',
      },
      scope: 'openid user:read:email',
      options: { revocationEndpointAuthMethod: 'none' },
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      authorizationParams: { claims: { id_token: email, userinfo: email } },
      hooks: { access_token_response: plain, refresh_token_response: plain },
      profile: { emailVerified: 'email_verified' },
    },
    options,
  );
