import { parseSync, Visitor, type Node } from 'oxc-parser'

/** Lines of a source that say what the rest is there for; the first and the last, counted from 1. */
export interface Excerpt {
  title: string
  parts: { from: number; to: number }[]
}

const titles = { verify: 'How a request is checked', end: 'How a session is ended' } as const

interface Place {
  start: number
  end: number
}

/** The functions of a strategy that decide: what checks a request, what ends a session, and what both call. */
export function coreOf(file: string, text: string): Excerpt[] {
  const { program, comments } = parseSync(file, text)
  const functions = new Map<string, Place>()
  const methods = new Map<string, Place>()
  const calls: { name: string; at: number }[] = []
  new Visitor({
    FunctionDeclaration: (node) => {
      if (node.id) functions.set(node.id.name, node)
    },
    Property: (node) => {
      const { key, value } = node
      if (key.type === 'Identifier' && isFunction(value)) methods.set(key.name, node)
    },
    CallExpression: ({ callee, start }) => {
      if (callee.type === 'Identifier') calls.push({ name: callee.name, at: start })
    },
  }).visit(program)

  /** A function with those that it calls, as far as they stand in the same file. */
  function reach(place: Place, seen: Set<Place>): void {
    if (seen.has(place)) return
    seen.add(place)
    for (const { name, at } of calls) {
      const called = functions.get(name)
      const isOuter = called && called.start < place.start && called.end > place.end
      if (at > place.start && at < place.end && called && !isOuter) reach(called, seen)
    }
  }
  /** What is said of it above it belongs to it. */
  const withComment = ({ start, end }: Place): Place => {
    const above = comments.findLast(
      (own) => own.end < start && /^\n?\s*$/.test(text.slice(own.end, start)),
    )
    return above ? withComment({ start: above.start, end }) : { start, end }
  }
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const told = new Set<Place>()
  return Object.entries(titles).flatMap(([name, title]) => {
    const root = methods.get(name)
    if (!root) return []
    const seen = new Set<Place>()
    reach(root, seen)
    const places = [...seen].filter((place) => !told.has(place))
    for (const place of places) told.add(place)
    const parts = places
      .map(withComment)
      .map(({ start, end }) => ({ from: lineAt(start), to: lineAt(end) }))
      .toSorted((a, b) => a.from - b.from)
    return parts.length > 0 ? [{ title, parts }] : []
  })
}

const isFunction = ({ type }: Node) =>
  type === 'ArrowFunctionExpression' || type === 'FunctionExpression'
