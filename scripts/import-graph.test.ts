import { describe, expect, test } from 'vitest'
import { acrossPages, circlesOf, graphOf, longestChain } from './import-graph.ts'
import { reachOf } from './reach.ts'

const graph = (files: Record<string, string>, withTypes = false) =>
  graphOf(
    new Map(Object.entries(files).map(([file, source]) => [file, reachOf(file, source)])),
    withTypes,
  )

describe('the longest chain of imports', () => {
  test('goes the long way round, and counts files of ours alone', () => {
    const files = {
      'app/page.tsx': "import './c.ts'; import './a.ts'; import 'react'",
      'app/a.ts': "export * from './b.ts'",
      'app/b.ts': "const c = () => import('./c.ts')",
      'app/c.ts': "import './style.css'",
    }
    const chain = ['app/page.tsx', 'app/a.ts', 'app/b.ts', 'app/c.ts']
    expect(longestChain(graph(files))).toEqual(chain)
  })

  test('starts where Next or Node starts', () => {
    const files = {
      'scripts/a.ts': "import '#app/x/route.ts'",
      'app/x/route.ts': "import '#lib/b.ts'",
      'lib/b.ts': '',
      'lib/unused.ts': "import './deep.ts'",
      'lib/deep.ts': "import './deeper.ts'",
      'lib/deeper.ts': '',
    }
    expect(longestChain(graph(files))).toEqual(['app/x/route.ts', 'lib/b.ts'])
  })

  test('counts types where it is asked for them', () => {
    const files = { 'server.ts': "import type { A } from '#lib/a.ts'", 'lib/a.ts': '' }
    expect(longestChain(graph(files))).toHaveLength(1)
    expect(longestChain(graph(files, true))).toHaveLength(2)
  })

  test('counts a circle with all its files', () => {
    const files = {
      'server.ts': "import './lib/a.ts'",
      'lib/a.ts': "import './b.ts'; import './c.ts'",
      'lib/b.ts': "import './a.ts'",
      'lib/c.ts': '',
    }
    expect(longestChain(graph(files))).toHaveLength(4)
  })
})

test('a circle is told once, and a circle of types as well', () => {
  const files = {
    'lib/a.ts': "import type { B } from './b.ts'",
    'lib/b.ts': "import './c.ts'",
    'lib/c.ts': "import './a.ts'",
    'lib/d.ts': "import './a.ts'",
    'lib/e.ts': "import './e.ts'",
  }
  expect(circlesOf(graph(files))).toEqual([['lib/e.ts']])
  expect(circlesOf(graph(files, true))).toEqual([
    ['lib/a.ts', 'lib/b.ts', 'lib/c.ts'],
    ['lib/e.ts'],
  ])
})

test('what reaches into the folder of another page is counted', () => {
  const files = {
    'app/compare/page.tsx': "import './a.ts'; import '../(lab)/b.ts'; import '../_ui/c.ts'",
    'app/compare/a.ts': '',
    'app/(lab)/b.ts': '',
    'app/_ui/c.ts': "import type { A } from '#app/compare/a.ts'",
  }
  expect(acrossPages(graph(files, true))).toBe(2)
})
