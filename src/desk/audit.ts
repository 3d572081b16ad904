// audit verify, audit show, audit export
import { readReference } from '../domain/reference.ts'
import { findActionByReference } from '../store/actions.ts'
import { auditOf, auditPage, verifyAudit } from '../store/audit.ts'
import { UsageError, type Verb, withStore } from './verb.ts'

export const verifyAuditChain: Verb = (_words, { print, config }) =>
  withStore(config(), 'read', async ({ db }) => {
    const result = await verifyAudit(db)
    print(
      result.ok
        ? `The audit trail is whole: ${result.count} events, fingerprint ${result.hash}`
        : `The audit trail is broken at event ${result.seq}: ${result.why}`,
    )
    return result.ok
  })

/** Everything that happened to one action. */
export const showAudit: Verb = ([typed], { print, config }) => {
  const reference = readReference(typed ?? '')
  if (reference === undefined)
    throw new UsageError('Name the reference: npm run desk -- audit show LD-7F3K2Q')
  return withStore(config(), 'read', async ({ db }) => {
    const action = await findActionByReference(db, reference)
    if (!action) {
      print(`The store has no action ${reference}.`)
      return false
    }
    for (const event of await auditOf(db, action.id)) print(JSON.stringify(event))
    return true
  })
}

const pageSize = 500

/** One event a line, as JSON; what staff typed is in it, so keep it as you keep the store. */
export const exportAudit: Verb = (words, { print, config }) => {
  const at = words.indexOf('--from')
  const from = at < 0 ? 1 : Number(words[at + 1])
  if (!Number.isInteger(from) || from < 1) throw new UsageError('--from takes the number of an event, from 1')
  return withStore(config(), 'read', async ({ db }) => {
    for (let fromSeq = from; ; ) {
      const events = await auditPage(db, { fromSeq, limit: pageSize })
      for (const event of events) print(JSON.stringify(event))
      const last = events.at(-1)
      if (!last || events.length < pageSize) return true
      fromSeq = last.seq + 1
    }
  })
}
