/** The same store but for some of its operations: it may have them from its prototype. */
export const replacing = <Store extends object>(store: Store, others: Partial<Store>): Store =>
  Object.assign(Object.create(store) as Store, others)
