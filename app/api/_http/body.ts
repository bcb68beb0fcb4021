import type { z } from 'zod'
import { problem, type Problem } from './answer.ts'

/** No call of this API needs more. */
const MAX_BYTES = 64 * 1024

/**
 * Reads and checks the JSON body of a request; an absent body counts as `{}`. That it has to say
 * that it is JSON keeps forms of other sites out: `anyType` takes it for JSON whatever it says.
 */
export async function readBody<Body>(
  request: Request,
  schema: z.ZodType<Body>,
  { anyType = false }: { anyType?: boolean } = {},
): Promise<{ ok: true; body: Body } | { ok: false; problem: Problem }> {
  const refuse = (refusal: Problem) => ({ ok: false, problem: refusal }) as const
  const bytes = await readBytes(request)
  if (!bytes) return refuse(problem('payload_too_large', { detail: 'A body has at most 64 KiB' }))
  if (bytes.length > 0 && !anyType && !isJson(request.headers.get('Content-Type'))) {
    return refuse(
      problem('unsupported_media_type', { detail: 'Send the body as application/json' }),
    )
  }
  if (isEncoded(request.headers.get('Content-Encoding'))) {
    const headers = { 'Accept-Encoding': 'identity' }
    return refuse(problem('unsupported_media_type', { detail: 'Send the body as it is', headers }))
  }
  const value = bytes.length > 0 ? parse(bytes) : {}
  if (value === undefined) {
    return refuse(problem('invalid_request', { detail: 'The body is not valid JSON' }))
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, body: parsed.data }
  return refuse(invalidFields(parsed.error))
}

export const invalidFields = (error: z.ZodError): Problem =>
  problem('invalid_request', {
    status: 422,
    detail: 'Some fields are not valid',
    errors: error.issues.slice(0, 20).flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 20).map((key) => ({
            path: [...issue.path, key].join('.').slice(0, 100),
            message: 'there is no such field',
          }))
        : [{ path: issue.path.join('.'), message: issue.message.slice(0, 200) }],
    ),
  })

/** Nothing here is unpacked: a body that says that it is packed is not taken for what it is (RFC 9110, 8.4). */
const isEncoded = (encoding: string | null) => !/^\s*(identity)?\s*$/i.test(encoding ?? '')

const isJson = (type: string | null) => /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type ?? '')

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Null when the body is too large: it is dropped there, whatever its declared length was. */
export async function readBytes(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BYTES) return null
  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop early cancels the stream.
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > MAX_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
