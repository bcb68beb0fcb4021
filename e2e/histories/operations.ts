import {
  array,
  constantFrom,
  nat,
  oneof,
  record,
  scheduler,
  subarray,
  type Arbitrary,
  type Scheduler,
} from 'fast-check'

/** What happens with credentials that a device holds, or that somebody has copied from it. */
export const withCredentials = [
  'sign in',
  'look',
  'renew',
  'log out here',
  'log the others out',
  'log out everywhere',
  'end a device',
  'change the password',
  'give the password again',
] as const

/** What an operator does to an account, or to all, and who was sent a link by one. */
export const byOperator = [
  'ban',
  'unban',
  'delete',
  'restore',
  'make admin',
  'make member',
  'rekey',
  'force-logout',
  'log out all users',
  'rotate the keys',
  'retire the keys',
  'offer a reset',
  'reset the password',
] as const

/** What happens to the machines. */
export const around = [
  'time passes',
  'a clock steps back',
  'a process is killed',
  'a store is lost',
  'the store is back',
] as const

export type WithCredentials = (typeof withCredentials)[number]
export type ByOperator = (typeof byOperator)[number]
export type Around = (typeof around)[number]
export type What = WithCredentials | ByOperator | Around

const isIn =
  <Some extends What>(list: readonly Some[]) =>
  (what: What): what is Some =>
    list.some((one) => one === what)
export const isWithCredentials = isIn(withCredentials)
export const isByOperator = isIn(byOperator)
export const isAround = isIn(around)

export interface Operation {
  what: What
  /** Which device, of `devices`. */
  device: number
  /** Which of the credentials that it ever held: 0 for the latest. */
  age: number
  /** Under which of the strategies that take part. */
  strategy: number
  /** Which process is asked, where there are two. */
  process: number
  /** How long, which store, which other device: of what there is to choose from. */
  choice: number
}

/** Lanes run side by side, what is in a lane one after the other; rounds wait for each other. */
export type Round = readonly (readonly Operation[])[]

export interface History {
  /** One or two, whose clocks differ. */
  processes: 1 | 2
  rounds: readonly Round[]
  scheduler: Scheduler
}

export const devices = [
  { username: 'alice', name: 'one' },
  { username: 'alice', name: 'two' },
  { username: 'bob', name: 'one' },
] as const

const often = <T>(times: number, values: readonly T[]): T[] =>
  values.flatMap((value) => Array.from({ length: times }, () => value))

const everything: Arbitrary<What> = constantFrom(
  ...often(4, withCredentials),
  ...often(2, ['look', 'renew'] as const),
  ...often(1, byOperator),
  ...often(1, around),
  ...often(2, ['time passes'] as const),
)

/** About few things only: what is rare among all then meets itself (swarm testing, Groce et al., 2012). */
const little: Arbitrary<Arbitrary<What>> = subarray(
  [...withCredentials, ...byOperator, ...around],
  { minLength: 4, maxLength: 8 },
).map((some) => constantFrom(...some, 'look' as const))

const operation = (what: Arbitrary<What>): Arbitrary<Operation> =>
  record({
    what,
    device: constantFrom(0, 0, 1, 1, 2),
    age: constantFrom(0, 0, 0, 1, 2),
    strategy: nat(63),
    process: nat(1),
    choice: nat(7),
  })

function rounds(what: Arbitrary<What>): Arbitrary<Round[]> {
  const lane = array(operation(what), { minLength: 1, maxLength: 3, size: 'max' })
  /** What happens side by side is where the faults are. */
  const round: Arbitrary<Round> = oneof(
    { arbitrary: array(lane, { minLength: 1, maxLength: 1 }), weight: 1 },
    { arbitrary: array(lane, { minLength: 2, maxLength: 3, size: 'max' }), weight: 2 },
  )
  return array(round, { minLength: 1, maxLength: 3, size: 'max' })
}

export const histories: Arbitrary<History> = record({
  processes: constantFrom<1 | 2>(1, 2),
  rounds: oneof(rounds(everything), little.chain(rounds)),
  scheduler: scheduler(),
})
