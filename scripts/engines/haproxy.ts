// A balancer for several nodes of the lab: HAProxy, in turns and without affinity. Streams and
// WebSockets pass, and a node that is not ready is left out.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findExecutable, findOrInstall } from './find.ts'
import { freePort } from './free-port.ts'
import { startGuarded } from './guarded.ts'

export const findHaproxy = (): string | null => findExecutable(['haproxy'])

/** Finds one, or installs Debian's: null where that cannot be. */
export const ensureHaproxy = (): Promise<string | null> => findOrInstall(findHaproxy, 'haproxy')

export const noHaproxy = 'No HAProxy for the tests, so what needs one is skipped: install haproxy'

export interface Balancer extends AsyncDisposable {
  url: string
}

/** Attempts of 20 milliseconds. */
const STARTS_WITHIN = 500

/**
 * @param nodes their addresses
 * @param port where it listens; 0 takes any free one
 * @throws when there is no HAProxy, or it does not start
 */
export async function startBalancer(nodes: readonly string[], port = 0): Promise<Balancer> {
  const executable = findHaproxy()
  if (executable === null) throw new Error(noHaproxy)
  const own = port || (await freePort())
  const url = `http://127.0.0.1:${own}`
  // What it answers with itself: whatever had the port before may answer like a node.
  const sign = randomUUID()
  const folder = mkdtempSync(join(tmpdir(), 'logout-lab-haproxy-'))
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, configuration(nodes, own, sign))
  // What is wrong with it; whether the port is free shows when it starts.
  await promisify(execFile)(executable, ['-c', '-q', '-f', file])
  const server = await startGuarded([executable, '-db', '-f', file], /^pid \d+$/m)
  const ask = async (path: string) => {
    const signal = AbortSignal.timeout(1_000)
    try {
      const answer = await fetch(url + path, { signal })
      return { status: answer.status, text: await answer.text() }
    } catch {
      return null
    }
  }
  const isUp = async () =>
    (await ask(`/${sign}`))?.text === sign && (await ask('/healthz'))?.status === 200
  try {
    for (let attempt = 0; attempt < STARTS_WITHIN; attempt += 1) {
      if (server.lastWords() !== null) break
      if (await isUp()) return { url, [Symbol.asyncDispose]: server.end }
      await pause(20)
    }
    const why = server.lastWords() ?? 'it does not answer'
    await server.end()
    throw new Error(`HAProxy cannot be used at port ${own}: ${why}`)
  } finally {
    // Read by now, and left behind by nobody, however this process ends.
    rmSync(folder, { recursive: true, force: true })
  }
}

const configuration = (nodes: readonly string[], port: number, sign: string) => `
defaults
  mode http
  timeout connect 1s
  timeout check 2s
  timeout client 1m
  timeout server 1m
  # A WebSocket may be silent for as long as it likes: the lab pings.
  timeout tunnel 1h
  # Another node is asked where one cannot be connected to; nothing was said to it by then.
  retries 2
  option redispatch 1

frontend lab
  bind 127.0.0.1:${port}
  http-request return status 200 content-type text/plain string ${sign} if { path /${sign} }
  # What a client wrote there is not believed.
  http-request set-header X-Forwarded-For %[src]
  http-request set-header X-Forwarded-Proto http
  http-request set-header X-Forwarded-Host %[req.hdr(host)]
  # A node that is not ready still answers what it can, where no other does.
  use_backend all if { nbsrv(ready) eq 0 }
  default_backend ready

backend ready
  balance roundrobin
  option httpchk
  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host localhost
  default-server check inter 1s fall 2 rise 1
${servers(nodes)}

backend all
  balance roundrobin
${servers(nodes)}
`

const servers = (nodes: readonly string[]) =>
  nodes.map((node, index) => `  server node-${index + 1} ${new URL(node).host}`).join('\n')
