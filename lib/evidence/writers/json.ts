/** The one writer of JSON: a line for each cell, so that a tool that compares texts finds the one that changed. */
export function toJson(head: Readonly<Record<string, unknown>>, cells: readonly unknown[]): string {
  const opening = JSON.stringify(head).slice(0, -1)
  const comma = Object.keys(head).length > 0 ? ',' : ''
  return `${opening}${comma}"cells":[\n${cells.map((cell) => JSON.stringify(cell)).join(',\n')}\n]}\n`
}
