import { createMeter, type Meter } from '../kernel/meter.ts'
import type { Refusal } from '../kernel/problem.ts'
import type { Carried, RequestFacts, StrategyDefinition } from '../strategies/contract.ts'
import { carriedFrom } from '../workspace/sign-in.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** What came of presenting credentials once: the verdict, and what it cost. */
export interface Look extends Meter {
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

export interface Knock extends Look {
  /** The thief could renew its copy. */
  renewed: boolean
}

/**
 * A thief's request: the stolen copy, and where that is refused, a renewal with what is left of it.
 * `keep` is given what was renewed before it is used: the old copy is spent, whatever comes after.
 */
export async function knock(
  workspace: Workspace,
  definition: StrategyDefinition,
  carried: Carried,
  keep: (renewed: Carried) => Promise<void>,
): Promise<Knock> {
  const first = await look(workspace, definition, carried)
  if (first.accepted) return { ...first, renewed: false }
  const renewal = await workspace.strategy(definition).renew?.(carried)
  if (!renewal?.ok) return { ...first, renewed: false }
  const renewed = { ...carried, ...carriedFrom(renewal.credentials) }
  await keep(renewed)
  return { ...(await look(workspace, definition, renewed)), renewed: true }
}
