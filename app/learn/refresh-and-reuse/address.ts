import { rotationPlaySchema, type RotationPlay } from '#lib/scenarios/plays/rotation.ts'
import type { ChapterPath } from '#app/_shell/chapters.ts'

/** The play is in the address: Back takes a move back, and a link shows somebody the same. */

export const HERE = '/learn/refresh-and-reuse' satisfies ChapterPath
/** Where the play stands on the page. */
export const PLAY = 'play'

export type Query = Record<string, string | string[] | undefined>

export const newPlay: RotationPlay = { moves: [], grace: 10 }

/** What an address asks for; null where it makes no sense. */
export function playIn({ moves = '', grace = String(newPlay.grace) }: Query): RotationPlay | null {
  const names = typeof moves === 'string' ? moves.split('.').filter((move) => move !== '') : moves
  const parsed = rotationPlaySchema.safeParse({ moves: names, grace: Number(grace) })
  return parsed.success ? parsed.data : null
}

export function addressOf({ moves, grace }: RotationPlay): string {
  const query = new URLSearchParams()
  if (moves.length > 0) query.set('moves', moves.join('.'))
  if (grace !== newPlay.grace) query.set('grace', String(grace))
  return `${HERE}${query.size > 0 ? `?${query.toString()}` : ''}#${PLAY}`
}
