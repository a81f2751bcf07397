// What a page pays for GenAuth, beyond what it loads for `keyward` alone: minified JavaScript, brotli -q 11. All
// three load the same WebAssembly module.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'

const entry = fileURLToPath(new URL('../../pkg/entry/', import.meta.url))

async function page(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: entry, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser'],
    write: false,
    logLevel: 'warning',
  })
  const text = outputFiles[0].text
  const bytes = Buffer.from(text)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  return { text, size: brotliCompressSync(bytes, { params }).length }
}

test('the protocol part costs less than 2 kB, the whole API less than 10 kB', async (context) => {
  const alone = await page(`export * from './browser.js'`)
  const protocol = await page(`export * from './browser.js'\nexport { ProtocolClient } from './genauth-browser.js'`)
  const whole = await page(`export * from './browser.js'\nexport { AuthenticationClient } from './genauth-browser.js'`)
  const [part, all] = [protocol.size - alone.size, whole.size - alone.size]
  context.diagnostic(`protocol ${part} bytes, whole API ${all} bytes more than ${alone.size}`)
  assert.ok(part < 2_000, `${part} bytes`)
  assert.ok(all < 10_000, `${all} bytes`)
  for (const { text } of [protocol, alone]) assert.ok(!text.includes('signInByEmailPassword'))
  for (const { text } of [protocol, whole]) assert.ok(!text.includes('listUsers') && !text.includes('get-management-token'))
})
