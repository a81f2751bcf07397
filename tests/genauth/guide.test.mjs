// docs/genauth.md names methods: each of them is there.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { AuthenticationClient, ManagementClient } from '../../pkg/entry/genauth-node.js'

test('every method that the guide moves to exists', async () => {
  const guide = await readFile(new URL('../../docs/genauth.md', import.meta.url), 'utf8')
  const names = new Set()
  for (const [, cell] of guide.matchAll(/^\|[^|]*\|(.*)\|$/gm)) {
    for (const [, name] of cell.matchAll(/`(\w+)\([^`]*\)`/g)) names.add(name)
  }
  assert.ok(names.size > 50, `${names.size}`)
  for (const name of names) assert.ok(name in AuthenticationClient.prototype || name in ManagementClient.prototype, name)
})
