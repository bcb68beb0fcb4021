/**
 * Runs at most so many tasks at once, and lets the others wait in lanes: one lane in another, by the
 * path that each task names, as address, workspace, account. Every lane has its turn in its lane's
 * turn, so who brings many tasks waits for them, and hardly anybody else does.
 */
export interface FairQueue {
  /**
   * @param signal aborted by who waits no more: the task leaves its lane, where it has not begun
   * @throws what `refusal` makes, where too many wait, where others have more right to wait, and for who
   * waits no more
   */
  <T>(path: readonly string[], task: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

export interface Bounds {
  atOnce: number
  /** Waiting: in all, and in the innermost lane. */
  inAll: number
  inLane: number
}

interface Waiting {
  begin(): void
  refuse(): void
}

export function createFairQueue(bounds: Bounds, refusal: () => Error): FairQueue {
  const all = new Lane()
  let running = 0

  /** The slot of who has finished goes to who is next, and so is never free in between. */
  const next = () => {
    const waiting = all.take()
    if (waiting) waiting.begin()
    else running -= 1
  }

  const turn = (path: readonly string[], signal?: AbortSignal): Promise<void> => {
    if (running < bounds.atOnce) {
      running += 1
      return Promise.resolve()
    }
    if (all.waitingAt(path) >= bounds.inLane) return Promise.reject(refusal())
    return new Promise((resolve, reject) => {
      const waiting = { begin: resolve, refuse: () => reject(refusal()) }
      all.add(path, waiting)
      const leave = () => all.remove(path, waiting) && waiting.refuse()
      signal?.addEventListener('abort', leave, { once: true })
      // Who came last in the longest lane gives way, and that may be who has just come.
      if (all.size > bounds.inAll) all.dropFromLongest()?.refuse()
    })
  }

  return async (path, task, signal) => {
    if (signal?.aborted) throw refusal()
    await turn(path, signal)
    try {
      return await task()
    } finally {
      next()
    }
  }
}

/** Lanes of lanes, in the order of their turns; what waits is in the innermost. */
class Lane {
  size = 0
  readonly #inner = new Map<string, Lane>()
  readonly #waiting: Waiting[] = []

  add(path: readonly string[], waiting: Waiting): void {
    this.size += 1
    const [name, ...rest] = path
    if (name === undefined) {
      this.#waiting.push(waiting)
      return
    }
    const lane = this.#inner.get(name) ?? new Lane()
    this.#inner.set(name, lane)
    lane.add(rest, waiting)
  }

  /** @returns whether it was there */
  remove([name, ...rest]: readonly string[], waiting: Waiting): boolean {
    const lane = name === undefined ? undefined : this.#inner.get(name)
    const at = this.#waiting.indexOf(waiting)
    const isThere = lane ? lane.remove(rest, waiting) : at >= 0
    if (!isThere) return false
    if (!lane) this.#waiting.splice(at, 1)
    else if (name !== undefined && lane.size === 0) this.#inner.delete(name)
    this.size -= 1
    return true
  }

  waitingAt([name, ...rest]: readonly string[]): number {
    return name === undefined ? this.size : (this.#inner.get(name)?.waitingAt(rest) ?? 0)
  }

  take(): Waiting | undefined {
    const [first] = this.#inner
    if (!first) return this.#one(this.#waiting.shift())
    const [name, lane] = first
    const taken = lane.take()
    this.#inner.delete(name)
    // Behind all the others: their turns come first.
    if (lane.size > 0) this.#inner.set(name, lane)
    return this.#one(taken)
  }

  dropFromLongest(): Waiting | undefined {
    let longest: [string, Lane] | undefined
    for (const entry of this.#inner) {
      if (!longest || entry[1].size >= longest[1].size) longest = entry
    }
    if (!longest) return this.#one(this.#waiting.pop())
    const [name, lane] = longest
    const dropped = lane.dropFromLongest()
    if (lane.size === 0) this.#inner.delete(name)
    return this.#one(dropped)
  }

  #one(waiting: Waiting | undefined): Waiting | undefined {
    if (waiting) this.size -= 1
    return waiting
  }
}
