import { z } from 'zod'
import type { Cell } from '../../evidence/model.ts'
import type { StrategyDefinition } from '../../strategies/contract.ts'
import { strategies } from '../../strategies/registry.ts'
import { defaultSettings, type Settings } from '../../workspace/settings.ts'
import { createCellCache } from '../cell-cache.ts'
import { ban } from '../events/ban.ts'
import { logout } from '../events/logout.ts'
import { measure } from '../measure.ts'
import { processMemoryRuntime } from '../memory-runtime.ts'
import { createOnce } from '../once.ts'
import { inProcessStage } from '../stages/in-process.ts'

const [MINUTE, HOUR] = [60, 3_600]

/** The positions of each slider, in seconds. What is shorter would be knocked at too often here. */
export const ladders = {
  idleTtl: [10, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE),
  sessionTtl: [1, 2, 4, 8, 12, 24].map((hours) => hours * HOUR),
  tokenTtl: [1, 5, 15, 30, 60, 240, 480].map((minutes) => minutes * MINUTE),
  accessTtl: [0.5, 1, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  cacheTtl: [0, 0.5, 1, 5, 10, 15].map((minutes) => minutes * MINUTE),
} as const satisfies Partial<Record<keyof Settings, readonly number[]>>
export type Slider = keyof typeof ladders
export const sliders = Object.keys(ladders) as Slider[]

/** What becomes of the session: it is ended, or nobody ends it and the thief uses it, or lets it rest. */
export const questions = ['logout', 'ban', 'in-use', 'at-rest'] as const
export type Question = (typeof questions)[number]

const position = (ladder: readonly number[]) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .max(ladder.length - 1)

const usualPosition = (slider: Slider) => ladders[slider].indexOf(defaultSettings[slider])

/** Where the sliders stand; by default on what the lab has when nothing is set. */
export const lifetimesPlaySchema = z.object({
  question: z.enum(questions).default('logout'),
  idleTtl: position(ladders.idleTtl).default(usualPosition('idleTtl')),
  sessionTtl: position(ladders.sessionTtl).default(usualPosition('sessionTtl')),
  tokenTtl: position(ladders.tokenTtl).default(usualPosition('tokenTtl')),
  accessTtl: position(ladders.accessTtl).default(usualPosition('accessTtl')),
  cacheTtl: position(ladders.cacheTtl).default(usualPosition('cacheTtl')),
})
export type LifetimesPlay = z.infer<typeof lifetimesPlaySchema>

/** Who is measured: one for each way in which time ends a session. */
const measured = [
  'cookie-session',
  'cached-session',
  'jwt-allowlist',
  'jwt-refresh-rotation',
  'stateless-jwt',
  'jwt-expired-reissue',
  'iron-session',
  'next-auth-jwt',
]

/** The lifetimes of a play. What would outlast what it belongs to is cut to that. */
export function settingsOf(play: LifetimesPlay): Settings {
  const asked = Object.fromEntries(
    sliders.map((slider) => [slider, ladders[slider][play[slider]] ?? defaultSettings[slider]]),
  ) as Record<Slider, number>
  const { sessionTtl, tokenTtl } = asked
  const idleTtl = Math.min(asked.idleTtl, sessionTtl)
  const accessTtl = Math.min(asked.accessTtl, idleTtl)
  return {
    ...defaultSettings,
    sessionTtl,
    tokenTtl: Math.min(tokenTtl, sessionTtl),
    idleTtl,
    accessTtl,
    refreshTtl: sessionTtl,
    rotationGrace: Math.min(defaultSettings.rotationGrace, accessTtl),
    cacheTtl: Math.min(asked.cacheTtl, idleTtl),
  }
}

// Of its own: whoever moves a slider pushes nobody else's cells out.
const cells = createCellCache()
const once = createOnce<Cell>(20)

/**
 * When a stolen copy was refused, under each strategy with these lifetimes. In process, measured as
 * every cell of the lab is.
 * @throws what a strategy throws
 */
export async function playLifetimes(play: LifetimesPlay): Promise<Cell[]> {
  const settings = settingsOf(play)
  const chosen = measured.flatMap((id) => strategies.find((one) => one.id === id) ?? [])
  const all: Cell[] = []
  for (const definition of chosen) all.push(await measuredCell(definition, play, settings))
  return all
}

function measuredCell(
  definition: StrategyDefinition,
  { question }: LifetimesPlay,
  settings: Settings,
): Promise<Cell> {
  switch (question) {
    case 'logout':
      return cells.cell(definition, logout, settings)
    case 'ban':
      return cells.cell(definition, ban, settings)
    case 'in-use':
    case 'at-rest':
      return once(settings, `${definition.id} ${question}`, () =>
        withoutEvent(definition, question === 'at-rest', settings),
      )
  }
}

/** What becomes of the copy where nobody ends the session. */
async function withoutEvent(
  definition: StrategyDefinition,
  rests: boolean,
  settings: Settings,
): Promise<Cell> {
  const runtime = await processMemoryRuntime()
  const evidence = await measure(
    (but) => inProcessStage(runtime, definition, { ...settings, ...but }),
    rests ? { ...logout, rests: true } : logout,
    { control: true },
  )
  const promise = { stops: 'not-by-this' } as const
  return { strategy: definition.id, event: logout.event, promise, evidence, broken: [] }
}
