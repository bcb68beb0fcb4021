import type { Capabilities, StrategyDefinition } from '../strategies/contract.ts'
import type { Promised, StrategyDescription } from '../strategies/describe.ts'
import type { EventName } from '../strategies/events.ts'
import type { Answers, QuestionId } from './questions.ts'

/** A strategy that may be recommended: what it declares, and what it was measured to cost. */
export interface Candidate {
  definition: StrategyDefinition
  declared: StrategyDescription
  /** What a request asks of the stores, over a working day. */
  price: { reads: number; writes: number }
}

/** Something that an answer demands. */
export interface Requirement {
  question: Exclude<QuestionId, 'today'>
  /** What has to be true, to be put after "that". */
  says: string
  isMet(candidate: Candidate): boolean
}

/** Whatever an operator does to an account is meant when a ban has to hold. */
const orders: readonly EventName[] = ['ban', 'delete', 'force-logout']

const SECONDS = 5
const MINUTES = 5 * 60

const isSoon = (promised: Promised, most: number): boolean =>
  promised.stops === 'at-once' || ('seconds' in promised && promised.seconds <= most)

const each =
  (events: readonly EventName[], holds: (promised: Promised) => boolean) =>
  ({ declared }: Candidate): boolean =>
    events.every((event) => holds(declared.promises[event]))

/** What counts as a store: the rest is the account, which is there anyway, and keys. */
const stores: ReadonlySet<keyof Capabilities> = new Set<keyof Capabilities>([
  'sessions',
  'revocations',
  'replicatedRevocations',
  'refreshFamilies',
  'versions',
  'cutOffs',
  'librarySessions',
])

/** By question and answer; an answer that is not here demands nothing. */
const demands: {
  [Id in Requirement['question']]: Partial<Record<Answers[Id], Omit<Requirement, 'question'>>>
} = {
  ban: {
    now: {
      says: 'a ban holds at the next request',
      isMet: each(orders, (promised) => isSoon(promised, 0)),
    },
    seconds: {
      says: 'a ban holds within 5 s',
      isMet: each(orders, (promised) => isSoon(promised, SECONDS)),
    },
    minutes: {
      says: 'a ban holds within 5 min',
      isMet: each(orders, (promised) => isSoon(promised, MINUTES)),
    },
    later: {
      says: 'a banned session comes to an end',
      isMet: each(orders, ({ stops }) => stops !== 'never' && stops !== 'not-by-this'),
    },
  },
  devices: {
    each: {
      says: 'people see their devices and end each by itself',
      isMet: (candidate) =>
        candidate.declared.listsSessions &&
        each(['revoke-device'], (promised) => isSoon(promised, MINUTES))(candidate),
    },
    all: {
      says: 'people can log out everywhere',
      isMet: each(['logout-everywhere'], (promised) => isSoon(promised, MINUTES)),
    },
  },
  store: {
    far: {
      says: 'a request waits for one read at most',
      isMet: ({ declared }) => declared.perRequest.reads <= 1,
    },
    many: {
      says: 'services check a request without the store',
      isMet: ({ declared }) => declared.perRequest.reads === 0,
    },
    none: {
      says: 'the server keeps nothing',
      isMet: ({ definition }) => !definition.needs.some((need) => stores.has(need)),
    },
  },
  clients: {
    // RFC 9700, 2.2.2: a refresh token of a public client rotates, or is bound to its sender.
    other: {
      says: 'clients do without cookies, and a copied refresh token is noticed',
      isMet: ({ declared: { transports, credentials, detectsReuse } }) =>
        transports.includes('bearer') &&
        (detectsReuse || credentials.every(({ name }) => name !== 'refresh')),
    },
  },
}

/** What the answers demand, in the order of the questions. */
export function requirementsOf(answers: Partial<Answers>): Requirement[] {
  const { ban, devices, store, clients } = answers
  const found = [
    { question: 'ban' as const, demand: ban && demands.ban[ban] },
    { question: 'devices' as const, demand: devices && demands.devices[devices] },
    { question: 'store' as const, demand: store && demands.store[store] },
    { question: 'clients' as const, demand: clients && demands.clients[clients] },
  ]
  return found.flatMap(({ question, demand }) => (demand ? [{ question, ...demand }] : []))
}
