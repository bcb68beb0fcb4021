import type { EventName } from '#lib/strategies/events.ts'

/** The events that a visitor can fire in the lab, by who does it; the first ones matter most. */
export const eventGroups = [
  {
    name: 'What Alice does',
    events: [
      'logout',
      'logout-everywhere',
      'password-change',
      'password-reset',
      'reauthentication',
    ],
  },
  {
    name: 'What an operator does',
    events: ['ban', 'delete', 'role-change', 'force-logout', 'rekey-account', 'routine-rotation'],
  },
  { name: 'Emergencies', events: ['rotate-keys', 'logout-all-users'] },
] as const satisfies readonly { name: string; events: readonly EventName[] }[]

export type LabEvent = (typeof eventGroups)[number]['events'][number]

export const labEvents: readonly LabEvent[] = eventGroups.flatMap(({ events }) => [...events])

/** Those that the mission names, in sight at all times. */
export const prominent = ['logout', 'password-change', 'ban'] as const satisfies LabEvent[]

/** What takes hours or several devices: measured on a clock of its own, and not played live. */
export const measuredOnly = [
  'logout-others',
  'revoke-device',
  'device-limit',
  'browser-close',
  'idle-timeout',
  'absolute-timeout',
] as const satisfies readonly Exclude<EventName, LabEvent>[]

/** The one that is shown before a visitor has chosen. */
export const FIRST_EVENT: LabEvent = 'logout'

export const labEventNamed = (name: string | null | undefined): LabEvent | undefined =>
  labEvents.find((event) => event === name)
