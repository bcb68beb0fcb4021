import { REPLICA_BOUND } from '../kernel/replica-bound.ts'

/** The lifetimes that a workspace sets, in seconds. */
export const lifetimeNames = [
  'sessionTtl',
  'idleTtl',
  'tokenTtl',
  'accessTtl',
  'refreshTtl',
  'rotationGrace',
  'cacheTtl',
  'reauthAfter',
  'replicaBound',
] as const

export type LifetimeName = (typeof lifetimeNames)[number]
export type Lifetimes = Readonly<Record<LifetimeName, number>>

export const defaultLifetimes: Lifetimes = {
  sessionTtl: 8 * 60 * 60,
  idleTtl: 30 * 60,
  tokenTtl: 60 * 60,
  accessTtl: 5 * 60,
  refreshTtl: 8 * 60 * 60,
  rotationGrace: 10,
  cacheTtl: 5 * 60,
  reauthAfter: 15 * 60,
  replicaBound: REPLICA_BOUND,
}

/**
 * A row's last-seen time is written at most this often, so that rest may count for that much too
 * long. Seconds.
 */
export const notedEvery = ({ idleTtl }: Pick<Lifetimes, 'idleTtl'>): number =>
  Math.min(60, idleTtl / 10)
