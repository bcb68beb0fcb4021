import { expect, it } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { sessions, workspaces } from '#db/schema.ts'
import { prune } from './prune.ts'
import { TOLD_FOR } from './scope.ts'

it('deletes each row by the clock of its own workspace, a day after its end', () => {
  const { db, close } = openDatabase(':memory:')
  const row = { settings: '{}', createdAt: 0, lastUsedAt: 0 }
  db.insert(workspaces)
    .values([
      { ...row, key: 'real', clockOffset: 0 },
      { ...row, key: 'ahead', clockOffset: 1_000_000 },
    ])
    .run()
  const session = { strategy: 's', secretHash: '', account: 'a', device: '', signedInAt: 0 }
  const insert = (workspace: string, id: string, expiresAt: number) =>
    db
      .insert(sessions)
      .values({ ...session, workspace, id, lastSeenAt: 0, expiresAt })
      .run()
  const now = 10 * TOLD_FOR
  insert('real', 'told', now - TOLD_FOR + 1)
  insert('real', 'forgotten', now - TOLD_FOR)
  insert('ahead', 'told', now + 1_000_000 - TOLD_FOR + 1)
  insert('ahead', 'forgotten', now + 1_000_000 - TOLD_FOR)
  prune(db, now)
  expect(
    db
      .select()
      .from(sessions)
      .all()
      .map(({ id }) => id),
  ).toEqual(['told', 'told'])
  close()
})
