import type { CellSummary } from './model.ts'
import { collaterals } from './names.ts'

/** Which of two strategies does better under one event. */
export type Better = 'first' | 'second' | 'alike'

type Measured = Pick<CellSummary, 'firstRefused' | 'collateral'>

/**
 * By how much, in seconds and as a share, two ends may differ and be the same: a run over HTTP is
 * measured on a clock that goes on while requests travel.
 */
const BLUR = { seconds: 3, share: 0.01 }
const isSame = (a: number, b: number) =>
  a === b || Math.abs(a - b) <= Math.min(BLUR.seconds, BLUR.share * Math.max(a, b))

const survival = ({ firstRefused }: Measured) => firstRefused ?? Infinity
const hurt = ({ collateral }: Measured) => collaterals.indexOf(collateral)

/**
 * The one under which a stolen copy ends sooner; where both end it alike, the one that hits fewer
 * others. What is meant to end nobody's session goes by whom it hits alone.
 */
export function better(first: Measured, second: Measured, isMeantToStay: boolean): Better {
  const by = (measure: (cell: Measured) => number): Better | null => {
    const [a, b] = [measure(first), measure(second)]
    if (isSame(a, b)) return null
    return a < b ? 'first' : 'second'
  }
  return (isMeantToStay ? null : by(survival)) ?? by(hurt) ?? 'alike'
}
