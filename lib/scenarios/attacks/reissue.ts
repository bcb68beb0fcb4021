import { getsIn, signInAndCopy, type Attack } from './attack.ts'

const expired: Attack = {
  id: 'reissue-expired',
  group: 'reissue',
  file: 'reissue.ts',
  tags: ['@refresh', '@expiry'],
  title: 'An expired copy, traded for a new one',
  story:
    'The thief keeps its copy in a drawer until all of it has expired, and then asks for new credentials with it.',
  media: ['process', 'http', 'browser'],
  requirements: ['asvs-9.2.1', 'asvs-7.3.2'],
  predict({ renews, renewsExpired }) {
    if (!renews) return { not: 'There is nothing to renew.' }
    return renewsExpired ? 'works' : 'fails'
  },
  async play(context) {
    const { thief } = await signInAndCopy(context)
    const { sessionTtl, tokenTtl, accessTtl, refreshTtl, cacheTtl } = context.settings
    const longest = Math.max(sessionTtl, tokenTtl, accessTtl, refreshTtl, cacheTtl)
    await context.pass(longest + context.strategy.tolerance + 1)
    context.eventIsNow()
    const works = await getsIn(thief)
    return {
      works,
      says: works
        ? 'A signature that was good once is good for ever.'
        : 'What has expired buys nothing.',
    }
  },
}

export const reissues: readonly Attack[] = [expired]
