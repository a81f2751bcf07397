// Where the hosts of package-lock.json lie.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../packaging/support.mjs'

const program = (path) => join(root, 'tests/edge-hosts/node_modules', path)

export const deno = program('@deno/linux-x64-glibc/deno')
// Its install script, where it may run, moves it.
export const bun = ['@oven/bun-linux-x64/bin/bun', 'bun/bin/bun.exe'].map(program).find(existsSync)
