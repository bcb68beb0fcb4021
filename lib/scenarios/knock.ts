import { createMeter, type Meter } from '../kernel/meter.ts'
import type { Refusal } from '../kernel/problem.ts'
import type { Carried, RequestFacts, StrategyDefinition } from '../strategies/contract.ts'
import { carriedFrom } from '../strategies/carried.ts'
import type { ThiefCopy } from '../workspace/thief-copies.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { knockWithBoth, type Renewer } from './two-copies.ts'

/** What came of presenting credentials once: the verdict, and what it cost. */
interface Look extends Meter {
  accepted: boolean
  reason: Refusal | null
  username: string | null
  role: string | null
  /** The size of what was presented. */
  bytes: number
  micros: number
}

/** Presents credentials to a strategy; `passive` looks without counting as a use of the session. */
export async function look(
  workspace: Workspace,
  definition: StrategyDefinition,
  carried: Carried,
  request?: RequestFacts,
): Promise<Look> {
  const meter = createMeter()
  const strategy = workspace.strategy(definition, meter)
  const started = performance.now()
  const verdict = await strategy.verify(carried, request)
  const micros = Math.round((performance.now() - started) * 1000)
  const bytes = Object.values(carried).reduce((sum, value) => sum + value.length, 0)
  const measured = { bytes, micros, ...meter }
  return verdict.ok
    ? {
        accepted: true,
        reason: null,
        username: verdict.session.username,
        role: verdict.session.role,
        ...measured,
      }
    : { accepted: false, reason: verdict.reason, username: null, role: null, ...measured }
}

interface LiveKnock extends Look {
  /** Only the renewed copy got in, and not the one that was kept. */
  renewed: boolean
}

/**
 * A thief's request with the copies that it holds. `keep` is given what was renewed before it is
 * used: what it was renewed with is spent, whatever comes after.
 */
export async function knock(
  workspace: Workspace,
  definition: StrategyDefinition,
  copy: Pick<ThiefCopy, 'carried' | 'renewed'>,
  keep: (renewed: Carried) => Promise<void>,
): Promise<LiveKnock> {
  let mine = copy.renewed ?? copy.carried
  const lookWith = (carried: Carried) => look(workspace, definition, carried)
  const renewer: Renewer<Look> = {
    request: () => lookWith(mine),
    async renew() {
      const renew = workspace.strategy(definition).renew
      if (!renew) return null
      // Unlike a measured victim, a visitor's browser renews as well. A refresh token that was spent
      // already tells that there are two of them: it is not spent before there is need.
      if (mine.refresh !== undefined && (await lookWith(mine)).accepted) return 'later'
      const renewal = await renew(mine)
      if (renewal.ok) {
        mine = { ...mine, ...carriedFrom(renewal.credentials) }
        await keep(mine)
      }
      return renewal
    },
  }
  const kept = { request: () => lookWith(copy.carried) }
  const { seen, renewed } = await knockWithBoth(kept, renewer, ({ accepted }) => accepted)
  return { ...seen, renewed }
}
