import type { Collateral } from '../../strategies/promises.ts'
import type { Promised } from '../../strategies/describe.ts'
import { readable } from './durations.ts'

/** Why a copy lives on (or does not), in one sentence that goes with the strategy's summary. */
export function promiseReason(promised: Promised): string {
  switch (promised.stops) {
    case 'at-once':
      return 'What the server keeps is asked on every request, so the next knock with the copy is refused.'
    case 'within':
      return `For up to ${readable(promised.seconds)} the server goes by what it was last told, in the copy itself or in its own memory. After that it knows, and neither lets the copy in nor renews it.`
    case 'at-expiry':
      return `The copy carries its own proof and nothing overrules it: it opens the door until it expires, ${readable(promised.seconds)} after it was issued.`
    case 'never':
      return 'Whoever presents the copy is handed a fresh one, so it never runs out.'
    case 'not-by-this':
      return 'The event changes nothing that this strategy relies on: the copy is as good as before.'
  }
}

export const collateralWords: Record<Collateral, string> = {
  none: 'nobody else',
  'other-devices': "the user's other sessions end too",
  everyone: 'everybody is signed out',
}
