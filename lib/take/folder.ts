import { lastChange, statementsFor } from '#db/statements.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { chosenText } from './chosen.ts'
import { manifest } from './manifest.ts'
import { readme } from './readme.ts'
import { moved, neededSources, placeOf, readOwn } from './sources.ts'

/** The files of a folder: their texts by their path in it. */
export type Folder = ReadonlyMap<string, string>

const tsconfig = {
  compilerOptions: {
    target: 'ESNext',
    lib: ['ESNext', 'DOM', 'DOM.Iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    types: ['node'],
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    skipLibCheck: true,
  },
  include: ['src', 'test', 'examples', '*.ts'],
}

const vitestConfig = `import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What the examples read, and what next-auth wants to hear of the host.
    env: { SESSIONS_DB: ':memory:', SESSION_SECRET: 'only for tests, and long enough for it', AUTH_TRUST_HOST: '1' },
    testTimeout: 120_000,
  },
})
`

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** One strategy with just what it needs: it compiles, and passes its suite, by itself. */
export async function folderOf(definition: StrategyDefinition): Promise<Folder> {
  const sources = await neededSources(chosenText(definition))
  const files = [...sources].map(([file, source]) => ({
    path: placeOf(file),
    text: moved(file, source),
    packages: source.imports.flatMap(({ target, ours }) =>
      ours || target.startsWith('node:') ? [] : [target],
    ),
  }))
  const packagesIn = (isMeant: (path: string) => boolean) =>
    files.filter(({ path }) => isMeant(path)).flatMap(({ packages }) => packages)
  const isSource = (path: string) => path.startsWith('src/')

  const tables = files.flatMap(({ path, text }) =>
    path.startsWith('src/db/schema/') ? [...text.matchAll(/sqliteTable\(\s*'(\w+)'/g)] : [],
  )
  const statements = statementsFor(tables.map(([, name = '']) => name))
  const tag = '0000_start'
  const entry = { idx: 0, version: '6', when: lastChange(), tag, breakpoints: true }

  return new Map([
    ...files.map(({ path, text }): [string, string] => [path, text]),
    ['db/migrations/0000_start.sql', `${statements.join('\n--> statement-breakpoint\n')}\n`],
    [
      'db/migrations/meta/_journal.json',
      json({ version: '7', dialect: 'sqlite', entries: [entry] }),
    ],
    ['README.md', readme(definition)],
    ['LICENSE', await readOwn('LICENSE')],
    [
      'package.json',
      await manifest(definition.id, {
        bySources: packagesIn(isSource),
        byTests: packagesIn((path) => !isSource(path)),
      }),
    ],
    ['tsconfig.json', json(tsconfig)],
    ['vitest.config.ts', vitestConfig],
    ['.gitignore', 'node_modules\n*.db*\n'],
  ])
}
