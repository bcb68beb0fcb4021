import { toSeconds } from '../kernel/clock.ts'
import { createMeter } from '../kernel/meter.ts'
import { isStoreUnavailable, isWorkspaceGone } from '../kernel/problem.ts'
import type { Carried, Session, StrategyDefinition } from '../strategies/contract.ts'
import type { Runtime } from './runtime.ts'
import { clientMessage, type ServerMessage, type SocketEnd } from './socket-messages.ts'
import type { Workspace } from './workspace.ts'

/** What a socket was opened with. */
export interface SocketOpening {
  runtime: Runtime
  workspaceId: string
  workspace: Workspace
  definition: StrategyDefinition
  carried: Carried
  /** Only a token in a page's own hands can be replaced; a cookie is the handshake's alone. */
  isBearer: boolean
  session: Session
}

/** The wire below, whatever it is. Neither call throws; after `close` neither is made. */
export interface Line {
  send(message: ServerMessage): void
  close(end: SocketEnd): void
}

export interface LiveSocket {
  /** What the client said. One after the other: what comes meanwhile has to wait. */
  receive(text: string): Promise<void>
  /** Once in a while, as `BEAT` says: tells the time, and looks where the workspace wants it. */
  beat(): Promise<void>
  /** When all looks that are under way or due have come to their end. */
  settled(): Promise<void>
  /** The client has gone. */
  left(): void
}

/**
 * How often a socket is beaten. By this much a push may come late where another process has ended
 * the session, or time alone: what happens in this process is pushed at once. Milliseconds.
 */
export const BEAT = 1_000

/** Open sockets, and open event streams, of one workspace at one process. */
export const CHANNELS_PER_WORKSPACE = 100

/** A message is a use of the session; uses are noted at most this often. Milliseconds. */
const NOTE_USE_EVERY = 1_000

/** An open socket, held against its session as the workspace's `socketCheck` says at each moment. */
export function liveSocket(opening: SocketOpening, line: Line): LiveSocket {
  const { runtime, workspaceId, definition, isBearer } = opening
  let { carried, session } = opening
  let isOpen = true
  let usedAt = opening.workspace.clock.now()
  let isUsed = false
  let looking: Promise<void> | undefined
  let isDue = false
  const unwatch = runtime.changes.watch(opening.workspace.key, () => look())

  function end(why: SocketEnd): void {
    if (!isOpen) return
    left()
    line.close(why)
  }
  function left(): void {
    isOpen = false
    unwatch()
  }
  const send = (message: ServerMessage) => {
    if (isOpen) line.send(message)
  }

  /** Settings and time as they are now. Null where the socket has been closed instead. */
  async function opened(): Promise<Workspace | null> {
    const workspace = await runtime.open(workspaceId)
    if (!workspace) end({ code: 4404, reason: 'not_found' })
    return isOpen ? workspace : null
  }

  /** The session, unless it has ended: then the socket is closed. */
  async function verified(
    workspace: Workspace,
    given: { carried: Carried; passive: boolean },
    meter = createMeter(),
  ): Promise<Session | null> {
    const { passive } = given
    const verdict = await workspace.strategy(definition, meter).verify(given.carried, { passive })
    if (!verdict.ok) end({ code: 4401, reason: verdict.reason })
    return verdict.ok && isOpen ? verdict.session : null
  }

  /** Fails closed: of an outage nobody is told that a session has ended. */
  async function guarded(work: () => Promise<void>): Promise<void> {
    if (!isOpen) return
    try {
      await work()
    } catch (error) {
      if (isWorkspaceGone(error)) end({ code: 4404, reason: 'not_found' })
      else if (isStoreUnavailable(error)) end({ code: 1013, reason: 'store_unavailable' })
      else end({ code: 1011, reason: 'internal_error' })
    }
  }

  /** Listening is no use of a session: only what was said since the last look makes this one. */
  async function pushed(workspace: Workspace, meter = createMeter()): Promise<void> {
    if (workspace.settings.socketCheck !== 'push') return
    const passive = !isUsed
    isUsed = false
    session = (await verified(workspace, { carried, passive }, meter)) ?? session
  }

  /** One look at a time; a change during it makes one more. */
  function look(): void {
    if (looking) {
      isDue = true
      return
    }
    isDue = false
    looking = guarded(async () => {
      const workspace = await opened()
      if (workspace) await pushed(workspace)
    }).finally(() => {
      looking = undefined
      if (isDue && isOpen) look()
    })
  }

  async function say(text: string): Promise<void> {
    const workspace = await opened()
    if (!workspace) return
    const meter = createMeter()
    const { socketCheck } = workspace.settings
    if (socketCheck === 'every-message') {
      const known = await verified(workspace, { carried, passive: false }, meter)
      if (!known) return
      session = known
    }
    const now = workspace.clock.now()
    if (socketCheck === 'push' && now - usedAt >= NOTE_USE_EVERY) {
      usedAt = now
      isUsed = true
      look()
    }
    send({ type: 'said', text, user: who(session), ...meter })
  }

  /** A token of the same account, whatever the mode: nobody else takes the socket over. */
  async function authenticate(access: string): Promise<void> {
    const workspace = await opened()
    if (!workspace) return
    const fresh = await verified(workspace, { carried: { access }, passive: false })
    if (!fresh) return
    if (fresh.account !== session.account) {
      end({ code: 1008, reason: 'another_account' })
      return
    }
    carried = { access }
    session = fresh
    send({ type: 'authenticated', session: shown(session) })
  }

  const socket: LiveSocket = {
    receive: (text) =>
      guarded(async () => {
        const message = clientMessage.safeParse(json(text))
        if (message.data?.type === 'say') await say(message.data.text)
        else if (message.data && isBearer) await authenticate(message.data.access)
        else end({ code: 1008, reason: 'invalid_message' })
      }),
    beat: () =>
      guarded(async () => {
        const workspace = await opened()
        const meter = createMeter()
        if (workspace) await pushed(workspace, meter)
        if (workspace) send({ type: 'tick', now: toSeconds(workspace.clock.now()), ...meter })
      }),
    settled: async () => {
      await looking
      if (looking) await socket.settled()
    },
    left,
  }
  const { socketCheck: check } = opening.workspace.settings
  send({ type: 'open', user: who(session), session: shown(session), check })
  // What ended it between the handshake and here was told to nobody.
  look()
  return socket
}

const who = ({ username, role }: Session) => ({ username, role })
const shown = ({ id, expiresAt }: Session) => ({ id, expiresAt: toSeconds(expiresAt) })

/** Undefined for what is no JSON. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
