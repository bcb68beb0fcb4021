import type { AttackCell } from '#lib/evidence/attack-model.ts'
import { attackOutcomes, media, origins, predictedOutcomes } from '#lib/evidence/names.ts'
import * as is from '#app/_data/shape.ts'

/** A cell of the attacks, as a page checks it; held to the model as those of events are. */

export const attackCellFields = {
  strategy: is.string,
  attack: is.string,
  outcome: is.oneOf(attackOutcomes),
  says: is.string,
  predicted: is.oneOf(predictedOutcomes),
  broken: is.boolean,
  from: is.oneOf(origins),
  medium: is.nullable(is.oneOf(media)),
  run: is.nullable(is.object({ at: is.string, commit: is.string })),
}
export const attackCellShape = is.like<AttackCell>()(is.object(attackCellFields))
