import type { Changes } from './changes.ts'
import type { Clock } from '../kernel/clock.ts'
import { remembered } from '../kernel/remembered.ts'
import type { Random } from '../kernel/random.ts'
import type { Backend } from '../stores/backend.ts'
import type { FoundWorkspace, WorkspaceRecord } from '../stores/workspaces.ts'
import { hashOf, newSecret } from '../tokens/opaque.ts'

/** An idle workspace goes after a day of real time. Milliseconds. */
const IDLE = 24 * 60 * 60 * 1000
/** Use is noted at most this often. Milliseconds. */
const NOTE_USE_EVERY = 5 * 60 * 1000
/** A century: beyond it lies, sooner or later, the last date that can be written. Milliseconds. */
const FURTHEST = 100 * 365 * 24 * 60 * 60 * 1000

/** What a workspace is stored under. Whoever holds its id can open it, so no store holds the id. */
export function workspaceKey(id: string): string {
  const known = keys.get(id)
  if (known !== undefined) return known
  const key = hashOf(id)
  keys.set(id, key)
  return key
}

/** Its hash would be the first of a request, which takes ten times as long as those after it. */
const keys = remembered<string>(10_000)

const ID = /^[\w-]{43}$/

/** The workspaces of a server, as who holds an id meets them. */
export interface Workspaces {
  /** The id is told here alone. */
  create(settings: string): Promise<{ id: string; record: WorkspaceRecord }>
  /** Counts as a use. */
  find(id: string): Promise<FoundWorkspace | null>
  /** See `WorkspaceStore`. */
  changeSettings(key: string, change: (settings: string) => string | null): Promise<void>
  /** Moves the clock forward by `ms` and answers its time; null when it does not go that far. */
  advance(key: string, ms: number): Promise<number | null>
  /** With all that it holds. */
  remove(key: string): Promise<void>
  /** Removes the idle ones, and answers how many are left. */
  sweep(): Promise<number>
}

export function createWorkspaces(
  backend: Backend,
  clock: Clock,
  random: Random,
  changes: Changes,
): Workspaces {
  const { workspaces } = backend
  const told = async <T>(key: string, change: Promise<T>): Promise<T> => {
    try {
      return await change
    } finally {
      changes.tell(key)
    }
  }
  return {
    async create(settings) {
      const id = newSecret(random)
      const now = clock.now()
      const fresh = { settings, clockOffset: 0, createdAt: now, lastUsedAt: now }
      const record = { key: workspaceKey(id), ...fresh }
      await workspaces.insert(record)
      return { id, record }
    },
    async find(id) {
      if (!ID.test(id)) return null
      const record = await workspaces.find(workspaceKey(id))
      if (!record) return null
      const now = clock.now()
      if (now - record.lastUsedAt > NOTE_USE_EVERY) await workspaces.touch(record.key, now)
      return record
    },
    changeSettings: (key, change) => told(key, workspaces.changeSettings(key, change)),
    async advance(key, ms) {
      const offset = await told(key, workspaces.advance(key, ms, FURTHEST))
      return offset === null ? null : clock.now() + offset
    },
    remove: (key) => told(key, backend.removeWorkspace(key)),
    async sweep() {
      await backend.removeIdleWorkspaces(clock.now() - IDLE)
      return workspaces.count()
    },
  }
}
