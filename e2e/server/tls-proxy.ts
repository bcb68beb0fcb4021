import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { selfSigned } from './certificate.ts'

export interface TlsProxy extends AsyncDisposable {
  url: string
  cert: string
}

/**
 * A reverse proxy that ends TLS, as Caddy and nginx do it: it adds to `X-Forwarded-For`, writes
 * `X-Forwarded-Proto` and `-Host` anew, and hands on whatever else the client has written.
 */
export async function tlsProxy(target: string): Promise<TlsProxy> {
  const { key, cert } = selfSigned()
  const server = createServer({ key, cert }, (incoming, response) => {
    const { headers, method, url, socket } = incoming
    const { hostname: host, port } = new URL(target)
    const earlier = headers['x-forwarded-for']
    const outgoing = request({
      host,
      port,
      method,
      path: url,
      headers: {
        ...headers,
        'x-forwarded-for': [earlier ?? [], socket.remoteAddress ?? ''].flat().join(', '),
        'x-forwarded-proto': 'https',
        'x-forwarded-host': headers.host,
      },
    })
    outgoing.on('response', (answer) => {
      // Whoever asked may have left meanwhile: a pipe to a closed stream throws.
      if (response.destroyed) {
        answer.destroy()
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      pipeline(answer, response, () => {})
    })
    outgoing.on('error', () => response.destroy())
    pipeline(incoming, outgoing, () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}`,
    cert,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
