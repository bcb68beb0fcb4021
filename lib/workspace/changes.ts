/**
 * Tells whoever waits in this process that something has changed in a workspace by which a session
 * may have ended. It is a nudge to look again and no verdict: what is missed, as all that another
 * process does is, has to be found by looking now and then.
 */
export interface Changes {
  /** Calls `hear` after every change, until the answer is called. */
  watch(workspace: string, hear: () => void): () => void
  tell(workspace: string): void
}

export function createChanges(): Changes {
  const watching = new Map<string, Set<() => void>>()
  return {
    watch(workspace, hear) {
      const all = watching.get(workspace) ?? new Set()
      // Nobody hears twice, and whoever stops is alone in that: each has a place of its own.
      const place = () => hear()
      watching.set(workspace, all.add(place))
      return () => {
        all.delete(place)
        if (all.size === 0 && watching.get(workspace) === all) watching.delete(workspace)
      }
    },
    tell(workspace) {
      for (const hear of watching.get(workspace) ?? []) hear()
    },
  }
}

/** The same object, which tells once a call that may change something has come to its end. */
export function telling<Given extends object>(
  given: Given,
  changes: (call: keyof Given) => boolean,
  tell: () => void,
): Given {
  return new Proxy(given, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== 'function' || !changes(name as keyof Given)) return value
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(value, target, args)
        } finally {
          // Of a call that failed nobody knows how far it came.
          tell()
        }
      }
    },
  })
}
