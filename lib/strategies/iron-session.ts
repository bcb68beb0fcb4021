import { sealData, unsealData } from 'iron-session'
import { defineStrategy, refused, type Verdict } from './contract.ts'
import { atExpiry, atOnce, everyEvent } from './promises.ts'
import { newSession, profileOf, sessionSchema } from './pieces/session.ts'

/** The clock tolerance that the library applies to every seal. Seconds. */
const TOLERANCE = 60

/** What follows the `~` is not sealed and the library reads it leniently: one seal has one spelling here. */
const SEAL = /^Fe26\.2\*\d+\*[\da-f]{64}\*[\w-]+\*[\w-]+\*\d+\*[\da-f]{64}\*[\w-]{43}~2$/

export const ironSession = defineStrategy({
  id: 'iron-session',
  title: 'iron-session',
  summary:
    'The client holds the whole session in a cookie that the library has sealed; the server keeps nothing.',
  fit: 'Small sites without a store, whose sessions carry nothing that would have to be taken back.',
  unfit: 'Signing somebody out who does not want to go: a copied cookie is good until it expires.',
  promises: { ...everyEvent(atExpiry('sessionTtl')), 'rotate-keys': atOnce },
  collateral: { 'rotate-keys': 'everyone' },
  transports: ['cookie'],
  tolerance: TOLERANCE,
  profile: 'client',
  needs: ['keys'],

  create(context) {
    const { keys, clock, lifetimes } = context
    const options = async () => ({
      // The library seals with the one of the highest number, and opens with the one that is named.
      password: await keys.secrets('iron-session'),
      ttl: lifetimes.sessionTtl,
    })

    async function verify(seal: string | undefined): Promise<Verdict> {
      if (seal === undefined) return refused('credential_missing')
      if (!SEAL.test(seal)) return refused('credential_malformed')
      let reason: string | undefined
      const onUnsealError = (why: string) => {
        reason = why
      }
      const data = await unsealData(seal, { ...(await options()), onUnsealError })
      if (reason !== undefined)
        return refused(reason === 'expired' ? 'expired' : 'signature_invalid')
      const session = sessionSchema.safeParse(data)
      if (!session.success) return refused('credential_malformed')
      // The library only knows the machine's clock; on the workspace's, its own rule is applied here.
      const isOver = session.data.expiresAt + TOLERANCE * 1000 <= clock.now()
      return isOver ? refused('expired') : { ok: true, session: session.data }
    }

    return {
      async start(who, device) {
        const expiresAt = clock.now() + lifetimes.sessionTtl * 1000
        const session = newSession(context, who, device, expiresAt)
        const value = await sealData({ ...session, ...profileOf(context) }, await options())
        return { session, credentials: { access: { value, expiresAt } } }
      },
      verify: ({ access }) => verify(access),
      async end({ access }) {
        const verdict = await verify(access)
        // Whatever is genuine can be thrown away, whatever its dates.
        const isGenuine = verdict.ok || verdict.reason === 'expired'
        return isGenuine ? { ok: true, ended: 'client-only' } : verdict
      },
      async on() {
        return 'cannot'
      },
    }
  },
})
