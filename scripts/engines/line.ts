// A line to a port that can be cut, or on which a feed can be held back, and mended.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { LineState } from '#lib/kernel/line-states.ts'

export interface Line extends AsyncDisposable {
  port: number
  state(): LineState
  set(state: LineState): void
}

/** What a connection that follows the feed asks for, as the protocol of Redis writes it. */
const FOLLOWS = 'XREAD'

export async function openLine(to: number): Promise<Line> {
  let state: LineState = 'open'
  const ends = new Set<Socket>()
  /** Where answers come from, of connections that follow the feed. */
  const feeds = new Set<Socket>()
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy()
      return
    }
    const far = connect(to, '127.0.0.1')
    near.setNoDelay()
    far.setNoDelay()
    near.on('data', (data) => {
      if (data.includes(FOLLOWS)) {
        feeds.add(far)
        if (state === 'feed-paused') far.pause()
      }
      far.write(data)
    })
    far.on('data', (data) => near.write(data))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        ends.delete(one)
        feeds.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hangUp = () => ends.forEach((end) => end.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    state: () => state,
    set(next) {
      state = next
      if (state === 'cut') hangUp()
      for (const feed of feeds) {
        if (state === 'feed-paused') feed.pause()
        else feed.resume()
      }
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        hangUp()
        server.close(() => resolve())
      }),
  }
}
