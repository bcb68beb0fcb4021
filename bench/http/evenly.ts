import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { served, type Served, type Target } from './load.ts'

const CONNECTIONS = 64

/**
 * Requests at a fixed rate, as far apart as each other, whether or not those before are answered; each
 * is timed from when it was due. (Autocannon sends those of a second all at its beginning.)
 */
export async function evenly(target: Target, seconds: number, rate: number): Promise<Served> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const taken: number[] = []
  let errors = 0
  const one = (due: number) =>
    new Promise<void>((resolve) => {
      const asking = get(target.url, { agent, headers: target.headers }, (answer) => {
        answer.resume().once('end', () => {
          if (answer.statusCode === 200) taken.push(performance.now() - due)
          else errors += 1
          resolve()
        })
      })
      asking.once('error', () => {
        errors += 1
        resolve()
      })
    })
  const began = performance.now()
  const all: Promise<void>[] = []
  for (let count = 0; count < seconds * rate; count += 1) {
    const due = began + (count * 1000) / rate
    await pause(Math.max(0, due - performance.now()))
    all.push(one(due))
  }
  await Promise.all(all)
  agent.destroy()
  return served(target, taken, errors, (performance.now() - began) / 1000)
}
