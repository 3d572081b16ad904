// Compares what the ledger, the audit trail and Slack's channels say about each action. Knows the life of an action by
// itself, so that it does not share a mistake with the app.
import type { SeenRequest } from '../../src/sandbox/loyalty/request-log.ts'
import type { ActionsTable } from '../../src/store/schema.ts'
import { ofCards, unexplainedPosts } from './card-verdicts.ts'
import type { Evidence } from './evidence.ts'
import type { Complaint, Finding } from './finding.ts'
import type { Intention } from './intentions.ts'
import { requestTimeoutMs } from './world.ts'

const steps: Readonly<Record<string, readonly string[]>> = {
  '': ['requested', 'waiting'],
  requested: ['sending', 'failed'],
  waiting: ['approved', 'declined', 'expired', 'cancelled'],
  approved: ['sending', 'failed'],
  sending: ['done', 'failed', 'unknown', 'requested', 'approved'],
  unknown: ['done', 'not-applied', 'needs-person'],
  'needs-person': ['done', 'not-applied'],
  'not-applied': ['done'],
}

export function judge(evidence: Evidence): Finding[] {
  const { actions, intentions } = evidence
  return [
    ...intentions.flatMap(intention => ofIntention(intention, evidence)),
    ...actions.flatMap(action => [
      ...ofLedger(action, evidence),
      ...ofPath(action, evidence),
      ...ofCards(action, evidence),
    ]),
    ...ofStrangers(evidence),
    ...ofAllowances(evidence),
    ...unexplainedPosts(evidence),
    ...(evidence.isChainWhole
      ? []
      : [{ what: 'wrong' as const, about: 'audit', detail: 'the chain is broken' }]),
  ]
}

export function actionsFor({ kind, guest, points }: Intention, { actions }: Evidence): ActionsTable[] {
  return actions.filter(
    action =>
      action.kind === kind && action.contact_id === guest.contactId && action.points === (points ?? null),
  )
}

function ofIntention(intention: Intention, evidence: Evidence): Finding[] {
  const own = actionsFor(intention, evidence)
  const about = `wish ${intention.number} (${intention.command}) of ${intention.who}`
  const rows = own.reduce((sum, { reference }) => sum + (evidence.rows.get(reference)?.length ?? 0), 0)
  const actionIds = own.map(({ id }) => id)
  const findings: Finding[] = []
  if (rows > 1 && own.length > 1)
    findings.push({ what: 'duplicate', about, detail: `${own.length} actions with ${rows} rows`, actionIds })
  const { told } = intention
  if (told.kind !== 'accepted') return findings
  if (own.length === 0) findings.push({ what: 'lost', about, detail: 'accepted, but there is no action' })
  else if (told.reference !== undefined && !own.some(({ reference }) => reference === told.reference))
    findings.push({
      what: 'wrong',
      about,
      detail: `told ${told.reference}, which is something else`,
      actionIds,
    })
  return findings
}

function ofLedger(action: ActionsTable, evidence: Evidence): Finding[] {
  const { reference: about, id, state, contact_id: contact } = action
  const say = (what: Complaint, detail: string): Finding => ({ what, about, detail, actionIds: [id] })
  if (action.kind === 'reset-password') return ofMails(action, evidence).map(([what, how]) => say(what, how))
  const own = evidence.rows.get(about) ?? []
  const findings: Finding[] = []
  if (own.length > 1) findings.push(say('duplicate', `${own.length} rows`))
  if (own.length === 0 && state === 'done') findings.push(say('lost', 'done, but the ledger has no row'))
  if (own.length > 0 && state !== 'done' && state !== 'needs-person')
    findings.push(say('wrong', `${state}, but the ledger has a row`))
  const signed = action.kind === 'redeem-product' ? -(action.points ?? 0) : action.points
  if (own.some(row => row.contact !== contact || row.points !== signed))
    findings.push(say('wrong', 'the row is for another guest or amount'))
  if (state === 'needs-person' && couldBeTold(action, evidence))
    findings.push(say('wrong', 'needs a person, though the ledger could be read to the end'))
  return findings
}

/** A new password stands in no ledger: what is left of it is the mail, which does not say for which action it went. */
function ofMails(action: ActionsTable, { mails, actions }: Evidence): [Complaint, string][] {
  const { id, state, kind, contact_id: contact } = action
  const sent = mails.get(contact) ?? 0
  const isAlone = !actions.some(each => each.id !== id && each.kind === kind && each.contact_id === contact)
  if (sent > 1) return [['duplicate', `${sent} mails`]]
  if (sent === 0 && state === 'done') return [['lost', 'done, but no mail left']]
  if (sent === 1 && isAlone && state !== 'done' && state !== 'needs-person')
    return [['wrong', `${state}, but a mail left`]]
  return []
}

/**
 * The last read of the guest's ledger before that was answered: a look begins with a read, ends at the first that fails
 * for good, and is followed at once by what it means. Reads for a form do not excuse it.
 */
function couldBeTold({ id, contact_id: contact }: ActionsTable, { events, requests }: Evidence): boolean {
  const told = events.get(id)?.find(({ event }) => event === 'action.handed-to-person')?.at ?? 0
  const endOf = ({ at, tookMs = 0 }: SeenRequest) => at + Math.min(tookMs, requestTimeoutMs)
  const last = requests
    .filter(({ route, query }) => route === 'GET operations/' && query.contact === String(contact))
    .filter(request => endOf(request) <= told)
    .reduce<SeenRequest | undefined>((a, b) => (a && endOf(a) > endOf(b) ? a : b), undefined)
  return last === undefined || last.status === 200
}

function ofPath({ id, reference: about, state }: ActionsTable, { events }: Evidence): Finding[] {
  let at = ''
  for (const { event, detail } of events.get(id) ?? []) {
    if (typeof detail.to !== 'string') continue
    const isContinued = at === '' || detail.from === at
    if (!isContinued || !steps[at]?.includes(detail.to))
      return [{ what: 'wrong', about, detail: `${event} cannot follow ${at}`, actionIds: [id] }]
    at = detail.to
  }
  if (at === state) return []
  return [{ what: 'wrong', about, detail: `audited as ${at}, stands as ${state}`, actionIds: [id] }]
}

/** Rows and messages about an action that the store does not have. */
function ofStrangers({ rows, posted, actions }: Evidence): Finding[] {
  const known = new Set(actions.map(({ reference }) => reference))
  const strangers = new Set([...rows.keys(), ...posted.map(({ reference }) => reference)])
  return [...strangers]
    .filter(reference => !known.has(reference))
    .map(about => ({ what: 'wrong', about, detail: 'stands outside, but the store has no such action' }))
}

function ofAllowances({ actions, allowances }: Evidence): Finding[] {
  const held = new Map<string, number>()
  for (const { requested_by: user, kind, hotel_id: hotel, hotel_day: day, allowance } of actions) {
    const key = [user, kind, hotel, day].join(' ')
    held.set(key, (held.get(key) ?? 0) + allowance)
  }
  const used = new Map(
    allowances.map(each => [[each.user_id, each.kind, each.hotel_id, each.day].join(' '), each.used]),
  )
  return [...new Set([...held.keys(), ...used.keys()])]
    .filter(key => (held.get(key) ?? 0) !== (used.get(key) ?? 0))
    .map(key => ({
      what: 'wrong',
      about: `allowance of ${key}`,
      detail: `${used.get(key) ?? 0} used, but the actions hold ${held.get(key) ?? 0}`,
    }))
}
