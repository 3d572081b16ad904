// Ids of the buttons and forms that stand on every action's cards. A button's value is the action's id.
export const actionIds = {
  approve: 'action.approve',
  decline: 'action.decline',
  declineForm: 'action.decline-form',
  ask: 'action.ask',
  askForm: 'action.ask-form',
  answer: 'action.answer',
  answerForm: 'action.answer-form',
  cancel: 'action.cancel',
  handOver: 'action.hand-over',
} as const

/** Buttons of the guest card that open another feature's form; their value is the contact id. */
export const guestButtons = {
  grant: 'grant-points.open',
  redeem: 'redeem-product.open',
  resetPassword: 'reset-password.open',
} as const

/** Buttons on the card of a write whose answer was lost; their value is the action's id. */
export const unsettledIds = {
  sendAgain: 'unsettled.send-again',
  leave: 'unsettled.leave',
  look: 'unsettled.look',
  judgeForm: 'unsettled.judge-form',
  /** Takes back the second of two that both arrived. */
  undo: 'undo.second',
} as const
