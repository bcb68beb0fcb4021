import type { Prediction } from '../../evidence/attack-model.ts'
import { readable } from '../../evidence/words/durations.ts'
import type { StrategyDescription } from '../../strategies/describe.ts'
import { lifetimeNames } from '../../strategies/lifetimes.ts'
import type { Client, LateAction } from '../stage.ts'
import { getsIn, type Attack, type AttackContext } from './attack.ts'

/**
 * Answers arrive in another order than the server gave them. Whoever logs out in between is signed in
 * again by what comes last, and nobody has stolen anything: the next person at the browser need only
 * sit down.
 */

/** @throws when the owner is not let in: a browser that holds nothing has nothing to lose */
async function atTheBrowser(context: AttackContext): Promise<Client> {
  const browser = context.client('victim')
  const entry = await browser.signIn('alice')
  if (!entry.accepted || !(await browser.request()).accepted) {
    throw new Error(`the owner could not sign in: ${entry.reason}`)
  }
  return browser
}

/** For how long is a browser let in that renews as pages do? Seconds; null: for as long as it asks. */
async function letInFor({ settings, strategy, pass }: AttackContext, browser: Client) {
  const promises = Object.values(strategy.promises)
  const ends = [
    ...lifetimeNames.map((name) => settings[name]),
    ...promises.flatMap((promise) => ('seconds' in promise ? [promise.seconds] : [])),
  ].map((seconds) => seconds + strategy.tolerance)
  const longest = Math.max(...ends)
  const beat = Math.max(1, Math.floor(Math.max(settings.idleTtl * 0.9, longest / 20)))
  const beats = Array.from({ length: Math.ceil(longest / beat) }, (_, n) => n * beat)
  let now = 0
  for (const at of [...new Set([...beats, ...ends])].toSorted((a, b) => a - b)) {
    await pass(at - now)
    now = at
    if (!(await getsIn(browser))) return at
    await browser.renew()
  }
  return null
}

/** What the browser holds once everything has arrived, and what that is worth. */
async function whatIsLeft(context: AttackContext, browser: Client) {
  const names = Object.keys(await browser.holds()).toSorted()
  const holds = names.length > 0 ? `${names.join(' and ')} again` : 'nothing'
  if (!(await browser.request()).accepted) {
    return { works: false, says: `The browser holds ${holds}, and is refused.` }
  }
  const seconds = await letInFor(context, browser)
  const time = seconds === null ? 'for as long as it asks' : `for ${readable(seconds)}`
  return { works: true, says: `The browser holds ${holds}, and is let in ${time}.` }
}

type Story = Pick<Attack, 'id' | 'title' | 'story' | 'tags'> & {
  requirements?: Attack['requirements']
  late: LateAction
  predict(strategy: StrategyDescription): Prediction
  /** What happens while the answer is under way; the owner logs out unless told otherwise. */
  meanwhile?(context: AttackContext, browser: Client): Promise<unknown>
  comesOf?: typeof whatIsLeft
}

function lateAnswer({ late, meanwhile, comesOf = whatIsLeft, ...described }: Story): Attack {
  const logsOut = (_: AttackContext, browser: Client) => browser.logOut('this')
  return {
    requirements: ['asvs-7.4.1', 'wstg-sess-06', 'rfc6265-5.3'],
    ...described,
    group: 'late',
    file: 'late-answer.ts',
    media: ['process', 'http', 'browser'],
    async play(context) {
      const browser = await atTheBrowser(context)
      const answer = await browser.late(late)
      await (meanwhile ?? logsOut)(context, browser)
      context.eventIsNow()
      const outcome = await answer.arrives()
      if (!outcome?.accepted) throw new Error(`nothing came late: ${outcome?.reason}`)
      return comesOf(context, browser)
    },
  }
}

/** What a renewal from before the event opens after it. */
const renewedBefore =
  (event: 'logout' | 'logout-everywhere', isWorking: (strategy: StrategyDescription) => boolean) =>
  (strategy: StrategyDescription): Prediction => {
    if (!strategy.renews) return { not: 'There is nothing to renew.' }
    return strategy.promises[event].stops !== 'at-once' && isWorking(strategy) ? 'works' : 'fails'
  }

/** The log-out has taken away what the browser held: what comes has to open something by itself. */
const opensAlone = ({ renewed }: StrategyDescription) => renewed.includes('access')

