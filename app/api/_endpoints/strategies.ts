import { z } from 'zod'
import { describe } from '#lib/strategies/describe.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { ok } from '../_http/answer.ts'
import { workspaceOf } from '../_http/credentials.ts'
import { noBody, open } from '../_http/endpoint.ts'
import { originOf } from '../_http/origin.ts'
import { strategyDescription } from './schemas.ts'

const list = open(
  {
    method: 'GET',
    path: '/api/strategies',
    tag: 'Strategies',
    summary: "What each strategy promises and costs; with a workspace, under that one's lifetimes",
    body: noBody,
    success: { status: 200, schema: z.array(strategyDescription) },
    problems: ['store_unavailable'],
  },
  async ({ runtime, request }) => {
    const id = workspaceOf(request)
    const workspace = id ? await runtime.open(id) : null
    const lifetimes = workspace?.settings ?? defaultSettings
    return ok(
      runtime.strategies.map((strategy) => describe(strategy, lifetimes, originOf(request))),
    )
  },
)

export const strategyEndpoints = [list]
