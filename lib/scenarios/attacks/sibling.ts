import type { Carried } from '../../strategies/contract.ts'
import type { Client } from '../stage.ts'
import { readsReport, type Attack, type AttackContext } from './attack.ts'

/**
 * Every host of a site can write cookies for all of it: a forgotten blog, a customer's page, a host
 * that was taken over. What it writes, the browser sends along with the application's own, and the
 * header does not say who wrote which (RFC 6265, 8.6).
 */

/** An attacker with an ordinary account of its own, and what that holds. */
async function attacker(context: AttackContext): Promise<{ thief: Client; own: Carried }> {
  const thief = context.client('thief')
  const entry = await thief.signIn('bob')
  if (!entry.accepted) throw new Error(`the attacker could not sign in: ${entry.reason}`)
  return { thief, own: await thief.holds() }
}

/** An administrator, whose session can be told from the attacker's own by what it is shown. */
async function adminIn(context: AttackContext): Promise<Client> {
  const victim = context.client('victim')
  const entry = await victim.signIn('admin')
  if (!entry.accepted) throw new Error(`the admin could not sign in: ${entry.reason}`)
  if (!(await victim.adminReport()).accepted) throw new Error('the admin was not let in')
  return victim
}

/** What has been planted is there: is the owner still known? */
async function isLockedOut(context: AttackContext, victim: Client) {
  context.eventIsNow()
  const { accepted, reason } = await victim.request()
  return {
    works: !accepted,
    says: accepted
      ? 'The owner goes on.'
      : `The owner is refused until what was planted is gone: ${reason}.`,
  }
}

const described = {
  group: 'sibling',
  file: 'sibling.ts',
  media: ['http', 'browser'],
  settings: { transport: 'cookie' },
  requirements: ['asvs-3.3.3', 'asvs-3.5.4', 'rfc6265-8.6'],
} as const satisfies Partial<Attack>

const bothOrders =
  'Two cookies with one name are refused, whichever comes first: no strategy is given a choice.'
const onHttp =
  'Without https nothing tells the cookies of two hosts apart. On https the prefix __Host- does, and the same attack fails: a test of the lab plays it there.'

const shadow = (sent: 'first' | 'last', how: string): Attack => ({
  ...described,
  id: `sibling-shadow-${sent}`,
  tags: [`@sent-${sent}`],
  title: `A second cookie, sent ${sent}`,
  story: `The owner is signed in. A page on another host of the site plants the attacker's own session under the same name, ${how}. Who does the server think that it talks to?`,
  oneSided: bothOrders,
  predict: () => 'fails',
  async play(context) {
    const { own } = await attacker(context)
    const victim = await adminIn(context)
    await context.plant(victim, { carried: own, sent })
    context.note('thief', `plants its own session from another host of the site, sent ${sent}`)
    context.eventIsNow()
    const { accepted, reason } = await victim.request()
    const works = accepted && !(await victim.adminReport()).accepted
    return {
      works,
      says: works
        ? 'The owner works in the session of the attacker, and does not know.'
        : `Nobody was taken for somebody else: ${reason ?? 'the owner was known'}.`,
    }
  },
})

const fixation: Attack = {
  ...described,
  id: 'sibling-fixation',
  tags: ['@sign-in'],
  title: 'A session planted before the sign-in',
  story:
    "From another host of the site the attacker plants its own session in the victim's browser, for a longer path. The victim signs in. Whose session does the planted value open now?",
  requirements: ['wstg-sess-03', 'asvs-7.2.4', 'rfc6265-8.6'],
  oneSided: bothOrders,
  predict: () => 'fails',
  async play(context) {
    const { thief, own } = await attacker(context)
    const victim = context.client('victim')
    await context.plant(victim, { carried: own, sent: 'first' })
    context.note('thief', 'plants its own session from another host of the site')
    await victim.signIn('admin')
    context.eventIsNow()
    await thief.hold(own)
    const works = await readsReport(thief)
    return {
      works,
      says: works
        ? 'The planted value now stands for the session of the admin.'
        : 'The planted value opens nothing of the admin.',
    }
  },
}

const swap: Attack = {
  ...described,
  id: 'sibling-swap',
  tags: ['@sign-in'],
  title: "The attacker's session, instead of none",
  story:
    "Nobody is signed in. A page on another host of the site plants the attacker's own session. It works where the next visit to the application is one of the attacker: what the owner writes there, the attacker reads.",
  oneSided: onHttp,
  predict: () => 'works',
  async play(context) {
    const { own } = await attacker(context)
    const victim = context.client('victim')
    const before = await victim.request()
    if (before.accepted) throw new Error('somebody was signed in already')
    await context.plant(victim, { carried: own, sent: 'last' })
    context.note('thief', 'plants its own session from another host of the site')
    context.eventIsNow()
    const { accepted, reason } = await victim.request()
    return {
      works: accepted,
      says: accepted
        ? 'Who comes to the application is the attacker, and does not know.'
        : `The planted session was not taken: ${reason}.`,
    }
  },
}

const lockout: Attack = {
  ...described,
  id: 'sibling-lockout',
  tags: ['@denial'],
  title: 'An owner who is locked out',
  story:
    'The owner is signed in. Another host of the site plants a second cookie, which nobody can tell from the first. It works where the owner is refused from then on.',
  oneSided: onHttp,
  predict: () => 'works',
  async play(context) {
    const victim = await adminIn(context)
    const own = await victim.holds()
    const planted = Object.fromEntries(Object.keys(own).map((name) => [name, 'planted']))
    await context.plant(victim, { carried: planted, sent: 'last' })
    context.note('thief', 'plants a second cookie from another host of the site')
    const { works, says } = await isLockedOut(context, victim)
    return { works, says: works ? `${says} That is the price of not choosing.` : says }
  },
}

/** More than the server reads of one request's headers, which is 32 KiB; Node's own limit is half of it. */
const TOO_MANY = 9 * 4096

const flood: Attack = {
  ...described,
  id: 'sibling-flood',
  tags: ['@denial'],
  title: 'More cookies than fit into a request',
  story:
    'Another host of the site plants nine cookies as large as cookies may be. It works where the server refuses to read what the browser sends from then on.',
  oneSided:
    'The browser sends what it was given, and every server has a limit: whoever may write cookies for a host can lock people out of it. No prefix helps, since the names are no matter.',
  requirements: ['asvs-3.5.4', 'rfc6265-8.6', 'rfc6585-5'],
  predict: () => 'works',
  async play(context) {
    const victim = await adminIn(context)
    await context.plant(victim, { bytes: TOO_MANY })
    context.note('thief', 'plants nine cookies of 4 KiB from another host of the site')
    return isLockedOut(context, victim)
  },
}

export const siblings: readonly Attack[] = [
  shadow('first', 'for a longer path'),
  shadow('last', 'for the whole site'),
  fixation,
  swap,
  lockout,
  flood,
]
