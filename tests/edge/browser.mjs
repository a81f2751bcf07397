// A browser of a few lines: a site, its cookies, and the provider's.

export const origin = 'https://app.example'

export class Browser {
  /** @param {string} url of the host @param {string} site by its name there */
  constructor(url, site) {
    this.url = url
    this.site = site
    this.cookies = new Map()
    this.provider = new Map()
  }

  /** Opens a page of the site, or posts to one as its own page does. */
  async open(path, { method = 'GET', headers = {}, signal, body } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(this.url + path, {
      method,
      body,
      redirect: 'manual',
      signal,
      headers: { 'x-site': this.site, ...(cookie && { cookie }), ...(method === 'POST' && { origin }), ...headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value === '' || /Max-Age=0/.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  /** The path of a callback that the provider sent the browser to. */
  static path(callback) {
    return callback.slice(origin.length)
  }

  /** Goes to the provider and comes back; the path of the callback, not yet opened. */
  async askProvider(provider, { account = 'mira', path = '/auth/login?returnTo=/orders' } = {}) {
    const begun = await this.open(path)
    if (begun.status !== 303) throw new Error(`login answered ${begun.status}: ${await begun.text()}`)
    return Browser.path(await provider.authorize(begun.headers.get('location'), { account, jar: this.provider }))
  }

  async signIn(provider, how) {
    const callback = await this.askProvider(provider, how)
    const response = await this.open(callback)
    if (response.status !== 303) throw new Error(`callback answered ${response.status}: ${await response.text()}`)
    return { callback, response }
  }

  async who() {
    const response = await this.open('/who')
    return response.status === 200 ? (await response.json()).sub : null
  }
}
