import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { strategies } from '#lib/strategies/registry.ts'
import { folderOf } from '#lib/take/folder.ts'
import { writeFolder } from '#lib/take/write.ts'
import { run, runtime } from '../../scripts/child.mjs'

// With packages that are installed for it, as its owner would: that takes minutes, so `npm run test:long -- take` does it.
it.each(strategies)(
  '$id compiles and passes with the packages that it lists',
  async (definition) => {
    const path = await mkdtemp(join(tmpdir(), `logout-lab-${definition.id}-`))
    await writeFolder(await folderOf(definition), path)
    // The Node that the folder asks for, whatever this machine's own is.
    const env = { PATH: `${dirname(runtime)}:${process.env['PATH']}`, NO_COLOR: '1' }
    const npm = (...args: string[]) => run('npm', ['--prefix', path, ...args], env)
    const installed = await npm('install', '--no-audit', '--no-fund', '--ignore-scripts')
    expect(installed.code, installed.output).toBe(0)
    const tested = await npm('test')
    expect(tested.code, tested.output).toBe(0)
    await rm(path, { recursive: true })
  },
)
