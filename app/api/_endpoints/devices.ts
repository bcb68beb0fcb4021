import { z } from 'zod'
import { toSeconds } from '#lib/kernel/clock.ts'
import { devicesOf } from '#lib/workspace/devices.ts'
import { ok, problem } from '../_http/answer.ts'
import { clearCookies } from '../_http/credentials.ts'
import { noBody, underStrategy } from '../_http/endpoint.ts'
import { refusals } from './schemas.ts'

const tag = 'Devices'
const cannotList = () => problem('not_found', { detail: 'The strategy cannot know its sessions' })

const list = underStrategy(
  {
    method: 'GET',
    path: '/api/strategies/{id}/sessions',
    tag,
    summary: "The account's devices, where the strategy can know them",
    body: noBody,
    success: {
      status: 200,
      schema: z.object({
        sessions: z.array(
          z.object({
            id: z.string(),
            device: z.string(),
            createdAt: z.int(),
            lastSeenAt: z.int(),
            current: z.boolean(),
          }),
        ),
      }),
    },
    problems: refusals,
  },
  async ({ strategy, carried }) => {
    const found = await devicesOf(strategy, carried)
    if (!found) return cannotList()
    if (!found.ok) return problem(found.reason)
    const { own } = found
    return ok({
      sessions: found.sessions.map(({ id, device, signedInAt, lastSeenAt }) => ({
        id,
        device,
        createdAt: toSeconds(signedInAt),
        lastSeenAt: toSeconds(lastSeenAt),
        current: id === own,
      })),
    })
  },
)

const end = underStrategy(
  {
    method: 'DELETE',
    path: '/api/strategies/{id}/sessions/{sessionId}',
    tag,
    summary: 'Sign out one of the devices',
    body: noBody,
    success: { status: 200, schema: z.object({ ended: z.literal('server') }) },
    problems: refusals,
  },
  async ({ strategy, carried, transport, params }) => {
    const found = await devicesOf(strategy, carried)
    if (!found) return cannotList()
    if (!found.ok) return problem(found.reason)
    const { sessionId = '' } = params
    // Another account's session is not found either: its existence is nobody else's business.
    const ended = await found.end(sessionId)
    if (!ended.ok) return problem(ended.reason)
    return ok({ ended: 'server' }, sessionId === found.own ? clearCookies(transport) : [])
  },
)

export const deviceEndpoints = [list, end]
