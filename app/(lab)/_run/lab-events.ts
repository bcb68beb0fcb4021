import type { EventName } from '#lib/strategies/events.ts'

/** The events that a visitor can fire in the lab, grouped by who does it; the first few matter most. */
export const eventGroups = [
  {
    name: 'Alice',
    events: [
      'logout',
      'logout-everywhere',
      'password-change',
      'password-reset',
      'reauthentication',
    ],
  },
  { name: 'Operator, on Alice', events: ['ban', 'delete', 'role-change', 'force-logout'] },
  {
    name: 'Operator, on more',
    events: ['rotate-keys', 'routine-rotation', 'logout-all-users', 'rekey-account'],
  },
] as const satisfies readonly { name: string; events: readonly EventName[] }[]

export type LabEvent = (typeof eventGroups)[number]['events'][number]

export const labEvents: readonly LabEvent[] = eventGroups.flatMap(({ events }) => [...events])

export const prominent: ReadonlySet<EventName> = new Set<EventName>([
  'logout',
  'password-change',
  'ban',
])

/** The one that is shown before a visitor has chosen. */
export const FIRST_EVENT: LabEvent = 'logout'

export const labEventNamed = (name: string | null | undefined): LabEvent | undefined =>
  labEvents.find((event) => event === name)
