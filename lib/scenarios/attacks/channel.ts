import type { EventName } from '../../strategies/events.ts'
import type { Channel, Client } from '../stage.ts'
import { signInAndCopy, type Attack, type AttackContext } from './attack.ts'
import type { RequirementId } from './requirements.ts'

/**
 * Is it still told things? Asked twice: what is heard first may have been looked at before the
 * event, and be on its way since.
 */
const isStillTold = async (channel: Channel): Promise<boolean> =>
  (await channel.isOpen()) && (await channel.isOpen())

/** The thief opens a channel, something happens, and the channel is looked at. */
async function listening(context: AttackContext, happen: (victim: Client) => Promise<unknown>) {
  const { victim, thief } = await signInAndCopy(context)
  const channel = await thief.watch()
  try {
    if (!(await channel.isOpen())) throw new Error('the channel was closed before the attack')
    await happen(victim)
    context.eventIsNow()
    const works = await isStillTold(channel)
    context.note('thief', works ? 'is still told things' : 'is told nothing more')
    return {
      works,
      says: works ? 'The open channel goes on and on.' : 'The channel ended with the next look.',
    }
  } finally {
    await channel.close()
  }
}

interface Ending {
  event: EventName
  title: string
  story: string
  requirements: readonly RequirementId[]
  happen(context: AttackContext, victim: Client): Promise<unknown>
}

const channelAfter = ({ event, title, story, requirements, happen }: Ending): Attack => ({
  id: `channel-after-${event}`,
  group: 'channel',
  file: 'channel.ts',
  tags: [`@${event}`],
  title,
  story,
  media: ['process', 'http', 'browser'],
  requirements,
  predict: ({ promises }) => (promises[event].stops === 'at-once' ? 'fails' : 'works'),
  play: (context) => listening(context, (victim) => happen(context, victim)),
})

const pastExpiry: Attack = {
  id: 'channel-past-expiry',
  group: 'channel',
  file: 'channel.ts',
  tags: ['@expiry'],
  title: 'A channel that outlives its credential',
  story:
    'The thief opens a live channel and keeps it open until everything that it was opened with has expired.',
  media: ['process', 'http', 'browser'],
  requirements: ['asvs-7.4.1', 'asvs-7.3.2'],
  oneSided:
    'The lab asks each open channel for its credential once a second, whatever the strategy: none outlives it.',
  predict: () => 'fails',
  play: (context) =>
    listening(context, async () => {
      const { sessionTtl, tokenTtl, accessTtl, cacheTtl } = context.settings
      const longest = Math.max(sessionTtl, tokenTtl, accessTtl, cacheTtl)
      await context.pass(longest + context.strategy.tolerance + 1)
    }),
}

export const channels: readonly Attack[] = [
  channelAfter({
    event: 'logout',
    title: 'A channel opened before the log-out',
    story: 'The thief opens a live channel with its copy. Then the owner logs out.',
    requirements: ['asvs-7.4.1'],
    happen: (_, victim) => victim.logOut('this'),
  }),
  channelAfter({
    event: 'ban',
    title: 'A channel opened before the ban',
    story: 'The thief opens a live channel with its copy. Then the operator bans the account.',
    requirements: ['asvs-7.4.2'],
    happen: ({ operator }) => operator.ban('alice'),
  }),
  pastExpiry,
]
