import { useCallback, useEffect, useRef, useState } from 'react'
import type { KeptTable } from '#app/_data/inspection.ts'
import { unreachable } from '#app/_data/unreachable.ts'
import { useShownAgain } from '#app/_data/use-shown-again.ts'
import type { LaneTransport } from './lab-calls.ts'
import { LabFailure } from './lab-failure.ts'
import type { LabEvent } from './lab-events.ts'
import { laneOf, newRun, type Run } from './run.ts'
import { savedRun, saveRun } from './saved-run.ts'
import { usePressed } from './use-pressed.ts'

/** How often the thief knocks. Milliseconds. */
const EVERY = 1_000

type Doing = 'steal' | 'event' | 'advance' | 'start-over'

/** A run of the lab, kept going: the knocks, the event, the clock. One thing is done at a time. */
export function useRun(
  workspace: string | null,
  startedAt: number,
  lanes: readonly LaneTransport[],
) {
  const [run, setRun] = useState(() => newRun(startedAt))
  const [doing, setDoing] = useState<Doing | null>(null)
  const [failure, setFailure] = useState<LabFailure['failure'] | null>(null)
  const [lostSince, setLostSince] = useState<Date | null>(null)
  const [isPaused, setPaused] = useState(false)
  const current = useRef(run)
  const isBusy = useRef(false)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const lastGood = useRef<Date | null>(null)
  const cannotRenew = useRef(new Set<string>())
  // What the server kept of every strategy when the session was stolen: before the event, that is.
  const [before, setBefore] = useState<Readonly<Record<string, KeptTable[]>>>({})
  // Loaded with the first press: until then nothing is asked of the server.
  const calls = useCallback(async () => {
    const loaded = await import('./playing.ts').catch(() => null)
    if (!loaded) throw new LabFailure(unreachable)
    const { labCalls, ...rounds } = loaded
    return { ...rounds, ...labCalls(workspace ?? '', lanes) }
  }, [workspace, lanes])

  const update = useCallback(
    (next: Run) => {
      current.current = next
      setRun(next)
      if (workspace !== null) saveRun(workspace, next)
    },
    [workspace],
  )

  const inTurn = useCallback((work: () => Promise<void>) => {
    queue.current = queue.current.then(work, work)
    return queue.current
  }, [])

  /** Alice's own browser renews when its access token has run out, as honest clients do. */
  const renewVictims = useCallback(async () => {
    const { event, stolenAt } = current.current
    if (stolenAt === null || event === 'logout' || event === 'logout-everywhere') return
    for (const lane of lanes) {
      const { victim, failed } = laneOf(current.current, lane.id)
      const ranOut = victim?.reason === 'expired' || victim?.reason === 'credential_missing'
      if (failed !== null || !lane.renews || !ranOut || cannotRenew.current.has(lane.id)) continue
      if (!(await (await calls()).renew(lane))) cannotRenew.current.add(lane.id)
    }
  }, [calls, lanes])

  const knock = useCallback(async () => {
    try {
      const { round, knocked } = await calls()
      const seen = await round()
      update(knocked(current.current, seen))
      lastGood.current = new Date()
      setLostSince(null)
      await renewVictims()
    } catch {
      setLostSince((since) => since ?? lastGood.current ?? new Date())
    }
  }, [calls, update, renewVictims])

  /** Does one thing that the visitor asked for; more clicks meanwhile are dropped. */
  const act = useCallback(
    async (what: Doing, work: () => Promise<void>) => {
      if (isBusy.current) return
      isBusy.current = true
      setDoing(what)
      setFailure(null)
      await inTurn(async () => {
        try {
          await work()
        } catch (error) {
          if (!(error instanceof LabFailure)) throw error
          setFailure(error.failure)
        }
      }).finally(() => {
        isBusy.current = false
        setDoing(null)
      })
    },
    [inTurn],
  )

  const takeCopies = useCallback(async () => {
    cannotRenew.current.clear()
    const playing = await calls()
    const { round, kept } = await playing.steal()
    update(playing.knocked(playing.stolen(round.now), round))
    setBefore(kept)
    lastGood.current = new Date()
    setLostSince(null)
    setPaused(false)
  }, [calls, update])

  useEffect(() => {
    // The workspace is being made: the page is drawn anew when it is there.
    if (workspace === null) return
    // A visitor may have begun before it was: that run is the one to go on with.
    const saved = current.current.stolenAt === null ? savedRun(workspace) : null
    update(saved ?? current.current)
    if (saved) void inTurn(knock)
  }, [workspace, update, inTurn, knock])

  const lookAgain = useCallback(() => {
    const hasRun = current.current.stolenAt !== null
    if (workspace !== null && hasRun && !isPaused && !isBusy.current) void inTurn(knock)
  }, [workspace, isPaused, inTurn, knock])
  useShownAgain(lookAgain)

  const isLive = run.stolenAt !== null && !isPaused
  useEffect(() => {
    if (!isLive) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let stopped = false
    const beat = async () => {
      if (!isBusy.current) await inTurn(knock)
      if (!stopped) timer = setTimeout(() => void beat(), EVERY)
    }
    timer = setTimeout(() => void beat(), EVERY)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [isLive, inTurn, knock])

  const steal = () => act('steal', takeCopies)
  /** One event a run: what was fired before would blur what is measured. */
  const fire = (event: LabEvent) =>
    act('event', async () => {
      if (current.current.stolenAt === null || current.current.event !== null) await takeCopies()
      const playing = await calls()
      const endings = await playing.fire(event)
      update(playing.fired(current.current, event, endings))
      await knock()
    })
  const pressed = usePressed(workspace !== null, { steal, fire })

  return {
    run,
    doing: pressed.isWaiting ? 'event' : doing,
    failure,
    lostSince,
    isPaused,
    before,
    togglePause: () => setPaused((paused) => !paused),
    steal: () => pressed.press({ does: 'steal' }),
    fire: (event: LabEvent) => pressed.press({ does: 'fire', event }),
    /** In steps, with a knock after each, so that the moment of closing is known more closely. */
    advance: (seconds: number, steps: number) =>
      act('advance', async () => {
        for (let step = 0; step < steps; step += 1) {
          await (await calls()).advance(seconds / steps)
          await knock()
        }
      }),
    /** Ends the run where what it was measured under holds no more. */
    forget: () => update(newRun(current.current.now)),
    startOver: () =>
      act('start-over', async () => {
        const { now } = await (await calls()).startOver()
        update(newRun(now))
        await knock()
      }),
  }
}

export type LabRun = ReturnType<typeof useRun>
