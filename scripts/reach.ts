// What every file of ours reaches for, as its source says it: for the rules on imports and for the
// figures of the import graph.
import { glob, readFile } from 'node:fs/promises'
import { parseSync, Visitor } from 'oxc-parser'
import { locate } from '#lib/take/imports.ts'

/** What a file reaches for: imports by their place in the repository or by package, and globals. */
export interface Reach {
  imports: { target: string; ours: boolean; typeOnly: boolean }[]
  unreadable: number
  readsEnvironment: boolean
  speaksHttp: boolean
  /** Does it have the router draw anew, or write an entry of the history, by itself? */
  drawsAnew: boolean
}

export const isTest = (file: string) =>
  /\.test\.tsx?$/.test(file) ||
  /^lib\/.*\bconformance\//.test(file) ||
  file.startsWith('app/api/_tests/') ||
  /^(e2e\/|playwright\.config)/.test(file)

const webTypes = new Set(['Request', 'Response', 'Headers'])
const writesHistory = new Set(['replaceState', 'pushState'])
const isNamed = (node: { type: string }, name: string) =>
  node.type === 'Identifier' && 'name' in node && node.name === name
const literal = (node: { type: string }) =>
  node.type === 'Literal' && 'value' in node && typeof node.value === 'string' ? node.value : null

export function reachOf(file: string, source: string): Reach {
  const { program, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const reach: Reach = {
    imports: [],
    unreadable: 0,
    readsEnvironment: false,
    speaksHttp: false,
    drawsAnew: false,
  }
  const add = (specifier: string | null, typeOnly = false) => {
    if (specifier === null) reach.unreadable += 1
    else reach.imports.push({ ...locate(file, specifier), typeOnly })
  }
  // Much else is called so: a router's is one of a file that has asked for the router.
  let [hasRouter, refreshes] = [false, false]
  const visitor = new Visitor({
    ImportDeclaration(node) {
      add(node.source.value, node.importKind === 'type')
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type')
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.exportKind === 'type')
    },
    ImportExpression(node) {
      add(literal(node.source))
    },
    TSImportType(node) {
      add(node.source.value, true)
    },
    CallExpression(node) {
      const [first] = node.arguments
      if (isNamed(node.callee, 'require')) add(first ? literal(first) : null)
      if (isNamed(node.callee, 'useRouter')) hasRouter = true
      if (isNamed(node.callee, 'fetch')) reach.speaksHttp = true
    },
    NewExpression(node) {
      const { callee } = node
      if (callee.type === 'Identifier' && webTypes.has(callee.name)) reach.speaksHttp = true
    },
    MemberExpression(node) {
      const named = 'name' in node.property ? node.property.name : literal(node.property)
      const property = typeof named === 'string' ? named : null
      if (property !== null && writesHistory.has(property)) reach.drawsAnew = true
      if (property === 'refresh') refreshes = true
      if (isNamed(node.object, 'process') && property === 'env') reach.readsEnvironment = true
      if (!isNamed(node.object, 'globalThis')) return
      if (property === 'process') reach.readsEnvironment = true
      if (property === 'fetch') reach.speaksHttp = true
    },
    ObjectPattern(node) {
      // const { refresh } = useRouter()
      for (const property of node.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier') continue
        if (writesHistory.has(property.key.name)) reach.drawsAnew = true
        if (property.key.name === 'refresh') refreshes = true
      }
    },
    VariableDeclarator(node) {
      // const { env } = process, or another name for it.
      if (node.init && isNamed(node.init, 'process')) reach.readsEnvironment = true
    },
  })
  visitor.visit(program)
  if (hasRouter && refreshes) reach.drawsAnew = true
  if (reach.imports.some(({ target }) => target === 'node:process')) reach.readsEnvironment = true
  return reach
}

export async function sources(): Promise<Record<string, string>> {
  const files = await Array.fromAsync(
    glob(['{app,lib,db,e2e,scripts,server}/**/*.{ts,tsx,mjs}', '*.{ts,mjs}'], {
      exclude: (name) => name === 'node_modules',
    }),
  )
  const read = async (file: string) =>
    [file.replaceAll('\\', '/'), await readFile(file, 'utf8')] as const
  return Object.fromEntries(await Promise.all(files.toSorted().map(read)))
}
