import { getsIn, type Attack, type AttackContext } from './attack.ts'

/** The owner alone: no copy is made, the next person sits down at the same browser. */
async function signedIn(context: AttackContext) {
  const owner = context.client('victim')
  const entry = await owner.signIn('alice')
  if (!entry.accepted) throw new Error(`the owner could not sign in: ${entry.reason}`)
  return owner
}

const afterLogout: Attack = {
  id: 'walk-away-after-logout',
  group: 'walk-away',
  file: 'walk-away.ts',
  tags: ['@logout'],
  title: 'What the client threw away, put back',
  story:
    'The owner logs out on a shared computer and leaves. The next person restores what the browser held before, from a backup, a disk or the developer tools.',
  media: ['process', 'http', 'browser'],
  requirements: ['asvs-7.4.1', 'wstg-sess-06'],
  predict: ({ promises }) => (promises.logout.stops === 'at-once' ? 'fails' : 'works'),
  async play(context) {
    const browser = await signedIn(context)
    const held = await browser.holds()
    const leaving = await browser.logOut('this')
    if (!leaving.accepted) throw new Error(`the owner could not log out: ${leaving.reason}`)
    context.eventIsNow()
    await browser.hold(held)
    context.note('thief', 'puts back what the browser held')
    const works = await getsIn(browser)
    return {
      works,
      says: works ? 'Deleting it in the browser was all there was.' : 'What was put back is dead.',
    }
  },
}

const unattended: Attack = {
  id: 'walk-away-unattended',
  group: 'walk-away',
  file: 'walk-away.ts',
  tags: ['@idle'],
  title: 'A browser left alone',
  story:
    'The owner forgets to log out and leaves. Once the idle time has passed, somebody else sits down at the browser.',
  media: ['process', 'http', 'browser'],
  requirements: ['asvs-7.3.1', 'wstg-sess-07'],
  predict({ promises, tolerance, credentials }, { idleTtl, sessionTtl, refreshTtl }) {
    if (idleTtl === sessionTtl) return { not: 'The session ends before it could be idle.' }
    const promise = promises['idle-timeout']
    if (!('seconds' in promise)) return promise.stops === 'never' ? 'works' : 'fails'
    const longest = credentials.some(({ name }) => name === 'refresh')
      ? Math.min(sessionTtl, refreshTtl)
      : sessionTtl
    // What is promised within a time lives for that much longer than the idle time.
    const lives = promise.stops === 'within' ? idleTtl + promise.seconds : promise.seconds
    return Math.min(lives, longest) + tolerance > idleTtl ? 'works' : 'fails'
  },
  async play(context) {
    const browser = await signedIn(context)
    await context.pass(context.settings.idleTtl)
    context.eventIsNow()
    const works = await getsIn(browser)
    return {
      works,
      says: works ? 'The session had not noticed that nobody was there.' : 'The session was idle.',
    }
  },
}

export const walkAways: readonly Attack[] = [afterLogout, unattended]
