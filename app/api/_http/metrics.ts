import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { readEnv } from '#lib/env.ts'
import type { Meter } from '#lib/kernel/meter.ts'

const KEY = Symbol.for('logout-lab.metrics')
const shared = globalThis as { [KEY]?: ReturnType<typeof create> }

function create() {
  const registry = new Registry()
  const read = readEnv()
  // Several nodes are told apart by whoever adds their numbers up.
  if (read.ok) registry.setDefaultLabels({ node: read.env.LAB_NODE })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'lab_http_requests_total',
      help: 'Answered requests',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'lab_http_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['route'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    verdicts: new Counter({
      name: 'lab_strategy_answers_total',
      help: 'Calls under a strategy, by outcome',
      labelNames: ['strategy', 'outcome'],
      registers,
    }),
    store: new Counter({
      name: 'lab_store_operations_total',
      help: 'What the strategies asked of their stores',
      labelNames: ['strategy', 'access'],
      registers,
    }),
  }
}

/** One set for the process, though Next loads this module once for each of its bundles. */
const metrics = () => (shared[KEY] ??= create())

export function countRequest(method: string, route: string, status: number, tookMs: number): void {
  metrics().requests.inc({ method, route, status })
  metrics().seconds.observe({ route }, tookMs / 1000)
}

export function countVerdict(strategy: string, outcome: string, { reads, writes }: Meter): void {
  metrics().verdicts.inc({ strategy, outcome })
  metrics().store.inc({ strategy, access: 'read' }, reads)
  metrics().store.inc({ strategy, access: 'write' }, writes)
}

export const metricsText = (): Promise<string> => metrics().registry.metrics()
