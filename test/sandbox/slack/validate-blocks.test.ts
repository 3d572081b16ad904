// Every block and element of Slack, valid in its smallest form, and the sizes that Slack takes.

import { describe, expect, it, test } from 'vitest'
import {
  type Problem,
  validateMessage,
  validateOptions,
  validateView,
} from '../../../src/sandbox/slack/validate.ts'
import { limits } from '../../../src/sandbox/slack/validate-table.ts'
import {
  blocks,
  elements,
  errorsOf,
  inBlock,
  inElement,
  message,
  modal,
  mrkdwn,
  option,
  plain,
  richText,
  times,
} from './validate-samples.ts'

const emoji = '😀'

describe('everything that Slack knows has a valid form', () => {
  test('the samples cover every block and element in the table, except the file block that apps cannot send', () => {
    expect(Object.keys(elements).sort()).toEqual(Object.keys(limits.shapes.element ?? {}).sort())
    expect([...Object.keys(blocks), 'file'].sort()).toEqual(Object.keys(limits.shapes.block ?? {}).sort())
  })
  test.each(Object.keys(blocks))('a minimal %s block passes without a remark', type => {
    expect(inBlock(type, {})).toEqual([])
  })
  const places = Object.keys(elements).flatMap(type =>
    (limits.shapes.element?.[type]?.hosts ?? [])
      .filter(host => host !== 'card' || type === 'button')
      .map(host => [type, host]),
  )
  test.each(places)('a minimal %s passes in %s', (type = '', host = '') => {
    expect(inElement(type, {}, host)).toEqual([])
  })
  test.each([
    'actions',
    'section',
    'header',
    'context',
    'input',
    'image',
    'rich_text',
    'divider',
    'card',
    'table',
  ])('a %s block passes in the Home tab', type => {
    expect(validateView({ type: 'home', blocks: [{ type, ...blocks[type] }] })).toEqual([])
  })
})

describe('texts are as long as Slack takes them, and an emoji counts as one character', () => {
  const lengths: [string, number, (text: string) => Problem[]][] = [
    ['a section', 3000, text => inBlock('section', { text: mrkdwn(text) })],
    ['a field of a section', 2000, text => inBlock('section', { fields: [mrkdwn(text)] })],
    ['a header', 150, text => inBlock('header', { text: plain(text) })],
    ['a context line', 3000, text => inBlock('context', { elements: [plain(text)] })],
    ['an input label', 2000, text => inBlock('input', { label: plain(text) })],
    ['an input hint', 2000, text => inBlock('input', { hint: plain(text) })],
    ['a button', 75, text => inElement('button', { text: plain(text) }, 'actions')],
    ['the value of a button', 2000, text => inElement('button', { value: text }, 'actions')],
    ['an action id', 255, text => inElement('button', { action_id: text }, 'actions')],
    ['a block id', 255, text => inBlock('divider', { block_id: text })],
    ['a placeholder', 150, text => inElement('external_select', { placeholder: plain(text) }, 'actions')],
    [
      'an option',
      75,
      text => inElement('overflow', { options: [{ text: plain(text), value: 'a' }] }, 'actions'),
    ],
    ['an alert', 200, text => inBlock('alert', { text: plain(text) })],
    ['a video title', 199, text => inBlock('video', { title: plain(text) })],
    ['the alternative text of an image', 2000, text => inBlock('image', { alt_text: text })],
    [
      'the initial text of an input',
      3000,
      text => inElement('plain_text_input', { initial_value: text, max_length: undefined }, 'input'),
    ],
    [
      'a confirmation title',
      100,
      text =>
        inElement(
          'button',
          { confirm: { title: plain(text), text: plain('a'), confirm: plain('b'), deny: plain('c') } },
          'actions',
        ),
    ],
    [
      'a confirmation text',
      300,
      text =>
        inElement(
          'button',
          { confirm: { title: plain('a'), text: plain(text), confirm: plain('b'), deny: plain('c') } },
          'actions',
        ),
    ],
    [
      'a confirmation button',
      30,
      text =>
        inElement(
          'button',
          { confirm: { title: plain('a'), text: plain('b'), confirm: plain(text), deny: plain('c') } },
          'actions',
        ),
    ],
    ['a modal title', 24, text => validateView({ ...modal({ type: 'divider' }), title: plain(text) })],
    ['a submit button', 24, text => validateView({ ...modal({ type: 'divider' }), submit: plain(text) })],
    [
      'private metadata',
      3000,
      text => validateView({ ...modal({ type: 'divider' }), private_metadata: text }),
    ],
    ['an updated message', 4000, text => validateMessage({ text }, 'update')],
    ['a chart title', 50, text => inBlock('data_visualization', { title: text })],
    ['the sum of a table', 10_000, text => inBlock('table', { rows: [[richText(text)]] })],
    ['markdown', 12_000, text => inBlock('markdown', { text })],
  ]
  test.each(lengths)('%s takes %i characters and not one more', (_, most, check) => {
    expect(check(emoji.repeat(most))).toEqual([])
    expect(errorsOf(check('a'.repeat(most + 1)))).toHaveLength(1)
  })
  it('refuses empty texts', () => {
    expect(errorsOf(inBlock('section', { text: mrkdwn('') }))).toEqual(['/blocks/0/text/text'])
    expect(errorsOf(inBlock('rich_text', richText('')))).toEqual(['/blocks/0/elements/0/elements/0/text'])
  })
  it('names the place of the problem to the last key', () => {
    const options = [option('a'), { text: plain('a'.repeat(76)), value: 'b' }]
    const problems = inElement('static_select', { options, initial_option: undefined }, 'section')
    expect(problems).toEqual([
      {
        pointer: '/blocks/0/accessory/options/1/text/text',
        message: 'has 76 characters, Slack takes at most 75',
        severity: 'error',
      },
    ])
  })
})

