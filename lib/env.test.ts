import { describe, expect, it } from 'vitest'
import { envNames, readEnv } from './env.ts'

const read = (source: Record<string, string>) => readEnv({ ...source } as NodeJS.ProcessEnv)

describe('the environment', () => {
  it('needs nothing', () => {
    const empty = read({})
    expect(empty).toMatchObject({
      ok: true,
      env: { PORT: 3000, HOST: '127.0.0.1', DATABASE_URL: 'file:./data/lab.db' },
    })
    expect(read({ PATH: '/bin', PORT: '', LAB_SECRET: '', REDIS_URL: '' })).toEqual(empty)
  })

  it('is read as documented', () => {
    const given = {
      PORT: '0',
      HOST: '::1',
      DATABASE_URL: 'file:other.db',
      REDIS_URL: 'rediss://lab:hunter2@cache:6379/3',
      LAB_ACCEPT_A_REDIS_THAT_FORGETS: 'yes',
      LAB_SECRET: 'x'.repeat(32),
      LAB_NODE: 'node-7.a_b',
      LAB_CLUSTER_CONTROL: 'http://127.0.0.1:4000',
      LAB_REPORTS: 'other/reports',
      LAB_LIMIT_ACCOUNT_FAILURES: '3',
      LAB_LIMIT_ADDRESS_FAILURES: '4',
      LAB_LIMIT_ADDRESS_WORKSPACES: '5',
      LAB_LIMIT_WORKSPACES: '6',
    }
    expect(read(given)).toMatchObject({
      ok: true,
      env: {
        ...given,
        PORT: 0,
        LAB_LIMIT_ACCOUNT_FAILURES: 3,
        LAB_LIMIT_ADDRESS_FAILURES: 4,
        LAB_LIMIT_ADDRESS_WORKSPACES: 5,
        LAB_LIMIT_WORKSPACES: 6,
      },
    })
    expect([...Object.keys(given), 'TRUST_PROXY'].toSorted()).toEqual([...envNames].toSorted())
  })

  const wrong: [string, string][] = [
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['PORT', '1e3'],
    ['PORT', ' 3000'],
    ['DATABASE_URL', 'postgres://lab:hunter2@db:port/lab'],
    ['DATABASE_URL', 'sqlite:lab.db'],
    ['DATABASE_URL', './data/lab.db'],
    ['REDIS_URL', 'hunter2@cache:6379'],
    ['REDIS_URL', 'redis://:hunter2@cache:port'],
    ['LAB_ACCEPT_A_REDIS_THAT_FORGETS', 'true'],
    ['LAB_SECRET', 'hunter2'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '17'],
    ['TRUST_PROXY', '-1'],
    ['TRUST_PROXY', '1.5'],
    ['TRUST_PROXY', 'loopback'],
    ['TRUST_PROXY', '10.0.0.256'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/'],
    ['TRUST_PROXY', '10.9.0.5,'],
    ['TRUST_PROXY', '10.0.0.5 10.0.0.6'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '10.0.0.5, ::/0'],
    ['LAB_NODE', 'a node'],
    ['LAB_NODE', 'n'.repeat(65)],
    ['LAB_LIMIT_ACCOUNT_FAILURES', '0'],
    ['LAB_LIMIT_ADDRESS_FAILURES', '1.5'],
    ['LAB_LIMIT_ADDRESS_WORKSPACES', 'many'],
    ['LAB_LIMIT_WORKSPACES', '10000001'],
  ]
  it.each(wrong)('that is wrong in %s=%s is told in one line without the value', (name, value) => {
    const answer = read({ [name]: value })
    expect(answer.ok).toBe(false)
    const problems = answer.ok ? [] : answer.problems
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must [^\\n]+$`))
    expect(problems[0]).not.toContain(value)
    expect(problems[0]).not.toContain('hunter2')
  })

  const trusts = (text: string, address: string, hop = 0) => {
    const answer = read({ TRUST_PROXY: text })
    if (!answer.ok) throw new Error(answer.problems.join())
    return answer.env.TRUST_PROXY(address, hop)
  }

  it('names trusted proxies by how far away they are, or by address', () => {
    expect([0, 1, 2].map((hop) => trusts('2', '198.51.100.1', hop))).toEqual([true, true, false])
    const listed = ['10.1.2.3', '10.2.0.1', '::ffff:10.1.2.3', 'fd00::5', 'fd00:1::5', 'unknown']
    expect(listed.map((address) => trusts('10.1.0.0/16, fd00::/32', address))).toEqual([
      true,
      false,
      true,
      true,
      false,
      false,
    ])
    expect(trusts('0', '127.0.0.1'), 'nobody').toBe(false)
    expect(trusts('', '127.0.0.1'), 'nobody').toBe(false)
    expect(trusts('127.0.0.1', '127.0.0.2'), 'one address').toBe(false)
  })

  it('wants a path in DATABASE_URL', () => {
    expect(read({ DATABASE_URL: 'file:' }).ok).toBe(false)
  })

  it('has two shapes: one machine, and many nodes with all that they share', () => {
    const database = { DATABASE_URL: 'postgres://lab:hunter2@db/lab' }
    const redis = { REDIS_URL: 'redis://cache' }
    const secret = { LAB_SECRET: 'x'.repeat(32) }
    expect(read({ ...database, ...redis, ...secret }).ok).toBe(true)
    expect(read(redis).ok).toBe(true)
    expect(read({ ...database, ...secret })).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^REDIS_URL must be set/)],
    })
    expect(read({ ...database, ...redis })).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^LAB_SECRET must be set.*the same for all nodes/)],
    })
    expect(read(database)).toMatchObject({ problems: [expect.anything(), expect.anything()] })
  })

  it('tells of every variable that is wrong', () => {
    const answer = read({ PORT: 'x', LAB_SECRET: 'short', REDIS_URL: 'cache' })
    expect(answer).toMatchObject({
      problems: [
        expect.stringMatching(/^PORT /),
        expect.stringMatching(/^REDIS_URL /),
        expect.stringMatching(/^LAB_SECRET /),
      ],
    })
  })
})
