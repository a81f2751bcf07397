const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value) => String(value ?? '').replace(/[&<>"']/g, (character) => escapes[character]);

/** The page of somebody who is signed in, or of nobody. */
export function page({ user, orders = [] }) {
  const content = user
    ? `<p>Signed in as <strong>${text(user.name ?? user.sub)}</strong>.</p>
<ul>${orders.map(({ id, item }) => `<li>${text(id)}: ${text(item)}</li>`).join('')}</ul>
<form method="post" action="/auth/logout"><button>Sign out</button></form>`
    : '<p>Nobody is signed in.</p><p><a href="/auth/login">Sign in</a></p>';
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Orders</title><style>body { font: 1.1rem/1.6 system-ui; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>Orders</h1>${content}</html>`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // The form's answer leads to the provider, which may be anywhere.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    },
  });
}
