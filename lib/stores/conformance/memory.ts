import { workspaceGone } from '../../kernel/problem.ts'
import { answering } from '../answering.ts'
import type { Backend } from '../backend.ts'
import type { KeptTable } from '../kept-table.ts'
import type { Scope } from '../session-stores.ts'
import type { SessionRecord, SessionStore, VersionStore } from '../contract.ts'

const DAY = 24 * 60 * 60 * 1000
const EVERYBODY = ''

/**
 * A backend that keeps what `main` does, but sessions and versions in memory: two engines behind one
 * door. It is here to prove that nothing in front of the door can tell.
 */
export function withMemory(main: Backend): Backend {
  let answers = true
  const sessions = createTable<SessionRecord>(() => answers)
  const versions = createTable<{ account: string; version: number }>(() => answers)
  const tables = [sessions, versions]
  const mustBeThere = async (workspace: string) => {
    if (!(await main.workspaces.find(workspace))) throw workspaceGone(null)
  }
  const forget = (workspace: string) => tables.forEach((table) => table.forget(workspace))

  return {
    ...main,
    stores: {
      ...main.stores,
      sessions: (scope) =>
        answering('sessions', memorySessions(sessions.of(scope), scope, mustBeThere)),
      versions: (scope) =>
        answering('versions', memoryVersions(versions.of(scope), scope, mustBeThere)),
    },
    async removeWorkspace(key) {
      const removed = main.removeWorkspace(key)
      forget(key)
      await removed
    },
    async removeIdleWorkspaces(lastUsedAt) {
      const removed = await main.removeIdleWorkspaces(lastUsedAt)
      removed.forEach(forget)
      return removed
    },
    async inspect(workspace, strategy) {
      const kept = await main.inspect(workspace, strategy)
      const own = { workspace, strategy }
      const short = (row: SessionRecord) => ({ ...row, secretHash: `${row.secretHash[0]}…` })
      const shown: KeptTable[] = [
        { table: 'sessions', rows: sessions.of(own).all().map(short) },
        { table: 'versions', rows: versions.of(own).all() },
      ]
      return [...kept, ...shown.filter(({ rows }) => rows.length > 0)]
    },
    async leak(workspace) {
      const rows: object[] = [...sessions.rowsOf(workspace), ...versions.rowsOf(workspace)]
      const texts = rows.flatMap((row): unknown[] => Object.values(row)).filter(isText)
      return [...new Set([...(await main.leak(workspace)), ...texts])]
    },
    async outage() {
      const { end } = await main.outage()
      answers = false
      return {
        async end() {
          await end()
          answers = true
        },
      }
    },
    async prune(now) {
      await main.prune(now)
      for (const workspace of sessions.workspaces()) {
        const { clockOffset = 0 } = (await main.workspaces.find(workspace)) ?? {}
        sessions.removeWhere(workspace, (row) => row.expiresAt + DAY <= now + clockOffset)
      }
    },
    async close() {
      answers = false
      await main.close()
    },
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

interface Rows<Row> {
  get(id: string): Row | undefined
  set(id: string, row: Row): void
  delete(id: string): void
  all(): Row[]
}

/** Rows by workspace, strategy and id, which answer for as long as `answers` says. */
function createTable<Row extends object>(answers: () => boolean) {
  const kept = new Map<string, Map<string, Map<string, Row>>>()
  const inside = ({ workspace, strategy }: Omit<Scope, 'clock'>) => {
    if (!answers()) throw new Error('memory was taken away')
    const strategies = kept.get(workspace) ?? new Map<string, Map<string, Row>>()
    kept.set(workspace, strategies)
    const rows = strategies.get(strategy) ?? new Map<string, Row>()
    strategies.set(strategy, rows)
    return rows
  }
  const rowsOf = (workspace: string): Row[] =>
    [...(kept.get(workspace)?.values() ?? [])].flatMap((rows) => [...rows.values()])
  return {
    of: (scope: Omit<Scope, 'clock'>): Rows<Row> => ({
      get: (id) => inside(scope).get(id),
      set: (id, row) => void inside(scope).set(id, row),
      delete: (id) => void inside(scope).delete(id),
      all: () => [...inside(scope).values()],
    }),
    rowsOf,
    workspaces: () => [...kept.keys()],
    forget: (workspace: string) => void kept.delete(workspace),
    removeWhere(workspace: string, isOver: (row: Row) => boolean) {
      for (const rows of kept.get(workspace)?.values() ?? []) {
        for (const [id, row] of rows) if (isOver(row)) rows.delete(id)
      }
    },
  }
}

type MustBeThere = (workspace: string) => Promise<void>

function memorySessions(
  rows: Rows<SessionRecord>,
  { clock, workspace }: Scope,
  mustBeThere: MustBeThere,
): SessionStore {
  return {
    async insert(session, room) {
      await mustBeThere(workspace)
      if (rows.get(session.id)) throw new Error('there is such a session')
      rows.set(session.id, { ...session })
      if (!room) return
      const inForce = rows.all().filter((row) => {
        const isInUse = row.expiresAt > clock.now() && row.lastSeenAt > room.usedSince
        return row.account === session.account && isInUse
      })
      for (const { id } of inForce.slice(0, -room.sessions)) rows.delete(id)
    },
    async replace(id, session, reach) {
      if (!rows.get(id)) return false
      for (const row of rows.all()) {
        const isTheirs = reach === 'all' && row.account === session.account
        if (row.id === id || isTheirs) rows.delete(row.id)
      }
      rows.set(session.id, { ...session })
      return true
    },
    async find(id) {
      const row = rows.get(id)
      return row && row.expiresAt > clock.now() - DAY ? { ...row } : null
    },
    async touch(id, lastSeenAt) {
      const row = rows.get(id)
      if (row) rows.set(id, { ...row, lastSeenAt })
    },
    async remove(id, by = id) {
      const isThere = rows.get(id) !== undefined && rows.get(by) !== undefined
      if (!isThere) return false
      rows.delete(id)
      return isThere
    },
    async removeOf(account) {
      for (const row of rows.all()) {
        if (account === null || row.account === account) rows.delete(row.id)
      }
    },
    async removeFrom(id, beyond) {
      const own = rows.get(id)
      for (const row of own ? rows.all() : []) {
        const isSpared = beyond === 'others' && row.id === id
        if (row.account === own?.account && !isSpared) rows.delete(row.id)
      }
      return own !== undefined
    },
    async listOf(account) {
      return rows
        .all()
        .filter((row) => row.account === account && row.expiresAt > clock.now())
        .toSorted((a, b) => a.signedInAt - b.signedInAt || (a.id < b.id ? -1 : 1))
    },
  }
}

function memoryVersions(
  rows: Rows<{ account: string; version: number }>,
  { workspace }: Scope,
  mustBeThere: MustBeThere,
): VersionStore {
  const versionOf = (account: string) => rows.get(account)?.version ?? 0
  const currentOf = (account: string) => versionOf(account) + versionOf(EVERYBODY)
  const bump = (account: string) => rows.set(account, { account, version: versionOf(account) + 1 })
  return {
    current: async (account) => currentOf(account),
    async bump(account) {
      await mustBeThere(workspace)
      bump(account ?? EVERYBODY)
    },
    async bumpFrom(account, current) {
      if (currentOf(account) !== current) return null
      bump(account)
      return current + 1
    },
  }
}
