import type { RunResult } from 'better-sqlite3'
import { is, Param, Placeholder, SQL, type Column, type Query } from 'drizzle-orm'
import type { Database } from './client.ts'

/**
 * Statements that requests need are built and prepared once for each database: building them anew
 * costs more than running them.
 */
export function prepared<Statements>(build: (db: Database) => Statements) {
  const known = new WeakMap<Database, Statements>()
  return (db: Database): Statements => {
    const found = known.get(db)
    if (found) return found
    const built = build(db)
    known.set(db, built)
    return built
  }
}

/** What a statement is told by name when it runs. */
type Given = Readonly<Record<string, unknown>>

interface Writing {
  toSQL(): Query
}

type Field = Column | SQL.Aliased<number>

interface Selecting<Row> extends Writing {
  _: { readonly selectedFields: Readonly<Record<string, Field>>; readonly result: Row[] }
}

/** A statement that changes something, prepared. */
export function writing(db: Database, query: Writing): { run(given: Given): RunResult } {
  const { sql, params } = query.toSQL()
  const statement = db.$client.prepare(sql)
  const bound = binding(params)
  return { run: (given) => statement.run(bound(given)) }
}

export interface Reading<Row> {
  get(given: Given): Row | undefined
  all(given: Given): Row[]
  /** The same, told in the order of all places, constants too: for every request's reads. */
  at(...told: readonly (string | number)[]): Row | undefined
  allAt(...told: readonly (string | number)[]): Row[]
}

/**
 * A prepared read. The query builder writes its SQL, and takes no part in running it: its way from a
 * row to an object costs more than the row. Every field is held against its column.
 * @throws when a row is not as the schema says: the database was changed by other hands
 */
export function reading<Row>(db: Database, query: Selecting<Row>): Reading<Row> {
  const written = query.toSQL()
  const isRepeated = new Set(written.params.map(nameOf)).size < written.params.length
  const prepare = (text: string) => db.$client.prepare<unknown[], unknown[]>(text).raw()
  const ordered = prepare(written.sql)
  const statement = isRepeated ? prepare(byName(written)) : ordered
  const inOrder = binding(written.params)
  // By its name the driver fills a place more slowly than in order, and what is repeated but once.
  const bound = isRepeated ? (given: Given) => given : inOrder
  const fields = Object.entries(query._.selectedFields).map(([name, field]) => ({
    name,
    read: fieldOf(name, field),
  }))
  function rowOf(values: readonly unknown[]): Row {
    const row: Record<string, unknown> = {}
    let index = 0
    for (const { name, read } of fields) row[name] = read(values[index++])
    // Each field is what its column holds, as the query's own type says.
    return row as Row
  }
  return {
    get(given) {
      const values = statement.get(bound(given))
      return values && rowOf(values)
    },
    all: (given) => statement.all(bound(given)).map(rowOf),
    at(...told) {
      const values = ordered.get(...told)
      return values && rowOf(values)
    },
    allAt: (...told) => ordered.all(...told).map(rowOf),
  }
}

const nameOf = (param: unknown): unknown => (is(param, Placeholder) ? param.name : param)

/**
 * With places that have names, as the driver fills them by itself: one that comes several times is
 * filled once. @throws when it has a place without a name that is neither a text nor a number
 */
function byName({ sql, params }: Query): string {
  const [start = '', ...rest] = sql.split('?')
  if (rest.length !== params.length) throw new Error('a question mark is no place')
  return rest.reduce((text, part, index) => `${text}${placeFor(params[index])}${part}`, start)
}

function placeFor(param: unknown): string {
  if (is(param, Placeholder)) return `@${param.name}`
  if (typeof param === 'number') return String(param)
  if (typeof param !== 'string') throw new Error('a place has no name')
  return `'${param.replaceAll("'", "''")}'`
}

/** A place that a statement fills when it runs, from what it is told by a name or with a constant. */
interface Place {
  name: string | null
  encode: ((value: unknown) => unknown) | null
  constant: unknown
}

function placeOf(param: unknown): Place {
  if (is(param, Placeholder)) return { name: param.name, encode: null, constant: null }
  if (!is(param, Param) || !is(param.value, Placeholder))
    return { name: null, encode: null, constant: param }
  const { encoder, value } = param
  return {
    name: value.name,
    encode: (told) => encoder.mapToDriverValue(told),
    constant: null,
  }
}

/** From what a statement is told to what its places are filled with, in their order. */
function binding(params: readonly unknown[]): (given: Given) => unknown[] {
  const places = params.map(placeOf)
  return (given) => {
    const values: unknown[] = []
    for (const { name, encode, constant } of places) {
      const value = name === null ? constant : given[name]
      // The driver would take it for NULL.
      if (value === undefined) throw new Error(`nothing is given for "${name}"`)
      values.push(encode === null ? value : encode(value))
    }
    return values
  }
}

type Reader = (value: unknown) => unknown

/** How a field is read from what the driver answers: numbers and texts, and columns of them. */
function fieldOf(name: string, field: Field): Reader {
  if (is(field, SQL.Aliased)) return typed(name, 'number')
  const read = valueOf(name, field)
  return field.notNull ? read : (value) => (value === null ? null : read(value))
}

function valueOf(name: string, { dataType, enumValues }: Column): Reader {
  if (dataType === 'boolean') {
    const number = typed(name, 'number')
    return (value) => number(value) === 1
  }
  if (dataType !== 'string' && dataType !== 'number') throw new Error(`"${name}" is ${dataType}`)
  const read = typed(name, dataType)
  if (!enumValues) return read
  const allowed: ReadonlySet<unknown> = new Set(enumValues)
  return (value) => (allowed.has(value) ? value : unlike(name))
}

const typed =
  (name: string, type: 'string' | 'number'): Reader =>
  (value) =>
    typeof value === type ? value : unlike(name)

function unlike(name: string): never {
  throw new Error(`"${name}" is not as the schema of its table says`)
}
