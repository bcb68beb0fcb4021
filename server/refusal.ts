// Refusals in the one form that all answers have (RFC 9457), and what never became a request of Next's.
import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { problems, type ProblemCode } from '#lib/kernel/problem.ts'

/** How long a refused client may go on sending before the connection is cut. Milliseconds. */
export const DRAIN = 2_000

export interface Refusal {
  code: ProblemCode
  status: number
  detail: string
  headers?: Record<string, string>
}

export const refusal = (
  code: ProblemCode,
  detail: string,
  status: number = problems[code].status,
) => ({
  code,
  status,
  detail,
})

export function describe({ code, status, detail, headers: more }: Refusal) {
  const { title } = problems[code]
  const type = `urn:logout-lab:problem:${code}`
  const body = JSON.stringify({ type, title, status, code, detail })
  const headers = {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
    ...more,
  }
  return { body, headers }
}

const answered = new WeakSet<Socket>()

/** For what never became a request, or stopped halfway. */
export function answerRaw(socket: Socket, response: ServerResponse | undefined, why: Refusal) {
  // Each piece that still comes is an error again: it is read and dropped, until the cut.
  if (answered.has(socket)) return
  if (!socket.writable || response?.headersSent) {
    socket.destroy()
    return
  }
  answered.add(socket)
  const { body, headers } = describe(why)
  if (response) response.writeHead(why.status, headers).end(body)
  else sendRaw(socket, why.status, headers, body)
}

/** A whole answer, and the end of the connection. */
export function sendRaw(
  socket: Socket,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
  const cut = setTimeout(() => socket.destroy(), DRAIN)
  socket.once('close', () => clearTimeout(cut))
}
