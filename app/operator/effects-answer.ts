import { effects, type Effect } from '#lib/strategies/effects.ts'
import * as is from '#app/_data/shape.ts'

const effect = (value: unknown): value is Effect => typeof value === 'string' && value in effects

/** What an order did, strategy by strategy, as the HTTP contract tells it. */
export const effectsAnswer = is.object({ effects: is.record(effect) })
