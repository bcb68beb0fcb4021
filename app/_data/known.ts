/** Whether a page knows what a name of its query is set to. */
export type Known = (text: string) => boolean

export const oneOf =
  (names: readonly string[]): Known =>
  (text) =>
    names.includes(text)

/** Several, with commas between them. */
export const someOf =
  (names: readonly string[]): Known =>
  (text) =>
    text.split(',').every(oneOf(names))

/** One of each, with slashes between them. */
export const pathOf =
  (...steps: readonly (readonly string[])[]): Known =>
  (text) => {
    const parts = text.split('/')
    return (
      parts.length === steps.length && steps.every((names, at) => oneOf(names)(parts[at] ?? ''))
    )
  }

/** Steps of a story: more than four digits no story has. */
export const isStep: Known = (text) => /^\d{1,4}$/.test(text)
