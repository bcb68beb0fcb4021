import type { Prediction } from '../../evidence/attack-model.ts'
import type { StrategyDescription } from '../../strategies/describe.ts'
import type { Settings } from '../../workspace/settings.ts'
import type { Client } from '../stage.ts'
import { getsIn, signInAndCopy, type Attack, type AttackContext } from './attack.ts'

/**
 * Access tokens run out by themselves within minutes: who can go on renewing is who is in. So these
 * ask for new credentials and not for a page.
 */
const canRenew = async (client: Client): Promise<boolean> =>
  (await client.renew())?.accepted === true

interface Story extends Pick<
  Attack,
  'id' | 'title' | 'story' | 'requirements' | 'settings' | 'oneSided'
> {
  /** Does it take time until the grace is over? */
  waits?: true
  /** Does it work, where there is something to renew? */
  works(strategy: StrategyDescription, settings: Settings): boolean
  /** Did it? */
  happens(context: AttackContext, people: { victim: Client; thief: Client }): Promise<boolean>
  yes: string
  no: string
}

function theft({ waits, works: expected, happens, yes, no, ...described }: Story): Attack {
  return {
    ...described,
    group: 'refresh',
    file: 'refresh.ts',
    tags: ['@refresh'],
    media: ['process', 'http', 'browser'],
    predict(strategy, settings): Prediction {
      if (!strategy.renews) return { not: 'There is nothing to renew.' }
      const { rotationGrace, idleTtl, sessionTtl, refreshTtl } = settings
      if (waits && rotationGrace >= Math.min(idleTtl, sessionTtl, refreshTtl)) {
        return { not: 'The grace lasts as long as the session does.' }
      }
      return expected(strategy, settings) ? 'works' : 'fails'
    },
    async play(context) {
      const people = await signInAndCopy(context)
      const works = await happens(context, people)
      return { works, says: works ? yes : no }
    },
  }
}

const undetected = ({ detectsReuse }: StrategyDescription) => !detectsReuse
const isToldFromTheft = ({ detectsReuse }: StrategyDescription, { rotationGrace }: Settings) =>
  !(detectsReuse && rotationGrace === 0)

const thiefFirst = theft({
  id: 'refresh-thief-first',
  title: 'The thief renews before the owner',
  story:
    'The thief renews its copy at once. Later the owner renews too, with what the thief has used up. From then on, can the thief renew?',
  requirements: ['rfc9700-4.14.2', 'asvs-10.4.5'],
  waits: true,
  works: undetected,
  async happens(context, { victim, thief }) {
    await thief.renew()
    await context.pass(context.settings.rotationGrace)
    await victim.renew()
    context.eventIsNow()
    return canRenew(thief)
  },
  yes: 'Two live on one theft, and nothing gave the thief away.',
  no: "The owner's renewal gave the thief away, and its lineage was ended.",
})

const ownerFirst = theft({
  id: 'refresh-owner-first',
  title: 'The owner renews before the thief',
  story: 'The owner renews, and only later does the thief present the refresh token of before.',
  requirements: ['rfc9700-4.14.2', 'asvs-10.4.5'],
  waits: true,
  works: undetected,
  async happens(context, { victim, thief }) {
    await victim.renew()
    await context.pass(context.settings.rotationGrace)
    context.eventIsNow()
    return canRenew(thief)
  },
  yes: 'What was used before is as good as new.',
  no: 'A used token came back, and was taken for the theft that it is.',
})

const insideGrace = theft({
  id: 'refresh-inside-grace',
  title: 'The thief renews within the grace',
  story: 'The owner renews; seconds later the thief presents the same refresh token.',
  requirements: ['rfc9700-4.14.2'],
  works: isToldFromTheft,
  async happens(context, { victim, thief }) {
    await victim.renew()
    context.eventIsNow()
    return canRenew(thief)
  },
  yes: 'The thief is answered as a second tab would be: that is the price of the grace.',
  no: 'No second use is forgiven, however soon it comes.',
})

