import { createHash } from 'node:crypto'
import type { Client } from './link.ts'

/** A script that Redis runs in one step, as all of a named operation. */
export interface Script {
  lua: string
  /** SHA-1 of the text, by which the server knows it once it has run it. */
  sha: string
  /** It appends to the feed as well, which is then its last key. */
  isTold: boolean
}

export const script = (lua: string, isTold = false): Script => ({
  lua,
  sha: createHash('sha1').update(lua).digest('hex'),
  isTold,
})

/** Runs it, in one round trip but for the first time on a server. */
export async function run(
  client: Client,
  { lua, sha }: Pick<Script, 'lua' | 'sha'>,
  keys: string[],
  given: readonly (string | number)[],
): Promise<unknown> {
  const options = { keys, arguments: given.map(String) }
  try {
    return await client.evalSha(sha, options)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('NOSCRIPT')) {
      return client.eval(lua, options)
    }
    throw error
  }
}

/** What a script answers as a list; an empty one for anything else. */
export const asList = (reply: unknown): readonly unknown[] => (Array.isArray(reply) ? reply : [])
