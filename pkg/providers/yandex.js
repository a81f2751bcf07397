// @ts-check
import { form, renamed } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

const post = 'client_secret_post';

/** @param {any} options */
export const yandex = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://oauth.yandex.com/authorize',
        token_endpoint: 'https://oauth.yandex.com/token',
        revocation_endpoint: 'https://oauth.yandex.com/revoke_token',
      },
      scope: 'login:email login:info',
      secretOptions: { tokenEndpointAuthMethod: post, revocationEndpointAuthMethod: post },
      hooks: { revoke_token_request: form(renamed) },
      profile: {
        url: 'https://login.yandex.ru/info?format=json',
        scheme: 'OAuth',
        id: 'id',
        email: ['default_email', 'emails.0'],
      },
    },
    options,
  );
