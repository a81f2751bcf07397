// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const zoom = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://zoom.us/oauth/authorize',
        token_endpoint: 'https://zoom.us/oauth/token',
        revocation_endpoint: 'https://zoom.us/oauth/revoke',
      },
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_basic' },
      profile: { url: 'https://api.zoom.us/v2/users/me', id: 'id', emailVerified: 'verified' },
    },
    options,
  );