describe('lists hold as many items as Slack takes', () => {
  const button = (n: number) => ({ type: 'button', text: plain('Go'), action_id: `go.${n}` })
  const options = (n: number) => times(n, i => option(String(i)))
  const counts: [string, number, (count: number) => Problem[]][] = [
    ['buttons in a row', 25, n => inBlock('actions', { elements: times(n, button) })],
    ['elements of a context', 10, n => inBlock('context', { elements: times(n, () => plain('a')) })],
    ['fields of a section', 10, n => inBlock('section', { fields: times(n, () => plain('a')) })],
    [
      'entries of a select',
      100,
      n => inElement('static_select', { options: options(n), initial_option: undefined }, 'section'),
    ],
    ['entries of an overflow', 5, n => inElement('overflow', { options: options(n) }, 'section')],
    ['checkboxes', 10, n => inElement('checkboxes', { options: options(n) }, 'input')],
    ['radio buttons', 10, n => inElement('radio_buttons', { options: options(n) }, 'input')],
    ['buttons of a card', 3, n => inBlock('card', { actions: times(n, button) })],
    [
      'cards of a carousel',
      10,
      n => inBlock('carousel', { elements: times(n, () => ({ type: 'card', ...blocks.card })) }),
    ],
    [
      'rows of a table',
      100,
      n => inBlock('table', { rows: times(n, () => [{ type: 'raw_text', text: 'a' }]) }),
    ],
    [
      'columns of a table',
      20,
      n => inBlock('table', { rows: [times(n, () => ({ type: 'raw_text', text: 'a' }))] }),
    ],
    [
      'blocks of a message',
      50,
      n => validateMessage(message(...times(n, () => ({ type: 'divider' }))), 'post'),
    ],
    ['blocks of a modal', 100, n => validateView(modal(...times(n, () => ({ type: 'divider' }))))],
    [
      'attachments of a message',
      100,
      n => validateMessage({ text: 'a', attachments: times(n, () => ({ text: 'a' })) }, 'post'),
    ],
    ['options offered while typing', 100, n => validateOptions({ options: options(n) })],
    [
      'charts of a message',
      2,
      n =>
        validateMessage(
          message(...times(n, () => ({ type: 'data_visualization', ...blocks.data_visualization }))),
          'post',
        ),
    ],
  ]
  test.each(counts)('%s: %i and not one more', (_, most, check) => {
    expect(check(most)).toEqual([])
    expect(errorsOf(check(most + 1))).toHaveLength(1)
  })
  it('refuses empty lists where Slack wants at least one item', () => {
    expect(errorsOf(inBlock('actions', { elements: [] }))).toEqual(['/blocks/0/elements'])
    expect(errorsOf(validateView(modal()))).toEqual(['/blocks'])
  })
  it('lets an options answer without a match pass', () => {
    expect(validateOptions({ options: [] })).toEqual([])
  })
})
