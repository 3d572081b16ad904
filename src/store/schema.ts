// The tables as Kysely sees them. Text ids, epoch milliseconds, JSON in text: the same on both stores.
import type { ColumnType, Kysely, Transaction } from 'kysely'

export interface Schema {
  actions: ActionsTable
  action_notes: ActionNotesTable
  cards: CardsTable
  forms: FormsTable
  allowances: AllowancesTable
  jobs: JobsTable
  audit: AuditTable
  audit_texts: AuditTextsTable
  audit_head: AuditHeadTable
  settings: SettingsTable
  people: PeopleTable
  restores: RestoresTable
  recent_guests: RecentGuestsTable
  due_posts: DuePostsTable
  ledger_days: LedgerDaysTable
  alerts: AlertsTable
  promises: PromisesTable
  handover_items: HandoverItemsTable
  batches: BatchesTable
  batch_rows: BatchRowsTable
  batch_cards: BatchCardsTable
}

/** Reads may take either; whatever writes inside a transaction takes `Tx`. */
export type Querier = Kysely<Schema>
export type Tx = Transaction<Schema>

export interface ActionsTable {
  id: string
  reference: string
  kind: string
  hotel_id: number
  state: string
  /** Counts the changes of the row; a card remembers which one it shows. */
  version: number
  requested_by: string
  /** Who stood at a shared desk log-in, as chosen in the form. */
  acting_user: string | null
  contact_id: number
  guest_label: string
  points: number | null
  input: string
  submit_key: string
  hotel_day: string
  /** Points of the person's allowance that this action holds; 0 when none or given back. */
  allowance: number
  decided_by: string | null
  decided_at: number | null
  expires_at: number | null
  sending_at: number | null
  operation_id: number | null
  outcome: string | null
  /** Points that arrived according to the programme, level bonus included, signed; from `outcome`, for sums. */
  arrived: number | null
  /** The action that this one undoes or sends again. */
  cites: string | null
  batch_id: string | null
  created_at: number
  updated_at: number
}

export interface ActionNotesTable {
  id: string
  action_id: string
  kind: string
  author: string
  text: string
  at: number
}

/** Where an action is shown in Slack; `ts` is null until the post was answered. */
export interface CardsTable {
  action_id: string
  place: string
  channel: string
  ts: string | null
  shown_version: number
}

export interface BatchesTable {
  id: string
  /** One per form, or per wish to reverse a batch. */
  key: string
  kind: string
  hotel_id: number
  state: string
  version: number
  author: string
  acting_user: string | null
  /** The file in Slack that is still to be read. */
  file_id: string | null
  /** The modal that shows the progress, if it is still open. */
  view_id: string | null
  reverses: string | null
  problem: string | null
  decided_by: string | null
  decided_at: number | null
  reason: string | null
  expires_at: number | null
  created_at: number
  updated_at: number
}

export interface BatchRowsTable {
  batch_id: string
  /** As the person counts the lines of the file. */
  line: number
  /** What names the guest, as typed; gone once the guest is known or the batch has ended. */
  guest_key: string | null
  contact_id: number | null
  guest_label: string
  points: number | null
  text: string
  facts: string | null
  /** Why the row is left out. */
  problem: string | null
  /** The row or reference that the problem names. */
  about: string | null
  action_id: string | null
}

/** Where a batch is shown in Slack; for an uploaded file `ts` is its id. */
export interface BatchCardsTable {
  batch_id: string
  place: string
  channel: string
  ts: string
  shown_at: number
}

export interface FormsTable {
  id: string
  feature: string
  user_id: string
  hotel_id: number
  data: string
  created_at: number
  expires_at: number
}

export interface AllowancesTable {
  user_id: string
  kind: string
  hotel_id: number
  day: string
  used: number
}

export interface JobsTable {
  id: string
  name: string
  /** At most one job per key: enqueuing again moves it forward and runs it once more. */
  key: string | null
  data: string
  run_at: number
  attempts: number
  /** Rises with each enqueue of the same key, so that a run in progress is followed by another. */
  revision: number
  lease_token: string | null
  lease_until: number | null
  last_error: string | null
  created_at: number
}

export interface AuditTable {
  seq: number
  at: number
  actor: string
  event: string
  subject: string
  detail: string
  text_id: string | null
  text_hash: string | null
  prev_hash: string
  hash: string
}

/** Free text of an audit event, apart from the chain so that it can be erased; `salt` goes with it. */
export interface AuditTextsTable {
  id: string
  salt: string
  text: string
}

export interface AuditHeadTable {
  id: number
  seq: number
  hash: string
}

export interface SettingsTable {
  id: number
  version: ColumnType<number, number, number>
  source: string
  file_hash: string | null
  body: string
  updated_at: number
  updated_by: string
}

/** What is remembered of Slack users, so that the first sentence is in their language. */
export interface PeopleTable {
  user_id: string
  locale: string | null
  fetched_at: number
}

/** Guests who were shown to somebody, by masked name, for a set time. */
export interface RecentGuestsTable {
  hotel_id: number
  contact_id: number
  label: string
  shown_at: number
  expires_at: number
}

/** A store that was put back from a backup is held until somebody has looked at what was open in it. */
export interface RestoresTable {
  id: string
  backup_at: number
  restored_at: number
  released_at: number | null
  released_by: string | null
}

/** A digest, or a hand-over, of one hotel; `slot` is the hotel day, or the wall clock that it was planned for. */
export interface DuePostsTable {
  kind: string
  hotel_id: number
  slot: string
  due_at: number
  state: string
  begun_at: number | null
  channel: string | null
  /** `null` until the post was answered. */
  ts: string | null
  /** How many messages of its thread were posted. */
  replies: number
}

/** What the ledger had on a hotel day, gathered once; hotel 0 is the chain, for rows that name no hotel. */
export interface LedgerDaysTable {
  hotel_id: number
  hotel_day: string
  from_at: number
  until_at: number
  body: string
  gathered_at: number
}

/** What admins were told about, so that they are told once. */
export interface AlertsTable {
  key: string
  at: number
}

/** What a guest was promised; `channel` and `ts` are null until its message was posted. */
export interface PromisesTable {
  id: string
  hotel_id: number
  contact_id: number
  guest_label: string
  text: string
  due_day: string
  state: string
  made_by: string
  acting_user: string | null
  created_at: number
  ended_by: string | null
  ended_at: number | null
  channel: string | null
  ts: string | null
  shown_state: string | null
}

/** What was open at a hand-over, and who has taken it on. */
export interface HandoverItemsTable {
  id: string
  hotel_id: number
  /** The hand-over's wall clock, `YYYY-MM-DD HH:mm`; for a hotel without hand-overs its day. */
  shift: string
  kind: string
  subject: string
  taken_by: string | null
  taken_at: number | null
}