const generationsLater = theft({
  id: 'refresh-generations-later',
  title: 'A refresh token of long ago',
  story: 'The owner has renewed five times in a moment. The thief presents the very first token.',
  requirements: ['rfc9700-4.14.2', 'asvs-10.4.5'],
  works: undetected,
  async happens(context, { victim, thief }) {
    for (let generation = 0; generation < 5; generation += 1) await victim.renew()
    context.eventIsNow()
    return canRenew(thief)
  },
  yes: 'The first token still buys new ones.',
  no: 'No honest client is five generations behind: grace or not, the lineage was ended.',
})

const abandoned = theft({
  id: 'refresh-owner-gone',
  title: 'The owner never comes back',
  story: 'The owner closes the browser and forgets the site. The thief renews, again and again.',
  requirements: ['rfc9700-4.14.2'],
  oneSided:
    'Reuse shows only where two renew: a thief alone looks like the owner, until the session ends.',
  works: () => true,
  async happens(context, { thief }) {
    const { accessTtl, idleTtl, sessionTtl, refreshTtl } = context.settings
    const step = Math.min(accessTtl, idleTtl / 2, sessionTtl / 10, refreshTtl / 10)
    for (let round = 0; round < 4; round += 1) {
      await context.pass(Math.max(1, Math.floor(step)))
      if (!(await canRenew(thief))) return false
    }
    return getsIn(thief)
  },
  yes: 'Nobody is there whom the thief could collide with.',
  no: 'The thief was found out, although it was alone.',
})

const pastTheEnd = theft({
  id: 'refresh-past-the-end',
  title: 'Renewed past the end of the session',
  story: 'The thief renews without a pause until the session is as old as a session may be.',
  requirements: ['asvs-7.3.2', 'asvs-10.4.8'],
  works: ({ promises }) => promises['absolute-timeout'].stops === 'never',
  async happens(context, { thief }) {
    const { idleTtl, sessionTtl, refreshTtl } = context.settings
    const end = sessionTtl + context.strategy.tolerance + 1
    const step = Math.max(1, Math.floor(Math.min(idleTtl / 2, sessionTtl / 16, refreshTtl / 16)))
    for (let gone = 0; gone < end; gone += step) {
      await thief.renew()
      await context.pass(Math.min(step, end - gone))
    }
    return getsIn(thief)
  },
  yes: 'Renewal pushes the end of the session ahead of itself, for ever.',
  no: 'However often it is renewed, the session ends when it is due.',
})

const twoTabs = {
  requirements: ['rfc9700-4.14.2'],
  async happens(context: AttackContext, { victim }: { victim: Client }) {
    const tab = context.client('victim')
    await tab.copyFrom(victim)
    await victim.renew()
    await tab.renew()
    context.eventIsNow()
    return !(await canRenew(victim))
  },
  yes: 'An honest second tab was taken for a thief, and its owner was signed out.',
  no: 'Both tabs go on.',
} as const

const honestDouble = theft({
  ...twoTabs,
  id: 'refresh-honest-double',
  title: 'Two tabs are taken for a theft',
  story:
    'No thief here: two tabs of the owner renew with the same token at once. The attack works where that signs the owner out.',
  works: (strategy, settings) => !isToldFromTheft(strategy, settings),
})

const doubleWithoutGrace = theft({
  ...twoTabs,
  id: 'refresh-double-without-grace',
  title: 'Two tabs, and no grace at all',
  story: 'As before, on a server that forgives no second use of a refresh token.',
  settings: { rotationGrace: 0 },
  works: ({ detectsReuse }) => detectsReuse,
})

export const refreshThefts: readonly Attack[] = [
  thiefFirst,
  ownerFirst,
  insideGrace,
  generationsLater,
  abandoned,
  pastTheEnd,
  honestDouble,
  doubleWithoutGrace,
]
