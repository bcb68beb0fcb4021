import { parseTarGzip } from 'nanotar'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allStrategies, findStrategy } from '#lib/strategies/registry.ts'
import { folderOf } from '#lib/take/folder.ts'
import { start, type Running } from './start.ts'

/** The built server hands out what `npm run take` writes. */

let server: Running
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.stop())

const ask = (id: string) => fetch(`${server.url}/strategies/${id}/take`)

const some = ['cookie-session', 'next-auth-database', 'jwt-replicated-blocklist']

it.each(some)('%s is the folder, as an archive', async (id) => {
  const definition = findStrategy(id)
  if (!definition) throw new Error(`there is no ${id}`)
  const answer = await ask(id)
  expect(answer.headers.get('Content-Type')).toBe('application/gzip')
  expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="${id}.tar.gz"`)
  const entries = await parseTarGzip(await answer.arrayBuffer())
  const files = entries.map(({ name, text }) => [name, text])
  const folder = [...(await folderOf(definition))].map(([path, text]) => [`${id}/${path}`, text])
  expect(files).toEqual(folder)
})

it('there is one for every strategy, and for nothing else', async () => {
  for (const { id } of allStrategies) expect((await ask(id)).status, id).toBe(200)
  for (const id of ['no-such', 'contract', '..%2fcontract']) {
    expect((await ask(id)).status, id).toBe(404)
  }
})
