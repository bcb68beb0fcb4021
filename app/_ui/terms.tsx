import { cache, cloneElement, Fragment, isValidElement, type ReactNode } from 'react'
import { piecesOf } from '#lib/evidence/words/glossary.ts'

/** What the page that is being drawn has linked so far. */
const linkedOn = cache(() => new Set<string>())

/** In these a link would be wrong, or in the way. */
const leftAlone = new Set<unknown>(['a', 'button', 'code', 'h1', 'h2', 'h3', 'pre', 'summary'])

function linked(text: string): ReactNode {
  const before = linkedOn()
  return piecesOf(text).map(({ text: piece, id }, place) => {
    if (id === undefined || before.has(id)) return piece
    before.add(id)
    return (
      // No link of the router's: only a document that is loaded shows which term was meant.
      <a key={place} href={`/glossary#${id}`} className="term">
        {piece}
      </a>
    )
  })
}

function within(node: ReactNode): ReactNode {
  if (typeof node === 'string') return linked(node)
  if (Array.isArray(node)) {
    return node.map((child: ReactNode, place) => <Fragment key={place}>{within(child)}</Fragment>)
  }
  if (!isValidElement<{ children?: ReactNode }>(node)) return node
  if (typeof node.type !== 'string' || leftAlone.has(node.type)) return node
  return cloneElement(node, {}, within(node.props.children))
}

/**
 * Prose whose terms lead to the glossary, each where the page first uses it. For the server alone: it
 * goes through what it holds, but not into components.
 */
export const Terms = ({ children }: { children: ReactNode }) => within(children)
