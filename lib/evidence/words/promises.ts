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

/** What a request cost on average, all told. */
export const averageCost = ({
  requests,
  reads,
  writes,
}: {
  requests: number
  reads: number
  writes: number
}): { reads: number; writes: number } => {
  const each = (all: number) => Math.round((100 * all) / requests) / 100
  return { reads: each(reads), writes: each(writes) }
}

/** A working day in a few words, beside what the first request costs. */
export const dayWords = (day: Parameters<typeof averageCost>[0]): string =>
  `${costWords(averageCost(day))} a request`

const times = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/** How often it was renewed on that day, and the password asked for. */
export const dayDetails = (day: { requests: number; renewals: number; signIns: number }): string =>
  `${times(day.requests, 'request')}, ${times(day.renewals, 'renewal')}, ${times(day.signIns, 'sign-in')}`
