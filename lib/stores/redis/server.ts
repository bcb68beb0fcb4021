import type { Client } from './link.ts'

/** What is asked of a server before it is believed. */
export interface Server {
  /** Another one after every restart, and on every other machine. */
  run: string
  /** Whether what it acknowledges is on its disk by then, whatever happens to the machine. */
  isSynchronous: boolean
  /** It follows another server, which alone can be written. */
  isReplica: boolean
  /** It followed one since it was started: what that one acknowledged, it may never have heard of. */
  wasReplica: boolean
  /** What speaks against keeping revocations there, with the remedy: a line each. */
  objections: string[]
}

const OLDEST = 7

/** The settings that decide, as `CONFIG GET` names them. */
const SETTINGS = ['maxmemory-policy', 'appendonly', 'appendfsync']

export async function lookAt(client: Client): Promise<Server> {
  const info = (await Promise.all([client.info('server'), client.info('replication')])).join('\n')
  const of = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? ''
  const settings = await settingsOf(client)
  return {
    run: of('run_id'),
    isSynchronous: settings?.['appendonly'] === 'yes' && settings['appendfsync'] === 'always',
    isReplica: of('role') === 'slave',
    // Of the server that it followed; nothing but zeros where there was none.
    wasReplica: /[^0]/.test(of('master_replid2')),
    objections: [...objectionsToVersion(of('redis_version')), ...objectionsTo(settings)],
  }
}

type Settings = Record<string, string>

/** Null where the server does not tell them, as some that are rented do. */
async function settingsOf(client: Client): Promise<Settings | null> {
  try {
    return { ...(await client.configGet(SETTINGS)) }
  } catch (error) {
    if (error instanceof Error && /unknown command|NOPERM/i.test(error.message)) return null
    throw error
  }
}

const objectionsToVersion = (version: string): string[] =>
  Number.parseInt(version, 10) >= OLDEST ? [] : [`its version is ${version}: use 7 or later`]

/** Whatever `maxmemory` is now: it can be set at any time, and then the policy decides. */
export function objectionsTo(settings: Settings | null): string[] {
  if (settings === null) return ['it does not tell its settings: let this user call CONFIG GET']
  const { 'maxmemory-policy': policy, appendonly } = settings
  const found: string[] = []
  if (policy !== 'noeviction') {
    found.push(
      `it evicts (maxmemory-policy ${policy}), and an evicted revocation lets a token in again: set maxmemory-policy noeviction`,
    )
  }
  if (appendonly !== 'yes') {
    found.push(
      'it forgets at a restart (appendonly no), and forgotten revocations let tokens in again: set appendonly yes',
    )
  }
  return found
}
