import { expect, test } from 'vitest'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { sourceOf } from './source.ts'

// That the file named is the one that exports the attack, a test beside the attacks proves.
test.each(attacks)('the story of $id shows the file that is played', async (attack) => {
  const source = await sourceOf(attack)
  expect(source?.file).toBe(`lib/scenarios/attacks/${attack.file}`)
  expect(source?.text).toContain(`file: '${attack.file}'`)
})

test('another name shows another file: nothing is guessed', async () => {
  const [attack] = attacks
  const helper = 'forgery/forging.ts'
  const source = attack && (await sourceOf({ ...attack, file: helper }))
  expect(source?.file).toBe(`lib/scenarios/attacks/${helper}`)
  expect(attack && (await sourceOf({ ...attack, file: 'gone.ts' }))).toBeNull()
})
