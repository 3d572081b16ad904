// /reset-password and the card's button: says plainly what it does, then one call.
import type { Desk } from '../../actions/desk.ts'
import { longestNote, noteInput, typedNote } from '../../actions/form-fields.ts'
import { registerGuestForm } from '../../actions/form-flow.ts'
import type { FormState, GuestForm } from '../../actions/guest-form.ts'
import { guestButtons } from '../../actions/ids.ts'
import { context, type KnownBlock, section } from '../../slack/blocks.ts'
import type { Listeners } from '../../slack/listen.ts'
import { safe } from '../../slack/text.ts'
import { type ResetInput, resetPassword } from './definition.ts'
import { resetWords } from './words.ts'

const resetForm: GuestForm<ResetInput> = {
  definition: resetPassword,
  title: language => resetWords(language)('title'),
  submitLabel: ({ language }) => resetWords(language)('submit'),
  prefill: rest => (rest ? { note: rest.slice(0, longestNote) } : {}),
  blocks,
  read({ typed }) {
    const note = typedNote(typed)
    return { ok: true, input: note ? { note } : {} }
  },
}

export function registerResetPassword(desk: Desk, listen: Listeners): void {
  const form = registerGuestForm(desk, listen, resetForm)
  listen.command('/reset-password', call => form.open(call, call.text))
  listen.button(guestButtons.resetPassword, call => form.open(call, `#${call.value}`))
}

function blocks({ language, status, typed }: FormState): KnownBlock[] {
  const say = resetWords(language)
  const warning =
    status.kind === 'shown'
      ? [
          section(say('warning', { email: `*${safe(status.guest.maskedEmail)}*` })),
          ...(status.guest.emailStatus === 'bounced' ? [section(say('bounced'))] : []),
        ]
      : [context(say('explain'))]
  return [...warning, noteInput(resetPassword.kind, say('note'), typed)]
}
