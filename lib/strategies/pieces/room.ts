import type { Room } from '../../stores/contract.ts'
import type { Context } from '../contract.ts'

/** For how many sessions the workspace leaves room; undefined for any number. `idleMs`: none that rested longer counts. */
export const roomFor = (
  { clock, deviceLimit }: Pick<Context<never>, 'clock' | 'deviceLimit'>,
  idleMs = Infinity,
): Room | undefined =>
  deviceLimit === 0
    ? undefined
    : { sessions: deviceLimit, usedSince: idleMs === Infinity ? 0 : clock.now() - idleMs }
