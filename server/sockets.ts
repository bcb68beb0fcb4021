// WebSockets on our listener. What is said over them, and when they close, is lib's affair; here is
// what the wire asks for: the handshake, sizes, slow and silent clients, and an orderly end.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import {
  BEAT,
  CHANNELS_PER_WORKSPACE,
  liveSocket,
  type SocketOpening,
} from '#lib/workspace/live-socket.ts'
import { MAX_MESSAGE, SOCKET_PROTOCOL, type SocketEnd } from '#lib/workspace/socket-messages.ts'
import { NODE_HEADER } from './listener.ts'
import { answerRaw, refusal, sendRaw } from './refusal.ts'

export const socketLimits = {
  perWorkspace: CHANNELS_PER_WORKSPACE,
  /** Bytes that may wait for a client to read them: one that does not is no listener any more. */
  buffered: 256 * 1024,
  /** How long a client may take to answer a close. Milliseconds: less than the server's own grace. */
  closing: 2_000,
  /** Beats between two pings: a client that has not answered the last one has gone. */
  pingEvery: 30,
  /** Milliseconds. */
  beat: BEAT,
}

/** What an upgrade is answered with: something to open, or the response that refuses it. */
type Handshake = (request: Request, address: string) => Promise<SocketOpening | Response>

const notWebSocket = refusal('invalid_request', 'The handshake is not one of RFC 6455', 400)
const otherVersion = {
  ...refusal('upgrade_required', 'This speaks version 13 of WebSocket'),
  headers: { 'Sec-WebSocket-Version': '13' },
}
const tooMany = {
  ...refusal('rate_limited', 'As many sockets are open here as one workspace may have'),
  headers: { 'Retry-After': '5' },
}

export function createSockets(handshake: Handshake, node: string, limits = socketLimits) {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE,
    // Never the token that may stand beside it.
    handleProtocols: (offered) => (offered.has(SOCKET_PROTOCOL) ? SOCKET_PROTOCOL : false),
  })
  server.on('wsClientError', (error, socket) => {
    answerRaw(
      socket as Socket,
      undefined,
      /Version/.test(error.message) ? otherVersion : notWebSocket,
    )
  })
  server.on('headers', (headers) => headers.push(`${NODE_HEADER}: ${node}`))
  /** How each open socket is ended, by workspace. */
  const open = new Map<string, Set<(why: SocketEnd) => void>>()

  function converse(ws: WebSocket, opening: SocketOpening): void {
    const { key } = opening.workspace
    const here = open.get(key) ?? new Set()
    open.set(key, here.add(end))
    let timer: NodeJS.Timeout | undefined
    let beats = 0
    let isThere = true
    let waiting = 0
    let last = Promise.resolve()

    const close = ({ code, reason }: SocketEnd) => {
      clearTimeout(timer)
      ws.close(code, reason)
      timer = setTimeout(() => ws.terminate(), limits.closing)
    }
    const live = liveSocket(opening, {
      send(message) {
        if (ws.bufferedAmount > limits.buffered) end({ code: 1008, reason: 'too_slow' })
        else ws.send(JSON.stringify(message))
      },
      close,
    })
    function end(why: SocketEnd): void {
      live.left()
      close(why)
    }
    async function answer(text: string, before: Promise<void>): Promise<void> {
      await before
      await live.receive(text)
      waiting -= 1
      if (waiting === 0) ws.resume()
    }
    async function beat(): Promise<void> {
      beats += 1
      if (beats % limits.pingEvery === 0) {
        if (!isThere) return ws.terminate()
        isThere = false
        ws.ping()
      }
      await live.beat()
      arm()
    }
    function arm(): void {
      if (ws.readyState === WebSocket.OPEN) timer = setTimeout(() => void beat(), limits.beat)
    }

    ws.on('message', (data: RawData, isBinary) => {
      if (isBinary) return end({ code: 1003, reason: 'text_only' })
      // Nothing more is read until this is answered: whoever says much has to wait.
      waiting += 1
      ws.pause()
      last = answer(textOf(data), last)
    })
    ws.on('pong', () => {
      isThere = true
    })
    // What is no WebSocket or too large: it closes by itself, with the code for it.
    ws.on('error', () => live.left())
    ws.once('close', () => {
      clearTimeout(timer)
      live.left()
      here.delete(end)
      if (here.size === 0 && open.get(key) === here) open.delete(key)
    })
    void beat()
  }

  return {
    async upgrade(request: IncomingMessage, socket: Socket, head: Buffer, address: string) {
      const answer = await handshake(requestOf(request), address)
      if (answer instanceof Response) {
        const body = await answer.text()
        const length = { 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' }
        sendRaw(socket, answer.status, { ...Object.fromEntries(answer.headers), ...length }, body)
      } else if ((open.get(answer.workspace.key)?.size ?? 0) >= limits.perWorkspace) {
        answerRaw(socket, undefined, tooMany)
      } else {
        server.handleUpgrade(request, socket, head, (ws) => converse(ws, answer))
      }
    },
    /** How many are open. */
    count: () => [...open.values()].reduce((sum, here) => sum + here.size, 0),
    /** The server stops: whoever is there is told to come back, and cut off if that takes long. */
    close(): void {
      for (const here of open.values()) {
        for (const end of here) end({ code: 1001, reason: 'server_stopping' })
      }
    },
  }
}

/** As Next would make it of what arrived. */
function requestOf({ url = '/', headers, method = 'GET' }: IncomingMessage): Request {
  const protocol = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const given = Object.entries(headers).flatMap(([name, value = '']) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  return new Request(`${protocol}://${headers.host}${url}`, { method, headers: given })
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return Buffer.from(data as Buffer).toString()
}
