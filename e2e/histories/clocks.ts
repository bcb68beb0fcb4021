/** The clocks of two machines, and the true time that they need not show. Milliseconds. */
export interface Clocks {
  now(): number
  /** What a machine's own clock shows. */
  of(process: number): number
  /**
   * Everything begins anew, so that a history is the same wherever it is played, and none is played
   * in 2038, which next-auth does not survive. The second clock is ahead by so much.
   */
  set(ahead: number): void
  pass(ms: number): void
  stepBack(process: number, ms: number): void
}

/** @param changed told of each change: machines elsewhere have to be told what their clocks show */
export function createClocks(start: number, changed: (clocks: Clocks) => void = () => {}): Clocks {
  let now = start
  let wrongBy = [0, 0]
  const clocks: Clocks = {
    now: () => now,
    of: (process) => now + (wrongBy[process] ?? 0),
    set(ahead) {
      now = start
      wrongBy = [0, ahead]
      changed(clocks)
    },
    pass(ms) {
      now += ms
      changed(clocks)
    },
    stepBack(process, ms) {
      wrongBy = wrongBy.map((by, which) => (which === process ? by - ms : by))
      changed(clocks)
    },
  }
  return clocks
}
