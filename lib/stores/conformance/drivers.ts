import { virtualClock, type VirtualClock } from '../../kernel/clock.ts'
import { afterEach, beforeEach, describe } from 'vitest'
import type { Backend } from '../backend.ts'
import type { SessionStores } from '../session-stores.ts'
import type { KeyStore } from '../contract.ts'
import { IN_MEMORY, openBackend } from '../open.ts'
import { findPostgres } from '../../../scripts/engines/postgres.ts'
import { findRedis, sharedRedis } from '../../../scripts/engines/redis.ts'
import { emptyDatabase } from './empty-database.ts'
import { withMemory } from './memory.ts'

/** `isHere` is false where an engine that it wants is not installed: its tests are skipped then. */
export interface DriverUnderTest {
  name: string
  isHere: boolean
  open(): Promise<Backend>
}

/** Every driver runs the same suites; a new one is one line here. */
export const drivers: readonly DriverUnderTest[] = [
  { name: 'sqlite', isHere: true, open: () => openBackend(IN_MEMORY) },
  {
    name: 'sqlite and memory',
    isHere: true,
    open: async () => withMemory(await openBackend(IN_MEMORY)),
  },
  {
    // A lab of its own each time: its keys begin with an id that nobody else has.
    name: 'sqlite and redis',
    isHere: findRedis() !== null,
    open: async () => openBackend(IN_MEMORY, await sharedRedis()),
  },
  {
    name: 'postgres and redis',
    isHere: findRedis() !== null && findPostgres() !== null,
    open: async () => openBackend(await emptyDatabase(), await sharedRedis()),
  },
]

/**
 * What the suites of strategies run on, as `LAB_DRIVER` names it: one run for each is long.
 * @throws where there is no such driver, or its engine is not here
 */
export function backendUnderTest(name = process.env['LAB_DRIVER'] ?? 'sqlite'): Promise<Backend> {
  const driver = drivers.find((one) => one.name === name)
  if (driver?.isHere) return driver.open()
  throw new Error(`LAB_DRIVER names no driver that is here: ${name}`)
}

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

export async function openDriver({ open }: DriverUnderTest): Promise<Driver> {
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

/** A suite of each driver: told of, and skipped, where its engine is not there. */
export function describeDrivers(what: string, suite: (under: DriverUnderTest) => void): void {
  for (const under of drivers) {
    describe.skipIf(!under.isHere)(`${what} of ${under.name}`, () => {
      suite(under)
    })
  }
}

/** What a strategy keeps in a workspace, opened anew for each test. */
interface OpenStores extends Pick<Driver, 'clock' | 'backend'> {
  readonly mine: Stores
  /** Of another strategy there, and of the same in another workspace: nothing of mine is theirs. */
  others(): Stores[]
}

/** A suite of one contract of the stores, on each driver. */
export function describeStores(what: string, suite: (lab: OpenStores) => void): void {
  describeDrivers(what, (under) => {
    let driver: Driver
    beforeEach(async () => {
      driver = await openDriver(under)
    })
    afterEach(() => driver.close())
    suite({
      get clock() {
        return driver.clock
      },
      get backend() {
        return driver.backend
      },
      get mine() {
        return driver.storesOf('w1', 's1')
      },
      others: () => [driver.storesOf('w1', 's2'), driver.storesOf('w2', 's1')],
    })
  })
}
