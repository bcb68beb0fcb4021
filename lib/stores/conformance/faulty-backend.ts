import { storeUnavailable } from '../../kernel/problem.ts'
import type { Backend } from '../backend.ts'
import { storeAccess, type SessionStores } from '../session-stores.ts'
import { everyCall, type StoreName } from './every-call.ts'

/** A backend of which some stores can be made to fail, or all writes, as on a full disk. */
export function faultyBackend(backend: Backend) {
  let fails: (store: StoreName, operation: string) => boolean = () => false
  const faulty = everyCall(backend, async (store, operation, call) => {
    if (fails(store, operation)) throw storeUnavailable(store, new Error('made to fail'))
    return call()
  })
  return {
    backend: faulty,
    lose: (lost: StoreName) => void (fails = (name) => name === lost),
    loseWrites: () => void (fails = isWrite),
    /** Everything works but the n-th write from now on, and those after it. */
    loseWritesAfter(n: number) {
      let left = n
      fails = (name, operation) => isWrite(name, operation) && (left -= 1) < 0
    },
    mend: () => void (fails = () => false),
  }
}

const READS = /^(find|named|list|all|count|pending|unfinished)/

function isWrite(store: StoreName, operation: string): boolean {
  const table: object = store in storeAccess ? storeAccess[store as keyof SessionStores] : {}
  const access: unknown = Reflect.get(table, operation)
  return access === undefined ? !READS.test(operation) : access !== 'read'
}
