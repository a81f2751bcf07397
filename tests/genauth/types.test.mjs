// pkg/genauth.d.ts as users compile it, with and without the DOM library.
import { after, test } from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rows } from '../../xtask/genauth.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const project = await mkdtemp(join(tmpdir(), 'keyward-genauth-types-'))
after(() => rm(project, { recursive: true, force: true }))
const installed = join(project, 'node_modules/keyward')
await mkdir(installed, { recursive: true })
for (const name of await readdir(join(root, 'pkg'))) {
  if (name === 'package.json' || name.endsWith('.d.ts')) await cp(join(root, 'pkg', name), join(installed, name))
}
await writeFile(join(project, 'package.json'), '{ "type": "module", "private": true }')
await cp(fileURLToPath(new URL('contract.ts', import.meta.url)), join(project, 'contract.ts'))
const union = (table) => rows(table).map(({ method }) => `'${method}'`).join(' | ')
await writeFile(
  join(project, 'tables.ts'),
  `import type { AuthenticationMethods, ManagementMethods } from 'keyward/genauth'
  type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false
  export const application: Same<keyof AuthenticationMethods, ${union('authentication-api')}> = true
  export const management: Same<keyof ManagementMethods, ${union('management-api')}> = true
`,
)

for (const lib of [['ES2022', 'DOM'], ['ES2022']]) {
  for (const [module, moduleResolution] of [['ESNext', 'bundler'], ['NodeNext', 'nodenext']]) {
    test(`the types hold with ${lib.join(' and ')}, moduleResolution ${moduleResolution}`, async () => {
      const config = join(project, `${lib.length}-${moduleResolution}.json`)
      const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true, target: 'ES2022', types: [], skipLibCheck: false, lib, module, moduleResolution }
      await writeFile(config, JSON.stringify({ compilerOptions, files: ['contract.ts', 'tables.ts'] }))
      const child = spawn(process.execPath, [join(root, 'tests/node_modules/typescript/bin/tsc'), '--project', config, '--pretty', 'false'], { cwd: project })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
      const code = await new Promise((resolve) => child.on('close', resolve))
      assert.equal(code, 0, output)
    })
  }
}
