import { switchesSchema, type Switches } from '#lib/scenarios/plays/cookie-or-storage.ts'
import type { ChapterPath } from '#app/_shell/chapters.ts'

export const HERE = '/learn/cookie-or-storage' satisfies ChapterPath
/** Where the play stands on the page. */
export const PLAY = 'play'

/** What browsers and this lab do unless told. */
export const usual: Switches = { sameSite: 'lax', thirdParty: 'allowed', originCheck: 'on' }

/** The switches as an address sets them; null where it names a position that there is not. */
export const switchesIn = (query: Record<string, unknown>): Switches | null =>
  switchesSchema.safeParse({ ...usual, ...query }).data ?? null

export function addressOf(switches: Switches): string {
  const changed = Object.entries(switches).filter(
    ([name, value]) => new Map(Object.entries(usual)).get(name) !== value,
  )
  const query = new URLSearchParams(changed)
  return `${HERE}${query.size > 0 ? `?${query.toString()}` : ''}#${PLAY}`
}
