import { afterAll, describe, expect, it } from 'vitest'
import { strategies } from '#lib/strategies/registry.ts'
import { createServer, type Client, type Reply } from './contract-client.ts'

/** When a browser throws a cookie away, and when the server would: one is worth little without the other. */

const server = await createServer()
afterAll(() => server.runtime.close())

/** Remembers until when a browser would keep what was set. Milliseconds. */
function browser() {
  const ends = new Map<string, number>()
  return {
    take({ cookies }: Pick<Reply, 'cookies'>) {
      for (const { name, maxAge } of cookies) {
        if (maxAge === undefined) throw new Error(`${name} has no Max-Age`)
        ends.set(name, server.clock.now() + maxAge * 1000)
      }
    },
    /** The last of them to go. */
    end: () => Math.max(...ends.values()),
  }
}

/** Does anything that is still held open the session? */
const isIn = async (client: Client, renews: boolean): Promise<boolean> =>
  (await client.copy().me()).status === 200 ||
  (renews && (await client.copy().refresh()).status === 200)

describe.each(strategies)('$id', (definition) => {
  const { renews, renewsExpired, keptBy, tolerance, credentials } = definition
  /** What a plain request needs no renewal for is used, and no more. */
  const mustRenew = credentials.length > 1 || renewsExpired

  it('ends in the browser when it ends on the server, however it is used', async () => {
    const workspace = await server.workspace({ accessTtl: 600, cacheTtl: 600, idleTtl: 3_600 })
    const client = workspace.client(definition)
    const kept = browser()
    kept.take(await client.logIn('alice'))
    const end = kept.end()
    const left = () => Math.round((end - server.clock.now()) / 1000)
    expect(left(), 'longer than what has to be renewed').toBeGreaterThan(600)
    while (left() > 480) {
      server.clock.advance(480_000)
      kept.take(await client.me())
      if (mustRenew) kept.take(await client.refresh())
    }
    server.clock.advance((left() - 1) * 1000)
    expect(await isIn(client, renews), 'a second before its cookies go').toBe(true)
    server.clock.advance((1 + tolerance) * 1000)
    // Where any look moves the end, and only a renewal the cookie's, the row outlives the cookie.
    const isOutlived = keptBy.includes('watching') || renewsExpired
    expect(await isIn(client, renews), 'once they are gone').toBe(isOutlived)
  })

  it('lives in the browser for as long as a renewal says', async () => {
    if (!renews) return
    const workspace = await server.workspace()
    const client = workspace.client(definition)
    const kept = browser()
    kept.take(await client.logIn('alice'))
    const before = kept.end()
    server.clock.advance(100_000)
    kept.take(await client.refresh())
    const slides = definition.promises['absolute-timeout'].stops === 'never'
    expect(kept.end() - before).toBe(slides ? 100_000 : 0)
  })
})
