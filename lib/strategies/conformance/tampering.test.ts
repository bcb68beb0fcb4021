import { afterAll } from 'vitest'
import { strategies } from '../registry.ts'
import { benchIn, conformanceRuntime } from './lab.ts'
import { demandNoTampering } from './tampering.ts'

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

demandNoTampering(strategies, benchIn(runtime))
