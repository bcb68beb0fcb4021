import { isStoreUnavailable } from '#lib/kernel/problem.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { recordedAs } from './endings.ts'
import { lifetimes, passes, SKEW, steps } from './lifetimes.ts'
import type { Entry, Grant, Log, Reset } from './log.ts'
import type { Asked, Machines } from './machines.ts'
import {
  devices,
  isAround,
  isWithCredentials,
  type Around,
  type History,
  type Operation,
  type What,
} from './operations.ts'

const everybody: readonly What[] = [
  'log out all users',
  'rotate the keys',
  'retire the keys',
  'restore',
]

const plain = { device: 0, age: 0, strategy: 0, process: 0, choice: 0 }

/** What a history leaves behind, for what is looked at when all is over. */
export interface Played {
  log: Log
  /** One more operation, when nothing else is under way. */
  perform(what: What, used?: Grant, process?: number): Promise<Entry>
  pass(seconds: number): void
  /** True time. */
  now(): number
  workspace: string
}

export type Lab = ReturnType<typeof openLab>

/** Where histories are played, one after the other, each in a workspace of its own. */
export function openLab(machines: Machines, strategies: readonly StrategyDefinition[]) {
  const { clocks, backend: main } = machines
  const used = strategies.flatMap(({ needs }) => needs)
  const stores = (
    [
      'sessions',
      'revocations',
      'refreshFamilies',
      'versions',
      'cutOffs',
      'librarySessions',
    ] as const
  ).filter((name) => used.includes(name))
  const losable = [
    ...stores,
    ...stores,
    'users',
    'accountEvents',
    'keys',
    'passwordResets',
  ] as const

  /** Plays a history, then what `after` does with what it left. */
  async function play<T>(history: History, after: (played: Played) => Promise<T>): Promise<T> {
    const { processes: count, rounds, scheduler } = history
    clocks.set(count === 2 ? SKEW : 0)
    const disagreement = count === 2 ? SKEW : 0
    const log: Log = { entries: [], grants: [], resets: [], strategies, disagreement }
    const { id, key } = await machines.create(lifetimes)
    let ticks = 0

    function begin(operation: Operation, given?: Grant): Entry {
      const { what } = operation
      const owner = devices[operation.device] ?? devices[0]
      const isTheirs = isWithCredentials(what)
      const strategy = strategies[operation.strategy % strategies.length] ?? null
      const theirs = log.grants.filter(
        (grant) => grant.strategy === strategy && grant.device === operation.device,
      )
      const chosen = theirs.at(-1 - operation.age) ?? theirs[0] ?? null
      const isFresh = what === 'sign in' && operation.choice < 5
      const process = count === 2 ? operation.process : 0
      const entry: Entry = {
        what,
        process,
        strategy: isTheirs ? strategy : null,
        username: everybody.includes(what) || isAround(what) ? null : owner.username,
        used: isTheirs && !isFresh ? (given ?? chosen) : null,
        started: (ticks += 1),
        ended: Infinity,
        startedAt: clocks.now(),
        endedAt: Infinity,
        lowest: clocks.of(process),
        highest: clocks.of(process),
        answer: 'unknown',
        reason: '',
        isRecorded: false,
        settled: Infinity,
        granted: null,
        seen: null,
        target: null,
        reset: what === 'reset the password' ? offered(operation) : null,
        passwordVersion: null,
      }
      log.entries.push(entry)
      return entry
    }

    /** The link that somebody follows: the latest, or one that was sent before. */
    function offered({ device, age }: Operation): Reset | null {
      const owner = devices[device] ?? devices[0]
      const theirs = log.resets.filter(({ username }) => username === owner.username)
      return theirs.at(-1 - age) ?? theirs[0] ?? null
    }

    async function ask(operation: Operation, entry: Entry): Promise<void> {
      if (!machines.isUp(entry.process)) return void (entry.reason = 'nobody is there')
      const definition = strategies[operation.strategy % strategies.length]
      if (!definition) throw new Error('no strategy takes part')
      const others = log.grants.filter(
        (grant) => grant.strategy === definition && grant.session.username === entry.username,
      )
      const asked: Asked = {
        operation,
        entry,
        workspace: id,
        strategy: definition,
        other: others.at(-1 - operation.choice)?.session.id,
        truth: () => main.users(key).named(entry.username ?? ''),
        keep(by, granted) {
          const issuedOn = by.highest
          const grant = { ...granted, device: operation.device, by, issuedOn }
          by.granted = grant
          log.grants.push(grant)
        },
        keepReset(by, offer) {
          log.resets.push({ ...offer, username: by.username ?? '', by })
        },
      }
      await machines.ask(asked)
    }

    async function happen(what: Around, { choice, process }: Operation): Promise<void> {
      const which = count === 2 ? process : 0
      const noted = () => {
        for (const entry of log.entries.filter(({ ended }) => ended === Infinity)) {
          entry.lowest = Math.min(entry.lowest, clocks.of(entry.process))
          entry.highest = Math.max(entry.highest, clocks.of(entry.process))
        }
      }
      switch (what) {
        case 'time passes':
          clocks.pass((passes[choice % passes.length] ?? 1) * 1000)
          return noted()
        case 'a clock steps back': {
          const ms = (steps[choice % steps.length] ?? 1) * 1000
          clocks.stepBack(which, ms)
          log.disagreement += ms
          return noted()
        }
        case 'a process is killed':
          return machines.kill(which, choice)
        case 'a store is lost':
          return machines.outage.lose(losable[choice % losable.length] ?? 'users')
        case 'the store is back':
          return machines.outage.mend()
      }
    }

    async function perform(operation: Operation, given?: Grant): Promise<Entry> {
      const entry = begin(operation, given)
      const isTheirs = isWithCredentials(entry.what)
      const needs = isTheirs ? entry.used : entry.reset
      const needsNothing =
        entry.what === 'sign in' || (!isTheirs && entry.what !== 'reset the password')
      const event = recordedAs[entry.what]
      const before = event ? await pending() : []
      try {
        if (isAround(entry.what))
          await happen(entry.what, operation).then(() => (entry.answer = 'done'))
        else if (needsNothing || needs) await ask(operation, entry)
        else [entry.answer, entry.reason] = ['refused', 'nothing to present']
      } catch (error) {
        if (!isStoreUnavailable(error)) throw new Error(`${entry.what} failed`, { cause: error })
        entry.reason = error.message
        entry.answer = 'unknown'
        const recorded = (event ? await pending() : []).filter(
          ({ id: found, type, username }) =>
            type === event &&
            username === entry.username &&
            !before.some((other) => other.id === found),
        )
        entry.isRecorded = recorded.length === 1
      }
      entry.ended = ticks += 1
      entry.endedAt = clocks.now()
      return entry
    }
    const pending = () => main.accountEvents(key).pending()
    /** Between two rounds nothing is under way: what is not pending has reached everybody. */
    async function settled(): Promise<void> {
      const isOpen = ({ answer, settled: at }: Entry) => answer === 'unknown' && at === Infinity
      if (!log.entries.some(isOpen) || (await pending()).length > 0) return
      ticks += 1
      for (const entry of log.entries) entry.settled = Math.min(entry.settled, ticks)
    }

    /** What could not be started while a store was lost. */
    async function restart(): Promise<void> {
      for (const process of [0, 1]) {
        if (!machines.isUp(process)) await machines.kill(process, 0)
      }
    }

    try {
      for (let strategy = 0; strategy < strategies.length; strategy += 1) {
        for (let device = 0; device < devices.length; device += 1) {
          await perform({ ...plain, what: 'sign in', strategy, device })
        }
      }
      for (const round of rounds) {
        await machines.together(
          scheduler,
          round.map((lane) => async () => {
            for (const operation of lane) await perform(operation)
          }),
        )
        await settled()
      }
      machines.outage.mend()
      await restart()
      return await after({
        log,
        workspace: key,
        now: () => clocks.now(),
        pass: (seconds) => clocks.pass(seconds * 1000),
        async perform(what, given, process = 0) {
          const strategy = given ? strategies.indexOf(given.strategy) : 0
          const device = given?.device ?? 0
          const entry = await perform({ ...plain, what, strategy, device, process }, given)
          await settled()
          return entry
        },
      })
    } finally {
      machines.outage.mend()
      await restart()
      await main.removeWorkspace(key)
    }
  }
  return { play, backend: main }
}
