/** What a request asked of the stores: counted, so that no declared cost has to be believed. */
export interface Meter {
  reads: number
  writes: number
}

export const createMeter = (): Meter => ({ reads: 0, writes: 0 })

export type Access = 'read' | 'write' | 'read+write'

/** For each operation of a store contract, what one call of it costs. */
export type AccessTable<Store> = { readonly [Operation in keyof Store]: Access }

/** The same store, with every call counted on `meter`: one wrapper for all contracts. */
export function metered<Store extends object>(
  store: Store,
  table: AccessTable<Store>,
  meter: Meter,
): Store {
  return new Proxy(store, {
    get(target, operation, receiver) {
      const value: unknown = Reflect.get(target, operation, receiver)
      if (typeof value !== 'function') return value
      const access = table[operation as keyof Store]
      return (...args: unknown[]): unknown => {
        if (access !== 'write') meter.reads += 1
        if (access !== 'read') meter.writes += 1
        return Reflect.apply(value, target, args)
      }
    },
  })
}
