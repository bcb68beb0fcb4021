import { parseSetCookie, stringifyCookie } from 'cookie'

/** What a client holds: cookies, or in bearer transport the credentials themselves. */
export interface Held {
  cookies: ReadonlyMap<string, string>
  credentials: ReadonlyMap<string, string>
}

/** As answers tell credentials: null takes one away. */
type NamedInBody = Readonly<Record<string, string | null>>

/** Where a client keeps what it is given. */
export interface Jar {
  read(): Promise<Held>
  /** Keeps what an answer gives, and throws away what it takes. */
  take(response: Response, named: NamedInBody): Promise<void>
  /** Throws away everything, and keeps this. */
  replace(held: Held): Promise<void>
  /** Throws away what a browser keeps no longer than it is open: cookies without a date. */
  close(): Promise<void>
}

/** A jar in memory, which follows `Set-Cookie` as far as this server uses it. */
export function memoryJar(): Jar {
  let held: Held = { cookies: new Map(), credentials: new Map() }
  const undated = new Set<string>()
  return {
    read: async () => held,
    async take(response, told) {
      held = {
        cookies: withSet(held.cookies, response),
        credentials: withNamed(held.credentials, told),
      }
      for (const line of response.headers.getSetCookie()) {
        const { name, maxAge, expires } = parseSetCookie(line)
        if (maxAge === undefined && expires === undefined) undated.add(name)
        else undated.delete(name)
      }
    },
    async replace(given) {
      held = given
      undated.clear()
    },
    async close() {
      const cookies = [...held.cookies].filter(([name]) => !undated.has(name))
      held = { ...held, cookies: new Map(cookies) }
    },
  }
}

/** A thief copies what is on the wire, letter by letter. */
const asItIs = (value: string) => value

/** The cookies that are left once an answer has set and taken its own. */
export function withSet(
  kept: ReadonlyMap<string, string>,
  { headers }: Pick<Response, 'headers'>,
): Map<string, string> {
  const cookies = new Map(kept)
  for (const line of headers.getSetCookie()) {
    const { name, value = '', maxAge } = parseSetCookie(line, { decode: asItIs })
    // Not by `Expires`: the clock of a workspace is not this one.
    if (value === '' || (maxAge !== undefined && maxAge <= 0)) cookies.delete(name)
    else cookies.set(name, value)
  }
  return cookies
}

/** The header that sends cookies back. */
export const cookieHeader = (cookies: ReadonlyMap<string, string>): string =>
  stringifyCookie(Object.fromEntries(cookies), { encode: asItIs })

export function withNamed(
  kept: ReadonlyMap<string, string>,
  named: NamedInBody,
): Map<string, string> {
  const credentials = new Map(kept)
  for (const [name, value] of Object.entries(named)) {
    if (value === null) credentials.delete(name)
    else credentials.set(name, value)
  }
  return credentials
}
