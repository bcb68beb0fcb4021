import type { AttackRun } from '../../evidence/attack-model.ts'
import type { Medium } from '../../evidence/names.ts'
import type { StrategyDescription } from '../../strategies/describe.ts'
import { record, type Around } from '../record.ts'
import type { Stage } from '../stage.ts'
import type { Attack, AttackContext } from './attack.ts'

/**
 * Plays an attack on a stage that is opened for it, between two controls: somebody honest signs in
 * and gets in before it, and again after it. An attack that fails because nobody gets in is none.
 * @throws when the honest user is not let in, or the stage fails
 */
export async function runAttack(
  open: () => Promise<Stage>,
  attack: Attack,
  strategy: StrategyDescription,
  medium: Medium,
  around?: Around,
): Promise<AttackRun> {
  const began = performance.now()
  const stage = await open()
  try {
    const predicted = attack.predict(strategy, stage.settings)
    const outcome = { attack: attack.id, strategy: strategy.id, medium, predicted }
    if (typeof predicted === 'object') {
      return { ...outcome, works: null, says: predicted.not, broken: false, steps: [], ms: 0 }
    }
    const recorder = record(stage, around)
    await expectHonestEntry(recorder.client('bystander'), 'before')
    const { works, says } = await attack.play(contextOn(stage, recorder, strategy, around))
    await expectHonestEntry(recorder.client('bystander'), 'after')
    const broken = works !== (predicted === 'works')
    const ms = Math.round(performance.now() - began)
    return { ...outcome, works, says, broken, steps: recorder.steps(), ms }
  } finally {
    await stage.close()
  }
}

async function expectHonestEntry(
  honest: ReturnType<ReturnType<typeof record>['client']>,
  when: string,
): Promise<void> {
  for (const { accepted, reason } of [await honest.signIn('bob'), await honest.request()]) {
    if (!accepted) throw new Error(`the honest user was refused ${when} the attack: ${reason}`)
  }
}

function contextOn(
  stage: Stage,
  recorder: ReturnType<typeof record>,
  strategy: StrategyDescription,
  around: Around = (_, work) => work(),
): AttackContext {
  const able = <T>(given: T | undefined, what: string): T => {
    if (given === undefined) throw new Error(`this stage has no ${what}`)
    return given
  }
  return {
    strategy,
    settings: stage.settings,
    client: (actor, place) => recorder.client(actor, place),
    operator: recorder.operator,
    pass: (seconds) => recorder.advance(seconds),
    eventIsNow: () => recorder.eventIsNow(),
    note: (actor, text) => recorder.note(actor, text),
    leak: () => able(stage.leak, 'way to the tables')(),
    outage: () => able(stage.outage, 'way to take the store away')(),
    publicKeys: () => able(stage.publicKeys, 'way to the public keys')(),
    elsewhere: (kind) => able(stage.elsewhere, 'way elsewhere')(kind),
    plant: (victim, planted) =>
      around('a sibling host plants cookies', () =>
        able(stage.plant, 'sibling host')(recorder.unwatched(victim), planted),
      ),
    browser() {
      const { inject, lure, follow } = able(stage.browser, 'browser')
      return {
        inject: (victim) =>
          around('thief injects a script', () => inject(recorder.unwatched(victim))),
        lure: (victim, by) =>
          around(`thief lures the owner to a ${by.how}, third-party cookies ${by.thirdParty}`, () =>
            lure(recorder.unwatched(victim), by),
          ),
        follow: (victim, by) =>
          around(`the browser follows a link: ${by}`, () => follow(recorder.unwatched(victim), by)),
      }
    },
  }
}
