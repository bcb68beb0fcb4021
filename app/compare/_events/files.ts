import { matrixCsv, matrixMarkdown } from '#lib/evidence/matrix-files.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import type { Named } from '#lib/evidence/named.ts'
import { toJson as json } from '#lib/evidence/writers/json.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { lifetimesText, type Provenance } from '../_matrix/provenance.ts'

/** The matrix as it is on the screen, for a colleague: the same cells, in the same order. */
export interface ShownMatrix extends Provenance {
  strategies: readonly Named[]
  events: readonly EventName[]
  cells: ReadonlyMap<string, CellSummary>
}

const shownCells = ({ strategies, events, cells }: ShownMatrix): CellSummary[] =>
  strategies.flatMap(({ id }) => events.flatMap((event) => cells.get(cellKey(id, event)) ?? []))

export const toMarkdown = (shown: ShownMatrix): string =>
  matrixMarkdown({
    about: [
      `Measured ${shown.at} in process on a virtual clock, to one second, under ${shown.settings}.`,
      `Lifetimes: ${lifetimesText(shown)}. ${shown.link}`,
    ],
    strategies: shown.strategies.map(({ id }) => id),
    events: shown.events,
    cells: shownCells(shown),
  })

export const toCsv = (shown: ShownMatrix): string =>
  matrixCsv(shownCells(shown), { settings: shown.settings, measured_at: shown.at })

export const toJson = (shown: ShownMatrix): string =>
  json(
    {
      measured: 'in process, on a virtual clock, to one second',
      at: shown.at,
      settings: shown.settings,
      lifetimes: shown.lifetimes,
      link: shown.link,
    },
    shownCells(shown),
  )
