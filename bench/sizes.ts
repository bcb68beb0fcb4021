import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { z } from 'zod'
import { carriedFrom } from '../lib/strategies/carried.ts'
import type { Account, Carried, StrategyDefinition } from '../lib/strategies/contract.ts'
import { strategies } from '../lib/strategies/registry.ts'
import { labIn, newMember } from './lab.ts'

/** What a strategy has sent with a request, and keeps. Bytes. */
export interface Size {
  strategy: string
  /** Of what a request presents. */
  presented: number
  /** Of its refresh token; 0 where there is none. */
  refresh: number
  /** What a session adds to the database while it lasts. */
  session: number
  /** What is left of it once it has been signed out. */
  signedOut: number
}

/** Enough for their pages to tell, each of an account of its own. */
const SESSIONS = 500

const number = z.number()

export async function sizes(folder: string): Promise<Size[]> {
  const all: Size[] = []
  for (const definition of strategies) all.push(await sizeOf(definition, folder))
  return all
}

async function sizeOf(definition: StrategyDefinition, folder: string): Promise<Size> {
  const path = join(folder, `${definition.id}.db`)
  const runtime = await labIn(path)
  const { workspace } = await runtime.create()
  const sqlite = new Driver(path)
  const used = () => {
    const [pages, free, size] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
      number.parse(sqlite.pragma(name, { simple: true })),
    )
    return ((pages ?? 0) - (free ?? 0)) * (size ?? 0)
  }
  const accounts: Account[] = []
  for (let count = 0; count < SESSIONS; count += 1) {
    accounts.push(await newMember(workspace, count))
  }
  const strategy = workspace.strategy(definition)
  const before = used()
  const carried: Carried[] = []
  for (const account of accounts) {
    carried.push(carriedFrom((await strategy.start(account, 'a browser', {})).credentials))
  }
  const signedIn = used()
  for (const one of carried) await strategy.end(one, 'this')
  const signedOut = used()
  sqlite.close()
  await runtime.close()
  // A refresh token is presented at a renewal, and not with each request.
  const { refresh = '', ...presented } = carried[0] ?? {}
  return {
    strategy: definition.id,
    presented: Object.values(presented).join('').length,
    refresh: refresh.length,
    session: Math.round((signedIn - before) / SESSIONS),
    signedOut: Math.max(0, Math.round((signedOut - before) / SESSIONS)),
  }
}
