import { afterAll } from 'vitest'
import { inProcessStage } from '../../scenarios/stages/in-process.ts'
import { strategies } from '../registry.ts'
import { conformanceRuntime } from './lab.ts'
import { otherSettings } from './other-settings.ts'
import { demandPromises } from './promises.ts'

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

demandPromises(strategies, (...asked) => inProcessStage(runtime, ...asked), otherSettings)
