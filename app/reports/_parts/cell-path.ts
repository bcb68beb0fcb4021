/** Where a cell of the run is shown. */
export const cellPath = (strategy: string, attack: string): string =>
  `/reports/${encodeURIComponent(strategy)}/${encodeURIComponent(attack)}`
