import type { Carried } from '../../strategies/contract.ts'
import type { Client } from '../stage.ts'
import { getsIn, type Attack, type AttackContext } from './attack.ts'

/** The owner is signed in when a link with a script in it opens a page that lets the script run. */
async function injected(context: AttackContext) {
  const victim = context.client('victim')
  const entry = await victim.signIn('alice')
  if (!entry.accepted) throw new Error(`the owner could not sign in: ${entry.reason}`)
  const { read, rode } = await context.browser().inject(victim)
  const names = Object.keys(read)
  context.note('thief', `injects a script, which reads ${names.join(' and ') || 'no credential'}`)
  context.eventIsNow()
  return { read, rode }
}

/** From a browser of the thief's own. */
async function usedElsewhere(thief: Client, read: Carried): Promise<boolean> {
  await thief.hold(read)
  return getsIn(thief)
}

const readCookie: Attack = {
  id: 'xss-read-cookie',
  group: 'xss',
  file: 'xss.ts',
  tags: ['@cookie'],
  title: 'A script reads the cookies',
  story:
    'A script that was injected into the page sends home all that it can read. The thief uses it in a browser of its own.',
  media: ['browser'],
  settings: { transport: 'cookie' },
  requirements: ['asvs-3.2.2', 'asvs-3.3.4', 'wstg-sess-02'],
  oneSided: 'Every strategy has its cookies set as HttpOnly: that is of the transport, not of it.',
  predict: () => 'fails',
  async play(context) {
    const { read } = await injected(context)
    const works = await usedElsewhere(context.client('thief'), read)
    return {
      works,
      says: works ? 'The script could read it.' : 'HttpOnly hid the cookies from the script.',
    }
  },
}

const readStorage: Attack = {
  id: 'xss-read-storage',
  group: 'xss',
  file: 'xss.ts',
  tags: ['@bearer'],
  title: 'A script reads the storage',
  story:
    'The application keeps its token in localStorage, as applications without cookies do. An injected script sends it home, and the thief uses it in a browser of its own.',
  media: ['browser'],
  settings: { transport: 'bearer' },
  requirements: ['asvs-3.2.2', 'asvs-3.3.4', 'rfc9700-2.2.1'],
  oneSided: 'Whatever a page can send, a script in it can read.',
  predict: ({ transports }) =>
    transports.includes('bearer') ? 'works' : { not: 'It has no form without cookies.' },
  async play(context) {
    const { read } = await injected(context)
    const works = await usedElsewhere(context.client('thief'), read)
    return {
      works,
      says: works ? 'What the page can read, the script can.' : 'The script found nothing of use.',
    }
  },
}

const ride: Attack = {
  id: 'xss-ride',
  group: 'xss',
  file: 'xss.ts',
  tags: ['@cookie'],
  title: 'A script rides the session',
  story:
    'The script reads nothing. It asks for a transfer from inside the page, and the browser sends the cookies along.',
  media: ['browser'],
  settings: { transport: 'cookie', sameSite: 'strict' },
  requirements: ['asvs-3.2.2'],
  oneSided: 'To every defence of a session, a script in the page is the page.',
  predict: () => 'works',
  async play(context) {
    const { rode } = await injected(context)
    return {
      works: rode,
      says: rode ? 'Neither HttpOnly nor SameSite was in its way.' : 'The request was refused.',
    }
  },
}

export const scriptAttacks: readonly Attack[] = [readCookie, readStorage, ride]
