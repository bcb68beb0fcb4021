/** What a client holds: cookies, or in bearer transport the credentials themselves. */
export interface Held {
  cookies: ReadonlyMap<string, string>
  credentials: ReadonlyMap<string, string>
}

/** As answers tell credentials: null takes one away. */
export type Told = Readonly<Record<string, string | null>>

/** Where a client keeps what it is given. */
export interface Jar {
  read(): Promise<Held>
  /** Keeps what an answer gives, and throws away what it takes. */
  take(response: Response, told: Told): Promise<void>
  /** Throws away everything, and keeps this. */
  replace(held: Held): Promise<void>
}

/** A jar in memory, which follows `Set-Cookie` as far as this server uses it. */
export function memoryJar(): Jar {
  let held: Held = { cookies: new Map(), credentials: new Map() }
  return {
    read: async () => held,
    async take(response, told) {
      const cookies = new Map(held.cookies)
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      held = { cookies, credentials: withTold(held.credentials, told) }
    },
    replace: async (given) => void (held = given),
  }
}

export function withTold(kept: ReadonlyMap<string, string>, told: Told): Map<string, string> {
  const credentials = new Map(kept)
  for (const [name, value] of Object.entries(told)) {
    if (value === null) credentials.delete(name)
    else credentials.set(name, value)
  }
  return credentials
}
