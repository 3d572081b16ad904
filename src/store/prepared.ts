// Statements that run at every press: built and compiled once for each store, so that only their values change.
import type { Compilable, CompiledQuery, QueryResult } from 'kysely'
import { constantsInside } from './constants.ts'
import type { Statement } from './driver.ts'
import type { Querier } from './schema.ts'

/** Stands in the statement for a value to come. */
class Place {
  readonly name: PropertyKey
  constructor(name: PropertyKey) {
    this.name = name
  }
}

const constants = constantsInside(value => value instanceof Place)
let count = 0

/**
 * On PostgreSQL the server keeps the plan too, by a name of its own for each connection.
 * @param build makes the statement from values that are asked for by name; they may be used as values only, since none
 * of them is there yet
 */
export function prepared<Values extends object, Row>(
  build: (db: Querier, value: <Name extends keyof Values>(name: Name) => Values[Name]) => Compilable<Row>,
  options: Pick<Statement, 'isBehind'> = {},
): (db: Querier, values: Values) => Promise<QueryResult<Row>> {
  // By the adapter, which a store has in common with its transactions.
  const compiled = new WeakMap<object, CompiledQuery<Row>>()
  const compileFor = (db: Querier): CompiledQuery<Row> => {
    // Kysely hands a value on as it is, into the list of parameters: only its type is pretended here.
    const value = <Name extends keyof Values>(name: Name) => new Place(name) as Values[Name]
    return build(db.withPlugin(constants), value).compile()
  }
  const name = `s${++count}`
  return (db, values) => {
    const { adapter } = db.getExecutor()
    let known = compiled.get(adapter)
    if (!known) {
      known = compileFor(db)
      compiled.set(adapter, known)
    }
    const given = new Map<PropertyKey, unknown>(Object.entries(values))
    const parameters = known.parameters.map(each => (each instanceof Place ? given.get(each.name) : each))
    const statement: CompiledQuery<Row> & Statement = { ...known, parameters, name, ...options }
    return db.executeQuery(statement)
  }
}
