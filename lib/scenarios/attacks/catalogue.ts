import type { Attack } from './attack.ts'
import { channels } from './channel.ts'
import { forgedRequests } from './csrf.ts'
import { fixations } from './fixation.ts'
import { forgeries } from './forged-tokens.ts'
import { leaks } from './leak.ts'
import { outages } from './outage.ts'
import { refreshThefts } from './refresh.ts'
import { reissues } from './reissue.ts'
import { replays } from './replay.ts'
import { walkAways } from './walk-away.ts'
import { scriptAttacks } from './xss.ts'

/** Every attack, in the order in which pages and tables show them. */
export const attacks: readonly Attack[] = [
  ...replays,
  ...walkAways,
  ...refreshThefts,
  ...reissues,
  ...scriptAttacks,
  ...forgedRequests,
  ...fixations,
  ...forgeries,
  ...leaks,
  ...channels,
  ...outages,
]

export const findAttack = (id: string): Attack | undefined =>
  attacks.find((attack) => attack.id === id)
