import type { EventName } from '../../sessions/events.ts'
import { getsIn, robbed, type Attack, type Scene } from './attack.ts'
import type { RequirementId } from './requirements.ts'
import type { Client } from '../stage.ts'

interface Ending {
  event: EventName
  title: string
  story: string
  requirements: readonly RequirementId[]
  happen(scene: Scene, victim: Client): Promise<unknown>
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
  tags: [`@${event}`],
  title,
  story,
  media: ['process', 'http', 'browser'],
  requirements,
  predict: ({ promises }) => (promises[event].stops === 'at-once' ? 'fails' : 'works'),
  async play(scene) {
    const { victim, thief } = await robbed(scene)
    await happen(scene, victim)
    scene.eventIsNow()
    const works = await getsIn(thief)
    return { works, says: works ? 'The copy still opens the door.' : 'The copy is refused.' }
  },
})

export const replays: readonly Attack[] = endings.map(replayAfter)
