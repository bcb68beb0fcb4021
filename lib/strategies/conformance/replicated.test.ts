import { afterAll, describe } from 'vitest'
import { inProcessStage } from '../../scenarios/stages/in-process.ts'
import { backendUnderTest, drivers } from '../../stores/conformance/drivers.ts'
import { memoryRuntime } from '../../scenarios/memory-runtime.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { replicated } from '../registry.ts'
import { benchIn } from './lab.ts'
import { demandPromises } from './promises.ts'
import { demandProperties } from './properties.ts'

// They need an engine that tells all nodes: what all others run on has none.
const under = drivers.find(({ name }) => name === 'sqlite and redis')

describe.skipIf(!under?.isHere)('where an engine tells all nodes', async () => {
  if (!under?.isHere) return
  const runtime = await memoryRuntime(replicated, undefined, backendUnderTest(under.name))
  afterAll(() => runtime.close())
  const stage: Parameters<typeof demandPromises>[1] = (...asked) =>
    inProcessStage(runtime, ...asked)
  demandPromises(replicated, stage, defaultSettings)
  demandProperties(replicated, benchIn(runtime), stage)
})
