// Puts into `project`/node_modules/keyward what npm would publish: the tarball, not the tree.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const pkg = fileURLToPath(new URL('../pkg', import.meta.url))

export async function install(project) {
  const packed = await mkdtemp(join(tmpdir(), 'keyward-packed-'))
  try {
    await run('npm', ['pack', '--silent', '--pack-destination', packed], { cwd: pkg })
    const [tarball] = await readdir(packed)
    const installed = join(project, 'node_modules/keyward')
    await mkdir(installed, { recursive: true })
    await run('tar', ['-xzf', join(packed, tarball), '-C', installed, '--strip-components', '1'])
  } finally {
    await rm(packed, { recursive: true, force: true })
  }
}
