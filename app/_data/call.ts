import * as z from 'zod/mini'
import type { $ZodType } from 'zod/v4/core'
import { workspaceIsMade } from './new-workspace.ts'

/**
 * What an answer has to look like. Pages build theirs with `zod/mini`: all of zod would be a fifth of
 * what a first visit loads.
 */
export type Schema<Data> = $ZodType<Data>

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

const problemSchema = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})

export interface Failure {
  ok: false
  /** 0 when there was no answer at all. */
  status: number
  code: string
  detail: string
  errors: { path: string; message: string }[]
  timing: string | null
}

export type Result<Data> = { ok: true; status: number; data: Data; timing: string | null } | Failure

export interface CallOptions {
  body?: unknown
  access?: string | undefined
  signal?: AbortSignal
}

/** Asks the server's API; what comes back is checked, and every failure is a value. */
export async function call<Data>(
  method: Method,
  path: string,
  schema: Schema<Data>,
  { body, access, signal }: CallOptions = {},
): Promise<Result<Data>> {
  await workspaceIsMade()
  try {
    const response = await fetch(path, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(access !== undefined && { Authorization: `Bearer ${access}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      cache: 'no-store',
    })
    return await read(response, schema)
  } catch {
    return failure(0, { code: 'unreachable', detail: 'The server does not answer.', errors: [] })
  }
}

async function read<Data>(response: Response, schema: Schema<Data>): Promise<Result<Data>> {
  const { status } = response
  const timing = response.headers.get('Server-Timing')
  const text = await response.text()
  const value: unknown = text === '' ? undefined : JSON.parse(text)
  if (!response.ok) {
    const problem = problemSchema.safeParse(value)
    return problem.success
      ? failure(status, problem.data, timing)
      : failure(status, unexpected, timing)
  }
  const parsed = z.safeParse(schema, value)
  return parsed.success
    ? { ok: true, status, data: parsed.data, timing }
    : failure(status, unexpected, timing)
}

const unexpected = {
  code: 'unexpected',
  detail: 'The server answered in a form that this page does not know.',
  errors: [],
}

const failure = (
  status: number,
  { code, detail, errors = [] }: z.infer<typeof problemSchema>,
  timing: string | null = null,
): Failure => ({ ok: false, status, code, detail, errors, timing })

/** For answers of which nothing is needed but that they came. */
export const anything = z.unknown()
