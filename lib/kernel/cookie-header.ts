/** What a request says under a name: undefined for nothing, null where it is ambiguous. */
export type Cookies = (name: string) => string | null | undefined

/**
 * The one reader of the `Cookie` header. Of two cookies with one name some readers take the first and
 * others the last, and some cut white space off a name: who is let in must not hang on that, so what
 * could be read in two ways is not read at all.
 */
export function readCookies(header: string | null | undefined): Cookies {
  // Of one request it is read several times in a row.
  if (latest.header !== header) latest = { header, cookies: cookiesIn(header) }
  return latest.cookies
}

let latest: { header: string | null | undefined; cookies: Cookies } = {
  header: null,
  cookies: () => undefined,
}

function cookiesIn(header: string | null | undefined): Cookies {
  const pairs = (header ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=')
    // The one space that belongs between two cookies.
    const name = (at < 0 ? pair : pair.slice(0, at)).replace(/^ /, '')
    return { name, value: at < 0 ? null : pair.slice(at + 1) }
  })
  return (wanted) => {
    const [one, ...others] = pairs.filter(({ name }) => name.trim() === wanted)
    if (!one) return undefined
    const isPlain = others.length === 0 && one.name === wanted && one.value !== null
    return isPlain ? decoded(one.value ?? '') : null
  }
}

/**
 * What was set under a name in one piece, or by a library in several: `name.0`, `name.1` and so on.
 * Null where one of them is ambiguous, or where there is the whole and a piece of another.
 */
export function readParts(read: Cookies, name: string): string[] | null {
  const whole = read(name)
  const parts: string[] = []
  for (;;) {
    const part = read(`${name}.${parts.length}`)
    if (part === null || whole === null) return null
    if (!part) break
    parts.push(part)
  }
  if (!whole) return parts
  return parts.length === 0 ? [whole] : null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
