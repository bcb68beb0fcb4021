import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
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
    begin: (_, line) => line.cut(),
    end: (_, line) => line.mend(),
  },
  'is at the end of a line that swallows everything': {
    keepsAll: true,
    begin: (_, line) => line.swallow(),
    end: (_, line) => line.mend(),
  },
}

/** A line to a port that can be cut, or swallow what is sent over it. */
export interface Line {
  port: number
  cut(): void
  swallow(): void
  mend(): void
  close(): Promise<void>
}

export async function openLine(to: number): Promise<Line> {
  let state: 'open' | 'cut' | 'swallowing' = 'open'
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy()
      return
    }
    const far = connect(to, '127.0.0.1')
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => state === 'open' && onto.write(data))
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        onto.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hangUp = () => sockets.forEach((socket) => socket.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut'
      hangUp()
    },
    swallow: () => void (state = 'swallowing'),
    mend() {
      // What was swallowed is lost: nobody goes on from there.
      if (state === 'swallowing') hangUp()
      state = 'open'
    },
    close: () =>
      new Promise((resolve) => {
        hangUp()
        server.close(() => resolve())
      }),
  }
}
