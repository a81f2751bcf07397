// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const spotify = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://accounts.spotify.com/authorize',
        token_endpoint: 'https://accounts.spotify.com/api/token',
      },
      scope: 'user-read-email',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_basic' },
      profile: { url: 'https://api.spotify.com/v1/me', id: 'id' },
    },
    options,
  );
