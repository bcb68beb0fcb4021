import { join } from 'node:path'
import type { WayIn } from '#lib/scenarios/stages/http.ts'
import { openBackend } from '#lib/stores/open.ts'
import { workspaceKey } from '#lib/workspace/workspaces.ts'
import { databaseFile } from '../run-folder.ts'
import { start, temporaryFolder } from '../server/start.ts'

/** A server under attack, and the way to its tables. */
export interface Target {
  url: string
  wayIn: WayIn
}

/** The servers that one worker attacks, each opened when it is first asked for. */
export function servers(url: string) {
  const closing = new AsyncDisposableStack()
  let shared: Promise<Target> | undefined
  let own: Promise<Target> | undefined

  /** What the server keeps, through a door of our own: it knows nothing of it. */
  async function wayInto(...kept: Parameters<typeof openBackend>): Promise<WayIn> {
    const backend = await openBackend(...kept)
    closing.defer(() => backend.close())
    return {
      leak: (workspace) => backend.leak(workspaceKey(workspace)),
      outage: () => backend.outage(),
    }
  }

  const { LAB_NODES_DATABASE: common, LAB_NODES_REDIS: redis } = process.env
  const openShared = async () => ({
    url,
    wayIn: await (common && redis
      ? wayInto(common, { url: redis })
      : wayInto(`file:${databaseFile()}`)),
  })

  async function startOwn(): Promise<Target> {
    const folder = closing.use(temporaryFolder())
    const database = join(folder.path, 'lab.db')
    const server = closing.use(await start({ database }))
    return { url: server.url, wayIn: await wayInto(`file:${database}`) }
  }

  return {
    /** The one that all tests share. */
    shared: () => (shared ??= openShared()),
    /** One for this worker alone: a store that is taken away is taken from everybody. */
    own: () => (own ??= startOwn()),
    close: () => closing.disposeAsync(),
  }
}
