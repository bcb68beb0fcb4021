import type { EventName } from '../../strategies/events.ts'
import { getsIn, signInAndCopy, type Attack, type AttackContext } from './attack.ts'
import type { RequirementId } from './requirements.ts'
import type { Client } from '../stage.ts'

interface Ending {
  event: EventName
  title: string
  story: string
  requirements: readonly RequirementId[]
  happen(context: AttackContext, victim: Client): Promise<unknown>
}

const endings: readonly Ending[] = [
  {
    event: 'logout',
    title: 'Replay after the log-out',
    story: 'The owner logs out. The thief presents the copy that it made before.',
    requirements: ['asvs-7.4.1', 'wstg-sess-06'],
    happen: (_, victim) => victim.logOut('this'),
  },
  {
    event: 'password-change',
    title: 'Replay after a password change',
    story: 'The owner suspects something and changes the password. The thief still has the copy.',
    requirements: ['asvs-7.4.3', 'wstg-sess-06'],
    happen: (_, victim) => victim.changePassword(),
  },
  {
    event: 'ban',
    title: 'Replay after a ban',
    story: 'The operator bans the account. The copy was made before.',
    requirements: ['asvs-7.4.2', 'asvs-7.4.5'],
    happen: ({ operator }) => operator.ban('alice'),
  },
  {
    event: 'delete',
    title: 'Replay after the account was deleted',
    story: 'The operator deletes the account. The copy names somebody who is no more.',
    requirements: ['asvs-7.4.2'],
    happen: ({ operator }) => operator.delete('alice'),
  },
]

const replayAfter = ({ event, title, story, requirements, happen }: Ending): Attack => ({
  id: `replay-after-${event}`,
  group: 'replay',
  file: 'replay.ts',
  tags: [`@${event}`],
  title,
  story,
  media: ['process', 'http', 'browser'],
  requirements,
  predict: ({ promises }) => (promises[event].stops === 'at-once' ? 'fails' : 'works'),
  async play(context) {
    const { victim, thief } = await signInAndCopy(context)
    await happen(context, victim)
    context.eventIsNow()
    const works = await getsIn(thief)
    return { works, says: works ? 'The copy still opens the door.' : 'The copy is refused.' }
  },
})

const afterDemotion: Attack = {
  id: 'replay-after-demotion',
  group: 'replay',
  file: 'replay.ts',
  tags: ['@role-change'],
  title: 'An old role, replayed',
  story:
    'An administrator is made an ordinary member. The copy that was made before asks for what only an administrator is shown.',
  media: ['process', 'http', 'browser'],
  requirements: ['asvs-8.3.2'],
  predict: ({ promises }) => (promises['role-change'].stops === 'at-once' ? 'fails' : 'works'),
  async play(context) {
    const { thief } = await signInAndCopy(context, { username: 'admin' })
    if (!(await thief.adminReport()).accepted) throw new Error('the admin was not shown the report')
    await context.operator.setRole('admin', 'member')
    context.eventIsNow()
    const works = (await thief.adminReport()).accepted
    return {
      works,
      says: works ? 'The copy still has the old role.' : 'The old role is gone from the copy too.',
    }
  },
}

const fromElsewhere: Attack = {
  id: 'replay-elsewhere',
  group: 'replay',
  file: 'replay.ts',
  tags: ['@theft'],
  title: 'Replay from another place',
  story:
    'Nothing has happened yet. The thief presents its copy from another address, with another browser.',
  media: ['process', 'http', 'browser'],
  requirements: ['wstg-sess-09', 'rfc9700-2.2.1'],
  oneSided:
    'Every strategy here issues bearer credentials: whoever holds one is its owner. Addresses change and browsers update, so neither can be checked without signing out honest people.',
  predict: () => 'works',
  async play(context) {
    const place = { device: 'curl/8.0 (somewhere else)', address: '127.0.0.66' }
    const { thief } = await signInAndCopy(context, { place })
    const works = await getsIn(thief)
    return {
      works,
      says: works ? 'Nobody asked where the copy came from.' : 'The copy is tied to its owner.',
    }
  },
}

export const replays: readonly Attack[] = [
  ...endings.map(replayAfter),
  afterDemotion,
  fromElsewhere,
]
