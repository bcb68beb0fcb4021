import { virtualClock, type VirtualClock } from '../../kernel/clock.ts'
import type { Backend } from '../backend.ts'
import type { SessionStores } from '../session-stores.ts'
import type { KeyStore } from '../contract.ts'
import { IN_MEMORY, openBackend } from '../open.ts'
import { withMemory } from './memory.ts'

/** Every driver runs the same suites; a new one is one line here. */
export const drivers: readonly { name: string; open(): Promise<Backend> }[] = [
  { name: 'sqlite', open: () => openBackend(IN_MEMORY) },
  {
    name: 'sqlite and memory',
    open: async () => withMemory(await openBackend(IN_MEMORY)),
  },
]

export interface Stores extends SessionStores {
  keys: KeyStore
}

/** A driver under test with two workspaces, on one clock. */
export interface Driver {
  clock: VirtualClock
  backend: Backend
  storesOf(workspace: 'w1' | 'w2', strategy: string): Stores
  close(): Promise<void>
}

export async function openDriver({ open }: (typeof drivers)[number]): Promise<Driver> {
  const clock = virtualClock()
  const backend = await open()
  for (const key of ['w1', 'w2']) await insertWorkspace(backend, key, clock.now())
  return {
    clock,
    backend,
    close: () => backend.close(),
    storesOf(workspace, strategy) {
      const { stores } = backend
      const scope = { workspace, strategy, clock }
      return {
        sessions: stores.sessions(scope),
        revocations: stores.revocations(scope),
        refreshFamilies: stores.refreshFamilies(scope),
        versions: stores.versions(scope),
        cutOffs: stores.cutOffs(scope),
        librarySessions: stores.librarySessions(scope),
        keys: backend.keys(workspace, strategy),
      }
    },
  }
}

export const insertWorkspace = (backend: Backend, key: string, now = 0, clockOffset = 0) =>
  backend.workspaces.insert({ key, settings: '{}', clockOffset, createdAt: now, lastUsedAt: now })
