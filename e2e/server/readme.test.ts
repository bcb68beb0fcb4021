import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { start, temporaryFolder } from './start.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

/** The block of commands that talks to a lab, and what the README says that it prints. */
const [, story = '', printed = ''] =
  /```sh\n(LAB=[^]*?)```\n\nIt prints:\n\n```text\n([^]*?)```/.exec(readme) ?? []

it('tells a story with curl that comes true when it is copied into a shell', async () => {
  expect(story).not.toBe('')
  await using server = await start()
  using folder = temporaryFolder()
  const env = { ...process.env, HOME: folder.path, TMPDIR: folder.path, LAB: server.url }
  const { stdout, stderr } = await promisify(execFile)('sh', ['-euc', story], { env })
  expect({ stdout, stderr }).toEqual({ stdout: printed, stderr: '' })
})
