import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { folderOf, type Folder } from '#lib/take/folder.ts'
import { writeFolder } from '#lib/take/write.ts'
import { root, run, runtime } from '../../scripts/child.mjs'

/** Folders as they are taken home, beside each other in one that was empty. */
export interface Written {
  path: string
  folders: ReadonlyMap<string, Folder>
  /** What the compiler says of one of them, or of all; empty when it is content. */
  compiled(id?: string): Promise<string>
  /** Runs the tests of some of them, or of all. */
  tested(
    ids?: readonly string[],
    env?: Record<string, string>,
  ): Promise<{ code: number; output: string }>
  remove(): Promise<void>
}

const tool = (path: string) => join(root, 'node_modules', path)

/** All in one run of each tool, with our packages in reach: what a folder lists is asked elsewhere. */
export async function writeAll(strategies: readonly StrategyDefinition[]): Promise<Written> {
  const path = await mkdtemp(join(tmpdir(), 'logout-lab-take-'))
  const folders = new Map<string, Folder>()
  for (const definition of strategies) {
    const folder = await folderOf(definition)
    folders.set(definition.id, folder)
    await writeFolder(folder, join(path, definition.id))
  }
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'))
  const first = strategies[0]?.id
  await writeFile(
    join(path, 'tsconfig.json'),
    JSON.stringify({ extends: `./${first}/tsconfig.json`, include: ['**/*.ts'] }),
  )
  await writeFile(join(path, 'package.json'), '{ "type": "module" }')
  // Each runs where its owner would start it.
  await writeFile(
    join(path, 'start.ts'),
    `import { dirname } from 'node:path'
import { expect } from 'vitest'

process.chdir(dirname(dirname(expect.getState().testPath ?? '')))
`,
  )
  await writeFile(
    join(path, 'vitest.config.ts'),
    `import { mergeConfig } from 'vitest/config'
import own from './${first}/vitest.config.ts'

// In two workers, which load what all of them import once.
export default mergeConfig(own, {
  test: {
    include: ['*/test/**/*.test.ts'],
    setupFiles: ['start.ts'],
    maxWorkers: 2,
    isolate: false,
  },
})
`,
  )
  return {
    path,
    folders,
    async compiled(id = '') {
      const project = join(path, id)
      const { code, output } = await run(runtime, [tool('typescript/bin/tsc'), '-p', project])
      return code === 0 ? '' : output || 'it failed without a word'
    },
    tested(ids = [], env = {}) {
      const chosen = ids.map((id) => `${id}/`)
      return run(runtime, [tool('vitest/vitest.mjs'), 'run', '--root', path, ...chosen], {
        ...env,
        NO_COLOR: '1',
      })
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}
