// The server, as a fetch: keys and tokens at once, so that only the library's own work is measured.

/** `fetch` is for libraries that take one, and for `globalThis` where they do not. */
export function stubServer(inputs, alg) {
  const { metadata, jwks, idToken } = inputs.algs[alg]
  const server = { metadata, jwks, idToken, withIdToken: true, requests: undefined }
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  const keys = JSON.stringify(jwks)
  server.answer = () =>
    JSON.stringify({
      access_token: '2YotnFZFEjr1zCsicMWpAA',
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA',
      scope: inputs.scope,
      ...(server.withIdToken && { id_token: server.idToken }),
    })
  const real = globalThis.fetch
  let text
  // Made once: a real server's answer is there as text, too.
  server.prepare = () => (text = server.answer())
  server.prepare()
  server.fetch = async (input, init) => {
    const url = typeof input === 'string' ? input : (input.url ?? input.href)
    // Only the check looks at requests.
    if (server.requests) server.requests.push({ url, body: await new Response(input.body ?? init?.body).text() })
    if (url === metadata.token_endpoint) return new Response(text, { status: 200, headers })
    if (url === metadata.jwks_uri) return new Response(keys, { status: 200, headers })
    // A page's own files.
    return real(input, init)
  }
  return server
}

/** Where a login is kept until its callback: the last one alone, so that memory says nothing about the store. */
export function stubStore() {
  return {
    key: undefined,
    text: undefined,
    set(key, text) {
      this.key = key
      this.text = text
    },
  }
}
