import { describe, expect, test } from 'vitest'
import { violations } from './boundaries.ts'

const strategy = 'lib/strategies/mine.ts'

const SQLITE = "import '#lib/stores/sqlite/backend.ts'"

/** A faulty source, the file that it stands in, and what has to be said about it. */
const faults: [why: string, file: string, source: string, complaint: string][] = [
  [
    'lib reaches up',
    'lib/tokens/a.ts',
    "import { x } from '#app/x.ts'",
    'nothing imports from app',
  ],
  ['db reaches up', 'db/a.ts', "import { x } from '../lib/x.ts'", 'imports point down'],
  ['lib reaches for scripts', 'lib/a.ts', "import '../scripts/b.ts'", 'imports point down'],
  ['a script reaches for app', 'scripts/a.ts', "import '#app/a.ts'", 'nothing imports from app'],
  [
    'the kernel reaches out',
    'lib/kernel/a.ts',
    "import '#lib/tokens/jwt.ts'",
    'the kernel imports',
  ],
  ['only a type', 'db/a.ts', "import type { X } from '#lib/x.ts'", 'imports point down'],
  ['a type in passing', 'db/a.ts', "type X = import('#lib/x.ts').X", 'imports point down'],
  ['on demand', 'db/a.ts', "const x = await import('../lib/x.ts')", 'imports point down'],
  ['passed on', 'db/a.ts', "export * from '#lib/x.ts'", 'imports point down'],
  ['passed on by name', 'db/a.ts', "export { x } from '#lib/x.ts'", 'imports point down'],
  ['by require', 'db/a.ts', "const x = require('#lib/x.ts')", 'imports point down'],
  [
    'by a made-up name',
    'lib/a.ts',
    'await import(`#app/${name}.ts`)',
    'only running it would tell',
  ],
  [
    'a strategy takes a driver',
    strategy,
    "import '#lib/stores/sqlite/sessions.ts'",
    'sees contracts',
  ],
  ['a strategy takes the runtime', strategy, "import '../workspace/runtime.ts'", 'sees contracts'],
  ['a strategy takes accounts', strategy, "import '#lib/stores/sqlite/users.ts'", 'sees contracts'],
  ['a strategy takes files', strategy, "import fs from 'node:fs'", 'sees contracts'],
  ['a strategy takes next', strategy, "import { cookies } from 'next/headers'", 'sees contracts'],
  ['a strategy signs by itself', strategy, "import * as jose from 'jose'", 'belongs to lib/tokens'],
  ['one strategy takes a library', strategy, "import 'iron-session'", 'belongs to the strategy'],
  ['signing elsewhere', 'app/a.ts', "import { jwtVerify } from 'jose'", 'belongs to lib/tokens'],
  ['SQL elsewhere', 'app/a.ts', "import { eq } from 'drizzle-orm'", 'belongs to db'],
  ['a page opens a database', 'app/a.ts', "import '#db/client.ts'", 'through lib/stores/open'],
  ['a workspace takes a driver', 'lib/workspace/a.ts', SQLITE, 'through lib/stores/open'],
  ['a test takes a driver', 'e2e/a.ts', SQLITE, 'through lib/stores/open'],
  ['conformance takes a driver', 'lib/stores/conformance/a.ts', SQLITE, 'through lib/stores/open'],
  ['a database elsewhere', 'lib/a.ts', "import Db from 'better-sqlite3'", 'belongs to db'],
  ['redis elsewhere', 'lib/stores/sqlite/a.ts', "import 'redis'", 'belongs to lib/stores/redis'],
  ['React below app', 'lib/a.ts', "import { use } from 'react'", 'belongs to app'],
  ['Next below app', 'lib/a.ts', "import 'next/navigation'", 'belongs to app'],
  ['the environment', 'lib/a.ts', 'const port = process.env.PORT', 'reads process.env'],
  ['the environment, quoted', 'lib/a.ts', "const port = process['env'].PORT", 'reads process.env'],
  ['the environment, taken apart', 'app/a.ts', 'const { env } = process', 'reads process.env'],
  ['the environment, globally', 'app/a.ts', 'globalThis.process.env.A', 'reads process.env'],
  [
    'the environment, imported',
    'lib/a.ts',
    "import { env } from 'node:process'",
    'reads process.env',
  ],
  ['a scenario fetches', 'lib/scenarios/a.ts', "await fetch('/x')", 'speaks HTTP'],
  ['a scenario builds a request', 'lib/scenarios/a.ts', "new Request('/x')", 'speaks HTTP'],
  ['a scenario opens a socket', 'lib/scenarios/a.ts', "import 'node:http'", 'speaks HTTP'],
  ['a scenario takes its driver', 'lib/scenarios/a.ts', "import './stages/http.ts'", 'speaks HTTP'],
  [
    'a page takes from another',
    'app/compare/a.tsx',
    "import '../operator/b.tsx'",
    'the folder of another page',
  ],
  [
    'a type of another page',
    'app/compare/_events/a.ts',
    "import type { B } from '#app/(lab)/b.ts'",
    'the folder of another page',
  ],
  [
    'a page in a group takes from another',
    'app/(lab)/a.tsx',
    "import '../compare/_events/b.ts'",
    'the folder of another page',
  ],
  [
    'a shared room takes from a page',
    'app/_ui/a.tsx',
    "await import('../reports/b.tsx')",
    'the folder of another page',
  ],
  ['the API takes from a page', 'app/api/_http/a.ts', "import '#app/app/b.ts'", 'another page'],
  ['a page takes from the API', 'app/app/a.tsx', "import '../api/_http/answer.ts'", 'over HTTP'],
  ['a store opens a workspace', 'lib/stores/a.ts', "import '../workspace/b.ts'", 'stores know'],
  ['a store knows a strategy', 'lib/stores/a.ts', "import '../strategies/b.ts'", 'stores know'],
  ['a workspace plays', 'lib/workspace/a.ts', "import '../scenarios/b.ts'", 'knows no scenarios'],
  ['evidence asks a store', 'lib/evidence/a.ts', "import '../stores/b.ts'", 'told, not made'],
  [
    'evidence plays',
    'lib/evidence/a.ts',
    "import type { B } from '#lib/scenarios/b.ts'",
    'told, not made',
  ],
  ['a page refreshes', 'app/a.tsx', 'const its = useRouter(); its.refresh()', 'draws anew'],
  ['a page refreshes, taken apart', 'app/a.tsx', 'const { refresh } = useRouter()', 'draws anew'],
  ['a page writes the address', 'app/a.tsx', "history.replaceState({}, '', url)", 'draws anew'],
  ['a page adds an address', 'app/a.tsx', "window.history['pushState']({}, '')", 'draws anew'],
  ['a test is no library', 'lib/a.ts', "import './b.test.ts'", 'only tests import tests'],
]

