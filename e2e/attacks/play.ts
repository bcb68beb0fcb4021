import type { AttackRun } from '#lib/evidence/attack-model.ts'
import type { Medium } from '#lib/evidence/names.ts'
import type { Browser } from '@playwright/test'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { playInProcess } from '#lib/scenarios/attacks/playing.ts'
import { runAttack } from '#lib/scenarios/attacks/run.ts'
import { httpStage } from '#lib/scenarios/stages/http.ts'
import type { Around } from '#lib/scenarios/record.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { describe } from '#lib/strategies/describe.ts'
import { defaultSettings, lifetimesOf, type Settings } from '#lib/workspace/settings.ts'
import { orSooner } from './at-one-node.ts'
import { fromItsPlace } from './from-address.ts'
import { openBrowserStage } from './open-stage.ts'
import type { servers } from './servers.ts'

interface Ground {
  browser: Browser
  servers: ReturnType<typeof servers>
  /** What the workspace is set to, where the attack leaves that open. */
  settings: Partial<Settings>
  around: Around
}

/** Plays an attack on one strategy, on one of its media. */
export async function play(
  medium: Medium,
  attack: Attack,
  definition: StrategyDefinition,
  { browser, servers, settings, around }: Ground,
): Promise<AttackRun> {
  const base: Settings = { ...defaultSettings, ...settings, strategy: definition.id }
  if (medium === 'process') return playInProcess(definition, attack, base)
  const set: Settings = { ...base, ...attack.settings }
  const open = async () => {
    const { url, wayIn } = await (attack.group === 'outage' ? servers.own() : servers.shared())
    if (medium === 'http') {
      return httpStage(url, definition.id, set, undefined, fromItsPlace, wayIn)
    }
    return openBrowserStage(browser, url, attack, definition, set)
  }
  const described = describe(definition, lifetimesOf(set))
  return orSooner(await runAttack(open, attack, described, medium, around), attack, definition, set)
}
