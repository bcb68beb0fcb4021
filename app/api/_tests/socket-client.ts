import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { cookieHeader } from '#lib/scenarios/stages/http-jar.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { SOCKET_PROTOCOL } from '#lib/workspace/socket-messages.ts'
import { createListener } from '../../../server/listener.ts'
import { createSockets, socketLimits } from '../../../server/sockets.ts'
import { handshake } from '../_http/upgrade.ts'
import { ORIGIN, type Client } from './contract-client.ts'

/** A real listener that opens sockets over a runtime of the tests, and answers nothing else. */
export async function listening(runtime: Runtime, limits: Partial<typeof socketLimits> = {}) {
  const sockets = createSockets(
    (request, address) => handshake(request, address, async () => runtime),
    'node-1',
    {
      ...socketLimits,
      // The clock stands still: nothing is waited for.
      beat: 5,
      ...limits,
    },
  )
  const nothing = Promise.resolve(async () => {})
  const { server } = createListener(nothing, { upgrading: Promise.resolve(sockets.upgrade) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    sockets,
    url: `ws://127.0.0.1:${port}`,
    async close() {
      sockets.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The headers with which a client of the contract would ask for a socket. */
export function headersOf(client: Client): Record<string, string> {
  const { workspace } = client.options
  return {
    // Cookies are named after the port that a browser sees.
    Host: new URL(client.origin).host,
    ...(workspace && { 'X-Lab-Workspace': workspace.id }),
    ...(client.jar.size > 0 && { Cookie: cookieHeader(client.jar) }),
  }
}

export const protocolsOf = (client: Client): string[] => {
  const token = client.bearer.get('access')
  return token === undefined ? [SOCKET_PROTOCOL] : [SOCKET_PROTOCOL, `bearer.${token}`]
}

const messageSchema = z.looseObject({ type: z.string() })
export type Message = z.infer<typeof messageSchema>

/** A socket as its client sees it: what comes is kept until it is asked for. */
export class TestSocket {
  readonly ws: WebSocket
  readonly closed: Promise<{ code: number; reason: string }>
  private readonly come: Message[] = []
  private isClosed = false
  private wake = Promise.withResolvers<void>()

  constructor(ws: WebSocket) {
    this.ws = ws
    ws.on('message', (data: Buffer) => {
      this.come.push(messageSchema.parse(JSON.parse(data.toString())))
      this.wake.resolve()
    })
    this.closed = new Promise((resolve) => {
      ws.on('close', (code, reason) => {
        this.isClosed = true
        this.wake.resolve()
        resolve({ code, reason: reason.toString() })
      })
    })
  }

  /** The next message of a type, whatever comes before it; undefined where it closes instead. */
  async next(type: string): Promise<Message | undefined> {
    for (;;) {
      const message = this.come.shift()
      if (message?.type === type) return message
      if (message) continue
      if (this.isClosed) return undefined
      this.wake = Promise.withResolvers()
      await this.wake.promise
    }
  }

  /** Null where the socket is closed instead of an answer. */
  async say(words = 'hello'): Promise<Message | null> {
    this.ws.send(JSON.stringify({ type: 'say', text: words }))
    return (await this.next('said')) ?? null
  }
}

/** Opens a socket as a client would. @throws with the status where it is refused */
export async function opened(
  url: string,
  client: Client,
  path = pathOf(client),
): Promise<TestSocket> {
  const ws = new WebSocket(url + path, protocolsOf(client), { headers: headersOf(client) })
  const socket = new TestSocket(ws)
  await once(ws, 'open')
  return socket
}

export function pathOf({ options: { strategy = 'active' } }: Client): string {
  return `/api/strategies/${strategy === 'active' ? strategy : strategy.id}/socket`
}

/** What a handshake must have. */
export const asking = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

const problem = z.object({ status: z.int(), code: z.string() })

/** Asks over a bare connection, and answers what it was refused with. */
export async function refusal(port: number, path: string, headers: Record<string, string>) {
  const socket: Socket = connect(port, '127.0.0.1')
  const lines = Object.entries({ Host: new URL(ORIGIN).host, ...asking, ...headers })
  socket.write(`GET ${path} HTTP/1.1\r\n`)
  socket.write(lines.map(([name, value]) => `${name}: ${value}\r\n`).join('') + '\r\n')
  const answer = await text(socket)
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  if (!/^content-type: application\/problem\+json\r?$/im.test(head)) throw new Error(answer)
  return { head, ...problem.parse(JSON.parse(body)) }
}
