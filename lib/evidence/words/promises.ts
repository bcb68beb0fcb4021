import type { Promised } from '../../strategies/describe.ts'
import { readable } from './durations.ts'

/** A promise in a few words. */
export function promiseWords(promised: Promised): string {
  switch (promised.stops) {
    case 'at-once':
      return 'at once'
    case 'within':
      return `within ${readable(promised.seconds)}`
    case 'at-expiry':
      return `at expiry, up to ${readable(promised.seconds)}`
    case 'never':
      return 'never'
    case 'not-by-this':
      return 'not by this event'
  }
}

/** What is asked of the stores. */
export const costWords = ({ reads, writes }: { reads: number; writes: number }): string => {
  const read = reads === 1 ? '1 read' : `${reads} reads`
  return writes === 0 ? read : `${read}, ${writes === 1 ? '1 write' : `${writes} writes`}`
}
