import type { Meter } from '../kernel/meter.ts'
import type { Refusal } from '../kernel/problem.ts'
import type { Carried, Credentials, StrategyDefinition } from '../strategies/contract.ts'
import { isNearEnd, renewalIsDue } from '../strategies/renewal-due.ts'
import { carriedFrom } from '../strategies/carried.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Somebody who does as the lab's own page does: renews in time, and repeats what came too late. */
export interface HonestClient {
  signIn(): Promise<void>
  /** The reason where the request and what was tried to save it were refused; null when it was let in. */
  request(): Promise<Refusal | null>
  /** What it has done so far. */
  readonly done: Readonly<{ requests: number; renewals: number; signIns: number }>
}

/** `workspace` opens it anew for each step, as each request does. Everything is counted on `meter`. */
export function honestClient(
  workspace: () => Promise<Workspace>,
  definition: StrategyDefinition,
  meter: Meter,
): HonestClient {
  const done = { requests: 0, renewals: 0, signIns: 0 }
  let carried: Carried = {}
  let session: { credentialExpiresAt?: number; expiresAt: number } = { expiresAt: 0 }
  let longest = 0

  const keep = (given: Credentials) => {
    const kept = Object.entries(carried).filter(([name]) => !(name in given))
    carried = { ...Object.fromEntries(kept), ...carriedFrom(given) }
  }
  function isDue({ clock }: Workspace): boolean {
    return renewalIsDue(definition, session, (time) => {
      const left = (time - clock.now()) / 1000
      longest = Math.max(longest, left)
      return isNearEnd(left, longest)
    })
  }
  async function look(opened: Workspace): Promise<Refusal | null> {
    const verdict = await opened.strategy(definition, meter).verify(carried)
    if (!verdict.ok) return verdict.reason
    session = verdict.session
    return null
  }
  async function renew(opened: Workspace): Promise<Refusal | null> {
    const { renew: ask } = opened.strategy(definition, meter)
    if (!ask) throw new Error(`${definition.id} has nothing to renew`)
    const renewal = await ask(carried)
    if (!renewal.ok) return renewal.reason
    done.renewals += 1
    session = renewal.session
    keep(renewal.credentials)
    return null
  }

  return {
    done,
    async signIn() {
      const opened = await workspace()
      const user = await opened.users.named('alice')
      if (!user) throw new Error('there is no alice')
      const grant = await opened.strategy(definition, meter).start(user, 'a browser', carried)
      done.signIns += 1
      session = grant.session
      carried = carriedFrom(grant.credentials)
    },
    async request() {
      const opened = await workspace()
      done.requests += 1
      if (isDue(opened)) await renew(opened)
      const refusal = await look(opened)
      if (refusal === null && isDue(opened)) await renew(opened)
      if (refusal !== 'expired' || !definition.renews) return refusal
      return (await renew(opened)) ?? look(opened)
    },
  }
}
