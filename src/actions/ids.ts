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

/** Buttons of the guest card that open another feature; their value is the contact id. */
export const guestButtons = {
  grant: 'grant-points.open',
  redeem: 'redeem-product.open',
  history: 'history.open',
  rewards: 'rewards.open',
  resetPassword: 'reset-password.open',
  enrol: 'enrol-guest.open',
  promise: 'promises.open',
} as const

/** The block of the guest card's buttons: with the stay that the guest was found by, its last day. */
export const stayBlock = {
  id: (departure: string) => `stay-until.${departure}`,
  read: (blockId: string): string | undefined => /^stay-until\.(\d{4}-\d{2}-\d{2})$/.exec(blockId)?.[1],
} as const

/** Buttons on the card of a write whose answer was lost; their value is the action's id. */
export const unsettledIds = {
  sendAgain: 'unsettled.send-again',
  leave: 'unsettled.leave',
  look: 'unsettled.look',
  judgeForm: 'unsettled.judge-form',
} as const

/** Buttons that take a done action back; their value is the action's id, for `second` that of the first of two. */
export const undoIds = {
  /** By its author, for some minutes. */
  own: 'undo.own',
  /** Opens a small form, by anyone on the hotel's staff. */
  correct: 'undo.correct',
  correctForm: 'undo.correct-form',
  /** Takes back the second of two that both arrived. */
  second: 'undo.second',
  secondForm: 'undo.second-form',
} as const

/** Buttons that end a promise, wherever it stands; their value is the promise's id. */
export const promiseIds = {
  keep: 'promises.keep',
  cancel: 'promises.cancel',
} as const
