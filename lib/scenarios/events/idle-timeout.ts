import type { Scenario } from '../stage.ts'

export const idleTimeout: Scenario = {
  event: 'idle-timeout',
  title: 'Idle for too long',
  story:
    'Nobody uses the session, the thief included, for the idle time and longer, until the thief tries once.',
  stays: [],
  timed: 'idleTtl',
  rests: true,
  play: ({ pass, settings }) => pass(settings.idleTtl),
}
