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
] as const

export type LifetimeName = (typeof lifetimeNames)[number]
export type Lifetimes = Readonly<Record<LifetimeName, number>>
