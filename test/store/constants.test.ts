// Statements that run at every press: what is always the same stands in them, what changes is a parameter.
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { expect, it } from 'vitest'
import { constantsInside } from '../../src/store/constants.ts'

interface Tables {
  things: { id: string; kind: string; size: number }
}
const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: inner => new PostgresIntrospector(inner),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}).withPlugin(constantsInside(value => value === 'open'))

it('writes texts, lists and limits into the statement, and leaves what is open', () => {
  const { sql, parameters } = db
    .selectFrom('things')
    .select('id')
    .where('id', '=', 'open')
    .where('kind', 'in', ['a', "it's"])
    .where('size', '>', 2)
    .limit(5)
    .compile()
  expect(sql).toBe(
    `select "id" from "things" where "id" = $1 and "kind" in ('a', 'it''s') and "size" > 2 limit 5`,
  )
  expect(parameters).toEqual(['open'])
})

it('leaves a row with something open in it as it is', () => {
  const { sql, parameters } = db.insertInto('things').values({ id: 'open', kind: 'a', size: 1 }).compile()
  expect([sql, parameters]).toEqual([
    'insert into "things" ("id", "kind", "size") values ($1, $2, $3)',
    ['open', 'a', 1],
  ])
})
