import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import type { Carried, CredentialName, StrategyDefinition } from '#lib/strategies/contract.ts'
import { cookieName } from '#lib/strategies/describe.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'

/** The cookie jar of a page's request, under the names that they have on http or https. */
async function jar() {
  const [kept, sent] = await Promise.all([cookies(), headers()])
  const prefix = sent.get('x-forwarded-proto') === 'https' ? '__Host-' : ''
  return (name: string) => kept.get(`${prefix}${name}`)?.value
}

/** The workspace that the request's cookie opens; null where there is none (any more). */
export const requestWorkspace = cache(async (): Promise<Workspace | null> => {
  const read = await jar()
  const id = read('lab-workspace')
  return id ? (await processRuntime()).open(id) : null
})

/** What this browser holds in cookies under a strategy. */
export async function carriedInCookies(strategy: StrategyDefinition): Promise<Carried> {
  const read = await jar()
  const carried: Partial<Record<CredentialName, string>> = {}
  for (const name of strategy.credentials) {
    const value = read(cookieName(strategy.id, name))
    if (value) carried[name] = value
  }
  return carried
}
