import { join } from 'node:path'
import { openDatabase, type OpenDatabase } from '#db/client.ts'
import type { WayIn } from '#lib/scenarios/stages/http.ts'
import { outage, textsOf } from '#lib/stores/sqlite/leak.ts'
import { hashOf } from '#lib/tokens/opaque.ts'
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
  let shared: Target | undefined
  let own: Promise<Target> | undefined

  const wayInto = (file: string): WayIn => {
    const open: OpenDatabase = openDatabase(file)
    closing.defer(() => open.close())
    return {
      leak: async (workspace) => textsOf(open.db, hashOf(workspace)),
      outage: async () => outage(open.db),
    }
  }

  async function startOwn(): Promise<Target> {
    const folder = closing.use(temporaryFolder())
    const database = join(folder.path, 'lab.db')
    const server = closing.use(await start({ database }))
    return { url: server.url, wayIn: wayInto(database) }
  }

  return {
    /** The one that all tests share. */
    shared: () => (shared ??= { url, wayIn: wayInto(databaseFile()) }),
    /** One for this worker alone: a store that is taken away is taken from everybody. */
    own: () => (own ??= startOwn()),
    close: () => closing.disposeAsync(),
  }
}
