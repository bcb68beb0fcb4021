/** What a request asked of the stores: counted, so that no declared cost has to be believed. */
export interface Meter {
  reads: number
  writes: number
}

export const createMeter = (): Meter => ({ reads: 0, writes: 0 })

/** `none`: it asks the memory of this process. */
export type Access = 'none' | 'read' | 'write' | 'read+write'

/** For each operation of a store contract, what one call of it costs. */
export type AccessTable<Store> = { readonly [Operation in keyof Store]: Access }

type Call = (...args: unknown[]) => unknown

/** What stands before a store. The operations are on its prototype, of which each contract has one. */
class Counting {
  readonly store: Readonly<Record<string, Call>>
  readonly meter: Meter
  readonly changed: (() => void) | undefined

  constructor(store: object, meter: Meter, changed: (() => void) | undefined) {
    // Its contract has operations alone, and the table names them all.
    this.store = store as Record<string, Call>
    this.meter = meter
    this.changed = changed
  }
}

/** Made once for each contract: every request has stores of its own. */
const kinds = new WeakMap<object, typeof Counting>()

/**
 * The same store, with every call counted on `meter`: one wrapper for all contracts.
 * @param changed is told once a call that may change something has come to its end
 */
export function metered<Store extends object>(
  store: Store,
  table: AccessTable<Store>,
  meter: Meter,
  changed?: () => void,
): Store {
  const Kind = kinds.get(table) ?? kindFor(table)
  return new Kind(store, meter, changed) as unknown as Store
}

function kindFor(table: Readonly<Record<string, Access>>): typeof Counting {
  const Kind = countingBy(table)
  kinds.set(table, Kind)
  return Kind
}

function countingBy(table: Readonly<Record<string, Access>>): typeof Counting {
  class Kind extends Counting {}
  for (const [operation, access] of Object.entries(table)) {
    Object.defineProperty(Kind.prototype, operation, {
      // As any other method is.
      writable: true,
      value(this: Counting, ...args: unknown[]): unknown {
        const { store, meter, changed } = this
        if (access === 'none') return store[operation]?.(...args)
        if (access !== 'write') meter.reads += 1
        if (access === 'read') return store[operation]?.(...args)
        meter.writes += 1
        const answer = store[operation]?.(...args)
        return changed ? afterwards(answer, changed) : answer
      },
    })
  }
  return Kind
}

/** Of a call that failed nobody knows how far it came. */
async function afterwards(answer: unknown, changed: () => void): Promise<unknown> {
  try {
    return await answer
  } finally {
    changed()
  }
}
