import type { Prediction } from '../../evidence/attack-model.ts'
import type { StrategyDefinition } from '../../strategies/contract.ts'
import { describe } from '../../strategies/describe.ts'
import { lifetimesOf, type Settings } from '../../workspace/settings.ts'
import type { Attack } from './attack.ts'
import { channels } from './channel.ts'
import { forgedRequests } from './csrf.ts'
import { fixations } from './fixation.ts'
import { followedLinks } from './followed.ts'
import { forgeries } from './forgery/forged-tokens.ts'
import { lateAnswers } from './late-answer.ts'
import { hijackedSockets } from './hijack.ts'
import { leaks } from './leak.ts'
import { outages } from './outage.ts'
import { refreshThefts } from './refresh.ts'
import { reissues } from './reissue.ts'
import { replays } from './replay.ts'
import { walkAways } from './walk-away.ts'
import { siblings } from './sibling.ts'
import { scriptAttacks } from './xss.ts'

/** Every attack, in the order in which pages and tables show them. */
export const attacks: readonly Attack[] = [
  ...replays,
  ...walkAways,
  ...lateAnswers,
  ...refreshThefts,
  ...reissues,
  ...scriptAttacks,
  ...forgedRequests,
  ...hijackedSockets,
  ...fixations,
  ...siblings,
  ...followedLinks,
  ...forgeries,
  ...leaks,
  ...channels,
  ...outages,
]

export const findAttack = (id: string): Attack | undefined =>
  attacks.find((attack) => attack.id === id)

/** What a strategy lets expect of an attack, with the workspace set as the attack wants it. */
export function predictionFor(
  attack: Attack,
  definition: StrategyDefinition,
  settings: Settings,
): Prediction {
  const set = { ...settings, ...attack.settings }
  return attack.predict(describe(definition, lifetimesOf(set)), set)
}
