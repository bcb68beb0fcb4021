import { eventNames, type EventName } from './events.ts'
import type { LifetimeName } from './lifetimes.ts'

/** What a strategy promises of events. */

/** When a stolen copy stops being accepted after an event. Conformance demands exactly this. */
export type Stops =
  | { stops: 'at-once' | 'never' | 'not-by-this' }
  /** `of`: a lifetime that the workspace sets, or seconds that nobody can. */
  | { stops: 'within' | 'at-expiry'; of: LifetimeName | number }
  /** At the latest: as a rule it is far sooner. */
  | { stops: 'within'; of: LifetimeName; isBound: true }

export const atOnce: Stops = { stops: 'at-once' }
export const never: Stops = { stops: 'never' }
export const notByThis: Stops = { stops: 'not-by-this' }
export const within = (of: LifetimeName | number): Stops => ({ stops: 'within', of })
/** Where the copy may stop at once just as well. */
export const atTheLatest = (of: LifetimeName): Stops => ({ stops: 'within', of, isBound: true })
export const atExpiry = (of: LifetimeName): Stops => ({ stops: 'at-expiry', of })

/** What is to end nobody's session on the server, whatever the strategy. */
export const endsNothing: ReadonlySet<EventName> = new Set<EventName>([
  'routine-rotation',
  'browser-close',
])

/** One promise for all events that are to end a session, for a strategy to name its exceptions from. */
export const everyEvent = (stops: Stops): Record<EventName, Stops> =>
  Object.fromEntries(
    eventNames.map((event) => [event, endsNothing.has(event) ? notByThis : stops]),
  ) as Record<EventName, Stops>

/** Whose session an event ends although it should have stayed. */
export type Collateral = 'none' | 'other-devices' | 'everyone'
