// What can be wrong after a run.

export type Complaint =
  /** More than one row, or mail, for one action or one wish. */
  | 'duplicate'
  /** Accepted without an action, or done without a row. */
  | 'lost'
  /** An end that does not stand on its cards. */
  | 'unreported'
  /** A row without a done action, a "cannot be told" that could be, a refusal that was none, an illegal path. */
  | 'wrong'
  /** A second post that neither a death nor a lost answer explains. */
  | 'unexplained post'

export interface Finding {
  what: Complaint
  /** `LD-…`, or which wish. */
  about: string
  detail: string
  /** For the audit trail. */
  actionIds?: readonly string[]
}
