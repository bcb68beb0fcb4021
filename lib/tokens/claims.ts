import type { z } from 'zod'

type Reader<Claims> = (payload: unknown) => Readonly<Claims> | null

/**
 * What a schema makes of a payload, worked out once: payloads are remembered with their signatures.
 * Null where it has another form. Nothing that changes with time may be in the schema.
 */
export function readOnce<Claims extends object>(schema: z.ZodType<Claims>): Reader<Claims> {
  const known = new WeakMap<object, Readonly<Claims>>()
  return (payload) => {
    if (typeof payload !== 'object' || payload === null) return null
    const found = known.get(payload)
    if (found) return found
    const { data } = schema.safeParse(payload)
    // It is handed out again.
    if (data) known.set(payload, Object.freeze(data))
    return data ?? null
  }
}

const readers = new WeakMap<object, Reader<object>>()

/** The one reader of a schema. */
export function readerOf<Claims extends object>(schema: z.ZodType<Claims>): Reader<Claims> {
  const found = readers.get(schema)
  // Kept under the schema that it was made of.
  if (found) return found as Reader<Claims>
  const reader = readOnce(schema)
  readers.set(schema, reader)
  return reader
}
