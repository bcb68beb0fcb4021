import { readable } from '#lib/evidence/words/durations.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { eventHappened } from '#lib/evidence/words/events-happened.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import type { Loaded } from '#app/_evidence/use-evidence-run.ts'
import type { Action } from '#lib/evidence/actions.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { replayPart, replayToCome } from './replay-part.ts'
import { costNote, message, TO_COME, type Part, type Sequenced } from './message.ts'
import { checkWords, requestWords, stateOf, untouchedWords, writtenAt } from './state-words.ts'

/** What goes over the wire and to the store, from sign-in to replay; numbers only where measured. */
export function partsOf(strategy: Sequenced, event: EventName, loaded: Loaded): Part[] {
  const run = loaded.kind === 'ready' ? loaded.run : null
  const untold = loaded.kind === 'loading' ? TO_COME : ''
  return [
    signInPart(strategy, run, untold),
    requestPart(strategy, run),
    eventPart(strategy, event, run, untold),
    ...(run ? [replayPart(strategy, event, run)] : []),
    ...(loaded.kind === 'loading' ? [replayToCome(strategy, event)] : []),
  ]
}

const path = (rest: string) => `…/${rest}`

const firstByVictim = (run: CellRun | null, type: Action['type']) =>
  run?.steps.find(({ actor, does }) => actor === 'victim' && does.type === type)?.outcome

/** Short: the id of the strategy is in all of them, and the reader knows it. */
const cookiesOf = ({ id, credentials }: Sequenced) =>
  credentials.map(({ cookie }) => cookie.replace(id, '…')).join(' and ')

function signInPart(strategy: Sequenced, run: CellRun | null, untold: string): Part {
  const state = stateOf(strategy)
  const note = costNote(firstByVictim(run, 'sign-in'), untold)
  return {
    title: 'Alice signs in',
    messages: [
      message('client', 'server', `POST ${path('login')} with name and password`),
      state
        ? message('server', 'store', state.signIn, { note })
        : message('server', 'server', 'keeps nothing about the session', { note }),
      message('server', 'client', `200, Set-Cookie: ${cookiesOf(strategy)}`, { isAnswer: true }),
      message('client', 'thief', `the thief copies ${cookiesOf(strategy)}`, { verdict: 'in' }),
    ],
  }
}

function requestPart(strategy: Sequenced, run: CellRun | null): Part {
  const read = requestWords(strategy)
  const declared = `declared: ${costWords(strategy.perRequest)}`
  const note = costNote(firstByVictim(run, 'request'), declared)
  return {
    title: 'A request',
    messages: [
      message('client', 'server', `GET ${path('me')} with ${cookiesOf(strategy)}`),
      read
        ? message('server', 'store', read, { note })
        : message('server', 'server', checkWords(strategy), { note }),
      message('server', 'client', '200 alice', { isAnswer: true }),
    ],
  }
}

const ONE = '/api/operator/users/alice'

/** Who asks for the event, with which request; null where nobody asks the server. */
const requests: Record<EventName, ((strategy: Sequenced) => string) | null> = {
  logout: () => `Alice: POST ${path('logout')} {"scope":"this"}`,
  'logout-others': () => `Alice, on her laptop: POST ${path('logout')} {"scope":"others"}`,
  'logout-everywhere': () => `Alice: POST ${path('logout')} {"scope":"all"}`,
  'revoke-device': (strategy) =>
    strategy.listsSessions
      ? `Alice, on her laptop: DELETE ${path('sessions/{id}')}`
      : `Alice, on her laptop: GET ${path('sessions')}`,
  'password-change': () => `Alice, on her laptop: POST ${path('password')}`,
  'password-reset': () => 'Alice, by an operator’s link: POST /api/password-reset',
  ban: () => `Operator: POST ${ONE}/ban`,
  delete: () => `Operator: DELETE ${ONE}`,
  'role-change': () => `Operator: POST ${ONE}/role {"role":"member"}`,
  'force-logout': () => `Operator: POST ${ONE}/force-logout`,
  'rotate-keys': () => 'Operator: POST /api/operator/rotate-keys',
  'routine-rotation': () => 'Operator: POST /api/operator/rotate-keys {"routine":true}',
  'logout-all-users': () => 'Operator: POST /api/operator/logout-all-users',
  'rekey-account': () => `Operator: POST ${ONE}/rekey`,
  'idle-timeout': null,
  'absolute-timeout': null,
  'device-limit': () => `Alice, in one more browser: POST ${path('login')}`,
  'browser-close': null,
  reauthentication: () => `Alice: POST ${path('reauthenticate')}`,
}

/** The actions of the measured run that are the event itself. */
const eventActions: readonly Action['type'][] = [
  'log-out',
  'change-password',
  'reset-password',
  'sign-in-again',
  'end-device',
]

function eventPart(
  strategy: Sequenced,
  event: EventName,
  run: CellRun | null,
  untold: string,
): Part {
  const title = `The event: ${eventPress[event].toLowerCase()}`
  const request = requests[event]?.(strategy)
  if (request === undefined) {
    const waited = -(run?.steps[0]?.at ?? 0)
    const note = waited > 0 ? `${readable(waited)} since the sign-in` : untold
    const text = eventHappened[event]
    return { title, messages: [message('client', 'client', text, { note })] }
  }
  const outcome = run?.steps.find(({ does }) => eventActions.includes(does.type))?.outcome
  const written = writtenAt(strategy, event)
  const untouched = untouchedWords(strategy, event)
  const note = costNote(outcome, untold)
  const isOwnLogOut = event === 'logout' || event === 'logout-everywhere'
  return {
    title,
    messages: [
      message('client', 'server', request),
      ...written.map((text, at) =>
        message('server', 'store', text, at === written.length - 1 ? { note } : {}),
      ),
      ...(untouched
        ? [message('server', 'server', untouched, written.length === 0 ? { note } : {})]
        : []),
      isOwnLogOut
        ? message('server', 'client', `200, and the browser forgets ${cookiesOf(strategy)}`, {
            isAnswer: true,
          })
        : message('server', 'client', '200', { isAnswer: true }),
    ],
  }
}
