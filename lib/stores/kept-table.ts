/** The rows of one table, as they rest. */
export interface KeptTable {
  table: string
  rows: Record<string, string | number | null>[]
}
