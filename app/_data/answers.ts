import * as z from 'zod/mini'
import { effects, type Effect } from '#lib/sessions/events.ts'

/** The answers of the HTTP contract, as far as the pages read them. */

const role = z.enum(['member', 'admin'])

export const accountsAnswer = z.object({
  accounts: z.array(
    z.object({
      username: z.string(),
      role,
      disabled: z.boolean(),
      password: z.nullable(z.string()),
    }),
  ),
})
export type KnownAccount = z.infer<typeof accountsAnswer>['accounts'][number]

export const clockAnswer = z.object({ now: z.number() })

const told = z.record(z.string(), z.nullable(z.string()))
export const credentialsAnswer = z.object({ credentials: z.optional(told) })

export const endingAnswer = z.extend(credentialsAnswer, {
  ended: z.enum(['server', 'client-only']),
})

export const everywhereAnswer = z.object({
  credentials: z.optional(z.record(z.string(), told)),
})

const effect = z.custom<Effect>((value) => typeof value === 'string' && value in effects)
export const effectsAnswer = z.object({ effects: z.record(z.string(), effect) })

export const lookSchema = z.object({
  accepted: z.boolean(),
  reason: z.nullable(z.string()),
  username: z.nullable(z.string()),
  role: z.nullable(z.string()),
  bytes: z.number(),
  reads: z.number(),
  writes: z.number(),
  micros: z.number(),
})
export type Look = z.infer<typeof lookSchema>

export const roundAnswer = z.object({
  now: z.number(),
  lanes: z.record(
    z.string(),
    z.object({
      victim: lookSchema,
      thief: z.nullable(z.extend(lookSchema, { renewed: z.boolean() })),
    }),
  ),
})
export type Round = z.infer<typeof roundAnswer>

export const whoAnswer = z.object({
  user: z.object({ username: z.string(), role }),
  session: z.object({
    id: z.string(),
    device: z.string(),
    createdAt: z.number(),
    expiresAt: z.number(),
  }),
})
export type Who = z.infer<typeof whoAnswer>

export const grantAnswer = z.extend(whoAnswer, credentialsAnswer.shape)

export const devicesAnswer = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      device: z.string(),
      createdAt: z.number(),
      lastSeenAt: z.number(),
      current: z.boolean(),
    }),
  ),
})
export type Device = z.infer<typeof devicesAnswer>['sessions'][number]

export const reportAnswer = z.object({ report: z.string(), accounts: z.number() })
export const transferAnswer = z.object({ transferred: z.number() })
