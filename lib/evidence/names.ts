import type { Role, Scope } from '../strategies/contract.ts'
import type { Collateral } from '../strategies/promises.ts'

/** What the model of a run chooses from. Apart from it, because pages want them and no zod. */

export const roles = ['member', 'admin'] as const satisfies readonly Role[]
export const scopes = ['this', 'others', 'all'] as const satisfies readonly Scope[]
export const collaterals = ['none', 'other-devices', 'everyone'] as const satisfies Collateral[]

/** Who acts: one account on two devices, somebody else, the thief with two copies, the operator. */
export const actorNames = ['victim', 'laptop', 'bystander', 'thief', 'renewer', 'operator'] as const
export type ActorName = (typeof actorNames)[number]

/** What attacks are played on. */
export const media = ['process', 'http', 'browser'] as const
export type Medium = (typeof media)[number]

/**
 * What came of an attack: it works, it is blocked, it has no object under this strategy, or nobody
 * knows, because it could not be played or its media disagree. An error is never a "blocked".
 */
export const attackOutcomes = ['works', 'blocked', 'not-applicable', 'error'] as const
export type AttackOutcome = (typeof attackOutcomes)[number]

export const predictedOutcomes = ['works', 'blocked', 'not-applicable'] as const
export type PredictedOutcome = (typeof predictedOutcomes)[number]

/** Where an outcome is known from: played here and now, the last run of the tests, or neither. */
export const origins = ['here', 'run', 'prediction'] as const
export type Origin = (typeof origins)[number]

/** What the client of an open socket does: a message is a use of its session, listening is none. */
export const socketUses = ['talks', 'listens'] as const
export type SocketUse = (typeof socketUses)[number]
