import type { ThiefCopyStore } from '../backend.ts'
import { beside } from './operation.ts'
import { asList } from './script.ts'
import type { State } from './state.ts'

/** One hash in each workspace, whatever the strategy: no session state, and not taken away with it. */
const PUT = beside(/* lua */ `
redis.call('HSET', meta .. ':copies', given[1], given[2])
stays(meta .. ':copies')
return kept(1)`)

const ALL = beside(/* lua */ `return {'ok', redis.call('HGETALL', meta .. ':copies')}`)

const CLEAR = beside(/* lua */ `
redis.call('DEL', meta .. ':copies')
return kept(1)`)

export function redisThiefCopies(state: State, workspace: string): ThiefCopyStore {
  return {
    async put(strategy, sealed) {
      await state.keep(workspace, strategy, PUT, [strategy, sealed])
    },
    async all() {
      const reply = await state.ask(workspace, '', ALL)
      const texts = asList(reply).map(String)
      return new Map(
        texts.flatMap((text, at) => (at % 2 === 0 ? [[text, texts[at + 1] ?? ''] as const] : [])),
      )
    },
    async clear() {
      await state.ask(workspace, '', CLEAR)
    },
  }
}
