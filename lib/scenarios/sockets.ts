import { socketUses, type SocketUse } from '../evidence/names.ts'
import type { SocketCell } from '../evidence/socket-model.ts'
import { socketChecks, type SocketCheck } from '../kernel/socket-check.ts'
import { signedIn, withStage, type OpenStage } from './actors.ts'
import { horizonFor, moments } from './measure.ts'
import { narrowed } from './narrow.ts'
import { record } from './record.ts'
import type { Client, Scenario, Stage, StageSocket } from './stage.ts'

/** How long sockets stay open after an event, for each way to keep them honest and to use them. */
export async function measureSockets(open: OpenStage, scenario: Scenario): Promise<SocketCell[]> {
  const cells: SocketCell[] = []
  for (const check of socketChecks) {
    for (const use of socketUses) cells.push(await socketCell({ open, scenario, check, use }))
  }
  return cells
}

interface Run {
  open: OpenStage
  scenario: Scenario
  check: SocketCheck
  use: SocketUse
}

async function socketCell(run: Run): Promise<SocketCell> {
  const { check, use } = run
  const seen = await played(run, (stage, horizon) =>
    moments(stage, horizon, { isUsed: use === 'talks' && check !== 'at-opening' }),
  )
  const { horizon, broken } = seen
  const { lastAccepted, firstRefused } = await narrowed(seen, async (second) => {
    const again = await played(run, () => [...seen.openAt, second])
    return again.firstRefused === null
  })
  return { check, use, lastOpen: lastAccepted, firstClosed: firstRefused, horizon, broken }
}

/**
 * Plays an event while a thief holds an open socket, and looks at it at the given seconds until it is
 * closed. A thief that talks makes a plain request with the same copy at each of them as well: where
 * the session is asked about, the socket has to end exactly when the request is refused.
 */
const played = (
  { open, scenario, check, use }: Run,
  times: (stage: Stage, horizon: number) => number[],
) =>
  withStage(
    (but) => open({ ...but, socketCheck: check }),
    scenario,
    async (stage) => {
      const recorder = record(stage)
      const actors = await signedIn(stage, scenario, recorder)
      const { thief } = actors
      const socket = await stage.socket?.(recorder.unwatched(thief))
      if (!socket) throw new Error('this stage has no sockets')
      await scenario.play(actors)
      const horizon = horizonFor(stage)
      const broken: string[] = []
      const openAt: number[] = []
      const result = (firstRefused: number | null) => {
        socket.close()
        return { lastAccepted: openAt.at(-1) ?? null, firstRefused, openAt, horizon, broken }
      }
      let now = 0
      for (const at of times(stage, horizon)) {
        await stage.advance(at - now)
        now = at
        const isIn = await (use === 'talks' ? answers(socket, scenario) : socket.isOpen())
        if (use === 'talks' && check !== 'at-opening' && isIn !== (await letsIn(thief, scenario))) {
          broken.push(`at ${at} s the socket is ${isIn ? 'open' : 'closed'}, and a request is not`)
        }
        if (!isIn) return result(at)
        openAt.push(at)
      }
      return result(null)
    },
  )

async function answers(socket: StageSocket, { wants }: Scenario): Promise<boolean> {
  const role = await socket.say()
  return role !== null && (!wants || role === wants)
}

async function letsIn(thief: Client, { wants }: Scenario): Promise<boolean> {
  const { accepted, role } = await thief.request()
  return accepted && (!wants || role === wants)
}
