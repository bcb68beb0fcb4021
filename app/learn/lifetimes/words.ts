import { inHours, readable } from '#lib/evidence/words/durations.ts'
import { refusalWords } from '#lib/evidence/words/refusals.ts'
import type { SkewResult } from '#lib/scenarios/plays/clock-skew.ts'
import type { Question, Slider } from '#lib/scenarios/plays/lifetimes.ts'
import { onOneLine } from '../_chapter/on-one-line.ts'
import { closesAtOnce, type Door } from '#lib/evidence/door.ts'

export const questionWords: Record<Question, { press: string; happened: string }> = {
  logout: { press: 'Alice logs out', happened: 'Alice logs out' },
  ban: { press: 'Alice is banned', happened: 'Alice is banned' },
  'in-use': {
    press: 'Nobody ends it, the thief uses it',
    happened: 'Nobody ends the session, and the thief uses it',
  },
  'at-rest': {
    press: 'Nobody ends it, the copy rests',
    happened: 'Nobody ends the session, and nobody uses the copy',
  },
}

export const sliderWords: Record<Slider, { title: string; about: string }> = {
  idleTtl: { title: 'Idle timeout', about: 'from the last use that the server noted' },
  sessionTtl: { title: 'Absolute timeout', about: 'from the sign-in, whatever happens' },
  tokenTtl: { title: 'Token', about: 'one that is not renewed' },
  accessTtl: { title: 'Access token', about: 'one that a refresh token renews' },
  cacheTtl: { title: 'Cached session', about: 'a signed copy that is believed unasked' },
}

/** The biggest thing on the page: when the doors close. */
export function headline(question: Question, doors: readonly Door[]): string {
  const atOnce = doors.filter(closesAtOnce)
  const later = doors.flatMap(({ firstRefused }) => (firstRefused ? [firstRefused] : []))
  const never = doors.filter(({ firstRefused }) => firstRefused === null)
  const horizon = Math.max(0, ...never.map((door) => door.horizon))
  const verb = (doing: readonly unknown[], one: string, more: string) =>
    `${doing.length} ${doing.length === 1 ? one : more}`
  const parts = [
    ...(atOnce.length > 0 ? [`${verb(atOnce, 'closes', 'close')} at once`] : []),
    ...(later.length > 0
      ? [`${verb(later, 'closes', 'close')} within ${onOneLine(readable(Math.max(...later)))}`]
      : []),
    ...(never.length > 0
      ? [`${verb(never, 'stays', 'stay')} open for at least ${onOneLine(inHours(horizon))}`]
      : []),
  ]
  return `${questionWords[question].happened}. Of ${doors.length} doors, ${parts.join(', ')}.`
}

export function skewWords(skew: number): string {
  if (skew === 0) return 'Right'
  return skew < 0 ? `${readable(-skew)} ahead` : `${readable(skew)} behind`
}

export const freshWords = ({ refusedFor, reason }: SkewResult): string =>
  refusedFor === 0 || reason === null
    ? 'accepted'
    : `refused for ${readable(refusedFor)}: ${refusalWords(reason).toLowerCase()}`

export function endWords({ longerBy }: SkewResult): string {
  if (longerBy === 0) return 'on time'
  return longerBy > 0 ? `${readable(longerBy)} late` : `${readable(-longerBy)} early`
}
