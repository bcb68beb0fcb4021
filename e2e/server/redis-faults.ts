import type { Line } from '../../scripts/engines/line.ts'
import type { RedisServer } from '../../scripts/engines/redis.ts'

/** What befalls a Redis that a server uses, and ends again. */
export interface Fault {
  /** Before anybody signs in. */
  prepare?(redis: RedisServer): Promise<unknown>
  /** Whether nobody may lose a session that did not end. */
  keepsAll: boolean
  begin(redis: RedisServer, line: Line): Promise<unknown> | void
  end(redis: RedisServer, line: Line): Promise<unknown> | void
}

const kill = (signal: NodeJS.Signals) => (redis: RedisServer) =>
  void process.kill(redis.pid, signal)
const restart = (redis: RedisServer) => redis.restart()
const nothing = () => undefined

export const faults: Record<string, Fault> = {
  'is killed, and wrote through': {
    prepare: (redis) => redis.say('CONFIG SET appendfsync always'),
    keepsAll: true,
    begin: kill('SIGKILL'),
    end: restart,
  },
  'is killed, and wrote every second': { keepsAll: false, begin: kill('SIGKILL'), end: restart },
  'is killed, and only took snapshots': {
    prepare: (redis) => redis.say('CONFIG SET appendonly no'),
    keepsAll: false,
    begin: kill('SIGKILL'),
    end: restart,
  },
  'stands still': { keepsAll: true, begin: kill('SIGSTOP'), end: kill('SIGCONT') },
  'is emptied': { keepsAll: false, begin: (redis) => redis.say('FLUSHALL'), end: nothing },
  'is full': {
    keepsAll: true,
    begin: (redis) => redis.say('CONFIG SET maxmemory 1'),
    end: (redis) => redis.say('CONFIG SET maxmemory 0'),
  },
  'cannot be reached': {
    keepsAll: true,
    begin: (_, line) => line.set('cut'),
    end: (_, line) => line.set('open'),
  },
  'is at the end of a line that swallows everything': {
    keepsAll: true,
    begin: (_, line) => line.swallow(),
    end: (_, line) => line.set('open'),
  },
}
