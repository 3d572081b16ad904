// Everything that a run left behind, read once: the app's store, the API sandbox's ledger and mails, Slack's messages.
import type { Operation } from '../../src/sandbox/loyalty/model.ts'
import type { SeenRequest } from '../../src/sandbox/loyalty/request-log.ts'
import type { SlackMessage } from '../../src/sandbox/slack/store.ts'
import { type AuditEvent, auditPage, verifyAudit } from '../../src/store/audit.ts'
import type { Database } from '../../src/store/database.ts'
import type { ActionsTable, AllowancesTable, CardsTable } from '../../src/store/schema.ts'
import { referenceIn } from './board.ts'
import type { Intention } from './intentions.ts'
import type { Death } from './replica.ts'
import { staffNames, type World } from './world.ts'

export interface Posted extends SlackMessage {
  reference: string
}

export interface Evidence {
  intentions: readonly Intention[]
  actions: readonly ActionsTable[]
  cards: readonly CardsTable[]
  allowances: readonly AllowancesTable[]
  /** By action id, oldest first. */
  events: ReadonlyMap<string, readonly AuditEvent[]>
  isChainWhole: boolean
  /** Rows that carry a reference, by it. */
  rows: ReadonlyMap<string, readonly Operation[]>
  /** New passwords mailed, by contact. */
  mails: ReadonlyMap<number, number>
  requests: readonly SeenRequest[]
  /** The app's messages about actions, for everybody or in direct messages; replies in threads left out. */
  posted: readonly Posted[]
  lostPosts: ReadonlySet<string>
  deaths: readonly Death[]
}

export async function gather(
  database: Database,
  { slack, loyalty }: World,
  rest: Pick<Evidence, 'intentions' | 'lostPosts' | 'deaths'>,
): Promise<Evidence> {
  const { db } = database
  const events: AuditEvent[] = []
  for (let page = await readPage(); page.length > 0; page = await readPage()) events.push(...page)
  function readPage() {
    return auditPage(db, { fromSeq: events.length + 1, limit: 1000 })
  }
  const places = ['desk', 'approvals', ...staffNames.map(name => `@${name}`)]
  const posted = places.flatMap(place =>
    slack.store.messagesIn(place).flatMap(message => {
      const reference = message.isFromApp && !message.threadTs ? referenceIn(message) : undefined
      return reference ? [{ ...message, reference }] : []
    }),
  )
  return {
    ...rest,
    actions: await db.selectFrom('actions').selectAll().orderBy('created_at').execute(),
    cards: await db.selectFrom('cards').selectAll().execute(),
    allowances: await db.selectFrom('allowances').selectAll().execute(),
    events: Map.groupBy(events, ({ subject }) => subject),
    isChainWhole: (await verifyAudit(db)).ok,
    rows: Map.groupBy(
      loyalty.store.operations().filter(({ concept }) => referenceAtEnd(concept)),
      ({ concept }) => referenceAtEnd(concept) ?? '',
    ),
    mails: countMails(loyalty.mails, email => loyalty.store.contactByEmail(email)?.id),
    requests: loyalty.requests,
    posted,
  }
}

const referenceAtEnd = (concept: string): string | undefined => / · (LD-\w{6})$/.exec(concept)?.[1]

function countMails(
  mails: readonly { to: string; kind: string }[],
  contactOf: (email: string) => number | undefined,
): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { to, kind } of mails) {
    const contact = contactOf(to)
    if (kind !== 'reset-password' || contact === undefined) continue
    counts.set(contact, (counts.get(contact) ?? 0) + 1)
  }
  return counts
}
