// What the cluster demo does to its nodes when somebody presses a button: a server on this machine alone.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { lineChange, type ControlledNode } from '#lib/cluster-control.ts'
import type { Line } from './line.ts'

export interface Controlled {
  name: string
  line: Line
  /** Its address, once it is there. */
  url: string | null
}

export interface Control extends AsyncDisposable {
  url: string
}

const readiness = z.object({ detail: z.string() })

/** `GET /` tells of all nodes, and `POST /NAME` with a state sets the line of one. */
export async function startControl(nodes: readonly Controlled[]): Promise<Control> {
  const server = createServer((request, response) => {
    const respond = async () => {
      const { status, body } = await answer(nodes, request)
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    void respond()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function answer(nodes: readonly Controlled[], request: IncomingMessage) {
  const node = nodes.find(({ name }) => request.url === `/${name}`)
  if (request.method === 'POST') {
    const change = lineChange.safeParse(json(await text(request)))
    if (!node || !change.success) return { status: 404, body: [] }
    node.line.set(change.data.state)
  }
  return { status: 200, body: await Promise.all(nodes.map(tell)) }
}

async function tell({ name, line, url }: Controlled): Promise<ControlledNode> {
  const state = line.state()
  if (url === null) return { name, state, unready: 'It is starting' }
  try {
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })
    const said: unknown = await ready.json()
    return { name, state, unready: ready.ok ? null : readiness.parse(said).detail }
  } catch {
    return { name, state, unready: 'It does not answer' }
  }
}

function json(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
