// The ten sentences that every kind of action has, by state.
import type { ActionState } from '../domain/action.ts'

export type StateKey =
  | 'waiting'
  | 'sending'
  | 'done'
  | 'failed'
  | 'declined'
  | 'expired'
  | 'cancelled'
  | 'unknown'
  | 'needsPerson'
  | 'notApplied'

export function stateKey(state: ActionState): StateKey {
  switch (state) {
    case 'requested':
    case 'approved':
    case 'sending':
      return 'sending'
    case 'needs-person':
      return 'needsPerson'
    case 'not-applied':
      return 'notApplied'
    default:
      return state
  }
}
