// Loaded into a server under test before anything else (`node --import`), and by nothing else: it
// stands between the database's driver and the app, and does what a file says, write by write.
import { readFileSync, writeFileSync } from 'node:fs'
import Driver from 'better-sqlite3'

/**
 * What the file holds: a number, the writes until the power goes, counted down; `full`, a disk on
 * which nothing can be written; `read-only`, a file that may not be; `without` and the name of a
 * table, which does not answer. Anything else disturbs nobody.
 */
const file = process.env['LAB_TEST_DISTURBANCE'] ?? ''

function beforeWrite(): void {
  const text = wanted()
  if (text === 'full') throw new Driver.SqliteError('database or disk is full', 'SQLITE_FULL')
  if (text === 'read-only') {
    throw new Driver.SqliteError('attempt to write a readonly database', 'SQLITE_READONLY')
  }
  if (!/^\d+$/.test(text)) return
  if (text === '0') process.kill(process.pid, 'SIGKILL')
  writeFileSync(file, String(Number(text) - 1))
}

function beforeCall(source: string): void {
  const [, table] = /^without (\w+)$/.exec(wanted()) ?? []
  if (table === undefined || !source.includes(`"${table}"`)) return
  throw new Driver.SqliteError(`no such table: ${table}`, 'SQLITE_ERROR')
}

function wanted(): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const { prepare } = Driver.prototype

function prepareDisturbed(this: Driver.Database, source: string): Driver.Statement {
  const statement: Driver.Statement = Reflect.apply(prepare, this, [source])
  for (const name of ['run', 'get', 'all'] as const) {
    const operation = statement[name].bind(statement)
    const disturbed = (...values: unknown[]): unknown => {
      beforeCall(source)
      if (!statement.readonly) beforeWrite()
      return operation(...values)
    }
    Object.assign(statement, { [name]: disturbed })
  }
  return statement
}

Object.assign(Driver.prototype, { prepare: prepareDisturbed })
