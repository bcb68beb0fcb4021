import { afterAll } from 'vitest'
import { inProcessStage } from '../../scenarios/stages/in-process.ts'
import { strategies } from '../registry.ts'
import { benchIn, conformanceRuntime } from './lab.ts'
import { demandProperties } from './properties.ts'

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

demandProperties(strategies, benchIn(runtime), (...asked) => inProcessStage(runtime, ...asked))
