// Whatever people type into whichever form: it pings nobody, links nowhere, and names nobody's e-mail or card.
import { globSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { auditOf } from '../../src/store/audit.ts'
import type { TestApp } from '../support/app.ts'
import { rehearseText } from '../support/bulk.ts'
import { closeDesk, maria, openDesk } from '../support/counter.ts'
import { asks, asksForLate, sends, timePasses } from '../support/requests.ts'

let desk: TestApp
const person = (who: string) => desk.slack.person(who)

const typed =
  '<!channel> <!here> <@U0BEN> <https://evil.example|prize> *bold* _it_ ~no~ `x` & <b> m.secret@private.example 4111 1111 1111 1111'
const shown =
  '<!channel> <!here> <@U0BEN> <https://evil.example|prize> *bold* _it_ ~no~ `x` & <b> m•••@private.example •••1111'

/** Clicks, fills in the form that opens, and sends it. */
async function fillsIn(
  who: string,
  button: string,
  where: string,
  values: Record<string, string>,
  opened: string | RegExp = '',
) {
  await person(who).clicks(button, { in: where })
  await person(who).waitsForModal(opened)
  await person(who).submits(values)
}

interface Form {
  /** The text fields that it fills in, by the file that draws them. */
  fields: Readonly<Record<string, readonly string[]>>
  /** Types it everywhere. */
  types(): Promise<unknown>
  /** Who reads it where; nobody where it is kept for the record alone. */
  reader: readonly [who: string, where: string] | undefined
  /** They read no more than its beginning. */
  isCut?: true
}

const forms: Record<string, Form> = {
  'a grant': {
    fields: { 'src/features/grant-points/modal.ts': ['text', 'note'] },
    types: () => asks(desk, 'ana', `/grant ${maria.email} 300`, { text: typed, note: typed }),
    reader: ['ana', 'desk'],
  },
  'a redemption': {
    fields: { 'src/features/redeem-product/modal.ts': ['note'] },
    types: () => asks(desk, 'ana', `/redeem ${maria.email} late`, { note: typed }),
    reader: ['carla', 'approvals'],
  },
  'a new password': {
    fields: { 'src/features/reset-password/feature.ts': ['note'] },
    types: () => asks(desk, 'ana', `/reset-password ${maria.email}`, { note: typed }),
    reader: ['ana', 'desk'],
  },
  'an adjustment': {
    fields: { 'src/features/adjust-guest/modal.ts': ['note'] },
    async types() {
      await sends(desk, 'carla', `/adjust ${maria.email}`, { points: '1500', note: typed })
      desk.clock.advance(1100)
      expect((await person('carla').submits()).result).toBe('closed')
    },
    reader: ['ana', 'desk'],
  },
  'a correction': {
    fields: { 'src/features/undo/modal.ts': ['text'] },
    async types() {
      await asks(desk, 'ana', `/grant ${maria.email} 300`)
      await timePasses(desk, 30)
      await fillsIn('ana', 'Corregir', 'dm', { text: typed })
      await person('ana').waitsForModal('un responsable decide')
    },
    reader: ['carla', 'approvals'],
  },
  'the title of a product': {
    fields: {},
    async types() {
      const late = desk.loyalty.store.productByTitle('Late check-out')
      desk.loyalty.store.changeProduct(late?.id ?? 0, { title: typed.replace(/ m\..*/, '') })
      await desk.restart()
      await person('ana').types(`/points ${maria.email}`)
      await asks(desk, 'ana', `/redeem ${maria.email} evil`)
      await person('carla').clicks('Aprobar', { in: 'approvals' })
      await person('ana').waitsToSee('canjeado para', 'desk')
    },
    reader: ['ana', 'desk'],
    isCut: true,
  },
  'a question': {
    fields: { 'src/features/requests/modal.ts': ['text'] },
    async types() {
      await asksForLate(desk)
      await fillsIn('carla', 'Preguntar', 'approvals', { text: typed })
      await person('ana').waitsToSee('pregunta', 'dm')
    },
    reader: ['ana', 'dm'],
  },
  'an answer': {
    fields: { 'src/features/requests/modal.ts': ['text'] },
    async types() {
      await asksForLate(desk)
      await fillsIn('carla', 'Preguntar', 'approvals', { text: '¿Sí?' })
      await person('ana').waitsToSee('pregunta', 'dm')
      await fillsIn('ana', 'Responder', 'dm', { text: typed })
      await person('carla').waitsToSee('responde', 'approvals')
    },
    reader: ['carla', 'approvals'],
  },
  'why a request is declined': {
    fields: { 'src/features/requests/modal.ts': ['text'] },
    async types() {
      await asksForLate(desk)
      await fillsIn('carla', 'Rechazar', 'approvals', { text: typed })
      await person('ana').waitsToSee('Rechazado', 'dm')
    },
    reader: ['ana', 'dm'],
  },
  'a promise': {
    fields: { 'src/features/promises/form.ts': ['what'] },
    async types() {
      await person('ana').types(`/points ${maria.email}`)
      await person('ana').waitsToSee('👤')
      await fillsIn('ana', 'Prometer', 'desk', { what: typed }, '👤')
    },
    reader: ['ben', 'desk'],
  },
  'a promise that is handed over': {
    fields: { 'src/features/promises/form.ts': ['what'] },
    async types() {
      await forms['a promise']?.types()
      await desk.jobs.idle()
      await person('ben').types('/desk duty')
    },
    reader: ['ben', 'desk'],
  },
  'the lines of a bulk grant': {
    fields: { 'src/features/bulk-grants/modal.ts': ['text'] },
    async types() {
      await rehearseText(person('ana'), 'es', `#11656601;5;${typed}`)
      await person('ana').waitsForModal(/Listas/)
      await person('ana').submits()
    },
    reader: ['carla', 'approvals'],
    isCut: true,
  },
  'why a bulk grant is declined': {
    fields: { 'src/features/bulk-grants/modal.ts': ['text'] },
    async types() {
      await rehearseText(person('ana'), 'es', '#11656601;5;Grupo')
      await person('ana').waitsForModal(/Listas/)
      await person('ana').submits()
      await desk.jobs.idle()
      await fillsIn('carla', 'Rechazar', 'approvals', { text: typed })
    },
    reader: ['ana', 'dm'],
  },
  'why an e-mail is shown': {
    fields: { 'src/features/find-guest/reveal.ts': ['why'] },
    async types() {
      await person('ana').types(`/points ${maria.email}`)
      await person('ana').waitsToSee('👤')
      await fillsIn('ana', 'Mostrar', 'desk', { why: typed })
      await person('ana').waitsForModal(maria.email)
      expect(JSON.stringify(await auditOf(desk.app.database.db, `contact:${maria.id}`))).toContain(
        '<!channel>',
      )
    },
    reader: undefined,
  },
  'a guest who is not there': {
    fields: {
      'src/actions/form-fields.ts': ['guest', 'note'],
      'src/actions/guest-form.ts': ['guest'],
      'src/actions/look-up-form.ts': ['guest'],
    },
    async types() {
      for (const command of ['/grant', '/points', '/history']) {
        await person('ana').types(`${command} ${typed}`)
        await person('ana').waitsForModal('«<!channel> <!here> <@U0BEN> <https://evil.example|prize> *bold*')
        await person('ana').closesModal()
      }
    },
    reader: undefined,
  },
}

/** Slack shows it as it stands, and to the person who typed it alone. */
const isPlain = (key: string, value: unknown) =>
  key === 'initial_value' ||
  (value !== null && typeof value === 'object' && 'type' in value && value.type === 'plain_text')

/** What Slack would act upon, and what no message may carry. */
const live = [/<!(channel|here|everyone)/, /<https?:\/\/evil/, /m\.secret@private/, /4111 1111/]

describe('what is typed', () => {
  afterEach(() => closeDesk(desk))

  test.each(Object.entries(forms))(
    'as %s is shown as it was typed, and nothing more',
    async (_, { types, reader, isCut }) => {
      desk = await openDesk('es', {
        settings: text =>
          text
            .replace(/^policy:$/m, 'policy:\n  adjust: { enabled: true, approvalAbove: 1000 }')
            .replace('name: Hotel Miramar', 'name: "Hotel <!here> *Miramar*"'),
      })
      await types()
      await desk.jobs.idle()
      if (reader) {
        const [who, where] = reader
        expect((await person(who).waitsToSee('<!channel>', where)).replaceAll('\u200b', '')).toContain(
          isCut ? shown.slice(0, 55) : shown,
        )
      }
      const sent = JSON.stringify(desk.slack.calls, (key, value) => (isPlain(key, value) ? undefined : value))
      for (const pattern of live) expect(sent).not.toMatch(pattern)
      expect(desk.log.join('')).not.toContain('m.secret@private')
      expect(
        JSON.stringify(await desk.app.database.db.selectFrom('jobs').selectAll().execute()),
      ).not.toContain('secret')
    },
  )
})

/** Tried elsewhere: what is refused beside the field, and numbers. */
const refused = {
  'src/features/enrol-guest/modal.ts': ['name', 'surname'],
  'src/features/grant-points/modal.ts': ['points', 'locator'],
  'src/features/adjust-guest/modal.ts': ['points', 'levelPoints'],
}

test('no form has a text field that is tried nowhere', () => {
  const tried = new Set([
    ...Object.values(forms).flatMap(each => Object.keys(each.fields)),
    ...Object.keys(refused),
  ])
  const drawn = globSync('src/{actions,features}/**/*.ts').filter(path =>
    readFileSync(path, 'utf8').includes('textInput({'),
  )
  expect(drawn.filter(path => !tried.has(path))).toEqual([])
})

describe('a note of blanks', () => {
  afterEach(() => closeDesk(desk))

  test.each([
    ['a redemption', `/redeem ${maria.email} late`, ['carla', 'approvals']],
    ['a new password', `/reset-password ${maria.email}`, ['ana', 'desk']],
  ] as const)('is none on the card of %s', async (_, command, [reader, where]) => {
    desk = await openDesk('en')
    await asks(desk, 'ana', command, { note: ' \u00a0\n ' })
    await desk.jobs.idle()
    const { blocks } = person(reader).lastMessage(where)
    expect(JSON.stringify(blocks)).toContain('María G.')
    expect(JSON.stringify(blocks)).not.toMatch(/\*(Note|Nota)\*/)
  })
})
