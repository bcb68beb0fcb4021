import * as is from './shape.ts'

/**
 * What a page holds in bearer transport, for each workspace and strategy: in `localStorage`, where
 * any script of the page can read it. That is the weakness of this transport, shown as it is.
 */
const schema = is.object({}, { access: is.string, refresh: is.string, cache: is.string })
export type StoredCredentials = is.Shaped<typeof schema>

/** As answers tell them: null takes one away. */
export type AnsweredCredentials = Readonly<Record<string, string | null>>

export const credentialsKey = (workspace: string, strategy: string) =>
  `lab-credentials ${workspace} ${strategy}`

export function storedCredentials(workspace: string, strategy: string): StoredCredentials {
  try {
    const text = localStorage.getItem(credentialsKey(workspace, strategy))
    return text ? is.parsed(schema, text) : {}
  } catch {
    return {}
  }
}

export function storeCredentials(
  workspace: string,
  strategy: string,
  fresh: AnsweredCredentials,
): void {
  const all = { ...storedCredentials(workspace, strategy), ...fresh }
  const entries = Object.entries(all).filter(([, value]) => value)
  try {
    const key = credentialsKey(workspace, strategy)
    if (entries.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(Object.fromEntries(entries)))
  } catch {
    // A browser that keeps nothing is signed out again with the next request, and says so.
  }
}

export const dropCredentials = (workspace: string, strategy: string): void =>
  storeCredentials(workspace, strategy, { access: null, refresh: null, cache: null })
