import { z } from 'zod'
import { toSeconds } from '#lib/kernel/clock.ts'
import { createMeter, type Meter } from '#lib/kernel/meter.ts'
import { problems, type ProblemCode } from '#lib/kernel/problem.ts'
import type {
  Carried,
  Session,
  SessionStrategy,
  StrategyDefinition,
} from '#lib/strategies/contract.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'
import { problem, type Answer } from './answer.ts'
import { readBody } from './body.ts'
import {
  carriedBy,
  transportFor,
  unclearWorkspace,
  workspaceOf,
  type Transport,
} from './credentials.ts'
import { isCrossSite } from './cross-site.ts'
import { failure, noWorkspace } from './failure.ts'
import { countVerdict } from './metrics.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One call of the HTTP contract: how it is found, how it is described, and what it does. */
export interface Endpoint {
  method: Method
  /** With `{names}` for the parts that vary. */
  path: string
  tag: string
  summary: string
  body: z.ZodType
  success: { status: number; schema?: z.ZodType; type?: string; description?: string }
  problems: readonly ProblemCode[]
  run(arrival: Arrival): Promise<Answer>
}

/** A request at its endpoint. The runtime is opened by who needs it: the process lives without. */
export interface Arrival extends Omit<Call, 'runtime'> {
  /** @throws when it cannot be opened */
  runtime(): Promise<Runtime>
}

export interface Call {
  runtime: Runtime
  request: Request
  params: Record<string, string>
  /** The connection's address, for limits. */
  address: string
  /** Came in as an upgrade to WebSocket, so that one can be opened. */
  isUpgrade?: boolean
}

export interface WorkspaceCall<Body> extends Call {
  workspace: Workspace
  workspaceId: string
  body: Body
}

export interface StrategyCall<Body> extends WorkspaceCall<Body> {
  definition: StrategyDefinition
  transport: Transport
  carried: Carried
  meter: Meter
  strategy: SessionStrategy
}

type Description<Body> = Omit<Endpoint, 'run' | 'body' | 'problems'> & {
  body: z.ZodType<Body>
  problems?: readonly ProblemCode[]
}

/** For calls that are told nothing but their path and their credentials. */
export const noBody = z.strictObject({})

/** A call that is about the process and nothing else. */
export const aboutProcess = (
  description: Description<Record<string, never>>,
  handle: () => Promise<Answer>,
): Endpoint => ({ ...description, problems: description.problems ?? [], run: handle })

/** A call that needs no workspace. */
export function open<Body>(
  description: Description<Body>,
  handle: (call: Call & { body: Body }) => Promise<Answer>,
): Endpoint {
  const changes = description.method !== 'GET'
  return {
    ...description,
    problems: [
      'invalid_request',
      ...(changes ? (['cross_site_blocked'] as const) : []),
      ...bodyProblems(description),
      ...(description.problems ?? []),
    ],
    async run(arrival) {
      const unclear = unclearWorkspace(arrival.request)
      if (unclear) return unclear
      if (isCrossSite(arrival.request)) return problem('cross_site_blocked')
      const read = await bodyOf(arrival.request, description)
      if (!read.ok) return read.problem
      return handle({ ...arrival, runtime: await arrival.runtime(), body: read.body })
    },
  }
}

/** A call on a workspace, authorised by its id. Never open to another site. */
export function inWorkspace<Body>(
  description: Description<Body>,
  handle: (call: WorkspaceCall<Body>) => Promise<Answer>,
): Endpoint {
  return open(
    {
      ...description,
      problems: ['workspace_missing', 'not_found', ...(description.problems ?? [])],
    },
    async (call) => {
      const opened = await workspaceNamedBy(call)
      return opened.ok ? handle({ ...call, ...opened }) : opened.problem
    },
  )
}

/**
 * A call under one strategy, with the credentials that the request carries. In cookie transport it
 * is closed to other sites, unless the workspace turned the check off to watch the attack.
 */
