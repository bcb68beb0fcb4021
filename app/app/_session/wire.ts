import type { Method, Result } from '#app/_data/call.ts'

/** A request that this page made, as its log shows it: never with a credential or a password. */
export interface Entry {
  number: number
  method: Method
  path: string
  body: Readonly<Record<string, unknown>> | null
  status: number
  code: string | null
  timing: string | null
}

const secret: Readonly<Record<string, string>> = {
  password: '$PASSWORD',
  current: '$PASSWORD',
  next: '$NEW_PASSWORD',
  refresh: '$REFRESH',
}

export const entryOf = (
  number: number,
  method: Method,
  path: string,
  body: Record<string, unknown> | undefined,
  result: Result<unknown>,
): Entry => ({
  number,
  method,
  path,
  body: body
    ? Object.fromEntries(Object.entries(body).map(([name, value]) => [name, secret[name] ?? value]))
    : null,
  status: result.status,
  code: result.ok ? null : result.code,
  timing: result.headers?.get('Server-Timing') ?? null,
})

/** For a terminal; what must not be shown is named as a variable that the visitor sets. */
export function asCurl(entry: Entry, origin: string, isBearer: boolean): string {
  const { method, path, body } = entry
  const lines = [
    `curl -i -X ${method} '${origin}${path}'`,
    `-H "X-Lab-Workspace: $LAB_WORKSPACE"`,
    isBearer ? '-H "Authorization: Bearer $ACCESS"' : '-b jar.txt -c jar.txt',
    // In double quotes, for the variables in it.
    ...(body
      ? [`-H 'Content-Type: application/json'`, `-d ${JSON.stringify(JSON.stringify(body))}`]
      : []),
  ]
  return lines.join(' \\\n  ')
}

/** Milliseconds, reads and writes out of `Server-Timing`. */
export function timingWords(timing: string | null): string {
  const took = /dur=([\d.]+)/.exec(timing ?? '')?.[1]
  const [, reads, writes] = /reads=(\d+) writes=(\d+)/.exec(timing ?? '') ?? []
  if (took === undefined || reads === undefined) return ''
  return `${took} ms, ${reads} reads, ${writes} writes`
}
