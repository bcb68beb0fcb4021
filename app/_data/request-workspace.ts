import { headers } from 'next/headers'
import { cache } from 'react'
import { readCookies } from '#lib/kernel/cookie-header.ts'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import type { Carried, StrategyDefinition } from '#lib/strategies/contract.ts'
import { carriedInCookies } from '#lib/strategies/cookies.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'

/** The origin under which the browser sees the page, as the server's listener tells it. */
export async function requestOrigin(): Promise<URL> {
  const sent = await headers()
  return new URL(`${sent.get('x-forwarded-proto') ?? 'http'}://${sent.get('host')}`)
}

/** The cookies of a page's request, as the API would read them. */
const sentCookies = async () => (await headers()).get('cookie')

/**
 * The workspace that the request's cookie opens; null where there is none (any more).
 * @throws where two cookies name one: which is meant cannot be known
 */
export const requestWorkspace = cache(async (): Promise<Workspace | null> => {
  const id = readCookies(await sentCookies())(workspaceCookieName(await requestOrigin()))
  if (id === null) throw new Error('the request has two cookies of a workspace')
  return id ? (await processRuntime()).open(id) : null
})

/** What this browser holds in cookies under a strategy; null where they are ambiguous. */
export async function requestCredentials(strategy: StrategyDefinition): Promise<Carried | null> {
  return carriedInCookies(strategy, await sentCookies(), await requestOrigin())
}
