import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What a proxy takes away on the way, and so turns off as if the server had never had it. */
export interface Weakness {
  /** Of the headers of a request. */
  asked?(headers: IncomingHttpHeaders): IncomingHttpHeaders
  /** As what a request of this method goes on. */
  method?(method: string, path: string): string
  /** Of one `Set-Cookie` line. */
  cookie?(line: string): string
  /** The status of an answer that is given in the server's place; null to hang up. */
  instead?(path: string): number | null | undefined
  /** Waits before an answer goes on: until then no browser has heard of it, nor of its cookies. */
  held?(path: string, method: string): Promise<void>
}

export interface Weakened extends AsyncDisposable {
  url: string
}

/**
 * The same server with a defence missing. Nothing in the server can be told to do without: a proxy in
 * front of it keeps from it what it would decide by, or from the browser what that would obey.
 */
export async function weakened(behind: string, weakness: Weakness): Promise<Weakened> {
  const {
    asked = (headers) => headers,
    cookie = (line) => line,
    instead = () => {},
    method: methodOf = (own) => own,
    held = async () => {},
  } = weakness
  const { hostname, port } = new URL(behind)
  const server = createServer((arrived, answer) => {
    const { method = 'GET', url: path = '/', headers } = arrived
    const own = instead(path)
    if (own === null) return void answer.destroy()
    if (own !== undefined) return void answer.writeHead(own).end()
    const onward = request(
      { hostname, port, path, method: methodOf(method, path), headers: asked(headers) },
      (reply) => {
        const lines = reply.headers['set-cookie']
        const set = lines && { 'set-cookie': lines.map(cookie) }
        const goesOn = async () => {
          await held(path, method)
          answer.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...set })
          reply.pipe(answer)
        }
        void goesOn()
      },
    )
    // Who asked learns of it as of any connection that breaks.
    onward.on('error', () => answer.destroy())
    arrived.pipe(onward)
  })
  // A connection that is to speak something else: what is agreed on goes on as bytes.
  server.on('upgrade', ({ method, url: path = '/', headers }, client: Socket) => {
    const onward = request({ hostname, port, method, path, headers: asked(headers) })
    const answered = (reply: IncomingMessage) => {
      const lines = reply.rawHeaders.map((text, index) => (index % 2 ? `${text}\r\n` : `${text}: `))
      client.write(`HTTP/1.1 ${reply.statusCode} ${reply.statusMessage}\r\n${lines.join('')}\r\n`)
    }
    onward.on('upgrade', (reply, behindIt, head) => {
      answered(reply)
      client.write(head)
      behindIt.pipe(client).pipe(behindIt)
      behindIt.on('error', () => client.destroy())
      client.on('close', () => behindIt.destroy())
    })
    onward.on('response', (reply) => {
      answered(reply)
      reply.pipe(client)
    })
    for (const end of [onward, client]) end.on('error', () => client.destroy())
    onward.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${own}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
