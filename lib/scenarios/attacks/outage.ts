import { isStoreUnavailable } from '../../kernel/problem.ts'
import { getsIn, signInAndCopy, type Attack, type AttackContext } from './attack.ts'

/**
 * What came of it while the store is away: null where nobody was told anything because the store did
 * not answer. Any other failure is one of ours, and is thrown.
 */
async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (isStoreUnavailable(error)) return null
    throw error
  }
}

async function whileAway<T>(context: AttackContext, work: () => Promise<T>): Promise<T> {
  const outage = await context.outage()
  context.note('operator', 'loses the session store')
  try {
    return await work()
  } finally {
    await outage.end()
    context.note('operator', 'has the session store back')
  }
}

const afterLogout: Attack = {
  id: 'outage-after-logout',
  group: 'outage',
  file: 'outage.ts',
  tags: ['@outage', '@logout'],
  title: 'Replay while the store is away',
  story:
    'The owner logs out. Then the store that knows of it goes away, and the thief presents its copy.',
  media: ['process', 'http'],
  requirements: ['asvs-16.5.3', 'asvs-7.4.1'],
  predict: ({ promises }) => (promises.logout.stops === 'at-once' ? 'fails' : 'works'),
  async play(context) {
    const { victim, thief } = await signInAndCopy(context)
    await victim.logOut('this')
    context.eventIsNow()
    const works = await whileAway(
      context,
      async () => (await unlessAway(() => getsIn(thief))) === true,
    )
    return {
      works,
      says: works
        ? 'The copy got in without the store, as it would have with it.'
        : 'Without the store nobody got in: it fails closed.',
    }
  },
}

const wronglyRefused: Attack = {
  id: 'outage-honest-refused',
  group: 'outage',
  file: 'outage.ts',
  tags: ['@outage'],
  title: 'An outage that signs people out',
  story:
    'The store goes away while somebody honest is signed in. The attack works where that person is refused: clients throw good credentials away on a refusal.',
  media: ['process', 'http'],
  requirements: ['asvs-16.5.2'],
  oneSided: 'Every store here says that it does not answer, and never that a session is not there.',
  predict: () => 'fails',
  async play(context) {
    const { victim } = await signInAndCopy(context)
    const answers = await whileAway(context, async () => [
      await unlessAway(() => victim.request()),
      await unlessAway(() => victim.renew()),
    ])
    const works = answers.some((answer) => answer !== null && !answer.accepted)
    if (!works && !(await getsIn(victim))) throw new Error('the session was lost with the store')
    return {
      works,
      says: works
        ? 'Somebody honest was refused for what the server could not look up.'
        : 'Nobody was refused: an outage is told as one.',
    }
  },
}

const falseConfirmation: Attack = {
  id: 'outage-logout-confirmed',
  group: 'outage',
  file: 'outage.ts',
  tags: ['@outage', '@logout'],
  title: 'A log-out that was not stored',
  story:
    'The owner logs out while the store is away. The attack works where that is confirmed as ended on the server, and the copy lives on when the store is back.',
  media: ['process', 'http'],
  requirements: ['asvs-16.5.3', 'asvs-7.4.1'],
  oneSided: 'Every strategy here confirms only what it has stored, or says that it stores nothing.',
  predict: () => 'fails',
  async play(context) {
    const { victim, thief } = await signInAndCopy(context)
    const answer = await whileAway(context, () => unlessAway(() => victim.logOut('this')))
    context.eventIsNow()
    const isConfirmed = answer?.accepted === true && answer.ended === 'server'
    const works = isConfirmed && (await getsIn(thief))
    return {
      works,
      says: works
        ? 'The owner was told that the session had ended, and it had not.'
        : 'Nobody was told of an ending that did not happen.',
    }
  },
}

export const outages: readonly Attack[] = [afterLogout, wronglyRefused, falseConfirmation]
