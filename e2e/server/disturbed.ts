import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Driver from 'better-sqlite3'

const preload = fileURLToPath(new URL('disturbance.ts', import.meta.url))

/** Servers on one database, whose writes can be disturbed; see `disturbance.ts`. */
export function disturbed(folder: string) {
  const database = `${folder}/lab.db`
  const file = `${folder}/disturbance`
  return {
    options: {
      database,
      env: {
        NODE_OPTIONS: `--import=${preload}`,
        LAB_TEST_DISTURBANCE: file,
        LAB_LIMIT_ACCOUNT_FAILURES: '1000000',
      },
    },
    begin: (what: 'full' | 'read-only' | `without ${string}` | number) =>
      writeFileSync(file, String(what)),
    end: () => rmSync(file, { force: true }),
    /** As somebody looks at the file from outside. */
    open: () => new Driver(database, { timeout: 5_000 }),
    look<Seen>(at: (opened: Driver.Database) => Seen): Seen {
      const opened = new Driver(database, { timeout: 5_000 })
      try {
        return at(opened)
      } finally {
        opened.close()
      }
    },
  }
}

/** How many events are recorded in a database and not finished. */
export function unfinished(database: Driver.Database): number {
  return database.prepare<[], number>('SELECT count(*) FROM account_events').pluck().get() ?? 0
}
