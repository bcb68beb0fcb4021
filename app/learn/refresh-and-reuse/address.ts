import {
  gracesUnder,
  rotationPlaySchema,
  type RotationPlay,
} from '#lib/scenarios/plays/rotation.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import type { ChapterPath } from '#app/_shell/chapters.ts'
import type { Query } from '#app/_data/query.ts'

/** The play is in the address: Back takes a move back, and a link shows somebody the same. */

export const HERE = '/learn/refresh-and-reuse' satisfies ChapterPath
/** Where the play stands on the page. */
export const PLAY = 'play'

/** Seconds, where the settings allow it. */
const USUAL_GRACE = 10

export const newPlay = (settings: Settings): RotationPlay => ({
  moves: [],
  grace: gracesUnder(settings).findLast((grace) => grace <= USUAL_GRACE) ?? 0,
})

/** What an address asks for; null where it makes no sense, or the settings would refuse it. */
export function playIn({ moves = '', grace }: Query, settings: Settings): RotationPlay | null {
  const names = typeof moves === 'string' ? moves.split('.').filter((move) => move !== '') : moves
  const wanted = grace === undefined ? newPlay(settings).grace : Number(grace)
  const parsed = rotationPlaySchema.safeParse({ moves: names, grace: wanted })
  const isSettable = parsed.success && gracesUnder(settings).includes(parsed.data.grace)
  return isSettable ? parsed.data : null
}

export function addressOf({ moves, grace }: RotationPlay): string {
  const query = new URLSearchParams()
  if (moves.length > 0) query.set('moves', moves.join('.'))
  if (grace !== USUAL_GRACE) query.set('grace', String(grace))
  return `${HERE}${query.size > 0 ? `?${query.toString()}` : ''}#${PLAY}`
}
