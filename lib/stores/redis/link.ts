import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { isStoreUnavailable, redisUnfit } from '../../kernel/problem.ts'

/** The client of the `redis` package, connected. */
export type Client = ReturnType<typeof clientOf>

/** How long a server may say nothing while it is asked something: so many turns, of so many ms. */
const TURN = 100
const SILENT_TURNS = 10
/** How long a connection may take until it is believed, and how long to wait for the next try. ms. */
const CONNECT_TIMEOUT = 1_000
const BELIEVE_TIMEOUT = 3_000
const FIRST_PAUSE = 50
const LONGEST_PAUSE = 1_000

export interface Link {
  /** @throws at once where there is no connection that is believed, and soon where it falls silent */
  ask<Answer>(call: (client: Client) => Promise<Answer>): Promise<Answer>
  /** Gives a connection up that is not to be believed any more; another is made, and asked anew. */
  drop(why: string): void
  /** Why there is no connection; null where there is one. */
  failure(): string | null
  close(): void
}

// Whoever waits in a queue for a connection would hang: without one, the answer is an error at once.
// A connection is never mended behind our back: the server at its other end may be another one.
const clientOf = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false, connectTimeout: CONNECT_TIMEOUT },
  })

/**
 * One connection to a server, made again and again where it is lost. Nobody is let through to a
 * server before `believe` has looked at it: it may have been restarted, and have forgotten.
 * @throws when the first connection cannot be made, or is not believed
 */
export async function openLink(
  url: string,
  believe: (client: Client) => Promise<void>,
): Promise<Link> {
  let current: Client | null = null
  let why = 'it has not been reached'
  let isClosed = false
  const underWay = new Set<{ turns: number }>()

  async function connect(): Promise<void> {
    const client = clientOf(url)
    client.on('error', (error: Error) => lose(client, reasonOf(error)))
    try {
      // A server that takes the connection may still not say a word on it.
      await within(BELIEVE_TIMEOUT, async () => {
        await client.connect()
        await believe(client)
      })
      if (isClosed) throw new Error('it was closed')
      if (!client.isOpen) throw new Error(why)
      current = client
    } catch (error) {
      destroy(client)
      throw error
    }
  }

  function lose(client: Client, reason: string): void {
    why = reason
    if (client !== current) return
    current = null
    // What was under way is told that it failed.
    destroy(client)
    void connectAgain()
  }

  async function connectAgain(): Promise<void> {
    for (let wait = FIRST_PAUSE; current === null; wait *= 2) {
      await pause(Math.min(wait, LONGEST_PAUSE), undefined, { ref: false })
      if (isClosed) return
      await connect().catch((error: unknown) => (why = reasonOf(error)))
    }
  }

  // By turns and not by the clock: while this process itself stands still, none is counted.
  const watch = setInterval(() => {
    for (const call of underWay) call.turns += 1
    const [oldest] = underWay
    if (current && oldest && oldest.turns > SILENT_TURNS) lose(current, 'it does not answer')
  }, TURN).unref()

  const link: Link = {
    async ask(call) {
      const client = current
      if (client === null) throw new Error(why)
      const mine = { turns: 0 }
      underWay.add(mine)
      try {
        return await call(client)
      } finally {
        underWay.delete(mine)
      }
    },
    drop(reason) {
      if (current) lose(current, reason)
    },
    failure: () => (current ? null : why),
    close() {
      isClosed = true
      clearInterval(watch)
      const client = current
      current = null
      why = 'it was closed'
      if (client) destroy(client)
    },
  }
  try {
    await connect()
  } catch (error) {
    link.close()
    // It may be the database that does not answer, of which a server is believed.
    throw isStoreUnavailable(error) ? error : redisUnfit(firstReasonOf(error, url), error)
  }
  return link
}

function destroy(client: Client): void {
  if (client.isOpen) client.destroy()
}

async function within(ms: number, work: () => Promise<void>): Promise<void> {
  const late = new AbortController()
  const tooLate = pause(ms, undefined, { ref: false, signal: late.signal }).then(() => {
    throw new Error('it does not answer')
  })
  tooLate.catch(() => undefined)
  try {
    await Promise.race([work(), tooLate])
  } finally {
    late.abort()
  }
}

/** In a few words, without an address or a password. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it does not answer'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const text = `${code} ${error.message}`
  return reasons.find(([pattern]) => pattern.test(text))?.[1] ?? error.message
}

/** At the first try, who is silent or hangs up may expect the other kind of connection. */
const firstReasonOf = (error: unknown, url: string): string => {
  const why = reasonOf(error)
  const isOther = why === LOST || (why === SILENT && url.startsWith('rediss:'))
  if (!isOther) return why
  return url.startsWith('rediss:')
    ? `${why}: if it speaks no TLS, use redis://`
    : `${why}: if it speaks TLS, use rediss://`
}

const LOST = 'the connection was lost'
const SILENT = 'it does not answer'

/** The reason of a server that only follows another. */
export const REPLICA = 'it is a replica, which cannot be written'

const reasons: [RegExp, string][] = [
  [/ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN/, 'it cannot be reached'],
  [/ECONNRESET|EPIPE|Socket closed|Disconnects|client is closed|before secure TLS/i, LOST],
  [/timeout|ETIMEDOUT/i, SILENT],
  [/\bOOM\b/, 'its memory is full'],
  [/\bMISCONF\b/, 'it cannot write to its disk'],
  [/\bLOADING\b/, 'it is loading its data'],
  [/\bREADONLY\b/, REPLICA],
  [/\bNOAUTH\b/, 'it asks for a password: redis://USER:PASSWORD@HOST'],
  [/\bWRONGPASS\b/, 'it does not take this user with this password'],
  [/\bNOPERM\b/, 'this user may not do all that is needed'],
  [/DB index|Invalid pathname/, 'it has no database of this number: 0 to 15, as a rule'],
  [
    /SELF_SIGNED|UNABLE_TO_/,
    'its certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS',
  ],
  [/ERR_TLS_CERT_ALTNAME/, 'its certificate is for another host'],
  [/CERT_HAS_EXPIRED/, 'its certificate has expired'],
]
