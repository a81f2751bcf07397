// The provider's own pages: plain HTML that works without scripts, in light and dark.
import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; --bg: #eef0f6; --card: #fff; --ink: #1a1d29; --soft: #555b6e; --line: #d5d9e4;
  --accent: #4a3fb0; --accent-ink: #fff; --hover: #f3f3fb; --bad: #a3223b; --bad-bg: #fdecef }
@media (prefers-color-scheme: dark) { :root { --bg: #12131a; --card: #1c1e29; --ink: #eceef6; --soft: #a9afc2; --line: #373b4d;
  --accent: #a89ff5; --accent-ink: #16132e; --hover: #262938; --bad: #ff9db0; --bad-bg: #3a1e27 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.25rem; background: var(--bg); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif }
main { width: 100%; max-width: 25.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 2rem 1.75rem;
  box-shadow: 0 12px 40px rgb(20 20 60 / .08) }
.brand { display: flex; align-items: center; gap: .55rem; margin: 0 0 1.4rem; font-weight: 600; color: var(--soft); font-size: .9rem }
.brand svg { width: 1.5rem; height: 1.5rem; color: var(--accent) }
h1 { font-size: 1.45rem; line-height: 1.25; overflow-wrap: anywhere; margin: 0 0 .35rem; letter-spacing: -.01em }
p { margin: 0 0 1.1rem; color: var(--soft) }
ul { list-style: none; margin: 0 0 1.2rem; padding: 0; display: grid; gap: .5rem }
label { display: block; font-weight: 600; font-size: .9rem; margin: 0 0 .3rem }
input { width: 100%; font: inherit; color: inherit; background: transparent; border: 1px solid var(--soft); border-radius: 9px; padding: .6rem .75rem;
  margin: 0 0 .9rem }
button { font: inherit; cursor: pointer; border-radius: 10px; border: 1px solid transparent; padding: .68rem 1rem; width: 100%; font-weight: 600 }
.primary { background: var(--accent); color: var(--accent-ink) }
.primary:hover { filter: brightness(1.08) }
.plain { background: transparent; color: var(--ink); border-color: var(--line) }
.plain:hover, .person:hover { background: var(--hover) }
.person { display: flex; align-items: center; gap: .8rem; text-align: left; background: transparent; color: inherit; border-color: var(--line);
  padding: .55rem .75rem; font-weight: 400 }
.person img { width: 2.4rem; height: 2.4rem; border-radius: 50%; flex: none }
.person span { min-width: 0 }
.person strong, .person small { display: block; overflow-wrap: anywhere }
.person small { color: var(--soft) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.or { display: flex; align-items: center; gap: .8rem; color: var(--soft); font-size: .85rem; margin: 0 0 1rem }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line) }
.alert { background: var(--bad-bg); color: var(--bad); border-radius: 9px; padding: .6rem .8rem; font-size: .92rem }
.scopes li { display: flex; gap: .7rem; align-items: flex-start; border: 1px solid var(--line); border-radius: 10px; padding: .6rem .75rem }
.scopes svg { width: 1.2rem; height: 1.2rem; flex: none; margin-top: .15rem; color: var(--accent) }
.scopes small { color: var(--soft); display: block }
.scopes span { min-width: 0; overflow-wrap: anywhere }
.actions { display: grid; gap: .6rem }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; overflow-wrap: anywhere }
.note { font-size: .85rem; margin: 1.2rem 0 0 }
`;

const SUBMIT = "document.forms[0].submit()";

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Sent with every page below. No form-action: browsers apply it to the redirect back to the app too. */
export const PAGE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src ${hash(STYLE)}`,
    `script-src ${hash(SUBMIT)}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export function loginPage({ client, people, hint, problem, returning }) {
  const persons = people
    .map(
      ({ sub, claims }) => `<li><button class="person" type="submit" name="login" value="${escape(sub)}" data-testid="login-as-${escape(sub)}">
        <img src="${escape(claims.picture)}" alt=""><span><strong>${escape(claims.name)}</strong><small>${escape(claims.email)}</small></span></button></li>`,
    )
    .join('');
  return layout(
    'Sign in',
    `<h1>${returning ? 'Please sign in again' : 'Sign in'}</h1>
    <p>to continue to <strong>${escape(client)}</strong></p>
    <form method="post"><ul aria-label="Demo people">${persons}</ul></form>
    <p class="or">or with any of their addresses</p>
    ${problem ? `<p class="alert" role="alert" id="problem">${escape(problem)}</p>` : ''}
    <form method="post">
      <label for="login">E-mail address</label>
      <input id="login" name="login" type="text" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required
        value="${escape(hint ?? '')}" ${problem ? 'aria-invalid="true" aria-describedby="problem" autofocus' : ''} data-testid="login-email">
      <label for="password">Password <small>(any will do)</small></label>
      <input id="password" name="password" type="password" autocomplete="current-password" data-testid="login-password">
      <div class="actions">
        <button class="primary" type="submit" data-testid="login-submit">Sign in</button>
        <button class="plain" type="submit" name="cancel" value="yes" formnovalidate data-testid="login-cancel">Cancel</button>
      </div>
    </form>`,
  );
}

const SCOPES = {
  openid: ['Know who you are', 'an identifier for you at this provider'],
  profile: ['See your profile', 'your name, picture, language and time zone'],
  email: ['See your e-mail address', 'and whether it has been verified'],
  offline_access: ['Stay signed in', 'and use your data while you are away'],
};

export function consentPage({ client, person, scopes, claims, resources }) {
  const rows = [
    ...scopes.map((scope) => SCOPES[scope] ?? [`Use “${scope}”`, '']),
    ...(claims.length ? [['See some of your data', claims.join(', ')]] : []),
    ...resources.map(([indicator, list]) => [`Use ${list.join(', ')}`, `at ${indicator}`]),
  ];
  const tick = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4.5 10.5l3.5 3.5 7.5-8" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>';
  const items = rows
    .map(([title, detail]) => `<li>${tick}<span>${escape(title)}${detail ? `<small>${escape(detail)}</small>` : ''}</span></li>`)
    .join('');
  return layout(
    'Allow access',
    `<h1>Allow ${escape(client)}?</h1>
    <p>${rows.length ? `Signed in as <strong>${escape(person)}</strong>. The app would like to:` : `Signed in as <strong>${escape(person)}</strong>.`}</p>
    ${items ? `<ul class="scopes">${items}</ul>` : ''}
    <form method="post" class="actions">
      <button class="primary" type="submit" name="consent" value="allow" data-testid="consent-allow">Allow</button>
      <button class="plain" type="submit" name="consent" value="deny" data-testid="consent-deny">Don’t allow</button>
    </form>`,
  );
}

/** `atOnce` submits itself; without scripts the button does. */
export function logoutPage({ action, xsrf, atOnce }) {
  return layout(
    'Sign out',
    `<h1>${atOnce ? 'Signing you out…' : 'Sign out here too?'}</h1>
    <p>${atOnce ? 'One moment.' : 'Other apps that use this account will ask you to sign in again.'}</p>
    <form method="post" action="${escape(action)}" class="actions">
      <input type="hidden" name="xsrf" value="${escape(xsrf)}">
      ${atOnce ? '<input type="hidden" name="logout" value="yes"><noscript><button class="primary" type="submit">Continue</button></noscript>' : `
      <button class="primary" type="submit" name="logout" value="yes" data-testid="logout-confirm">Sign out</button>
      <button class="plain" type="submit" data-testid="logout-stay">Stay signed in</button>`}
    </form>${atOnce ? `<script>${SUBMIT}</script>` : ''}`,
  );
}

export function errorPage({ error, error_description: description }) {
  return layout(
    'Something is wrong',
    `<h1>That did not work</h1>
    <p role="alert">${escape(description ?? 'The request could not be handled.')}</p>
    <p><code data-testid="provider-error">${escape(error)}</code></p>
    <p class="note">Nothing was shared with the app. Go back to it and try again.</p>`,
  );
}

const WORDS = { openid: 'who you are', profile: 'your profile', email: 'your e-mail address', offline_access: 'your data while you are away' };

/** The sign-in page that GenAuth hosts; `account` is who is signed in already, `hint` who may. */
export function hostedPage({ scopes, account, hint, problem }) {
  const asks = scopes.map((scope) => WORDS[scope]).filter(Boolean).join(', ');
  const cancel = '<button class="plain" type="submit" name="cancel" value="yes" formnovalidate data-testid="hosted-cancel">Cancel</button>';
  return layout(
    'Sign in',
    account
      ? `<h1>Continue?</h1>
    <p>Signed in as <strong>${escape(account)}</strong>. The app would like to know: ${escape(asks)}.</p>
    <form method="post" class="actions">
      <button class="primary" type="submit" name="continue" value="yes" data-testid="hosted-continue">Continue</button>
      ${cancel}
    </form>`
      : `<h1>Sign in</h1>
    <p>The app would like to know: ${escape(asks)}.</p>
    ${problem ? `<p class="alert" role="alert" id="problem">${escape(problem)}</p>` : ''}
    <form method="post">
      <label for="email">E-mail address</label>
      <input id="email" name="email" type="email" autocomplete="username" required value="${escape(hint.email)}"
        ${problem ? 'aria-invalid="true" aria-describedby="problem" autofocus' : ''} data-testid="hosted-email">
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="hint" data-testid="hosted-password">
      <div class="actions">
        <button class="primary" type="submit" data-testid="hosted-submit">Sign in</button>
        ${cancel}
      </div>
    </form>
    <p class="note" id="hint">This GenAuth runs on your machine; the password is <code>${escape(hint.password)}</code>.</p>`,
    'GenAuth, for this demo',
  );
}

export function messagePage(title, text) {
  return layout(title, `<h1>${escape(title)}</h1><p>${escape(text)}</p>`);
}

const CUTS = [
  '<path d="M18.5 31c-2-20 29-20 27 0-3-8-8-9-13.5-9s-10.5 1-13.5 9z"/>',
  '<path d="M17.5 33c-7-27 36-27 29 0-3-9-8-11-14.5-11s-11.5 2-14.5 11z"/><circle cx="32" cy="11" r="7"/>',
  '<path d="M16 50c-6-44 38-44 32 0h-4c3-14 0-22-5-27-6 4-13 5-17 5-2 6-3 12-2 22z"/>',
];

/** A face for the `picture` claim. */
export function portrait({ backdrop = '#b9c2d0', clothes = '#4a5568', skin = '#d9a074', hair = '#2b2118', cut = 0 } = {}) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="${backdrop}"/>
<path d="M8 64c2-12 13-15 24-15s22 3 24 15z" fill="${clothes}"/><path d="M27 42h10v8a5 5 0 0 1-10 0z" fill="${skin}"/>
<ellipse cx="32" cy="33" rx="13" ry="15" fill="${skin}"/><g fill="${hair}">${CUTS[cut]}</g>
<g fill="#1c1512"><circle cx="27" cy="34" r="1.6"/><circle cx="37" cy="34" r="1.6"/></g>
<path d="M27.5 40.5q4.5 3.5 9 0" fill="none" stroke="#1c1512" stroke-width="1.6" stroke-linecap="round"/></svg>`;
}

function layout(title, body, brand = 'Demo ID') {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · ${escape(brand)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" aria-hidden="true">
<path d="M12 2.8l7.5 3v5.4c0 4.7-3.1 8.4-7.5 10-4.4-1.6-7.5-5.3-7.5-10V5.8z"/><circle cx="12" cy="10" r="2.3"/><path d="M8.2 16.5c.6-2.2 2-3.2 3.8-3.2s3.2 1 3.8 3.2"/></svg>${escape(brand)}</p>
${body}
</main>
</body>
</html>`;
}

function escape(text) {
  return String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
