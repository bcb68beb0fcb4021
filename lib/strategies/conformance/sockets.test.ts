import { afterAll, describe, expect, it } from 'vitest'
import type { SocketUse } from '../../evidence/names.ts'
import type { SocketCheck } from '../../kernel/socket-check.ts'
import { scenarios } from '../../scenarios/events/registry.ts'
import { memoryRuntime } from '../../scenarios/memory-runtime.ts'
import { measureSockets } from '../../scenarios/sockets.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { eventNames, type EventName } from '../events.ts'
import { findStrategy, strategies } from '../registry.ts'
import { stageOf } from './lab.ts'

const runtime = await memoryRuntime()
afterAll(() => runtime.close())

/** What holds under every strategy, whatever the event does: each way to keep a socket is what it says. */
async function expectHonest(id: string, event: EventName): Promise<void> {
  const definition = findStrategy(id)
  const scenario = scenarios.find((one) => one.event === event)
  if (!definition || !scenario) throw new Error(`there is no ${event} under ${id}`)
  const cells = await measureSockets(stageOf(runtime, definition, defaultSettings), scenario)
  // A socket that is asked about ends when a request is refused, and neither earlier nor later.
  expect(cells.flatMap(({ broken }) => broken)).toEqual([])
  const closed = (check: SocketCheck, use: SocketUse) =>
    cells.find((cell) => cell.check === check && cell.use === use)?.firstClosed
  expect(closed('at-opening', 'talks'), 'nobody asks again').toBeNull()
  expect(closed('at-opening', 'listens'), 'nobody asks again').toBeNull()
  expect(closed('every-message', 'listens'), 'nobody says anything').toBeNull()
  const asked = closed('every-message', 'talks')
  expect(asked).not.toBeNull()
  expect(closed('push', 'talks')).toBe(asked)
  const heard = closed('push', 'listens')
  expect(heard).not.toBeNull()
  // Who only listens is idle in the end. A role that is gone ends no session.
  if (!scenario.wants) expect(heard).toBeLessThanOrEqual(asked ?? 0)
}

describe('an open socket is as long-lived as a request, or as its check lets it be', () => {
  it.each(strategies.map(({ id }) => [id]))('after a log-out: %s', (id) =>
    expectHonest(id, 'logout'),
  )

  it.each(eventNames.map((event) => [event]))('under cookie-session: %s', (event) =>
    expectHonest('cookie-session', event),
  )
})
