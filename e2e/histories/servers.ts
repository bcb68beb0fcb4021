import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isStoreUnavailable, storeUnavailable } from '#lib/kernel/problem.ts'
import type { StoreName } from '#lib/stores/conformance/every-call.ts'
import { openBackend } from '#lib/stores/open.ts'
import { workspaceKey } from '#lib/workspace/workspaces.ts'
import { disturbed } from '../server/disturbed.ts'
import { start, type Running } from '../server/start.ts'
import { createClocks, type Clocks } from './clocks.ts'
import { START } from './lifetimes.ts'
import type { Machines } from './machines.ts'
import { connect, type Connection } from './over-http.ts'

const preload = (name: string) =>
  `--import=${fileURLToPath(new URL(`${name}.ts`, import.meta.url))}`

export type Servers = Machines & AsyncDisposable & { starts(): number }

/**
 * Two built servers on one database file, whose clocks and disk do as they are told.
 * @param planted the names of faults that they start with, see `planted.ts`
 */
export async function startServers(
  folder: string,
  planted: readonly string[] = [],
): Promise<Servers> {
  const disk = disturbed(folder)
  const files = [0, 1].map((process) => `${folder}/clock-${process}`)
  const clocks = createClocks(START, tellTime)
  const running: ({ server: Running; connection: Connection } | null)[] = [null, null]
  const restarting: (Promise<void> | undefined)[] = []
  let starts = 0
  let isLost = false

  function tellTime(told: Clocks): void {
    for (const [process, file] of files.entries()) {
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleLE(told.of(process))
      writeFileSync(file, bytes)
    }
  }

  async function begin(process: number): Promise<void> {
    starts += 1
    const { NODE_OPTIONS, ...env } = disk.options.env
    const server = await start({
      database: disk.options.database,
      env: {
        ...env,
        NODE_OPTIONS: [NODE_OPTIONS, preload('told-time'), preload('planting')].join(' '),
        LAB_TEST_CLOCK: files[process] ?? '',
        LAB_TEST_PLANTED: planted.join(';'),
        LAB_LIMIT_ADDRESS_FAILURES: '1000000',
        LAB_LIMIT_ADDRESS_WORKSPACES: '1000000',
        LAB_NODE: `node-${process}`,
      },
    }).catch((error: unknown) => {
      // Without one of its tables none starts, and says so.
      if (isLost) throw storeUnavailable('server', error)
      throw error
    })
    running[process] = { server, connection: await connect(server.url) }
  }

  clocks.set(0)
  // The first makes the file.
  await begin(0)
  await begin(1)
  const backend = await openBackend(`file:${disk.options.database}`)
  return {
    clocks,
    backend,
    starts: () => starts,
    async create(settings) {
      const id = await running[0]?.connection.create(settings)
      if (!id) throw new Error('the first server is down')
      return { id, key: workspaceKey(id) }
    },
    isUp: (process) => running[process] !== null,
    async ask(asked) {
      const { connection, server } = running[asked.entry.process] ?? {}
      if (!connection) throw new Error('the server is down')
      try {
        await connection.ask(asked)
      } catch (error) {
        if (isStoreUnavailable(error)) throw error
        throw new Error(`the server fails:\n${server?.logs.slice(-20).join('\n')}`, {
          cause: error,
        })
      }
    },
    outage: {
      lose(store) {
        isLost = true
        disk.begin(`without ${tables[store]}`)
      },
      mend() {
        isLost = false
        disk.end()
      },
    },
    /** In the middle of whatever it does, or in order. */
    kill(process, choice) {
      const restart = async () => {
        const { server } = running[process] ?? {}
        running[process] = null
        await (choice % 2 === 0 ? server?.kill9() : server?.stop())
        await begin(process)
      }
      // Two who kill it at once start it once: of two servers one would outlive the tests.
      restarting[process] ??= restart().finally(() => {
        restarting[process] = undefined
      })
      return restarting[process]
    },
    async together(_scheduler, lanes) {
      const all = await Promise.allSettled(lanes.map((lane) => lane()))
      for (const result of all) if (result.status === 'rejected') throw result.reason
    },
    async [Symbol.asyncDispose]() {
      for (const one of running) await one?.server.kill9()
      await backend.close()
    },
  }
}

/** Where each store keeps what it keeps. */
const tables = {
  sessions: 'sessions',
  revocations: 'revoked_tokens',
  refreshFamilies: 'refresh_families',
  versions: 'versions',
  cutOffs: 'cut_offs',
  librarySessions: 'library_sessions',
  users: 'accounts',
  accountEvents: 'account_events',
  keys: 'signing_keys',
  thiefCopies: 'thief_copies',
  passwordResets: 'password_resets',
  workspaces: 'workspaces',
} as const satisfies Record<StoreName, string>
