// @ts-check
import { json } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

const api = 'https://api.weixin.qq.com/sns';

// JSON as text/plain, errors with 200 and other names, no token_type.
const plain = (/** @type {import('../src/provider-quirks.js').ResponseMessage} */ response) =>
  json(({ errcode, errmsg, ...body }) => ({
    token_type: 'Bearer',
    ...body,
    ...(errcode && { error: String(errcode), error_description: errmsg }),
  }))({ ...response, headers: { ...response.headers, 'content-type': 'application/json' } });

/** @param {any} options */
export const wechat = ({ officialAccount = false, lang = 'en', ...options }) => {
  const { clientId: appid, clientSecret: secret } = options;
  const page = officialAccount ? 'oauth2/authorize' : 'qrconnect';
  return provider(
    {
      metadata: {
        authorization_endpoint: `https://open.weixin.qq.com/connect/${page}`,
        token_endpoint: `${api}/oauth2/access_token`,
      },
      scope: officialAccount ? 'snsapi_userinfo' : 'snsapi_login',
      scopeSeparator: ',',
      authorizationUrl: (url) => {
        // Exactly these in this order: the page compares the address with a pattern.
        const given = url.searchParams;
        const names = ['redirect_uri', 'response_type', 'scope', 'state'];
        url.search = String(new URLSearchParams([['appid', appid], ...names.map((name) => [name, given.get(name) ?? ''])]));
        url.hash = 'wechat_redirect';
      },
      clientAuth: {
        name: 'wechat',
        // A GET with names of its own; refreshing has another address and needs no secret.
        fn: ({ headers, body }) => {
          const refresh = body.has('refresh_token');
          const form = new URLSearchParams(refresh ? { appid } : { appid, secret });
          for (const name of ['code', 'refresh_token', 'grant_type']) if (body.has(name)) form.set(name, body.get(name));
          const path = refresh ? 'refresh_token' : 'access_token';
          const { 'content-type': _, ...rest } = headers;
          return { url: `${api}/oauth2/${path}?${form}`, method: 'GET', headers: rest, body: undefined };
        },
      },
      hooks: { access_token_response: plain, refresh_token_response: plain },
      profile: {
        url: `${api}/userinfo?openid={openid}&lang=${lang}`,
        placement: 'query',
        anyMediaType: true,
        error: ['errcode', 'errmsg'],
        id: ['unionid', 'openid'],
      },
    },
    options,
  );
};
