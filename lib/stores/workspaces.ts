/** A workspace as it rests; `settings` is JSON, whose meaning is not known here. */
export interface WorkspaceRecord {
  /** A hash of the id: the id is the capability, and no store holds it. */
  key: string
  settings: string
  /** How far its clock is ahead of real time. Milliseconds. */
  clockOffset: number
  /** On real time, as all times of this store. Milliseconds. */
  createdAt: number
  lastUsedAt: number
}

/** As it is found: with the word whether an event of an account in it has not been finished, and with what tells whether its keys are those that were read before. */
export interface FoundWorkspace extends WorkspaceRecord {
  unfinished: boolean
  /** Another one after every change of a key in it, whoever made it. */
  keysVersion: number
}

/** The workspaces themselves; what belongs to one is removed with it by the backend. */
export interface WorkspaceStore {
  insert(workspace: WorkspaceRecord): Promise<void>
  find(key: string): Promise<FoundWorkspace | null>
  touch(key: string, lastUsedAt: number): Promise<void>
  /**
   * Replaces the settings by what `change` makes of them, or leaves them where it makes nothing; in
   * one step, so that of two changes at once neither is lost.
   */
  changeSettings(key: string, change: (settings: string) => string | null): Promise<void>
  /** Moves the clock forward and answers its new offset; null when that would be past `furthest`. */
  advance(key: string, ms: number, furthest: number): Promise<number | null>
  count(): Promise<number>
  /** Those in which an event has not been finished. */
  unfinished(): Promise<WorkspaceRecord[]>
}
