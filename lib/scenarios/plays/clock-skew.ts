import { virtualClock } from '../../kernel/clock.ts'
import { carriedFrom } from '../../strategies/carried.ts'
import type { StrategyDefinition } from '../../strategies/contract.ts'
import { strategies } from '../../strategies/registry.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { memoryRuntime } from '../memory-runtime.ts'
import { createOnce } from '../once.ts'

/** By how much the clock of the machine that checks is behind that of the one that issued. Seconds. */
export const skews = [-60, 0, 1, 15, 30, 60, 300] as const

/** One for each way in which a credential is dated. */
const measured = [
  'cookie-session',
  'cached-session',
  'stateless-jwt',
  'jwt-refresh-rotation',
  'iron-session',
  'next-auth-jwt',
]

export interface SkewResult {
  strategy: string
  title: string
  /** Seconds of tolerance that the strategy's library forces. */
  tolerance: number
  /** For how long a credential that was just issued is refused, and as what. Seconds. */
  refusedFor: number
  reason: string | null
  /** How much later, or earlier, it is refused for good than where the clocks agree. Seconds. */
  longerBy: number
}

const settings = defaultSettings
const once = createOnce<SkewResult[]>(skews.length)
const lives = createOnce<Life>(1)

/**
 * Issues credentials on one machine and presents them to another, whose clock differs, under the
 * default lifetimes. No renewal, and looks that are no use: what is found is of the dates alone.
 * @throws what a strategy throws
 */
export const playClockSkew = (skew: number): Promise<SkewResult[]> =>
  once(skew, 'all', async () => {
    const results: SkewResult[] = []
    for (const id of measured) {
      const definition = strategies.find((one) => one.id === id)
      if (!definition) throw new Error(`there is no strategy ${id}`)
      const plain = await lives('alike', id, () => lifeOf(definition, 0))
      const skewed = await lifeOf(definition, skew)
      const { title, tolerance } = definition
      const { first: refusedFor, reason } = skewed
      const longerBy = skewed.end - plain.end
      results.push({ strategy: id, title, tolerance, refusedFor, reason, longerBy })
    }
    return results
  })

interface Life {
  first: number
  reason: string | null
  end: number
}

/** When a credential is accepted at first, and when no more; by the clock of who issued it. Seconds. */
async function lifeOf(definition: StrategyDefinition, skew: number): Promise<Life> {
  const clock = virtualClock()
  const runtime = await memoryRuntime([definition], clock)
  try {
    const { id, workspace } = await runtime.create(settings)
    const alice = await workspace.users.named('alice')
    if (!alice) throw new Error('there is no alice')
    const grant = await workspace.strategy(definition).start(alice, 'a browser', {})
    const carried = carriedFrom(grant.credentials)
    const issued = clock.now()

    const seenAt = async (seconds: number) => {
      const wanted = issued + (seconds - skew) * 1000
      const by = wanted - clock.now()
      if (by < 0) clock.back(-by)
      else clock.advance(by)
      const opened = await runtime.open(id)
      if (!opened) throw new Error('the workspace of the play is gone')
      return opened.strategy(definition).verify(carried, { passive: true })
    }
    const fresh = await seenAt(0)
    const reason = fresh.ok ? null : fresh.reason
    const first = await turn(async (at) => (await seenAt(at)).ok, Math.max(0, skew))
    const longest = settings.sessionTtl + Math.abs(skew) + 600
    const end = await turn(async (at) => at > first && !(await seenAt(at)).ok, longest)
    return { first, reason, end }
  } finally {
    await runtime.close()
  }
}

/**
 * The first whole second at which something is so, where it stays so from then on.
 * @throws where it is not so at `latest`
 */
async function turn(isSo: (seconds: number) => Promise<boolean>, latest: number): Promise<number> {
  if (!(await isSo(latest))) throw new Error(`not so within ${latest} s`)
  let [before, after] = [-1, latest]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (await isSo(middle)) after = middle
    else before = middle
  }
  return after
}
