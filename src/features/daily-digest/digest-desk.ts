// What the digest needs of the desk.
import type { AlertDesk } from '../../actions/alerts.ts'
import type { Desk } from '../../actions/desk.ts'
import type { LoyaltyClient } from '../../loyalty/client.ts'
import type { Messenger } from '../../slack/messenger.ts'

/** The ledger, as far as a digest reads it. */
export interface LedgerReader {
  operations: Pick<LoyaltyClient['operations'], 'readStretch' | 'get'>
}

export interface DigestDesk extends AlertDesk, Pick<Desk, 'settings'> {
  loyalty: LedgerReader
  messenger: Pick<Messenger, 'post' | 'permalink'>
}
