// The same strategies on a server of nothing but node:http: proof that they know no framework, and
// what is left of a request's cost without one. Started by `npm run bench:http`, and tells it by a
// message where it is and who is signed in.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readCookies } from '../../lib/kernel/cookie-header.ts'
import { carriedFrom } from '../../lib/strategies/carried.ts'
import {
  credentialNames,
  type Carried,
  type StrategyDefinition,
} from '../../lib/strategies/contract.ts'
import { strategies } from '../../lib/strategies/registry.ts'
import type { Workspace } from '../../lib/workspace/workspace.ts'
import { labIn } from '../lab.ts'

const [, , path = ''] = process.argv
const runtime = await labIn(path)
const { id, workspace } = await runtime.create()
const alice = await workspace.users.named('alice')
if (!alice) throw new Error('there is no alice')

const owner = alice

/** The `Cookie` header of who has just signed in. */
async function signIn(opened: Workspace, definition: StrategyDefinition): Promise<string> {
  const { credentials } = await opened.strategy(definition).start(owner, 'a browser', {})
  return Object.entries(carriedFrom(credentials))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('; ')
}

function carriedBy({ headers }: IncomingMessage): Carried {
  const read = readCookies(headers.cookie)
  return Object.fromEntries(
    credentialNames.flatMap((name) => {
      const value = read(name)
      return value ? [[name, value]] : []
    }),
  )
}

async function answerTo(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const asked = request.url?.slice(1)
  if (asked === 'bare') return { status: 200, body: { status: 'ok' } }
  const opened = await runtime.open(String(request.headers['x-lab-workspace'] ?? id))
  const definition = strategies.find((one) => one.id === asked)
  if (!opened || !definition) return { status: 404, body: {} }
  if (request.method === 'POST') return { status: 200, body: await signIn(opened, definition) }
  const verdict = await opened.strategy(definition).verify(carriedBy(request))
  return verdict.ok
    ? { status: 200, body: verdict.session }
    : { status: 401, body: { reason: verdict.reason } }
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { status, body } = await answerTo(request)
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  } catch {
    response.writeHead(500).end()
  }
}

const server = createServer((request, response) => void respond(request, response))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ url: `http://127.0.0.1:${port}`, workspace: id })
})
process.on('disconnect', () => process.exit())
