import { z } from 'zod'
import { skews } from '#lib/scenarios/plays/clock-skew.ts'
import { lifetimesPlaySchema } from '#lib/scenarios/plays/lifetimes.ts'
import type { ChapterPath } from '#app/_shell/chapters.ts'

export const HERE = '/learn/lifetimes' satisfies ChapterPath
/** Where the play, and where the clocks stand on the page. */
export const [PLAY, CLOCKS] = ['play', 'clocks']

const playSchema = lifetimesPlaySchema.extend({
  skew: z.coerce.number().pipe(z.literal(skews)).default(30),
})
export type Play = z.infer<typeof playSchema>

export const usual: Play = playSchema.parse({})

/** What an address asks for; null where it makes no sense. */
export const playIn = (query: Record<string, unknown>): Play | null =>
  playSchema.safeParse(query).data ?? null

export function addressOf(play: Play, place = PLAY): string {
  const known = new Map<string, string | number>(Object.entries(usual))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(play)) {
    if (value !== known.get(name)) query.set(name, String(value))
  }
  return `${HERE}${query.size > 0 ? `?${query.toString()}` : ''}#${place}`
}
