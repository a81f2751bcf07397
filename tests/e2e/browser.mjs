// Debian's Chromium through Playwright.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const WHOLE = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
// The same engine without the windows around it, which cost more than the pages in them: a page takes a quarter of
// the time. Playwright's own choice where nobody looks on.
const SHELL = 'chromium-headless-shell'

function executable(whole) {
  const onPath = (name) => process.env.PATH.split(delimiter).map((directory) => join(directory, name))
  const shell = whole ? [] : [process.env.CHROMIUM_HEADLESS_SHELL, ...onPath(SHELL)]
  const found = [...shell, process.env.CHROMIUM, ...WHOLE.flatMap(onPath)].find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
  if (!found) throw new Error('no Chromium on PATH; set CHROMIUM to its executable')
  return found
}

/**
 * Starts Chromium. `hosts` maps names to addresses: { 'id.example': '127.0.0.1:4433' }; `whole` asks for the browser
 * as people have it.
 */
export function launch({ hosts = {}, whole = false } = {}) {
  const rules = Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address}`)
  return chromium.launch({
    executablePath: executable(whole),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      ...(rules.length ? [`--host-resolver-rules=${rules.join(',')}`] : []),
    ],
  })
}
