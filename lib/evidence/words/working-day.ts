import { costWords } from './promises.ts'

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
