import { describe, expect, it } from 'vitest'
import { createFairQueue, type Bounds } from './fair-queue.ts'

/** A queue whose tasks end when they are told to, and what became of each, in order. */
function watched(bounds: Partial<Bounds> = {}) {
  const queue = createFairQueue(
    { atOnce: 1, inAll: 100, inLane: 100, ...bounds },
    () => new Error(),
  )
  const began: string[] = []
  const refused: string[] = []
  const running: (() => void)[] = []
  return {
    began,
    refused,
    running,
    come(name: string, ...path: string[]) {
      const task = () => {
        began.push(name)
        return new Promise<void>((resolve) => running.push(resolve))
      }
      void queue(path, task).catch(() => refused.push(name))
    },
    /** Lets everybody finish, one after the other. */
    async drain() {
      for (let idle = 0; idle < 10; idle += 1) {
        await Promise.resolve()
        const finish = running.shift()
        if (finish) idle = 0
        finish?.()
      }
    },
  }
}

describe('a fair queue', () => {
  it('gives every lane its turn, and every lane in it', async () => {
    const { come, drain, began } = watched()
    for (const n of [1, 2, 3, 4]) come(`crowd ${n}`, 'home', 'a', 'x')
    come('other account', 'home', 'a', 'y')
    come('other workspace 1', 'home', 'b', 'x')
    come('other workspace 2', 'home', 'b', 'x')
    come('other network', 'away', 'c', 'z')
    await drain()
    expect(began).toEqual([
      'crowd 1',
      'crowd 2',
      'other network',
      'other workspace 1',
      'other account',
      'other workspace 2',
      'crowd 3',
      'crowd 4',
    ])
  })

  it('runs as many as it may, and no more, whoever fails', async () => {
    const queue = createFairQueue({ atOnce: 2, inAll: 100, inLane: 100 }, () => new Error())
    let running = 0
    let most = 0
    const task = async () => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
      if (most === 2) throw new Error('failed')
    }
    const all = Array.from({ length: 20 }, (_, n) => queue([`${n % 3}`], task))
    await Promise.allSettled(all)
    expect([most, running]).toEqual([2, 0])
  })

  it('refuses the last of a lane that is full', async () => {
    const { come, drain, began, refused } = watched({ inLane: 2 })
    for (const n of [1, 2, 3, 4]) come(`${n}`, 'a')
    come('other', 'b')
    await drain()
    expect(refused).toEqual(['4'])
    expect(began).toHaveLength(4)
  })

  it('takes room from the longest lane for who has waited for less', async () => {
    const { come, drain, began, refused } = watched({ inAll: 3 })
    for (const n of [0, 1, 2, 3]) come(`many ${n}`, 'a', `${n}`)
    come('one', 'b', 'x')
    come('many more', 'a', 'y')
    await drain()
    expect(refused).toEqual(['many 3', 'many more'])
    expect(began.toSorted()).toEqual(['many 0', 'many 1', 'many 2', 'one'])
  })

  it('lets go of who waits no more, and of nobody else', async () => {
    const queue = createFairQueue({ atOnce: 1, inAll: 2, inLane: 1 }, () => new Error('refused'))
    const { promise, resolve } = Promise.withResolvers<void>()
    const leaving = new AbortController()
    const began: string[] = []
    const come = (name: string, lane: string, signal?: AbortSignal) =>
      queue([lane, 'inner'], async () => void began.push(name), signal)
    const runs = queue(['a', 'inner'], () => promise)
    const leaves = come('leaves', 'a', leaving.signal)
    const stays = come('stays', 'b')
    leaving.abort()
    await expect(leaves).rejects.toThrow('refused')
    await expect(come('never comes', 'a', leaving.signal)).rejects.toThrow('refused')
    const comes = come('comes', 'a')
    await expect(come('is too many', 'a')).rejects.toThrow('refused')
    resolve()
    await Promise.all([runs, stays, comes])
    expect(began).toEqual(['stays', 'comes'])
  })

  it('remembers no lane that is empty', async () => {
    const { come, drain, began } = watched({ inLane: 1 })
    for (let n = 0; n < 5; n += 1) {
      come('runs', 'a')
      come('waits', 'a')
      await drain()
    }
    expect(began).toHaveLength(10)
  })
})
