// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const discord = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://discord.com/oauth2/authorize',
        token_endpoint: 'https://discord.com/api/oauth2/token',
        revocation_endpoint: 'https://discord.com/api/oauth2/token/revoke',
      },
      scope: 'identify email',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_basic' },
      profile: { url: 'https://discord.com/api/users/@me', id: 'id', emailVerified: 'verified' },
    },
    options,
  );
