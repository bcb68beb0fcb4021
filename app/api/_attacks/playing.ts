import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { playInProcess } from '#lib/scenarios/attacks/playing.ts'
import type { AttackRun } from '#lib/scenarios/attacks/run.ts'
import type { StrategyDefinition } from '#lib/sessions/contract.ts'
import type { Settings } from '#lib/sessions/settings.ts'

/** Attacks that are played on request, each once for the same settings. */
export interface Playing {
  /** @throws when the attack could not be played */
  run(definition: StrategyDefinition, attack: Attack, settings: Settings): Promise<AttackRun>
}

/** For how many settings the runs are remembered: with their steps, and so for fewer than cells. */
const REMEMBERED = 8

function createPlaying(): Playing {
  const remembered = new Map<string, Map<string, Promise<AttackRun>>>()
  let turn: Promise<unknown> = Promise.resolve()

  /** One attack at a time, and between two of them whoever else waits for the process. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return work()
    })
    turn = mine.catch(() => {})
    return mine
  }

  function runsUnder(settings: Settings): Map<string, Promise<AttackRun>> {
    // The active strategy is the visitor's; the attack brings its own.
    const key = JSON.stringify({ ...settings, strategy: null })
    const known = remembered.get(key) ?? new Map<string, Promise<AttackRun>>()
    remembered.delete(key)
    remembered.set(key, known)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    return known
  }

  return {
    run(definition, attack, settings) {
      const known = runsUnder(settings)
      const name = `${definition.id} ${attack.id}`
      const played = known.get(name) ?? inTurn(() => playInProcess(definition, attack, settings))
      known.set(name, played)
      // A failure is told to those who wait for it, and tried again for whoever comes next.
      played.catch(() => known.delete(name))
      return played
    },
  }
}

const KEY = Symbol.for('logout-lab.attacks')
const shared = globalThis as { [KEY]?: Playing }

/** One for the process: Next loads this module once for each of its bundles. */
export const processPlaying = (): Playing => (shared[KEY] ??= createPlaying())
