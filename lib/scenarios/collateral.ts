import type { Collateral } from '../strategies/promises.ts'
import { signedIn, withStage, type OpenStage } from './actors.ts'
import { record } from './record.ts'
import type { Client, Honest, Scenario } from './stage.ts'

/**
 * Who lost a session that should have stayed: at once, or as soon as what the server keeps has made
 * itself felt. Compared with a stage where nothing happened, because sessions end by themselves too.
 */
export async function collateralOf(
  open: OpenStage,
  scenario: Scenario,
  undisturbed: Undisturbed = (measured) => measured(),
): Promise<Collateral> {
  if (scenario.stays.length === 0) return 'none'
  const inAfterEvent = await whoIsIn(open, scenario, true)
  const inWithout = await undisturbed(() => whoIsIn(open, scenario, false))
  const lost = inWithout.flatMap((names, moment) =>
    [...names].filter((name) => !inAfterEvent[moment]?.has(name)),
  )
  if (lost.includes('bystander')) return 'everyone'
  return lost.length > 0 ? 'other-devices' : 'none'
}

/** Who of the honest is in at once, and who later on. */
export type WhoIsIn = Set<Honest>[]

/** Who is in where nothing happens, for whoever remembers it for the next event. */
export type Undisturbed = (measured: () => Promise<WhoIsIn>) => Promise<WhoIsIn>

const whoIsIn = (open: OpenStage, scenario: Scenario, play: boolean): Promise<WhoIsIn> =>
  withStage(open, scenario, async (stage) => {
    const actors = await signedIn(stage, scenario, record(stage))
    if (play) await scenario.play(actors)
    const { accessTtl, cacheTtl } = stage.settings
    const seen: Set<Honest>[] = []
    for (const wait of [0, Math.max(accessTtl, cacheTtl) + 1]) {
      await stage.advance(wait)
      const names = new Set<Honest>()
      for (const name of scenario.stays) if (await isStillIn(actors[name])) names.add(name)
      seen.push(names)
    }
    return seen
  })

/** An honest client renews when it is refused. */
async function isStillIn(client: Client): Promise<boolean> {
  if ((await client.request()).accepted) return true
  return (await client.renew())?.accepted ?? false
}

/** Is the owner of the copied device signed in on it, when all is over? */
export const ownerIsIn = (open: OpenStage, scenario: Scenario): Promise<boolean> =>
  withStage(open, scenario, async (stage) => {
    const actors = await signedIn(stage, scenario, record(stage))
    await scenario.play(actors)
    return isStillIn(actors.victim)
  })
