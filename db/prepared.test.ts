import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { openDatabase } from './client.ts'
import { reading, writing } from './prepared.ts'
import { accounts } from './schema/accounts.ts'
import { workspaces } from './schema/workspaces.ts'

const { db, close } = openDatabase(':memory:')
afterAll(close)

const given = (name: string) => sql.placeholder(name)
const ofWorkspace = eq(accounts.workspace, given('workspace'))
const { username, role, disabled } = accounts

const insert = writing(
  db,
  db.insert(accounts).values({
    workspace: given('workspace'),
    username: given('username'),
    lookupId: given('username'),
    role: 'member',
    disabled: given('disabled'),
    passwordHash: 'x',
    passwordVersion: 0,
  }),
)
const read = reading(db, db.select({ username, role, disabled }).from(accounts).where(ofWorkspace))

beforeEach(() => {
  db.delete(workspaces).run()
  const at = { clockOffset: 0, createdAt: 0, lastUsedAt: 0 }
  db.insert(workspaces)
    .values({ key: 'w', settings: '{}', ...at })
    .run()
})

it('reads what was written, as the columns are typed', () => {
  for (const flag of [false, true]) {
    insert.run({ workspace: 'w', username: `${flag}`, disabled: flag })
  }
  expect(read.all({ workspace: 'w' })).toEqual([
    { username: 'false', role: 'member', disabled: false },
    { username: 'true', role: 'member', disabled: true },
  ])
  expect(read.get({ workspace: 'another' })).toBeUndefined()
})

it('reads expressions that are numbers', () => {
  const all = sql<number>`count(*)`.as('all')
  expect(reading(db, db.select({ all }).from(workspaces)).get({})).toEqual({ all: 1 })
})

it('takes nothing for a row that is not as the schema says', () => {
  insert.run({ workspace: 'w', username: 'alice', disabled: false })
  for (const [column, value] of [
    ['role', 'owner'],
    ['username', new Uint8Array(3)],
    ['disabled', 'no'],
  ] as const) {
    db.run(sql`UPDATE accounts SET role = 'member', username = 'alice', disabled = 0`)
    db.run(sql`UPDATE accounts SET ${sql.identifier(column)} = ${value}`)
    expect(() => read.get({ workspace: 'w' }), column).toThrow(`"${column}" is not as`)
  }
})

it('does not run without what it has to be told', () => {
  expect(() => read.get({})).toThrow('"workspace"')
})
