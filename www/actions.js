// The code behind each button. The page shows the source of these very functions.

export async function start(config) {
  const { createSession } = await import('keyward/browser');

  return createSession({
    issuer: config.issuer,
    clientId: config.clientId,
    scope: config.scope,
    resource: config.resource,
    allowedOrigins: [config.apiOrigin],
    postLogoutRedirectUri: location.origin + '/',
  });
}

export function signIn(session) {
  return session.signIn();
}

export function signInSilently(session) {
  return session.signIn({ prompt: 'none' });
}

export function refresh(session) {
  return session.getAccessToken({ forceRefresh: true });
}

export async function callApi(session, { apiOrigin }) {
  const url = apiOrigin + '/api/orders';
  const response = await session.fetch(url);
  const body = await response.json();

  return { status: response.status, body };
}

export function userInfo(session) {
  return session.userInfo();
}

export function signOut(session, { revoke }) {
  return session.signOut({ revoke });
}

export function signOutHere(session, { revoke }) {
  return session.signOut({ local: true, revoke });
}

export function forgeCallback() {
  location.search = '?code=x&state=y';
}

export async function wrongIssuer(config) {
  const issuer = config.issuer + '/';
  const wrong = { ...config, issuer };
  const session = await start(wrong);

  await session.signIn();
}

export function cancelRefresh(session) {
  return session.getAccessToken({
    forceRefresh: true,
    signal: AbortSignal.abort(),
  });
}
