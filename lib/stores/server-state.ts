/** What the server has to know of itself after a restart, and all nodes alike: texts by name. */
export interface ServerStateStore {
  read(name: string): Promise<string | null>
  /** Puts `to` in the place of `from` (null: of none) in one step; false where that is not there. */
  swap(name: string, from: string | null, to: string): Promise<boolean>
}
