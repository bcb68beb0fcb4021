import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { root } from './child.mjs'

/** The build that `npm run demo` serves. */
export const dist = '.next'

/** The built server on any free port, with a database that goes when it does, unless `env` has one. */
export async function startServer(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'logout-lab-pictures-'))
  const child = spawn(process.execPath, ['server.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: `file:${join(folder, 'lab.db')}`,
      LAB_DIST_DIR: dist,
      ...env,
    },
    // It ends when the channel does, and so with this process, however that comes.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for await (const line of createInterface(child.stdout as Readable)) {
    const url = /^Logout Lab is at (\S+)$/.exec(line)?.[1]
    if (url) return { url, [Symbol.asyncDispose]: stop }
  }
  await stop()
  throw new Error('The server did not start')
}