const afterLogout = lateAnswer({
  id: 'late-renewal-after-logout',
  tags: ['@logout', '@refresh'],
  title: 'A renewal that is answered after the log-out',
  story:
    'One tab renews, and the answer is slow. In another tab the owner logs out. Then the answer comes, with its cookies.',
  late: { type: 'renew' },
  predict: renewedBefore('logout', opensAlone),
})

const afterLogoutEverywhere = lateAnswer({
  id: 'late-renewal-after-logout-everywhere',
  tags: ['@logout', '@refresh'],
  title: 'A renewal that is answered after the log-out of all devices',
  story:
    'The phone renews, and the answer is slow. On the laptop the owner logs out everywhere. Then the answer comes to the phone.',
  late: { type: 'renew' },
  predict: renewedBefore('logout-everywhere', () => true),
  async meanwhile(context) {
    const laptop = context.client('laptop')
    await laptop.signIn('alice', 'laptop')
    const ending = await laptop.logOut('all')
    // Where one device cannot end the others, what comes late is not what lets it go on.
    if (!ending.accepted) throw new Error(`the laptop could not log out: ${ending.reason}`)
  },
})

const forGood = lateAnswer({
  id: 'late-renewal-for-good',
  tags: ['@logout', '@refresh', '@expiry'],
  title: 'Signed in again, for good',
  story:
    'A renewal is answered after the log-out, and the page goes on as pages do: it renews. Is it still let in when the session is as old as a session may be?',
  late: { type: 'renew' },
  predict: renewedBefore(
    'logout',
    (strategy) => opensAlone(strategy) && strategy.promises.logout.stops === 'never',
  ),
  async comesOf(context, browser) {
    const works = (await letInFor(context, browser)) === null
    return {
      works,
      says: works
        ? 'Who had logged out is signed in, and stays so for as long as the page is open.'
        : 'Whatever the late answer brought has run out, and could not be renewed.',
    }
  },
})

/** The server saw the two in the other order: what it granted first was not what it ended. */
const unlessAllEnd = ({ collateral }: StrategyDescription): Prediction =>
  collateral.logout === 'none' ? 'works' : 'fails'

const lateSignIn = lateAnswer({
  id: 'late-sign-in-after-logout',
  tags: ['@logout', '@sign-in'],
  title: 'A sign-in that is answered after the log-out',
  story:
    'The owner signs in once more, and the answer is slow. In another tab, still signed in from before, the owner logs out. Then the answer to the sign-in comes.',
  late: { type: 'sign-in', username: 'alice' },
  predict: unlessAllEnd,
})

const lateStepUp = lateAnswer({
  id: 'late-step-up-after-logout',
  tags: ['@logout', '@reauthentication'],
  title: 'A step-up that is answered after the log-out',
  story:
    'The owner gives the password again for something sensitive, and the answer is slow. In another tab the owner logs out. Then the answer comes, with new credentials.',
  late: { type: 'sign-in-again' },
  predict: unlessAllEnd,
})

const lateLogout: Attack = {
  ...lateAnswer({
    id: 'late-logout-after-sign-in',
    tags: ['@logout', '@sign-in'],
    title: 'A log-out that is answered after the next sign-in',
    story:
      'The owner logs out, and the answer is slow. In another tab the owner signs in anew. Then the answer to the log-out comes, and takes the cookies away. It works where the new session is lost.',
    requirements: ['rfc6265-5.3'],
    late: { type: 'log-out', scope: 'this' },
    predict: () => 'works',
    async meanwhile(_, browser) {
      await browser.signIn('alice')
      const { accepted, reason } = await browser.request()
      if (!accepted) throw new Error(`the owner could not sign in anew: ${reason}`)
    },
    async comesOf(_, browser) {
      const { accepted, reason } = await browser.request()
      return accepted
        ? { works: false, says: 'The new session goes on.' }
        : { works: true, says: `The new session is lost to its owner: ${reason}.` }
    },
  }),
  settings: { transport: 'cookie' },
  oneSided:
    'An answer clears a cookie by its name, whatever the cookie holds by then: no server can tell it to clear the old one alone.',
}

export const lateAnswers: readonly Attack[] = [
  afterLogout,
  afterLogoutEverywhere,
  forGood,
  lateSignIn,
  lateStepUp,
  lateLogout,
]
