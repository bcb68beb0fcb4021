'use client'

import { createContext, lazy, use, useReducer, type ComponentType } from 'react'

const Again = createContext(() => {})

const Missing = () => (
  <p role="alert" className="my-2 text-sm text-in">
    The server does not answer: this part is missing.{' '}
    <button type="button" className="button button-small" onClick={use(Again)}>
      Ask again
    </button>
  </p>
)

/**
 * A part of a page that is loaded when it is wanted. Where it does not come, it says so in its own
 * place and can be asked for again: the rest of the page, and what was done on it, stays.
 */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const made = () =>
    lazy(async (): Promise<{ default: ComponentType<Props> }> => {
      try {
        return { default: await load() }
      } catch (error) {
        reportError(error)
        return { default: Missing }
      }
    })
  // React keeps what a part was. Not in a state: one that waits for its first drawing has none.
  let Part = made()
  return function Late(props: Props) {
    const [, drawAgain] = useReducer((turn: number) => turn + 1, 0)
    const again = () => {
      Part = made()
      drawAgain()
    }
    return (
      <Again value={again}>
        <Part {...props} />
      </Again>
    )
  }
}
