// What somebody holds who is signed in, and what becomes of it at several nodes.
import { expect } from 'vitest'
import { REPLICA_BOUND } from '#lib/kernel/replica-bound.ts'
import { replicated } from '#lib/strategies/registry.ts'
import type { Answer, Client } from './client.ts'

export interface Held {
  strategy: string
  client: Client
}

/** No request may take longer, whatever happens. Milliseconds, for a machine that does nothing else. */
export const BOUND = 2_000

/** The status of an answer in time: 0 where it was lost with the node that was asked. */
export async function timely(asking: Promise<Answer>): Promise<number> {
  const began = performance.now()
  const status = await asking.then((answer) => answer.status).catch(() => 0)
  expect(performance.now() - began, 'milliseconds').toBeLessThan(BOUND)
  return status
}

/** What a node answers to a copy of it. */
export const look = ({ strategy, client }: Held, url: string) =>
  timely(client.copy(url).under(strategy, 'GET', 'me'))

export const signOut = ({ strategy, client }: Held, url?: string) =>
  timely(client.copy(url).under(strategy, 'POST', 'logout', {}))

export const isReady = (url: string) =>
  expect
    .poll(async () => (await fetch(`${url}/readyz`).catch(() => null))?.status, {
      timeout: 60_000,
      interval: 50,
    })
    .toBe(200)

/**
 * All that were told that they are signed out are in nowhere, and the last of them within the bound.
 * @param refusals the statuses that a node may answer
 */
export async function expectOut(
  gone: readonly Held[],
  urls: readonly string[],
  refusals = [401],
): Promise<void> {
  const heard = performance.now() + REPLICA_BOUND * 1_000
  for (const url of urls) {
    for (const held of gone) {
      let status = await look(held, url)
      if (replicated.some(({ id }) => id === held.strategy)) {
        while (status === 200 && performance.now() < heard) status = await look(held, url)
      }
      expect(refusals, `${held.strategy} at ${url}: ${status}`).toContain(status)
    }
  }
}
