'use client'

import { useEffect, useState } from 'react'
import type { LineState } from '#lib/kernel/line-states.ts'
import { call, type Result } from '#app/_data/call.ts'
import type * as is from '#app/_data/shape.ts'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { nodesAnswer } from './nodes-answer.ts'

type Nodes = Result<is.Shaped<typeof nodesAnswer>>

const orders: readonly { state: LineState; press: string; done: string }[] = [
  { state: 'feed-paused', press: 'Pause its feed', done: 'feed paused' },
  { state: 'cut', press: 'Cut it off from Redis', done: 'cut off from Redis' },
  { state: 'open', press: 'Mend', done: 'connected' },
]

/** In the cluster demo: what a node does that hears nothing of the feed, or of Redis at all. */
export function Faults() {
  const [nodes, setNodes] = useState<Nodes | null>(null)
  useEffect(() => {
    let isOver = false
    const look = async () => {
      const seen = await call('GET', '/api/cluster', nodesAnswer)
      if (!isOver) setNodes(seen)
    }
    void look()
    const every = setInterval(() => void look(), 1_000)
    return () => {
      isOver = true
      clearInterval(every)
    }
  }, [])
  const order = async (name: string, state: LineState) =>
    setNodes(await call('POST', `/api/cluster/${name}`, nodesAnswer, { body: { state } }))
  return (
    <section aria-labelledby="faults" className="needs-js mt-8" data-faults>
      <h2 id="faults" className="text-lg">
        Break it
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        Pause the feed of a node: after two seconds it answers 503 for the replicated blocklist
        alone, and says that it is not ready, so that the balancer asks the others. Cut off from
        Redis, it answers 503 wherever session state is in Redis. It recovers by itself once it is
        mended.
      </p>
      <ul className="mt-3 grid gap-2 md:grid-cols-3" aria-live="polite">
        {nodes?.ok &&
          nodes.data.nodes.map(({ name, state, unready }) => (
            <li key={name} className="panel p-4 text-sm" data-node={name} data-state={state}>
              <h3 className="text-base">{name}</h3>
              <p className="label">{orders.find((one) => one.state === state)?.done}</p>
              {unready === null ? (
                <VerdictMark kind="blocked" word="ready" />
              ) : (
                <VerdictMark kind="error" word={`not ready: ${unready}`} />
              )}
              <p className="mt-2 flex flex-wrap gap-2">
                {orders
                  .filter((one) => one.state !== state)
                  .map((one) => (
                    <button
                      key={one.state}
                      type="button"
                      className="button button-small"
                      onClick={() => void order(name, one.state)}
                    >
                      {one.press}
                      <span className="sr-only">: {name}</span>
                    </button>
                  ))}
              </p>
            </li>
          ))}
      </ul>
      {nodes && !nodes.ok && <p className="mt-2 text-sm text-in">{nodes.detail}</p>}
    </section>
  )
}
