// What stands between a socket and the app: whatever comes in, the answer is an ordinary one, and
// the app learns from which address the request really came.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { CALLS, CONNECTION, type Connection } from '#lib/kernel/connection.ts'
import { trustNobody, type Trust } from '#lib/kernel/trust.ts'
import {
  createAdmission,
  isNotAdmitted,
  takesHash,
  tooManyWait,
  type admissionLimits,
} from './admission.ts'
import { rewriteHeaders } from './forwarded.ts'
import { isCall, isForPage, isThere, judge, PAGE_METHODS } from './methods.ts'
import { limits, notThere, readRequest, tooLarge, unknownMethod } from './read-request.ts'
import { answerRaw, describe, DRAIN, refusal, type Refusal } from './refusal.ts'
import { wholeInto } from './whole.ts'

export const NODE_HEADER = 'X-Lab-Node'

const connection = new AsyncLocalStorage<Connection>()
Object.assign(globalThis, { [CONNECTION]: connection })

const unmet = refusal('invalid_request', 'No expectation is met but 100-continue', 417)
const onlyRead = {
  ...refusal('method_not_allowed', 'This can be read, and nothing else'),
  headers: { Allow: PAGE_METHODS },
}
const failed = refusal('internal_error', 'The server failed; its log says more')

const malformed: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: refusal('invalid_request', 'The headers are too large', 431),
  ERR_HTTP_REQUEST_TIMEOUT: refusal('invalid_request', 'The request took too long', 408),
}

/** Answers now, and cuts the connection once the client has had the time to read the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, why: Refusal) {
  if (response.headersSent) {
    request.socket.destroy()
    return
  }
  const { body, headers } = describe(why)
  response.writeHead(why.status, headers)
  response.write(body)
  const end = () => response.end()
  const cut = setTimeout(end, DRAIN)
  response.once('close', () => clearTimeout(cut))
  // What still comes is dropped: closing on unread bytes would reset the connection, answer and all.
  request.push = (chunk) => {
    if (chunk === null) end()
    return true
  }
  request.resume()
  if (request.complete) end()
}

/** Watches the bytes as they come in, since a chunked body does not say how long it will be. */
function limitBody(request: IncomingMessage, response: ServerResponse) {
  const push = request.push.bind(request)
  let bytes = 0
  request.push = (chunk: Buffer | null, ...rest) => {
    bytes += chunk?.length ?? 0
    if (bytes <= limits.body) return push(chunk, ...rest)
    refuse(request, response, tooLarge)
    return true
  }
}

/** A page, or a file, that is asked for anything but to be read. */
async function answerForPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!(await isThere(request))) refuse(request, response, notThere)
  else if (request.method === 'OPTIONS') response.writeHead(204, onlyRead.headers).end()
  else refuse(request, response, onlyRead)
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Takes a connection over that is to speak WebSocket. */
export type Upgrading = (
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  address: string,
) => Promise<void>

export const log = (what: string, error: unknown) => console.error(`${what}:`, error)

interface ListenerOptions {
  patience?: typeof limits
  trust?: Trust
  /** Named in every answer: of several, which one it was. */
  node?: string
  admission?: typeof admissionLimits
  /** Absent: nothing here speaks WebSocket. */
  upgrading?: Promise<Upgrading>
}

/**
 * A server that holds requests until there is a handler, the answers that are under way, and the queue
 * of those that wait for theirs.
 */
export function createListener(
  handler: Promise<Handler>,
  { patience = limits, trust = trustNobody, node, upgrading, ...more }: ListenerOptions = {},
) {
  const open = new Map<Socket, ServerResponse>()
  const admission = createAdmission(more.admission)
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    open.set(request.socket, response)
    response.once('close', () => open.delete(request.socket))
    response.on('error', () => response.destroy())
    if (node !== undefined) response.setHeader(NODE_HEADER, node)
    const read = readRequest(request, trust)
    if (read.why) {
      refuse(request, response, read.why)
      return
    }
    const { address, origin, asked } = read
    rewriteHeaders(request, origin, isForPage(asked))
    const sendWhole = isCall(asked) ? wholeInto(response) : undefined
    if (sendWhole) request.url = CALLS + asked.query
    limitBody(request, response)
    const setStatus = (status: number) => {
      response.statusCode = status
    }
    void connection.run({ address, path: asked.path, setStatus, sendWhole }, async () => {
      try {
        const handle = await handler
        if (judge(asked) === 'only-pages') {
          await answerForPage(request, response)
          return
        }
        const pass = () => handle(request, response)
        if (takesHash(asked)) await admission.inTurn(request, response, read, pass)
        else await pass()
      } catch (error) {
        // The client has gone, and with it whoever could be told.
        if (request.socket.destroyed) return
        if (isNotAdmitted(error)) {
          refuse(request, response, tooManyWait)
          return
        }
        log('A request failed', error)
        refuse(request, response, failed)
      }
    })
  }
  const options = {
    maxHeaderSize: patience.headers,
    headersTimeout: patience.headersTime,
    requestTimeout: patience.requestTime,
    connectionsCheckingInterval: patience.checkEvery,
    keepAliveTimeout: patience.restTime,
    // Answered here instead, in the form of every other answer.
    requireHostHeader: false,
    // Any other wish to speak something else goes unheard, as RFC 9110, 7.8 allows.
    shouldUpgradeCallback: ({ method, headers }: IncomingMessage) =>
      upgrading !== undefined && method === 'GET' && /^websocket$/i.test(headers.upgrade ?? ''),
  }
  const server = createServer(options, answer)
  server.on('connection', admission.connected)
  server.on('checkContinue', (request, response) => {
    if (!readRequest(request, trust).why) response.writeContinue()
    answer(request, response)
  })
  // Only 100-continue is one that this server knows (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request, response) => refuse(request, response, unmet))
  server.on('upgrade', (request, socket: Socket, head) => {
    // Node no longer listens here.
    socket.on('error', () => socket.destroy())
    const read = readRequest(request, trust)
    if (read.why) {
      answerRaw(socket, undefined, read.why)
      return
    }
    const { address, origin, asked } = read
    rewriteHeaders(request, origin, false)
    void connection.run({ address, path: asked.path }, async () => {
      try {
        const upgrade = await upgrading
        await upgrade?.(request, socket, head, address)
      } catch (error) {
        log('An upgrade failed', error)
        answerRaw(socket, undefined, failed)
      }
    })
  })
  // A tunnel is asked for: there is no request to answer, and Node would hang up.
  server.on('connect', (_request, socket: Socket) => answerRaw(socket, undefined, unknownMethod))
  server.on(
    'clientError',
    (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket) => {
      const isRequest = requestLine.test(
        error.rawPacket?.subarray(0, limits.headers).toString('latin1') ?? '',
      )
      const why =
        error.code === 'HPE_INVALID_METHOD' && isRequest
          ? unknownMethod
          : (malformed[error.code ?? ''] ?? refusal('invalid_request', 'This is not HTTP', 400))
      answerRaw(socket, open.get(socket), why)
    },
  )
  return { server, open, admission }
}

/** With a method that Node has never heard of (RFC 9112, 3). */
const requestLine = /^[!#$%&'*+.^_`|~\w-]+ \S+ HTTP\/1\.[01]\r?\n/
