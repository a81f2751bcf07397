// A page pays for the provider that it uses, and for no other.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import * as providers from '../../pkg/entry/providers-node.js';

const LIMIT = 1_000;
const pkg = fileURLToPath(new URL('../../pkg', import.meta.url));

async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: pkg },
    bundle: true, minify: true, format: 'esm', target: 'es2022', conditions: ['browser'], write: false, logLevel: 'error',
    // The page's own address of the module: what it weighs is measured elsewhere.
    loader: { '.wasm': 'empty' },
  });
  return outputFiles[0].text;
}

const size = (text) => brotliCompressSync(Buffer.from(text), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const options = "{ clientId: 'app', redirectUri: location.origin, scope: 'a' }";
const page = (imports, call) => `${imports}\nglobalThis.client = ${call};`;

const names = Object.keys(providers).filter((name) => name !== 'longLivedToken');
const plain = await bundle(page("import { OAuth2Client } from './entry/browser.js';", `new OAuth2Client(${options})`));
// What gives each away: a host, or a path, that no other has.
const MARKS = {
  google: 'accounts.google.com', github: 'api.github.com', facebook: 'graph.facebook.com', microsoft: 'microsoftonline', linkedin: 'linkedin.com',
  discord: 'discord.com', reddit: 'reddit.com', kakao: 'kakao.com', naver: 'naver.com', franceconnect: 'franceconnect', shopify: 'myshopify.com',
  apple: 'appleid', gitlab: 'gitlab.com', keycloak: '/realms/', cognito: 'cognito-idp', twitch: 'twitch.tv', slack: 'slack.com', spotify: 'spotify.com',
  notion: 'notion.com', x: 'api.x.com', bitbucket: 'bitbucket.org', dropbox: 'dropbox', zoom: 'zoom.us', salesforce: 'salesforce.com',
  yahoo: 'yahoo.com', yandex: 'yandex', line: 'line.me', wechat: 'weixin', okta: 'authorizationServer',
};

for (const name of names) {
  test(`${name} adds at most ${LIMIT} bytes to a page, and no other provider`, async (t) => {
    const text = await bundle(page(`import { ${name} } from './entry/providers-browser.js';`, `${name}(${options})`));
    const grown = size(text) - size(plain);
    t.diagnostic(`${name}: ${grown} bytes`);
    assert.ok(grown <= LIMIT, `${grown} bytes`);
    for (const [other, mark] of Object.entries(MARKS)) assert.equal(text.includes(mark), other === name, `${other} in the bundle of ${name}`);
  });
}
