// Forms as staff open them: /grant, the guest looked up and shown. What is left is the press on Send.
import { contactOf, emailOf } from './fake-api.ts'
import { commandBody, personFor, submissionBody } from './requests.ts'
import { on20Connections, type Side } from './side.ts'
import { type World, within } from './world.ts'

export interface OpenForm {
  contactId: number
  /** How the confirmation in the channel names the guest. */
  label: string
  body: string
}

/** Each form is about another guest, so that the rule against doing the same twice does not stop it. */
export function createForms({ slack }: World, desk: Side) {
  let opened = 0
  return {
    async open(count: number): Promise<OpenForm[]> {
      const forms: OpenForm[] = []
      const last = opened + count
      await on20Connections(desk.port, async connection => {
        if (opened >= last) return false
        const guest = ++opened
        const userId = personFor(guest)
        const triggerId = `G${guest}`
        const shown = slack.shown(triggerId)
        const text = `${emailOf(guest)} 300 three nights`
        const responseUrl = slack.responseUrl(triggerId)
        await connection.post(commandBody({ command: '/grant', text, userId, triggerId, responseUrl }))
        const view = await within(10_000, shown, 'a form did not show its guest')
        forms.push({
          contactId: contactOf(guest),
          label: `#${contactOf(guest)}`,
          body: submissionBody(view, userId),
        })
        return true
      })
      return forms
    },
  }
}
