import { credentialCookieName, USUAL_ORIGIN } from '../kernel/cookie-names.ts'
import type { Credentials, StrategyDefinition } from '../strategies/contract.ts'
import type { Runtime } from '../workspace/runtime.ts'
import { MAX_PROFILE, type Settings } from '../workspace/settings.ts'

/** How much a session may hold before its cookies break. Bytes. */
export interface ProfileFit {
  /** What the client sends with every request while the profile is empty. */
  bytes: number
  /** The largest profile whose cookies a browser keeps; null where the largest that can be set does. */
  inCookies: number | null
  /** The same for a server that takes no more headers than Node does by default. */
  inHeaders: number | null
}

/** A browser drops a cookie with more in its name and value (RFC 6265bis, 5.6). Bytes. */
export const COOKIE_LIMIT = 4_096

/** Node's default for all headers of a request together; past it the answer is 431. Bytes. */
export const HEADER_LIMIT = 16 * 1024

/** Signs somebody in with larger and larger profiles, and looks at the cookies. */
export async function measureFit(
  runtime: Runtime,
  definition: StrategyDefinition,
  settings: Settings,
): Promise<ProfileFit> {
  const { id, workspace } = await runtime.create(settings)
  const alice = await workspace.users.named('alice')
  if (!alice) throw new Error('there is no alice')
  const who = alice

  async function cookiesWith(profileBytes: number): Promise<string[]> {
    const changed = JSON.stringify({ ...settings, profileBytes })
    await runtime.workspaces.changeSettings(workspace.key, () => changed)
    const strategy = (await runtime.open(id))?.strategy(definition)
    const grant = await strategy?.start(who, 'a browser', {})
    return cookiesOf(definition, grant?.credentials ?? {})
  }
  const isKept = (cookies: readonly string[]) =>
    cookies.every(({ length }) => length - 1 <= COOKIE_LIMIT)
  const isRead = (cookies: readonly string[]) =>
    `Cookie: ${cookies.join('; ')}`.length <= HEADER_LIMIT

  const fit = {
    bytes: (await cookiesWith(0)).join('; ').length,
    inCookies: await largest(async (bytes) => isKept(await cookiesWith(bytes))),
    inHeaders: await largest(async (bytes) => isRead(await cookiesWith(bytes))),
  }
  await runtime.workspaces.remove(workspace.key)
  return fit
}

/** `name=value` of every cookie, as the lab sets them. */
const cookiesOf = ({ id }: StrategyDefinition, credentials: Credentials): string[] =>
  Object.entries(credentials).flatMap(([credential, kept]) => {
    if (!kept) return []
    const name = credentialCookieName(id, credential, USUAL_ORIGIN)
    const { value, parts } = kept
    return parts?.map((part, at) => `${name}.${at}=${part}`) ?? [`${name}=${value}`]
  })

/** The largest number of bytes that holds, where all smaller ones do; null where all do. */
async function largest(holds: (bytes: number) => Promise<boolean>): Promise<number | null> {
  if (await holds(MAX_PROFILE)) return null
  let [fits, breaks] = [0, MAX_PROFILE]
  while (breaks - fits > 1) {
    const middle = Math.floor((fits + breaks) / 2)
    if (await holds(middle)) fits = middle
    else breaks = middle
  }
  return fits
}
