/** How many machines a set of engines is for, in the line that the server starts with. */
export const shapeLine = (engines: readonly string[]): string =>
  engines.includes('SQLite')
    ? `One machine, with its state in ${engines.join(' and ')}`
    : `Any number of nodes, with their state in ${engines.join(' and ')}`
