import type { Scenario } from '../stage.ts'

export const idleTimeout: Scenario = {
  event: 'idle-timeout',
  title: 'Idle for too long',
  story: 'Nobody uses the session, the thief included, until it counts as idle.',
  stays: [],
  timed: 'idleTtl',
  play: ({ pass, settings }) => pass(settings.idleTtl),
}