describe('a planted fault is found', () => {
  test.each(faults)('%s', (_why, file, source, complaint) => {
    const found = violations({ [file]: source })
    expect(found.map((violation) => violation.file)).toContain(file)
    expect(found.map((violation) => violation.why).join('\n')).toContain(complaint)
  })

  test('a piece that strategies stand on takes a driver', () => {
    const piece = 'lib/strategies/pieces/piece.ts'
    const found = violations({ [piece]: "import '#lib/stores/sqlite/sessions.ts'" })
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set([piece]))
  })

  test('a ring of imports, each ring once', () => {
    const ring = {
      'lib/a.ts': "import './b.ts'",
      'lib/b.ts': "export * from '#lib/c.ts'",
      'lib/c.ts': "const a = () => import('./a.ts')",
      'lib/d.ts': "import './a.ts'",
    }
    expect(violations(ring)).toEqual([
      { file: 'lib/a.ts', why: 'imports itself: lib/a.ts -> lib/b.ts -> lib/c.ts -> lib/a.ts' },
    ])
  })
})

/** What looks like a fault and is none. */
const allowed: [why: string, file: string, source: string][] = [
  ['down', 'app/a.ts', "import '#lib/a.ts'"],
  ['a driver and its schema', 'lib/stores/sqlite/a.test.ts', "import '#db/a.ts'; import './b.ts'"],
  ['the door', 'lib/stores/open.ts', "import './sqlite/backend.ts'"],
  ['what is in front of it', 'e2e/a.ts', "import '#lib/stores/open.ts'"],
  ['a page and what it is made of', 'app/compare/a.tsx', "import './_events/b.ts'"],
  ['a page and a shared room', 'app/compare/_events/a.ts', "import '../../_ui/b.tsx'"],
  ['a page with a nested one', 'app/reports/page.tsx', "import './[strategy]/b.tsx'"],
  ['a route that stands on the API', 'app/healthz/route.ts', "import '../api/a.ts'"],
  ['the API and a shared room', 'app/api/a.ts', "import '#app/_runs/b.ts'"],
  ['a strategy and its contracts', strategy, "import './contract.ts'; import './pieces/shared.ts'"],
  [
    'stores as contracts',
    strategy,
    "import type { S } from '#lib/stores/contract.ts'; import 'zod'",
  ],
  ['the library strategies', 'lib/strategies/iron-session.ts', "import 'iron-session'"],
  ['next-auth and its parts', 'lib/strategies/next-auth-jwt.ts', "import 'next-auth/jwt'"],
  ['signing at home', 'lib/tokens/jwt.ts', "import 'jose'"],
  ['the one reader', 'lib/env.ts', 'export const port = process.env.PORT'],
  ['another part of process', 'db/a.ts', 'process.cwd()'],
  ['the driver of the scenarios', 'lib/scenarios/stages/http.ts', "await fetch('/x')"],
  ['a test that needs the real thing', 'lib/a.test.ts', "import 'jose'; import '#app/a.ts'"],
  ['words in a string', 'db/a.ts', 'const text = "import \'#lib/x.ts\'; process.env"'],
  ['a comment', 'db/a.ts', "// import '#lib/x.ts'"],
]

test.each(allowed)('no fault: %s', (_why, file, source) => {
  expect(violations({ [file]: source })).toEqual([])
})

test('types may know each other', () => {
  const pair = { 'lib/a.ts': "import type { B } from './b.ts'", 'lib/b.ts': "import './a.ts'" }
  expect(violations(pair)).toEqual([])
})

test('a source that cannot be read is told, not passed over', () => {
  expect(() => violations({ 'lib/a.ts': 'import {' })).toThrow('lib/a.ts')
})
