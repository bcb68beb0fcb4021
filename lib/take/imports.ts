import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'

/** One import of a source: what it names, and where in the text the name stands, quotes included. */
export interface Import {
  target: string
  /** A file of ours, by its place in the repository; else a package, or `node:` and a module. */
  ours: boolean
  start: number
  end: number
}

const packageOf = (specifier: string) =>
  isBuiltin(specifier)
    ? `node:${specifier.replace(/^node:/, '')}`
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')

/** What a specifier in the file at `from` stands for. */
export function locate(from: string, specifier: string): { target: string; ours: boolean } {
  if (specifier.startsWith('#')) return { target: posix.normalize(specifier.slice(1)), ours: true }
  if (specifier.startsWith('.')) {
    return { target: posix.join(posix.dirname(from), specifier), ours: true }
  }
  return { target: packageOf(specifier), ours: false }
}

/** All that a source imports or exports from elsewhere, types included. */
export function importsOf(file: string, source: string): Import[] {
  const { module, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest)),
  ]
  const found = named.flatMap((request) =>
    request ? [{ ...locate(file, request.value), start: request.start, end: request.end }] : [],
  )
  // An export of several names has its source once.
  return [...new Map(found.map((one) => [one.start, one])).values()]
}
