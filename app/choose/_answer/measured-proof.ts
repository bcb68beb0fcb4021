import type { Standing } from '#lib/choose/recommend.ts'
import { endsNothing } from '#lib/strategies/promises.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { attacksThatWork, measuredCells, measuredDay } from '#app/_measured/measured.ts'
import { settings } from '../_candidates/lifetimes.ts'
import type { Proof } from './proof.ts'

/** What people ask for first. */
const asked: readonly EventName[] = [
  'logout',
  'revoke-device',
  'password-change',
  'ban',
  'role-change',
]

/** @throws when something could not be measured */
export async function proofOf({ definition, declared }: Standing): Promise<Proof> {
  const isOpen = (event: EventName) =>
    declared.collateral[event] !== 'none' ||
    (declared.promises[event].stops !== 'at-once' && !endsNothing.has(event))
  const [promises, open, attacks, day] = await Promise.all([
    measuredCells(definition, asked, settings),
    measuredCells(definition, eventNames.filter(isOpen), settings),
    attacksThatWork(definition, settings),
    measuredDay(definition, settings),
  ])
  return { promises, open, attacks, day }
}
