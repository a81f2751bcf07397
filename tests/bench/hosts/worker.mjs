// The Worker around a library's bundle; paths are what hosts/workerd.mjs asks for.
import inputs from './inputs.json'

let bench
let run

const steps = {
  none() {},

  async cold() {
    const { library, stubServer, stubStore } = await import('./library.js')
    const store = stubStore()
    const login = await library.login({ inputs, alg: 'RS256', server: stubServer(inputs, 'RS256'), store })
    const url = await login()
    if (!url.startsWith(`${inputs.issuer}/authorize?`) || !store.text) throw new Error(`no authorization URL: ${url}`)
  },

  async 'set-up'(work) {
    bench ??= await import('./library.js')
    run = await bench.setUp(bench.library, work, inputs)
  },

  run: (count) => bench.repeat(run, Number(count)),
}

export default {
  async fetch(request) {
    const [, step, argument] = new URL(request.url).pathname.split('/')
    try {
      await steps[step](argument)
      return new Response('done')
    } catch (error) {
      return new Response(String(error?.stack ?? error), { status: 500 })
    }
  },
}
