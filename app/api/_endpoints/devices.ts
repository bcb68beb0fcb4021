import { z } from 'zod'
import { toSeconds } from '#lib/kernel/clock.ts'
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
    if (!strategy.devices) return cannotList()
    const verdict = await strategy.verify(carried, { thorough: true })
    if (!verdict.ok) return problem(verdict.reason)
    const { id: own, account } = verdict.session
    const sessions = await strategy.devices.list(account)
    return ok({
      sessions: sessions.map(({ id, device, signedInAt, lastSeenAt }) => ({
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
    if (!strategy.devices) return cannotList()
    const verdict = await strategy.verify(carried, { thorough: true })
    if (!verdict.ok) return problem(verdict.reason)
    const { id: own, account } = verdict.session
    const { sessionId = '' } = params
    // Another account's session is not found either: its existence is nobody else's business.
    if (!(await strategy.devices.end(account, sessionId))) return problem('not_found')
    return ok({ ended: 'server' }, sessionId === own ? clearCookies(transport) : [])
  },
)

export const deviceEndpoints = [list, end]
