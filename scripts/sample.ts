// Keeps the last run of all attacks as the one that comes with the lab:
//
//   npm run attacks && npm run sample
//   npm run sample -- --from DIR     of another folder that holds a run
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { isGood } from '#lib/evidence/attack-verdicts.ts'
import {
  reportFile,
  reportFolder,
  reportSchema,
  sampleFile,
  type AttackReport,
} from '#lib/evidence/attack-report.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { root } from './child.mjs'
import { optionsOf } from './options.ts'

/** Why a run is none to show to everybody; empty where it is. */
export function faultsOf(report: AttackReport): string[] {
  const whole = attacks.length * strategies.length
  const faults: string[] = []
  if (!isGood(report)) faults.push('something in it is broken')
  if (report.cells.length !== whole) {
    faults.push(`it has ${report.cells.length} cells of ${whole}: run all attacks`)
  }
  if (!/^[0-9a-f]{7,40}$/.test(report.commit)) {
    faults.push(`its commit is "${report.commit}": nobody could look at what was run`)
  }
  return faults
}

/** Six megabytes in which most is said a thousand times: a window over all of it makes them a fiftieth. */
export const pack = (report: AttackReport): Buffer =>
  brotliCompressSync(JSON.stringify(report), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })

if (import.meta.main) {
  const values = optionsOf({ from: { type: 'string', default: reportFolder } })
  const file = join(root, values.from, reportFile)
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const faults = faultsOf(report)
  if (faults.length > 0) {
    console.error(`Not kept: ${faults.join('; ')}`)
    process.exitCode = 1
  } else {
    const packed = pack(report)
    mkdirSync(join(root, dirname(sampleFile)), { recursive: true })
    writeFileSync(join(root, sampleFile), packed)
    const { at, commit, cells } = report
    console.log(`${sampleFile}: ${cells.length} cells of ${commit}, ${at}; ${packed.length} bytes`)
  }
}
