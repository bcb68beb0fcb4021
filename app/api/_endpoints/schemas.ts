import { z } from 'zod'
import { promiseSchema } from '#lib/evidence/model.ts'
import { collaterals, roles } from '#lib/evidence/names.ts'
import { keepers, profiles } from '#lib/strategies/traits.ts'
import { effects } from '#lib/strategies/effects.ts'
import { eventNames } from '#lib/strategies/events.ts'

/** The bodies of the contract that more than one call speaks of. Times in Unix seconds. */

/** Half a surrogate pair is no character (RFC 7493, 2.1): each engine would make another one of it. */
const halves = 'must not contain half a surrogate pair'

/** Printable text: no control character has a meaning in a name, and none may turn what follows around. */
export const printable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\P{Cs}*$/u, halves)
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, 'must not contain control characters')

export const username = printable(64)
export const role = z.enum(roles)

/** Long enough for any passphrase, short enough that hashing it is no attack. */
export const password = z.string().min(1).max(256)
/** NIST SP 800-63B-4, 3.1.1.2: at least 8 characters, and no rule about which. */
export const newPassword = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(256)
  // All halves hash alike: another password would open the account as well.
  .regex(/^\P{Cs}*$/u, halves)

export const session = z.object({
  id: z.string(),
  device: z.string(),
  createdAt: z.int().describe('When the password was last given'),
  expiresAt: z.int().describe("The session's end, however often it is renewed until then"),
  credentialExpiresAt: z
    .int()
    .optional()
    .describe('When the credential itself has to be renewed, where that is sooner'),
})

export const user = z.object({ username: z.string(), role })

export const credentials = z
  .record(z.string(), z.string().nullable())
  .describe('In bearer transport: what the client keeps')
  .optional()

export const granted = z.object({ user, session, credentials })

export const effectsBody = z.object({
  effects: z
    .record(z.string(), z.enum(Object.keys(effects) as [keyof typeof effects]))
    .describe('What the event did under each strategy'),
})

export const userState = z.object({ username: z.string(), role, disabled: z.boolean() })

const cost = z.object({ reads: z.int(), writes: z.int() })

export const day = cost.extend({
  requests: z.int(),
  renewals: z.int(),
  signIns: z.int().describe('How often the password was asked for'),
})

export const strategyDescription = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  fit: z.string(),
  unfit: z.string(),
  promises: z.record(z.enum(eventNames), promiseSchema),
  collateral: z.record(z.enum(eventNames), z.enum(collaterals)),
  perRequest: cost.extend({ writesAMinute: z.int().optional() }),
  perForged: cost,
  perRenewal: cost.nullable(),
  perDay: day.describe(
    'All told, in eight hours with a request a minute, by a client that renews in time, under the default lifetimes',
  ),
  credentials: z.array(z.object({ name: z.string(), cookie: z.string() })),
  transports: z.array(z.enum(['cookie', 'bearer'])),
  listsSessions: z.boolean(),
  renews: z.boolean(),
  renewed: z.array(z.string()).describe('The credentials that a renewal hands out'),
  detectsReuse: z.boolean(),
  renewsExpired: z.boolean(),
  persistentCookies: z.boolean(),
  keepsCredentials: z.boolean(),
  tolerance: z.int(),
  keptBy: z
    .array(z.enum(keepers))
    .describe(
      'What keeps a session past the moment at which it would have ended at rest: an open tab that asks and renews, or a look that is meant to be no use',
    ),
  profile: z
    .enum(profiles)
    .describe('Who holds what an application puts into a session: see profileBytes'),
  idleEarly: z
    .int()
    .describe(
      'By how many seconds rest may be cut short of idleTtl, as use is written only once a minute; how much longer a rest may last is the promise of idle-timeout',
    ),
})

/** How a call that wants a session can be refused one. */
export const refusals = [
  'credential_missing',
  'credential_malformed',
  'signature_invalid',
  'not_yet_valid',
  'expired',
  'idle_timeout',
  'revoked',
  'account_disabled',
  'store_unavailable',
] as const
