// The builders of Block Kit: what people typed stays text, and nothing is ever longer than Slack takes.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { createReader } from '../../src/sandbox/slack/mrkdwn.ts'
import { demoWorkspace } from '../../src/sandbox/slack/seed.ts'
import { createStore } from '../../src/sandbox/slack/store.ts'
import { validateMessage, validateView } from '../../src/sandbox/slack/validate.ts'
import { button, buttons, context, fields, type KnownBlock, modal, section } from '../../src/slack/blocks.ts'
import {
  dateInput,
  groupedSelectInput,
  option,
  personInput,
  searchInput,
  selectInput,
  textInput,
} from '../../src/slack/inputs.ts'
import { limits } from '../../src/slack/limits.ts'
import { cut, escapeText, link, mention, plain, safe } from '../../src/slack/text.ts'

const readAsPerson = createReader(createStore(demoWorkspace, systemClock, () => {}))
const length = (text: string) => [...text].length

describe('what people typed', () => {
  it.each([
    ['A & B', 'A &amp; B'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['<@U0ANA> <https://evil.example|click>', '&lt;@U0ANA&gt; &lt;https://evil.example|click&gt;'],
    ['', ''],
  ])('%s is escaped', (typed, escaped) => {
    expect(escapeText(typed)).toBe(escaped)
  })

  it.each([
    ['*bold*'],
    ['_slanted_'],
    ['~gone~'],
    ['`code`'],
    ['```code```'],
    ['*a* _b_ ~c~ `d`'],
    ['<!channel> & <@U0ANA>'],
    ['> quoted'],
    ['2*3*4 and snake_case'],
    ['&amp; &lt;'],
  ])('%s is shown as it was typed', typed => {
    expect(readAsPerson(safe(typed))).toBe(typed)
  })

  test.each(['*', '_', '~', '`'])('a %s in it does not end a formatting around it', mark => {
    expect(readAsPerson(`${mark}Done: ${safe(`${mark}Free${mark} ${mark}`)} for Ana${mark}`)).toBe(
      `Done: ${mark}Free${mark} ${mark} for Ana`,
    )
  })

  test('names, channels and addresses in it are not turned into links', () => {
    const typed = safe('#desk @here www.evil.example')
    const texts = [section(typed).text, ...context(typed).elements, ...(fields([['a', typed]]).fields ?? [])]
    expect(texts).toHaveLength(3)
    for (const text of texts) expect(text).toMatchObject({ type: 'mrkdwn', verbatim: true })
  })

  test('stands on one line and never begins a quotation', () => {
    expect(safe('  late\n>check-out\t\r\n now ')).toBe('late &gt;check-out now')
    expect(safe('> quoted')).toBe('\u200b&gt; quoted')
  })

  test('is shown as it was typed, whatever it is', () => {
    const marks = fc.string({ unit: fc.constantFrom(...'*_~`<>&|!@#a b'), maxLength: 30 })
    fc.assert(
      fc.property(marks, typed => {
        const shown = safe(typed)
        expect(shown).not.toMatch(/[<>]/)
        expect(readAsPerson(shown)).toBe(typed.replace(/\s+/g, ' ').trim())
      }),
    )
  })

  test('pings nobody in a message', () => {
    const typed = '<!channel> <!here> <!subteam^S0MANAGERS> <@U0ANA> @here'
    const blocks = [section(safe(typed)), fields([['Note', safe(typed)]]), context(safe(typed))]
    expect(validateMessage({ channel: 'C0DESK', text: safe(typed), blocks }, 'post')).toEqual([])
  })
})

test('a link shows its label, whatever stands in it or in the address', () => {
  const made = link('https://a.example/?x=1&y=<z>|w', 'LD-7F3K2Q|<!channel>')
  expect(made).toBe('<https://a.example/?x=1&amp;y=&lt;z&gt;%7Cw|LD-7F3K2Q&lt;!channel&gt;>')
  expect(readAsPerson(made)).toBe('LD-7F3K2Q<!channel>')
})

describe('cutting', () => {
  it.each([
    ['hello', 5, 'hello'],
    ['hello!', 5, 'hell…'],
    ['🎁🎁🎁', 3, '🎁🎁🎁'],
    ['🎁🎁🎁🎁', 3, '🎁🎁…'],
    ['', 3, ''],
  ])('%s at %i', (text, max, short) => {
    expect(cut(text, max)).toBe(short)
  })

  test('never leaves half an escape or half a mention', () => {
    const room = limits.sectionText
    const start = 'x'.repeat(room - 4)
    for (const tail of ['&amp;&amp;', '&lt;z', `${mention('U0ANA')} and more`, 'y&gt;z']) {
      const text = section(start + tail).text?.text ?? ''
      expect(length(text)).toBeLessThanOrEqual(room)
      expect(text).toMatch(/…$/)
      expect(text).not.toMatch(/&(?!amp;|lt;|gt;)|<(?!@U0ANA>)/)
    }
    expect(section(`${start}&amp;`).text?.text).toBe(`${start}…`)
    expect(section(`${'x'.repeat(room - 5)}&amp;`).text?.text).toBe(`${'x'.repeat(room - 5)}&amp;`)
  })

  test('an empty text becomes a blank, which Slack takes', () => {
    expect(plain('', 10).text).toBe(' ')
    expect(section('').text?.text).toBe(' ')
  })
})

describe('an option', () => {
  test('has a text and a value that Slack takes', () => {
    const long = option('🎁'.repeat(80), 'v'.repeat(80))
    expect(length(long.text.text)).toBe(limits.optionText)
    expect(length(long.value ?? '')).toBe(limits.optionValue)
    expect(option('Stay', 'stay')).toEqual({
      text: { type: 'plain_text', text: 'Stay', emoji: true },
      value: 'stay',
    })
  })

  const many = Array.from({ length: 150 }, (_, index) => option(`Product ${index}`, String(index)))
  const place = { field: 'product', feature: 'redeem-product', label: 'Product' }

  test('beyond the hundredth is not offered, and not chosen beforehand either', () => {
    expect(selectInput({ ...place, options: many, initial: '99' }).element).toMatchObject({
      options: many.slice(0, 100),
      initial_option: many[99],
    })
    expect(selectInput({ ...place, options: many, initial: '100' }).element).not.toHaveProperty(
      'initial_option',
    )
    const groups = [
      { label: 'Within reach', options: many },
      { label: 'Not yet', options: [] },
    ]
    expect(groupedSelectInput({ ...place, groups, initial: '99' }).element).toMatchObject({
      option_groups: [{ options: many.slice(0, 100) }],
      initial_option: many[99],
    })
    expect(groupedSelectInput({ ...place, groups, initial: '100' }).element).not.toHaveProperty(
      'initial_option',
    )
  })

  test('that is not offered is not chosen beforehand', () => {
    const options = many.slice(0, 3)
    expect(selectInput({ ...place, options, initial: 'gone' }).element).not.toHaveProperty('initial_option')
    expect(selectInput({ ...place, options }).element).not.toHaveProperty('initial_option')
  })
})

describe('an input', () => {
  const place = { field: 'points', feature: 'grant-points', label: 'Points' }

  test('has the field’s name, and a new one when it must show a new value', () => {
    expect(textInput(place)).toMatchObject({
      block_id: 'points',
      element: { action_id: 'grant-points.points' },
    })
    expect(textInput({ ...place, turn: 0 }).block_id).toBe('points')
    expect(textInput({ ...place, turn: 2 })).toMatchObject({
      block_id: 'points~2',
      element: { action_id: 'grant-points.points' },
    })
  })

  test('is required unless it says otherwise', () => {
    expect(textInput(place)).not.toHaveProperty('optional')
    expect(textInput({ ...place, optional: true }).optional).toBe(true)
  })

  test('keeps a long text that was typed as far as it fits', () => {
    const { element } = textInput({ ...place, initial: '🎁'.repeat(200), maxLength: 100 })
    expect(element).toMatchObject({ max_length: 100, initial_value: `${'🎁'.repeat(99)}…` })
  })
})

test('a button carries its id, its value and nothing that was not asked for', () => {
  expect(button({ id: 'request.approve', label: 'Approve', value: 'a1' })).toEqual({
    type: 'button',
    action_id: 'request.approve',
    text: { type: 'plain_text', text: 'Approve', emoji: true },
    value: 'a1',
  })
})

describe('whatever the texts are', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('', ' ', '🎁'.repeat(5000), 'x'.repeat(5000), '&<>'.repeat(2000)),
  )
  // Control characters do not reach us: Slack itself drops them from what people type.
  const text = words.map(typed => typed.replace(/\p{C}/gu, ''))

  test('Slack takes the form', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const place = { feature: 'grant-points', label: a, hint: b }
        const options = [option(a, 'one'), option(b, 'two')]
        const blocks: KnownBlock[] = [
          section(safe(b), button({ id: 'x.y', label: a, value: 'id' })),
          fields([[safe(a), safe(b)]]),
          context(safe(a), safe(b)),
          textInput({ ...place, field: 'text', initial: b, placeholder: a, multiline: true, focus: true }),
          dateInput({ ...place, field: 'day', initial: '2026-11-12' }),
          personInput({ ...place, field: 'person', initial: 'U0ANA' }),
          selectInput({ ...place, field: 'one', options, initial: 'two', placeholder: b }),
          groupedSelectInput({ ...place, field: 'grouped', groups: [{ label: a, options }], initial: 'one' }),
          searchInput({ ...place, field: 'search', initial: option(a, 'one'), placeholder: b }),
        ]
        const view = modal({
          callbackId: 'grant-points.submit',
          title: a,
          submit: b || 'Send',
          close: a,
          blocks,
        })
        expect(validateView(view)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('Slack takes the message', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const confirm = { title: a, text: b, yes: a, no: b }
        const row = buttons([button({ id: 'x.y', label: a, value: 'id', style: 'danger', confirm })], 'row')
        const blocks = [section(safe(b)), fields([[safe(a), safe(b)]]), context(safe(a)), row]
        expect(validateMessage({ channel: 'C0DESK', text: 'Card', blocks }, 'post')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('a modal has no more blocks than Slack takes, a row no more buttons, a card no more fields', () => {
  const { blocks } = modal({
    callbackId: 'x',
    title: 'X',
    close: 'Close',
    metadata: 'f1',
    notifyOnClose: true,
    blocks: Array.from({ length: 120 }, () => section('x')),
  })
  expect(blocks).toHaveLength(limits.viewBlocks)
  const press = button({ id: 'x.y', label: 'Press' })
  expect(buttons(Array.from({ length: 30 }, () => press)).elements).toHaveLength(limits.actionElements)
  expect(fields(Array.from({ length: 12 }, () => ['a', 'b'] as const)).fields).toHaveLength(
    limits.sectionFields,
  )
  expect(context(...Array.from({ length: 12 }, () => 'a')).elements).toHaveLength(limits.contextElements)
})
