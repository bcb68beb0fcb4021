import { request } from 'node:http'
import { plainly, type Equip } from '#lib/scenarios/stages/http.ts'
import type { Send } from '#lib/scenarios/stages/http-client.ts'

/** Sends from another loopback address: `fetch` leaves nobody the choice. */
const sendFrom =
  (address: string): Send =>
  async (outgoing) => {
    const body = Buffer.from(await outgoing.arrayBuffer())
    return new Promise((resolve, reject) => {
      const { url, method } = outgoing
      const headers = Object.fromEntries(outgoing.headers)
      const sent = request(url, { method, headers, localAddress: address }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.once('error', reject)
        answer.once('end', () => {
          const received = new Headers()
          for (const [name, values] of Object.entries(answer.headersDistinct)) {
            for (const value of values ?? []) received.append(name, value)
          }
          const status = answer.statusCode ?? 0
          const content = status === 204 ? null : Buffer.concat(chunks)
          resolve(new Response(content, { status, headers: received }))
        })
      })
      sent.once('error', reject)
      sent.end(body)
    })
  }

/** A program that, in another place, has its address as well as its user agent. */
export const fromItsPlace: Equip = (of, place) =>
  plainly(place ? sendFrom(place.address) : (outgoing) => fetch(outgoing))(of, place)
