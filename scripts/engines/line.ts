// A line to a port that can be cut, on which a feed can be held back, or which swallows everything.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { LineState } from '#lib/kernel/line-states.ts'

export interface Line extends AsyncDisposable {
  port: number
  state(): LineState
  set(state: LineState): void
  /** Takes what is sent and passes nothing on, until it is set again. */
  swallow(): void
}

/** What a connection that follows the feed asks for, as the protocol of Redis writes it. */
const FOLLOWS = 'XREAD'

export async function openLine(to: number): Promise<Line> {
  let state: LineState = 'open'
  let isSwallowing = false
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
      if (isSwallowing) return
      if (data.includes(FOLLOWS)) {
        feeds.add(far)
        if (state === 'feed-paused') far.pause()
      }
      far.write(data)
    })
    far.on('data', (data) => !isSwallowing && near.write(data))
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
      // What was swallowed is lost: nobody goes on from there.
      if (next === 'cut' || isSwallowing) hangUp()
      isSwallowing = false
      state = next
      for (const feed of feeds) {
        if (state === 'feed-paused') feed.pause()
        else feed.resume()
      }
    },
    swallow: () => void (isSwallowing = true),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        hangUp()
        server.close(() => resolve())
      }),
  }
}
