// Debian's Chromium through Playwright.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

function executable() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  const files = names.flatMap((name) => process.env.PATH.split(delimiter).map((directory) => join(directory, name)))
  const found = [process.env.CHROMIUM, ...files].find((file) => {
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

/** Starts Chromium. `hosts` maps names to addresses: { 'id.example': '127.0.0.1:4433' }. */
export function launch({ hosts = {} } = {}) {
  const rules = Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address}`)
  return chromium.launch({
    executablePath: executable(),
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
