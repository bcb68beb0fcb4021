import * as is from '#app/_data/shape.ts'
import { WORKSPACE } from './cells.ts'
import { stepShape } from './evidence.ts'

/** The cells of the attacks, as `/api/attacks` tells them. */

const shared = {
  strategy: is.string,
  attack: is.string,
  outcome: is.oneOf(['works', 'blocked', 'not-applicable', 'error']),
  says: is.string,
  predicted: is.oneOf(['works', 'blocked', 'not-applicable']),
  broken: is.boolean,
  /** Played here and now, found in the last run of the tests, or only predicted. */
  from: is.oneOf(['here', 'run', 'prediction']),
  run: is.nullable(is.object({ at: is.string, commit: is.string })),
}

export const attackCellShape = is.object(shared)
export type AttackCell = is.Shaped<typeof attackCellShape>

export const attackRunShape = is.object({ ...shared, steps: is.array(stepShape) })
export type AttackRun = is.Shaped<typeof attackRunShape>

const query = (source: string) =>
  source === WORKSPACE ? '' : `?preset=${encodeURIComponent(source)}`

export const attacksPath = (source: string): string => `/api/attacks${query(source)}`
export const attackPath = (source: string, strategy: string, attack: string): string =>
  `/api/attacks/${strategy}/${attack}${query(source)}`

/** What a cell is called where it is one of many: in the address, in a list. */
export const attackKey = (strategy: string, attack: string): string => `${strategy}/${attack}`
