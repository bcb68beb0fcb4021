import { expect, it } from 'vitest'
import { loadFields, loadFrom } from './cost-load.ts'

it('reads what the page itself prints', () => {
  expect(loadFrom({ users: '1,000,000', signIns: '400\u202f000', distance: '0,5' })).toMatchObject({
    load: { users: 1_000_000, signIns: 400_000, distance: 0.5 },
    wrong: {},
  })
})

it('takes no other notation, and no half of a user', () => {
  for (const users of ['0x10', '1.5', '1.000']) {
    expect(loadFrom({ users })).toMatchObject({
      load: { users: loadFields.users.usual },
      wrong: { users },
    })
  }
})
