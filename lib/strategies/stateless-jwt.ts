import { defineStrategy } from './contract.ts'
import { atExpiry, atOnce, everyEvent } from './promises.ts'
import { sessionTokens } from './pieces/signed-session.ts'

export const statelessJwt = defineStrategy({
  id: 'stateless-jwt',
  title: 'Stateless JWT',
  summary:
    'The client holds a signed token; the server keeps nothing and believes it until it expires.',
  fit: 'Short errands between services, where minutes of validity hurt nobody.',
  unfit: 'Signing people in: a copied token outlives every log-out, ban and password change.',
  promises: {
    ...everyEvent(atExpiry('tokenTtl')),
    'rotate-keys': atOnce,
    'absolute-timeout': atOnce,
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: { day: { signIns: 8 } },
  profile: 'client',
  needs: ['tokens'],

  create(context) {
    const { begin, grant, read } = sessionTokens(context)
    return {
      start: (who, device) => grant(begin(who, device)),
      verify: ({ access }) => read(access),
      async end({ access }) {
        const verdict = await read(access, { dates: 'any' })
        return verdict.ok ? { ok: true, ended: 'client-only' } : verdict
      },
      // Nothing is kept, so nothing can be changed: every copy is good until it expires.
      async on() {
        return 'cannot'
      },
    }
  },
})