export function underStrategy<Body>(
  description: Description<Body>,
  handle: (call: StrategyCall<Body>) => Promise<Answer>,
): Endpoint {
  return {
    ...description,
    problems: [
      'invalid_request',
      'workspace_missing',
      'not_found',
      'credential_malformed',
      ...(description.method === 'GET' ? [] : (['cross_site_blocked'] as const)),
      ...bodyProblems(description),
      ...(description.problems ?? []),
    ],
    async run(arrival) {
      const meter = createMeter()
      let started = performance.now()
      async function answer(): Promise<Answer> {
        const unclear = unclearWorkspace(arrival.request)
        if (unclear) return unclear
        const call = { ...arrival, runtime: await arrival.runtime() }
        const opened = await workspaceNamedBy(call)
        if (!opened.ok) return opened.problem
        const { workspace } = opened
        const definition = workspace.findStrategy(call.params['id'] ?? '')
        if (!definition) return problem('not_found', { detail: 'There is no such strategy' })
        const transport = transportFor(call.request, definition, workspace.settings)
        const mustCheck = transport.kind === 'cookie' && workspace.settings.originCheck
        if (mustCheck && isCrossSite(call.request)) return problem('cross_site_blocked')
        // As a handler that was never written with forms in mind: it parses whatever comes.
        const anyType = !workspace.settings.originCheck
        const read = await bodyOf(call.request, description, anyType)
        if (!read.ok) return read.problem
        const { body } = read
        const carried = carriedBy(call.request, transport)
        if (!carried) return problem('credential_malformed', { detail: AMBIGUOUS })
        const { strategy, seen } = watched(workspace.strategy(definition, meter))
        started = performance.now()
        const context = { definition, transport, carried, meter, strategy }
        const answered = await handle({ ...call, ...opened, body, ...context }).catch(failure)
        // Whose workspace was removed meanwhile is not told that a password or a token is wrong.
        const isRefused = 'problem' in answered && problems[answered.problem].status === 401
        if (isRefused && !(await call.runtime.open(opened.workspaceId))) return noWorkspace
        countVerdict(definition.id, 'problem' in answered ? answered.problem : 'accepted', meter)
        const now = { 'X-Lab-Now': String(toSeconds(workspace.clock.now())) }
        return { ...answered, headers: { ...answered.headers, ...now, ...aboutWhom(seen()) } }
      }
      // A refusal and a failure carry their timing as well: a client may hold it against them.
      return timed(await answer().catch(failure), performance.now() - started, meter)
    },
  }
}

/** Remembers whose session a request was let in with. */
function watched(strategy: SessionStrategy) {
  let session: Session | null = null
  const verify: SessionStrategy['verify'] = async (...given) => {
    const verdict = await strategy.verify(...given)
    if (verdict.ok) session = verdict.session
    return verdict
  }
  return { strategy: { ...strategy, verify }, seen: () => session }
}

/** Another tab may have signed somebody else in: a page can tell for whom it was answered. */
const aboutWhom = (session: Session | null): Record<string, string> =>
  session
    ? {
        'X-Lab-User': encodeURIComponent(session.username),
        'X-Lab-Session': encodeURIComponent(session.id),
      }
    : {}

const AMBIGUOUS = 'There has to be one cookie at most for each credential'

/** What the request took, for the browser's own developer tools. */
function timed(answer: Answer, tookMs: number, { reads, writes }: Meter): Answer {
  const timing = `verify;dur=${tookMs.toFixed(2)}, store;desc="reads=${reads} writes=${writes}"`
  return { ...answer, headers: { ...answer.headers, 'Server-Timing': timing } }
}

const takesBody = (method: Method) => method !== 'GET'

const bodyProblems = ({ method }: { method: Method }): readonly ProblemCode[] =>
  takesBody(method) ? ['payload_too_large', 'unsupported_media_type'] : []

async function bodyOf<Body>(
  request: Request,
  { method, body }: Description<Body>,
  anyType = false,
) {
  return takesBody(method)
    ? readBody(request, body, { anyType })
    : ({ ok: true, body: body.parse({}) } as const)
}

async function workspaceNamedBy({ runtime, request }: Call) {
  const id = workspaceOf(request)
  if (!id) {
    const detail =
      'Name a workspace in the header X-Lab-Workspace, or make one with POST /api/workspaces'
    return { ok: false, problem: problem('workspace_missing', { detail }) } as const
  }
  const workspace = await runtime.open(id)
  return workspace
    ? ({ ok: true, workspace, workspaceId: id } as const)
    : ({ ok: false, problem: noWorkspace } as const)
}
