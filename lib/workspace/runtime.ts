import { createLimits, type Limits } from './limits.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { systemClock, type Clock } from '../kernel/clock.ts'
import { systemRandom, type Random } from '../kernel/random.ts'
import type { Backend } from '../stores/backend.ts'
import { createKeyCache } from '../tokens/key-cache.ts'
import { newId } from '../tokens/opaque.ts'
import { createSealer } from '../tokens/sealer.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { changeAccount, settle } from './account-events.ts'
import { checkSecret, unopened } from './secret-check.ts'
import { openWorkspace } from './open.ts'
import { startingAccounts } from './starting-accounts.ts'
import type { Workspace } from './workspace.ts'
import { createChanges, type Changes } from './changes.ts'
import { createWorkspaces, type Workspaces } from './workspaces.ts'

export interface NewUser {
  username: string
  password: string
  role: 'member' | 'admin'
}

/** Everything that lives as long as the process: the one place that wires things together. */
export interface Runtime {
  backend: Backend
  /** All that can run on its engines, in the order in which pages show them. */
  strategies: readonly StrategyDefinition[]
  passwords: Passwords
  limits: Limits
  workspaces: Workspaces
  /** What is done in this process, for whoever keeps a connection open by it. */
  changes: Changes
  /** Makes a workspace with its three accounts; the only time that its id is told. */
  create(
    settings?: Settings,
    address?: string,
  ): Promise<{ id: string; workspace: Workspace; users: NewUser[] }>
  /** Null when there is no such workspace (any more). */
  open(id: string): Promise<Workspace | null>
  /**
   * Puts the three accounts back: there, enabled, in their roles, with passwords that the lab knows.
   * The passwords are new, so every session of theirs ends.
   */
  restoreUsers(workspace: Workspace, address: string): Promise<void>
  /** What cannot be read and written at this moment, and keys that do not open; none when all is well. */
  unavailable(): Promise<string[]>
  close(): Promise<void>
}

export interface RuntimeOptions {
  /** It is closed with the runtime. */
  backend: Backend | Promise<Backend>
  secret: string
  /** All that hear of what happens to an account: the registry's, or a test's own. */
  strategies: readonly StrategyDefinition[]
  /** In the place of the backend's, or of the machine's. */
  clock?: Clock
  random?: Random
  passwordCost?: { memoryCost: number; timeCost: number; parallelism: number }
  /** In the place of real ones, for tests that are about something else. */
  passwords?: Passwords
  limits?: Partial<Parameters<typeof createLimits>[0]>
}

const usualLimits = {
  accountFailures: 10,
  addressFailures: 100,
  addressWorkspaces: 3_000,
  workspaces: 10_000,
}

/** How often expired rows are deleted. Milliseconds. */
const PRUNE_EVERY = 10 * 60 * 1000

/** @throws when the backend cannot be opened, or was made with another secret */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { random = systemRandom, strategies } = options
  const backend = await options.backend
  const clock = options.clock ?? backend.clock ?? systemClock
  const sealer = createSealer(options.secret, random)
  await checkSecret(backend, sealer)
  const { passwords = createPasswords(options.secret, options.passwordCost) } = options
  const changes = createChanges()
  const workspaces = createWorkspaces(backend, clock, random, changes)
  const teller = { id: newId(systemRandom), underWay: new Set<string>() }
  const parts = {
    strategies,
    backend,
    clock,
    random,
    sealer,
    keyCache: createKeyCache(),
    teller,
    changes,
  }
  let pruned = clock.now()
  /** In passing: what has expired is never found again, so nobody waits for it to be deleted. */
  function pruneNowAndThen(): void {
    if (clock.now() - pruned < PRUNE_EVERY) return
    pruned = clock.now()
    // Whoever asks a store that failed next will be told that it does not answer.
    void backend.prune(pruned).catch(() => undefined)
  }

  // One that is alone has an ended one before it; of several nodes another may still be at it.
  const patience = backend.engines.includes('SQLite') ? 0 : undefined
  /** What another process had begun before it ended: nobody has to ask for it. */
  async function finishWhatWasBegun(): Promise<void> {
    for (const record of await backend.workspaces.unfinished()) {
      await settle(openWorkspace(parts, { ...record, unfinished: true }), patience)
    }
  }
  // What cannot be finished yet is tried again with the first request that it concerns.
  await finishWhatWasBegun().catch(() => undefined)

  return {
    backend,
    strategies,
    passwords,
    workspaces,
    changes,
    limits: createLimits({ ...usualLimits, ...options.limits }, backend.attempts),
    async create(settings = defaultSettings, address = 'here') {
      pruneNowAndThen()
      const { id, record } = await workspaces.create(JSON.stringify(settings))
      const workspace = openWorkspace(parts, { ...record, unfinished: false })
      try {
        const users: NewUser[] = []
        for (const { username, role } of startingAccounts) {
          const password = passwords.suggest(workspace.key, username, 0)
          const from = { address, workspace: workspace.key, account: username }
          const passwordHash = await passwords.hash(password, from)
          await workspace.users.add({ username, id: newId(random), role, passwordHash })
          users.push({ username, password, role })
        }
        return { id, workspace, users }
      } catch (error) {
        // Nobody has been told of it: half a workspace would only take up room.
        await workspaces.remove(workspace.key)
        throw error
      }
    },
    async restoreUsers(workspace, address) {
      const { key, users } = workspace
      const isRestored = async ({
        username,
        role,
      }: (typeof startingAccounts)[number]): Promise<boolean> => {
        const user = await users.named(username)
        const version = user ? user.passwordVersion + 1 : 0
        const from = { address, workspace: key, account: username }
        const passwordHash = await passwords.hash(passwords.suggest(key, username, version), from)
        if (!user) return users.add({ username, id: newId(random), role, passwordHash })
        const change = { passwordHash, role, disabled: false }
        return (await changeAccount(workspace, user, change, 'password-change')) !== null
      }
      for (const account of startingAccounts) {
        // Hashing takes long: where the account changed meanwhile, it is looked at anew.
        let done = false
        while (!done) done = await isRestored(account)
      }
    },
    async open(id) {
      pruneNowAndThen()
      const record = await workspaces.find(id)
      return record && openWorkspace(parts, record)
    },
    async unavailable() {
      const silent = await backend.unavailable()
      if (silent.length > 0) return silent
      return unopened(backend, sealer).catch(() => ['keys'])
    },
    close: () => backend.close(),
  }
}
