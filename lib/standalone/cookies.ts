import { systemClock } from '../kernel/clock.ts'
import type { Origin } from '../kernel/cookie-names.ts'
import type { Carried, Credentials } from '../strategies/contract.ts'
import { carriedInCookies, clearedCookies, cookiesOf } from '../strategies/cookies.ts'
import { chosen } from './chosen.ts'

const { strategy } = chosen
const sameSite = 'lax'

/** The credentials in a `Cookie` header; none where it could be read in two ways. */
export const carriedIn = (header: string | null | undefined, origin: Origin): Carried =>
  carriedInCookies(strategy, header ?? null, origin) ?? {}

/** The `Set-Cookie` lines for what was granted; for null, those that clear what there is. */
export const setCookies = (granted: Credentials | null, origin: Origin): string[] =>
  granted
    ? cookiesOf(strategy, granted, systemClock.now(), { origin, sameSite, isKept: true })
    : clearedCookies(strategy, { origin, sameSite })
