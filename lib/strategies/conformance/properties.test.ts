import { afterAll } from 'vitest'
import { inProcessStage } from '../../scenarios/stages/in-process.ts'
import { strategies } from '../registry.ts'
import { benchIn, conformanceRuntime } from './lab.ts'
import { demandProperties } from './properties.ts'
import { demandRenewals } from './renewals.ts'

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

const bench = benchIn(runtime)
demandProperties(strategies, bench, (...asked) => inProcessStage(runtime, ...asked))
demandRenewals(strategies, bench)
