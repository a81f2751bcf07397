// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const x = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://x.com/i/oauth2/authorize',
        token_endpoint: 'https://api.x.com/2/oauth2/token',
        revocation_endpoint: 'https://api.x.com/2/oauth2/revoke',
      },
      scope: 'users.read tweet.read users.email',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_basic' },
      profile: {
        url: 'https://api.x.com/2/users/me?user.fields=confirmed_email',
        id: 'data.id',
        email: 'data.confirmed_email',
      },
    },
    options,
  );
