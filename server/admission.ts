// Requests that have a password hashed come to the app a few at a time. Two hundred that arrive in the
// same moment would all be routed, one after the other, before anybody else's request is looked at.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { readCookies } from '#lib/kernel/cookie-header.ts'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { createFairQueue } from '#lib/workspace/fair-queue.ts'
import { networkOf } from '#lib/workspace/network-of.ts'
import type { Asker } from './forwarded.ts'
import type { Asked } from './methods.ts'
import { refusal } from './refusal.ts'

/** Waiting in all and in a lane, as for the hashes themselves; and for so long at most, milliseconds. */
export const admissionLimits = { atOnce: 2, inAll: 2_000, inLane: 400, patience: 30_000 }

/** For so many turns at most nothing is begun while others connect: some tenths of a second. */
const MOST_TURNS = 1_000

const hashing = new RegExp(
  [
    String.raw`^/api/(strategies/[^/]+/(login|password|reauthenticate)`,
    String.raw`workspaces|password-reset|lab/(password|reauthenticate|start-over)`,
    String.raw`auth(-database)?/callback/credentials)/?$`,
  ].join('|'),
)

/** Whether answering takes a hash of a password, or several; a test holds this against the endpoints. */
export function takesHash({ method, path }: Asked): boolean {
  const plain = decodeURIComponent(path)
  return method === 'POST' ? hashing.test(plain) : /^\/api\/lab\/accounts\/?$/.test(plain)
}

/** What the app answers when too many passwords wait. */
export const tooManyWait = {
  ...refusal('rate_limited', 'Too many passwords are waiting to be checked'),
  headers: { 'Retry-After': '1' },
}

/** Whoever waits is answered with `tooManyWait`, or has gone. */
class NotAdmitted extends Error {}

export const isNotAdmitted = (error: unknown): boolean => error instanceof NotAdmitted

export function createAdmission({ patience, ...bounds } = admissionLimits) {
  const queue = createFairQueue(bounds, () => new NotAdmitted())
  const waiting = new Set<() => void>()
  let connections = 0

  /** Node takes one connection in a turn of the loop: whoever is signed in may be behind all of them. */
  async function afterWhoeverConnects(): Promise<void> {
    // The rest of this turn, and then a whole one.
    await turnOfTheLoop()
    for (let turns = 0; turns < MOST_TURNS; turns += 1) {
      const before = connections
      await turnOfTheLoop()
      if (connections === before) return
    }
  }

  return {
    /** Is told of each new connection. */
    connected(): void {
      connections += 1
    },
    /**
     * Answers a request in its turn: networks have theirs alike, and in each its workspaces.
     * @throws where it is not admitted, see `isNotAdmitted`
     */
    async inTurn(
      request: IncomingMessage,
      response: ServerResponse,
      { address, origin }: Asker,
      answer: () => Promise<void>,
    ): Promise<void> {
      const leaving = new AbortController()
      const leave = () => leaving.abort()
      response.once('close', leave)
      // Who sends slowly is no reason for others to wait.
      await arrived(request, response)
      const timer = setTimeout(leave, patience)
      waiting.add(leave)
      const stopWaiting = () => {
        clearTimeout(timer)
        waiting.delete(leave)
      }
      const begin = async () => {
        stopWaiting()
        // Whoever is signed in comes in between.
        await afterWhoeverConnects()
        if (!leaving.signal.aborted) await answer()
      }
      const path = [networkOf(address), workspaceNamed(request, origin)]
      await queue(path, begin, leaving.signal).finally(stopWaiting)
    },
    /** How many wait. */
    waiting: () => waiting.size,
    /** The server stops: nobody waits any more, and what has begun is answered. */
    close(): void {
      for (const leave of waiting) leave()
    },
  }
}

/** Once the body is there, or as much of it as is held for somebody to read. */
function arrived(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.complete) return Promise.resolve()
  const push = request.push.bind(request)
  return new Promise((resolve) => {
    request.push = (chunk, ...rest) => {
      const hasRoom = push(chunk, ...rest)
      if (chunk === null || !hasRoom) resolve()
      return hasRoom
    }
    response.once('close', resolve)
  })
}

/** As the app reads it; whether there is such a one is not known yet. */
function workspaceNamed({ headers }: IncomingMessage, origin: URL | null): string {
  const inCookie = origin && readCookies(headers.cookie)(workspaceCookieName(origin))
  return String(headers['x-lab-workspace'] ?? inCookie ?? '').slice(0, 64)
}
