import { z } from 'zod'
import { revocationEvents, type RevocationEvent } from '#lib/scenarios/plays/revocation.ts'
import type { ChapterPath } from '#app/_shell/chapters.ts'

export const HERE = '/learn/revocation' satisfies ChapterPath
/** Where the play stands on the page. */
export const PLAY = 'play'

export const firstEvent: RevocationEvent = revocationEvents[0]

/** The event that an address asks for; null where there is no such event. */
export const eventIn = ({ event = firstEvent }: Record<string, unknown>): RevocationEvent | null =>
  z.enum(revocationEvents).safeParse(event).data ?? null

export const addressOf = (event: RevocationEvent): string =>
  `${HERE}${event === firstEvent ? '' : `?event=${event}`}#${PLAY}`
