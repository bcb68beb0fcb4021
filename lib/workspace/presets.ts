import type { Lifetimes } from '../strategies/lifetimes.ts'
import { MAX_LIFETIME } from '../kernel/clock.ts'
import { REPLICA_BOUND } from '../kernel/replica-bound.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Preset {
  id: string
  title: string
  /** What is taken over, in the words of its source. */
  says: string
  source: string
  lifetimes: Lifetimes
}

/** What a product does not speak of stays as the lab has it, as far as it fits beside the rest. */
const usual: Lifetimes = {
  sessionTtl: 8 * HOUR,
  idleTtl: 30 * MINUTE,
  tokenTtl: HOUR,
  accessTtl: 5 * MINUTE,
  refreshTtl: 8 * HOUR,
  rotationGrace: 10,
  cacheTtl: 5 * MINUTE,
  reauthAfter: 15 * MINUTE,
  replicaBound: REPLICA_BOUND,
}

/** The lab's own, the documented defaults of well-known products, and what standards advise. Seconds. */
export const presets: readonly Preset[] = [
  {
    id: 'lab',
    title: 'Logout Lab',
    says: "The lab's own defaults.",
    source: '/about',
    lifetimes: usual,
  },
  {
    id: 'real-time',
    title: 'Real time',
    says: 'Short enough to watch doors close: access for 15 seconds, single tokens for a minute, sessions for 10 minutes.',
    source: '/about',
    lifetimes: {
      sessionTtl: 10 * MINUTE,
      idleTtl: 10 * MINUTE,
      tokenTtl: MINUTE,
      accessTtl: 15,
      refreshTtl: 10 * MINUTE,
      rotationGrace: 5,
      cacheTtl: 15,
      reauthAfter: MINUTE,
      replicaBound: REPLICA_BOUND,
    },
  },
  {
    id: 'clerk',
    title: 'Clerk',
    says: 'Lifetimes only. Session tokens for 60 seconds; a session for 7 days.',
    source: 'https://clerk.com/docs/guides/secure/session-options',
    lifetimes: {
      ...usual,
      tokenTtl: MINUTE,
      accessTtl: MINUTE,
      cacheTtl: MINUTE,
      idleTtl: 7 * DAY,
      sessionTtl: 7 * DAY,
      refreshTtl: 7 * DAY,
    },
  },
  {
    id: 'keycloak',
    title: 'Keycloak',
    says: 'Lifetimes only. Access tokens for 5 minutes; a session ends after 30 idle minutes, and after 10 hours. Keycloak itself rotates refresh tokens only where that is switched on, and counts idle minutes from the last renewal.',
    source: 'https://www.keycloak.org/docs/latest/server_admin/#_timeouts',
    lifetimes: { ...usual, sessionTtl: 10 * HOUR, refreshTtl: 10 * HOUR },
  },
  {
    id: 'supabase',
    title: 'Supabase',
    says: 'Lifetimes only. Access tokens for an hour, and a second use of a refresh token within 10 seconds; sessions have no end. Supabase itself also answers the parent of the active token later than that.',
    source: 'https://supabase.com/docs/guides/auth/sessions',
    lifetimes: {
      ...usual,
      accessTtl: HOUR,
      idleTtl: MAX_LIFETIME,
      sessionTtl: MAX_LIFETIME,
      refreshTtl: MAX_LIFETIME,
    },
  },
  {
    id: 'next-auth',
    title: 'next-auth',
    says: 'Lifetimes only. A session for 30 days; under the strategies of the library itself it slides with its use.',
    source: 'https://next-auth.js.org/configuration/options#session',
    lifetimes: {
      ...usual,
      tokenTtl: 30 * DAY,
      idleTtl: 30 * DAY,
      sessionTtl: 30 * DAY,
      refreshTtl: 30 * DAY,
    },
  },
  {
    id: 'iron-session',
    title: 'iron-session',
    says: 'Lifetimes only. A sealed cookie for 14 days, whether it is used or not.',
    source: 'https://github.com/vvo/iron-session#session-options',
    lifetimes: {
      ...usual,
      idleTtl: 14 * DAY,
      sessionTtl: 14 * DAY,
      refreshTtl: 14 * DAY,
    },
  },
  {
    id: 'better-auth',
    title: 'better-auth',
    says: 'Lifetimes only. A session for 7 days, which the library itself slides once a day; a cookie cache for 5 minutes where it is switched on; fresh for a day.',
    source: 'https://better-auth.com/docs/concepts/session-management',
    lifetimes: {
      ...usual,
      idleTtl: 7 * DAY,
      sessionTtl: 7 * DAY,
      refreshTtl: 7 * DAY,
      reauthAfter: DAY,
    },
  },
  {
    id: 'auth0',
    title: 'Auth0',
    says: 'Access tokens for 24 hours; refresh tokens for 30 days, or 15 days without use; where they rotate, no second use is forgiven (a leeway of 0 by default). Auth0 itself counts the days without use from the last renewal.',
    source: 'https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation',
    lifetimes: {
      ...usual,
      rotationGrace: 0,
      tokenTtl: DAY,
      accessTtl: DAY,
      idleTtl: 15 * DAY,
      sessionTtl: 30 * DAY,
      refreshTtl: 30 * DAY,
    },
  },
  {
    id: 'owasp',
    title: 'OWASP',
    says: 'For ordinary risk: 15 to 30 idle minutes, and 4 to 8 hours in all.',
    source: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
    lifetimes: {
      ...usual,
      idleTtl: 15 * MINUTE,
      sessionTtl: 4 * HOUR,
      tokenTtl: 15 * MINUTE,
      refreshTtl: 4 * HOUR,
    },
  },
  {
    id: 'nist-aal2',
    title: 'NIST AAL2',
    says: 'SP 800-63B-4, 2.2.3: sign in again after 24 hours at the latest, or after an idle hour.',
    source: 'https://pages.nist.gov/800-63-4/sp800-63b.html',
    lifetimes: { ...usual, idleTtl: HOUR, sessionTtl: DAY, refreshTtl: DAY },
  },
]
