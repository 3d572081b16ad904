// The audit chain: each event's hash covers the one before, so that a change, a gap or a cut shows. Free text
// stands apart, salted, and only its hash is in the chain: it can be erased without breaking the chain.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { prepared } from './prepared.ts'
import type { AuditTable, AuditTextsTable, Querier, Tx } from './schema.ts'

export type AuditValue =
  | string
  | number
  | boolean
  | null
  | readonly AuditValue[]
  | { readonly [key: string]: AuditValue }

export interface NewAuditEvent {
  /** Epoch milliseconds. */
  at: number
  /** Who did it: a Slack user id, or the part of the app. */
  actor: string
  /** `noun.verb`, in the past tense. */
  event: string
  /** What it is about, e.g. an action id. */
  subject: string
  /** Ids, numbers and codes only: it can never be erased. */
  detail: { readonly [key: string]: AuditValue }
  /** What a person typed, or anything else about a person. */
  text?: string
}

export interface AuditEvent extends Omit<NewAuditEvent, 'text'> {
  /** 1 for the first event, without gaps. */
  seq: number
  /** `null` when there was none or it was erased. */
  text: string | null
  textHash: string | null
  prevHash: string
  hash: string
}

/**
 * Appends an event. Keep it last in a transaction: on PostgreSQL it locks the head of the chain until commit, and
 * every other transaction that appends waits for that.
 */
export async function appendAudit(tx: Tx, event: NewAuditEvent): Promise<void> {
  const text = event.text === undefined ? undefined : createText(event.text)
  if (text) await tx.insertInto('audit_texts').values(text).execute()
  // The update itself takes the row lock, on both stores.
  const [head] = (await takeHead(tx, {})).rows
  if (!head) throw new Error('The audit chain has no head')
  const row = {
    seq: head.seq,
    at: event.at,
    actor: event.actor,
    event: event.event,
    subject: event.subject,
    detail: canonicalJson(event.detail),
    text_id: text?.id ?? null,
    text_hash: text ? hashOfText(text) : null,
    prev_hash: head.hash,
  }
  const hash = hashOf(row)
  await insertEvent(tx, { ...row, hash })
  await setHead(tx, { hash })
}

const takeHead = prepared<object, Pick<AuditTable, 'seq' | 'hash'>>(db =>
  db
    .updateTable('audit_head')
    .set(eb => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash']),
)

const insertEvent = prepared<AuditTable, unknown>(
  (db, value) =>
    db.insertInto('audit').values({
      seq: value('seq'),
      at: value('at'),
      actor: value('actor'),
      event: value('event'),
      subject: value('subject'),
      detail: value('detail'),
      text_id: value('text_id'),
      text_hash: value('text_hash'),
      prev_hash: value('prev_hash'),
      hash: value('hash'),
    }),
  { isBehind: true },
)

const setHead = prepared<{ hash: string }, unknown>(
  (db, value) =>
    db
      .updateTable('audit_head')
      .set({ hash: value('hash') })
      .where('id', '=', 1),
  { isBehind: true },
)

export interface AuditFault {
  ok: false
  /** Of the first event that does not fit. */
  seq: number
  /**
   * `missing`: no such event; `unlinked`: it does not continue the one before; `changed`: its hash does not fit its
   * content; `text-changed`: its text is not the one that was written.
   */
  why: 'missing' | 'unlinked' | 'changed' | 'text-changed'
}

/** Reads the whole chain in pages. The hash, kept elsewhere, proves later that nothing was rewritten up to here. */
export async function verifyAudit(
  db: Querier,
): Promise<{ ok: true; count: number; hash: string } | AuditFault> {
  // Events that are appended meanwhile come after this head and are not looked at.
  const head = await db
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirst()
  let seq = 0
  let hash = '0'.repeat(64)
  while (head && seq < head.seq) {
    const rows = await readPage(db, seq + 1, Math.min(pageSize, head.seq - seq))
    if (rows.length === 0) return { ok: false, seq: seq + 1, why: 'missing' }
    for (const row of rows) {
      const why = faultOf(row, seq + 1, hash)
      if (why) return { ok: false, seq: seq + 1, why }
      seq = row.seq
      hash = row.hash
    }
  }
  if (head?.hash !== hash) return { ok: false, seq, why: head ? 'unlinked' : 'missing' }
  return { ok: true, count: seq, hash }
}

/** Erases what was written about a subject in free text; the events stay. Returns how many texts there were. */
export async function eraseAuditText(tx: Tx, subject: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('audit_texts')
    .where('id', 'in', eb =>
      eb
        .selectFrom('audit')
        .select(eb => eb.ref('text_id').$notNull().as('id'))
        .where('subject', '=', subject)
        .where('text_id', 'is not', null),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** All events about a subject, oldest first. */
export async function auditOf(db: Querier, subject: string): Promise<AuditEvent[]> {
  return (await withTexts(db).where('subject', '=', subject).execute()).map(toEvent)
}

/** Up to `limit` events from `fromSeq` on, oldest first, for an export. */
export async function auditPage(
  db: Querier,
  { fromSeq, limit }: { fromSeq: number; limit: number },
): Promise<AuditEvent[]> {
  return (await readPage(db, fromSeq, limit)).map(toEvent)
}

const pageSize = 500

function withTexts(db: Querier) {
  return db
    .selectFrom('audit')
    .leftJoin('audit_texts', 'audit_texts.id', 'audit.text_id')
    .selectAll('audit')
    .select(['audit_texts.salt', 'audit_texts.text'])
    .orderBy('seq')
}

function readPage(db: Querier, fromSeq: number, limit: number): Promise<AuditRow[]> {
  return withTexts(db).where('seq', '>=', fromSeq).limit(limit).execute()
}

type AuditRow = AuditTable & { [Column in 'salt' | 'text']: string | null }

function faultOf(row: AuditRow, seq: number, prevHash: string): AuditFault['why'] | undefined {
  if (row.seq !== seq) return 'missing'
  if (row.prev_hash !== prevHash) return 'unlinked'
  if (row.hash !== hashOf(row)) return 'changed'
  const { salt, text } = row
  if (salt !== null && text !== null && hashOfText({ salt, text }) !== row.text_hash) return 'text-changed'
  return undefined
}

function toEvent(row: AuditRow): AuditEvent {
  const { seq, at, actor, event, subject, text, text_hash, prev_hash, hash } = row
  const detail = JSON.parse(row.detail)
  return { seq, at, actor, event, subject, detail, text, textHash: text_hash, prevHash: prev_hash, hash }
}

function createText(text: string): AuditTextsTable {
  return { id: randomUUID(), salt: randomBytes(16).toString('hex'), text }
}

/** Salted, so that a short text cannot be guessed from the hash that stays after its erasure. */
function hashOfText({ salt, text }: { salt: string; text: string }): string {
  return sha256(salt + text)
}

/** Over the JSON array of these eight values, in this order, with `detail` as the text in which it is stored. */
function hashOf(row: Omit<AuditTable, 'hash' | 'text_id'>): string {
  const { seq, at, actor, event, subject, detail, text_hash, prev_hash } = row
  return sha256(JSON.stringify([seq, at, actor, event, subject, detail, text_hash, prev_hash]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** JSON whose keys are sorted at every depth, so that equal details have equal texts. */
function canonicalJson(value: AuditValue): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
