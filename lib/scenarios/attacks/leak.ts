import { credentialNames } from '../../strategies/contract.ts'
import type { Client } from '../stage.ts'
import { readsReport, signInAndCopy, type Attack, type AttackContext } from './attack.ts'

/**
 * What the rows make, put together: each text by itself, and in pairs as `id.secret`. One with white
 * space in it travels in no header.
 */
function plausible(texts: readonly string[]): string[] {
  const opaque = texts.filter((text) => /^[\w-]{16,}$/.test(text))
  const pairs = opaque.flatMap((id) =>
    opaque.filter((secret) => secret !== id).map((secret) => `${id}.${secret}`),
  )
  return [...texts.filter((text) => /^\S+$/.test(text)), ...pairs]
}

/** The first of them that opens the session of the admin, presented as any of the credentials. */
async function keyAmong(context: AttackContext, thief: Client, texts: readonly string[]) {
  const known = context.strategy.credentials.map(({ name }) => name)
  for (const name of credentialNames.filter((candidate) => known.includes(candidate))) {
    for (const text of plausible(texts)) {
      await thief.hold({ [name]: text })
      // An administrator, whose session can be told from everybody else's by what it is shown.
      if (await readsReport(thief)) return text
    }
  }
  return null
}

const reading = (
  described: Pick<Attack, 'id' | 'title' | 'story' | 'requirements' | 'tags' | 'predict'> &
    Partial<Pick<Attack, 'oneSided'>>,
  before: (victim: Client) => Promise<unknown>,
): Attack => ({
  ...described,
  group: 'leak',
  file: 'leak.ts',
  media: ['process', 'http'],
  async play(context) {
    const { victim } = await signInAndCopy(context, { username: 'admin' })
    await before(victim)
    const texts = await context.leak()
    context.eventIsNow()
    context.note('thief', `reads ${texts.length} texts in the tables of session state`)
    const works = (await keyAmong(context, context.client('thief'), texts)) !== null
    return {
      works,
      says: works
        ? 'A row holds the credential itself: who reads the table is signed in.'
        : `None of ${texts.length} texts in the tables opens the session.`,
    }
  },
})

export const leaks: readonly Attack[] = [
  reading(
    {
      id: 'leak-living-session',
      tags: ['@leak'],
      title: 'The rows of living sessions',
      story:
        'A backup of the session tables is left in the open. The thief presents every text of every row, and what they make when put together.',
      requirements: ['rfc6819-5.1.4.1.3'],
      predict: ({ keepsCredentials }) => (keepsCredentials ? 'works' : 'fails'),
    },
    async () => {},
  ),
  reading(
    {
      id: 'leak-ended-session',
      tags: ['@leak', '@logout'],
      title: 'What an ended session leaves behind',
      story:
        'The same after a log-out: entries of a blocklist, families of refresh tokens, versions and cut-offs are read.',
      requirements: ['rfc6819-5.1.4.1.3', 'asvs-7.4.1'],
      oneSided: 'What is kept of an ended session names it, and never opens it again.',
      predict: () => 'fails',
    },
    (victim) => victim.logOut('this'),
  ),
]
