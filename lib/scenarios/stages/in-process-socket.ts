import type { Carried, Role } from '../../strategies/contract.ts'
import { liveSocket, type SocketOpening } from '../../workspace/live-socket.ts'
import type { StageSocket } from '../stage.ts'

type Ground = Pick<SocketOpening, 'runtime' | 'workspaceId' | 'definition'>

/** A socket without a wire. Nobody beats it unasked: a look comes with each change, as on a server. */
export async function inProcessSocket(ground: Ground, carried: Carried): Promise<StageSocket> {
  const { runtime, workspaceId, definition } = ground
  const workspace = await runtime.open(workspaceId)
  const verdict = await workspace?.strategy(definition).verify(carried)
  if (!workspace || !verdict?.ok) throw new Error('the socket was refused before the event')
  let isOpen = true
  let answer: Role | null = null
  const live = liveSocket(
    { ...ground, workspace, carried, isBearer: false, session: verdict.session },
    {
      send(message) {
        if (message.type === 'said') answer = message.user.role
      },
      close() {
        isOpen = false
      },
    },
  )
  return {
    async isOpen() {
      await live.settled()
      await live.beat()
      return isOpen
    },
    async say() {
      await live.settled()
      answer = null
      await live.receive(JSON.stringify({ type: 'say', text: 'still there?' }))
      await live.settled()
      return answer
    },
    close: () => live.left(),
  }
}
