import { answering } from '../answering.ts'
import type { Backend, Scope } from '../backend.ts'
import type { VersionStore } from '../contract.ts'

const EVERYBODY = ''

/**
 * A backend that keeps everything where `main` does, but versions in memory: a second driver behind
 * the same door, as another engine for a part of the state would be. It is here to prove that
 * nothing in front of the door can tell.
 */
export function withVersionsInMemory(main: Backend): Backend {
  /** Workspace, strategy and account, to the version. */
  const rows = new Map<string, Map<string, Map<string, number>>>()
  let answers = true
  const ofStrategy = (workspace: string, strategy: string) => rows.get(workspace)?.get(strategy)

  function versions({ workspace, strategy }: Scope): VersionStore {
    const mustAnswer = () => {
      if (!answers) throw new Error('versions are taken away')
    }
    return answering('versions', {
      async current(account) {
        mustAnswer()
        const own = ofStrategy(workspace, strategy)
        return (own?.get(account) ?? 0) + (own?.get(EVERYBODY) ?? 0)
      },
      async bump(account) {
        mustAnswer()
        const strategies = rows.get(workspace) ?? new Map<string, Map<string, number>>()
        const own = strategies.get(strategy) ?? new Map<string, number>()
        own.set(account ?? EVERYBODY, (own.get(account ?? EVERYBODY) ?? 0) + 1)
        rows.set(workspace, strategies.set(strategy, own))
      },
    })
  }

  async function removeOrphans(): Promise<void> {
    for (const workspace of rows.keys()) {
      if (!(await main.workspaces.find(workspace))) rows.delete(workspace)
    }
  }

  return {
    ...main,
    stores: { ...main.stores, versions },
    async removeWorkspace(key) {
      await main.removeWorkspace(key)
      rows.delete(key)
    },
    async removeIdleWorkspaces(lastUsedAt) {
      await main.removeIdleWorkspaces(lastUsedAt)
      await removeOrphans()
    },
    async inspect(workspace, strategy) {
      const own = [...(ofStrategy(workspace, strategy) ?? [])]
      const kept = await main.inspect(workspace, strategy)
      if (own.length === 0) return kept
      return [
        ...kept,
        { table: 'versions', rows: own.map(([account, version]) => ({ account, version })) },
      ]
    },
    async leak(workspace) {
      const own = [...(rows.get(workspace)?.values() ?? [])].flatMap((accounts) => [
        ...accounts.keys(),
      ])
      return [...new Set([...(await main.leak(workspace)), ...own])]
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
    async close() {
      answers = false
      await main.close()
    },
  }
}
