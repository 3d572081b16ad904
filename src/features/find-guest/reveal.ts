// Shows a guest's e-mail to one person who said why, in a modal and nowhere else; who, when and why are audited.
import type { Desk } from '../../actions/desk.ts'
import { toContactId } from '../../domain/guest.ts'
import { maskGuest } from '../../domain/masking.ts'
import { type KnownBlock, modal, textInput } from '../../slack/blocks.ts'
import type { FormAnswer, FormCall, Listeners } from '../../slack/listen.ts'
import { noticeView } from '../../slack/listen.ts'
import { appendAudit } from '../../store/audit.ts'
import { findGuestIds } from './ids.ts'
import { guestWords } from './words.ts'

export function registerReveal(desk: Desk, listen: Listeners): void {
  listen.button(findGuestIds.reveal, async call => {
    const say = guestWords(call.who.language)
    const view = modal({
      callbackId: findGuestIds.revealForm,
      title: say('revealTitle'),
      submit: say('revealSubmit'),
      close: say('close'),
      metadata: call.value,
      blocks: [
        textInput({
          field: 'why',
          feature: 'find-guest',
          label: say('revealWhy'),
          hint: say('revealHint'),
          maxLength: 200,
          focus: true,
        }),
      ],
    })
    await (call.view
      ? desk.messenger.pushView(call.triggerId, view)
      : desk.messenger.openView(call.triggerId, view))
  })
  listen.form(findGuestIds.revealForm, call => reveal(desk, call))
}

async function reveal(desk: Desk, call: FormCall): Promise<FormAnswer> {
  const { who, typed } = call
  const say = guestWords(who.language)
  const why = typed.why?.trim()
  const contactId = toContactId(Number(call.metadata))
  if (!why) return { kind: 'errors', errors: { why: say('revealMissing') } }
  if (contactId === undefined) return { kind: 'errors', errors: { why: say('revealGone') } }
  await desk.database.transaction(tx =>
    appendAudit(tx, {
      at: desk.clock.now(),
      actor: who.userId,
      event: 'guest.revealed',
      subject: `contact:${contactId}`,
      detail: { contact: contactId },
      text: why,
    }),
  )
  return {
    kind: 'update',
    view: noticeView(say('stillLooking'), who.language),
    after: async () => {
      const found = await desk.findGuest({ by: 'id', id: contactId }, who.hotels[0]?.id ?? 0, '')
      const text =
        found.kind === 'one'
          ? say('revealed', { guest: maskGuest({ ...found.guest, email: '' }), email: found.guest.email })
          : say('revealGone')
      const block: KnownBlock = { type: 'section', text: { type: 'plain_text', text, emoji: false } }
      await desk.messenger.updateView(call.view.id, { ...noticeView(text, who.language), blocks: [block] })
    },
  }
}
