import type { EventName } from '#lib/strategies/events.ts'

/** Where cells are asked for, and what they are called in addresses and lists. */

/** The lifetimes that are measured under: a preset's, or those of the visitor's workspace. */
export const WORKSPACE = 'workspace'

/** What an address needs to be about these lifetimes. */
const query = (source: string): string =>
  source === WORKSPACE ? '' : `?preset=${encodeURIComponent(source)}`

export const matrixPath = (source: string): string => `/api/matrix${query(source)}`
export const evidencePath = (source: string, strategy: string, event: EventName): string =>
  `/api/evidence/${strategy}/${event}${query(source)}`
export const socketsPath = (source: string, strategy: string, event: EventName): string =>
  `/api/sockets/${strategy}/${event}${query(source)}`
export const workingDayPath = (source: string, strategy: string): string =>
  `/api/working-days/${strategy}${query(source)}`

export const attacksPath = (source: string): string => `/api/attacks${query(source)}`
export const attackPath = (source: string, strategy: string, attack: string): string =>
  `/api/attacks/${strategy}/${attack}${query(source)}`

/** What a cell is called where it is one of many: in the address, in a list. */
export const cellKey = (strategy: string, event: EventName): string => `${strategy}/${event}`
export const attackKey = (strategy: string, attack: string): string => `${strategy}/${attack}`
