import { headers } from 'next/headers'
import { cache } from 'react'
import { nameOnTheWire, readCookies, WORKSPACE_COOKIE } from '#lib/kernel/cookie-header.ts'
import type { Carried, StrategyDefinition } from '#lib/strategies/contract.ts'
import { carriedInCookies } from '#lib/strategies/carried-in-cookies.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'

/** The cookies of a page's request, as the API would read them. */
async function sentCookies() {
  const sent = await headers()
  return { cookies: sent.get('cookie'), https: sent.get('x-forwarded-proto') === 'https' }
}

/**
 * The workspace that the request's cookie opens; null where there is none (any more).
 * @throws where two cookies name one: which is meant cannot be known
 */
export const requestWorkspace = cache(async (): Promise<Workspace | null> => {
  const { cookies, https } = await sentCookies()
  const id = readCookies(cookies)(nameOnTheWire(WORKSPACE_COOKIE, https))
  if (id === null) throw new Error('the request has two cookies of a workspace')
  return id ? (await processRuntime()).open(id) : null
})

/** What this browser holds in cookies under a strategy; null where they are ambiguous. */
export async function requestCredentials(strategy: StrategyDefinition): Promise<Carried | null> {
  const { cookies, https } = await sentCookies()
  return carriedInCookies(strategy, cookies, https)
}
