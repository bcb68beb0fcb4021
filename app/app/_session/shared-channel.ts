import * as is from '#app/_data/shape.ts'
import { tagged } from '#app/_data/tagged.ts'
import { hasLocks } from './renewal.ts'

/**
 * A browser opens six connections to a server and no more, for all its tabs: a channel in each of
 * them would leave none for anything else. So one tab listens for all that show the same session,
 * and when it goes, the next takes over.
 */
const word = tagged('type', { tick: { now: is.number }, ended: { reason: is.string } })

interface Listening {
  /** What the tabs have in common. */
  name: string
  signal: AbortSignal
  onTick(now: number): void
  /** Reads the channel itself, until it ends; answers why. */
  listen(onTick: (now: number) => void): Promise<string>
}

/**
 * Answers why the channel ended, in whichever tab it was.
 * @throws when the signal says so, or the connection of this tab was lost
 */
export async function listenTogether(listening: Listening): Promise<string> {
  const { name, signal, onTick, listen } = listening
  if (!hasLocks() || typeof BroadcastChannel === 'undefined') return listen(onTick)
  const tabs = new BroadcastChannel(name)
  const tell = tabs.postMessage.bind(tabs)
  // Heard from another tab, it ends the wait for a turn as well.
  const over = new AbortController()
  const told = new Promise<string>((resolve) => {
    tabs.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!word(data)) return
      if (data.type === 'tick') onTick(data.now)
      else resolve(data.reason)
    })
  })
  const stop = () => over.abort()
  signal.addEventListener('abort', stop, { once: true })
  const own = navigator.locks.request(name, { signal: over.signal }, async () => {
    const reason = await listen((now) => {
      onTick(now)
      tell({ type: 'tick', now })
    })
    tell({ type: 'ended', reason })
    return reason
  })
  try {
    return await Promise.race([told, own])
  } finally {
    stop()
    signal.removeEventListener('abort', stop)
    // The wait that was ended has nobody left who listens.
    own.catch(() => {})
    tabs.close()
  }
}
