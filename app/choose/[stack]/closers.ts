import { recommend } from '#lib/choose/recommend.ts'
import type { Stack } from '#lib/choose/stacks.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { LifetimeName } from '#lib/strategies/lifetimes.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import type { MeasuredDay } from '#app/_measured/day.ts'
import { measuredCells, measuredDay } from '#app/_measured/measured.ts'
import { declaredCandidates } from '../_candidates/declared.ts'

/** Something that would end a ban sooner, as it was measured. */
export interface Closer {
  title: string
  strategy: string
  ban: CellSummary
  day: MeasuredDay
}

export interface Gap {
  /** What it costs as it is. */
  now: MeasuredDay
  closers: readonly Closer[]
}

const names: Partial<Record<LifetimeName, string>> = {
  accessTtl: 'Access tokens',
  cacheTtl: 'A cache',
  tokenTtl: 'Tokens',
  sessionTtl: 'Sessions',
}

/** To what a lifetime is cut short: what renews itself can be shorter than what asks for a password. */
const shorter = (name: LifetimeName, seconds: number): number =>
  name === 'accessTtl' || name === 'cacheTtl'
    ? seconds > 300
      ? 300
      : 60
    : seconds > 3_600
      ? 3_600
      : 300

/** The lifetime that a ban waits for, cut short, where there is one that can be set. */
function cutShort({ promises }: StrategyDefinition, settings: Settings) {
  const { ban } = promises
  if (!('of' in ban) || typeof ban.of === 'number') return null
  const seconds = shorter(ban.of, settings[ban.of])
  if (seconds >= settings[ban.of]) return null
  const cut = { ...settings, [ban.of]: seconds }
  // A session cannot rest for longer than it lives.
  const idleTtl = Math.min(cut.idleTtl, cut.sessionTtl)
  return {
    title: `${names[ban.of] ?? ban.of} for ${readable(seconds)}`,
    settings: { ...cut, idleTtl },
  }
}

async function closer(
  title: string,
  definition: StrategyDefinition,
  settings: Settings,
): Promise<Closer[]> {
  const [day, [ban]] = await Promise.all([
    measuredDay(definition, settings),
    measuredCells(definition, ['ban'], settings),
  ])
  return ban ? [{ title, strategy: definition.id, ban, day }] : []
}

/** What would close the gap of a strategy, each measured under the same lifetimes. */
export async function gapOf(
  stack: Stack,
  definition: StrategyDefinition,
  settings: Settings,
): Promise<Gap> {
  const cut = cutShort(definition, settings)
  const others = (['near', 'far'] as const)
    .map((store) =>
      recommend(
        { ban: 'now', devices: 'no', store, clients: 'browsers', today: stack.id },
        declaredCandidates,
      ),
    )
    .map(({ first }) => first.definition)
    .filter((own, at, all) => own !== definition && all.indexOf(own) === at)
  const [now, ...closers] = await Promise.all([
    measuredDay(definition, settings),
    cut ? closer(cut.title, definition, cut.settings) : [],
    ...others.map((own) => closer(own.title, own, settings)),
  ])
  return { now, closers: closers.flat() }
}
