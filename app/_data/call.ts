import { workspaceIsMade } from './new-workspace.ts'
import * as is from './shape.ts'
import { unreachable } from './unreachable.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Which node answered, in every answer. */
export const NODE_HEADER = 'X-Lab-Node'

const problemSchema = is.object(
  { code: is.string, detail: is.string },
  { errors: is.array(is.object({ path: is.string, message: is.string })) },
)

export interface Failure {
  ok: false
  /** 0 when there was no answer at all. */
  status: number
  code: string
  detail: string
  errors: { path: string; message: string }[]
  /** Of the answer; null when there was none. */
  headers: Headers | null
}

export type Result<Data> = { ok: true; status: number; data: Data; headers: Headers } | Failure

interface CallOptions {
  body?: unknown
  access?: string | undefined
  signal?: AbortSignal
}

/** Asks the server's API; what comes back is checked, and every failure is a value. */
export async function call<Data>(
  method: Method,
  path: string,
  schema: is.Shape<Data>,
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
    return unreachable
  }
}

async function read<Data>(response: Response, schema: is.Shape<Data>): Promise<Result<Data>> {
  const { status, headers } = response
  const text = await response.text()
  const value: unknown = text === '' ? undefined : JSON.parse(text)
  if (!response.ok) {
    return failure(status, problemSchema(value) ? value : unexpected, headers)
  }
  return schema(value)
    ? { ok: true, status, data: value, headers }
    : failure(status, unexpected, headers)
}

const unexpected = {
  code: 'unexpected',
  detail: 'The server answered in a form that this page does not know.',
  errors: [],
}

const failure = (
  status: number,
  { code, detail, errors = [] }: is.Shaped<typeof problemSchema>,
  headers: Headers | null = null,
): Failure => ({ ok: false, status, code, detail, errors, headers })
