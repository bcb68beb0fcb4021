import * as is from './shape.ts'

/** The answers of the HTTP contract, as far as the pages read them. */

const role = is.oneOf(['member', 'admin'])

export const accountsAnswer = is.object({
  accounts: is.array(
    is.object({
      username: is.string,
      role,
      disabled: is.boolean,
      password: is.nullable(is.string),
    }),
  ),
})
export type KnownAccount = is.Shaped<typeof accountsAnswer>['accounts'][number]

export const clockAnswer = is.object({ now: is.number })

const givenCredentials = is.record(is.nullable(is.string))
export const credentialsAnswer = is.object({}, { credentials: givenCredentials })

export const endingAnswer = is.object(
  { ended: is.oneOf(['server', 'client-only']) },
  { credentials: givenCredentials },
)

export const resetOffer = is.object({ token: is.string, link: is.string })
export const everywhereAnswer = is.object({}, { credentials: is.record(givenCredentials) })

const look = {
  accepted: is.boolean,
  reason: is.nullable(is.string),
  username: is.nullable(is.string),
  role: is.nullable(is.string),
  bytes: is.number,
  reads: is.number,
  writes: is.number,
  micros: is.number,
}
export const lookSchema = is.object(look)
export type Look = is.Shaped<typeof lookSchema>

export const roundAnswer = is.object({
  now: is.number,
  lanes: is.record(
    is.either(
      is.object({
        victim: lookSchema,
        thief: is.nullable(is.object({ ...look, renewed: is.boolean })),
      }),
      // Nothing is known of this one: its strategy or its store failed.
      is.object({ failed: is.string }),
    ),
  ),
})
/** All lanes are asked in one request, so one node has answered for all: its name, if it told one. */
export type Round = is.Shaped<typeof roundAnswer> & { node?: string | undefined }

const session = is.object(
  { id: is.string, device: is.string, createdAt: is.number, expiresAt: is.number },
  { credentialExpiresAt: is.number },
)
const who = { user: is.object({ username: is.string, role }), session }
export const whoAnswer = is.object(who)
export type Who = is.Shaped<typeof whoAnswer>

/** A renewal says until when it holds. */
export const renewalAnswer = is.object({ session }, { credentials: givenCredentials })

export const resetAnswer = is.object({ password: is.nullable(is.string) })

export const grantAnswer = is.object(who, { credentials: givenCredentials })

export const devicesAnswer = is.object({
  sessions: is.array(
    is.object({
      id: is.string,
      device: is.string,
      createdAt: is.number,
      lastSeenAt: is.number,
      current: is.boolean,
    }),
  ),
})
export type Device = is.Shaped<typeof devicesAnswer>['sessions'][number]

export const reportAnswer = is.object({ report: is.string, accounts: is.number })
export const transferAnswer = is.object({ transferred: is.number })
