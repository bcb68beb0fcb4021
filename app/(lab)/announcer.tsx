import { useEffect, useRef, useState } from 'react'
import type { StrategyDescription } from '#lib/sessions/describe.ts'
import { eventWords } from '#app/_words/events.ts'
import { standingOf } from './_run/standing.ts'
import type { Run } from './_run/run.ts'

/** A screen reader is told at most this often. Milliseconds. */
const AT_MOST_EVERY = 3_000

/** Tells changes of verdicts, and nothing that merely counts on. */
export function Announcer({ run, strategies }: { run: Run; strategies: StrategyDescription[] }) {
  const text = announcement(run, strategies)
  const [told, setTold] = useState('')
  const lastTold = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, lastTold.current + AT_MOST_EVERY - performance.now())
    const timer = setTimeout(() => {
      lastTold.current = performance.now()
      setTold(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return <output className="sr-only">{told}</output>
}

function announcement(run: Run, strategies: StrategyDescription[]): string {
  if (run.stolenAt === null) return ''
  const standings = strategies.map(({ id, title }) => ({ title, ...standingOf(run, id) }))
  if (!run.event) return 'The session was stolen. The thief knocks every second.'
  const names = (kinds: readonly string[]) =>
    standings.filter(({ kind }) => kinds.includes(kind)).map(({ title }) => title)
  const [inside, blocked] = [names(['in', 'waiting']), names(['blocked'])]
  return [
    `${eventWords[run.event].happened}.`,
    inside.length > 0 ? `Thief in: ${inside.join(', ')}.` : 'The thief is out everywhere.',
    blocked.length > 0 ? `Blocked: ${blocked.join(', ')}.` : '',
  ].join(' ')
}
