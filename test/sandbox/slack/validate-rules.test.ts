// What Slack refuses, one broken rule at a time, and what it may take.

import { describe, expect, it, test } from 'vitest'
import { type Problem, validateMessage, validateView } from '../../../src/sandbox/slack/validate.ts'
import {
  blocks,
  errorsOf,
  hosted,
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

const warningsOf = (problems: Problem[]) =>
  problems.filter(({ severity }) => severity === 'warning').map(({ pointer }) => pointer)

describe('each rule refuses what breaks it', () => {
  const element =
    (type: string, changes: object, host = 'actions') =>
    () =>
      inElement(type, changes, host)
  const block = (type: string, changes: object) => () => inBlock(type, changes)
  const series = (points: object[], names = ['Granted']) => ({
    type: 'bar',
    series: names.map(name => ({ name, data: points })),
    axis_config: { categories: ['Mon'] },
  })
  const cell = { type: 'raw_text', text: 'a' }
  const slice = (value: unknown) => ({ type: 'pie', segments: [{ label: 'a', value }] })
  const broken: [string, () => Problem[], string][] = [
    ['a required key is missing', block('header', { text: undefined }), '/blocks/0/text'],
    ['a section has neither text nor fields', block('section', { text: undefined }), '/blocks/0'],
    ['an image has two sources', block('image', { slack_file: { id: 'F1' } }), '/blocks/0'],
    ['an image has no source', block('image', { image_url: undefined }), '/blocks/0'],
    [
      'a select has options and groups',
      element('static_select', { option_groups: [] }),
      '/blocks/0/elements/0',
    ],
    ['an enum value is unknown', element('button', { style: 'green' }), '/blocks/0/elements/0/style'],
    [
      'a date has the wrong form',
      element('datepicker', { initial_date: '22/11/2026' }),
      '/blocks/0/elements/0/initial_date',
    ],
    [
      'a day is not in the calendar',
      element('datepicker', { initial_date: '2026-02-30' }),
      '/blocks/0/elements/0/initial_date',
    ],
    [
      'a time is not on the clock',
      element('timepicker', { initial_time: '24:00' }),
      '/blocks/0/elements/0/initial_time',
    ],
    [
      'a time zone does not exist',
      element('timepicker', { timezone: 'Europe/Miramar' }),
      '/blocks/0/elements/0/timezone',
    ],
    [
      'a moment is in milliseconds',
      element('datetimepicker', { initial_date_time: 1_795_000_000_000 }),
      '/blocks/0/elements/0/initial_date_time',
    ],
    [
      'a link is not a web address',
      element('button', { url: 'javascript:alert(1)' }),
      '/blocks/0/elements/0/url',
    ],
    [
      'a video is not served by https',
      block('video', { video_url: 'http://example.com' }),
      '/blocks/0/video_url',
    ],
    ['a flag is a string', block('section', { expand: 'true' }), '/blocks/0/expand'],
    ['a text is null', block('section', { text: null }), '/blocks/0/text'],
    ['a text is a bare string', block('header', { text: 'Digest' }), '/blocks/0/text'],
    ['a header is mrkdwn', block('header', { text: mrkdwn('Digest') }), '/blocks/0/text/type'],
    [
      'an option of a select is mrkdwn',
      element('static_select', { options: [{ text: mrkdwn('a'), value: 'a' }], initial_option: undefined }),
      '/blocks/0/elements/0/options/0/text/type',
    ],
    [
      'an option of a select has a link',
      element('static_select', {
        options: [{ ...option('two'), url: 'https://a.example' }],
        initial_option: undefined,
      }),
      '/blocks/0/elements/0/options/0/url',
    ],
    [
      'the initial option is not offered',
      element('static_select', { initial_option: option('three') }),
      '/blocks/0/elements/0/initial_option',
    ],
    [
      'the initial option differs in its text',
      element('radio_buttons', { initial_option: { text: plain('other'), value: 'one' } }),
      '/blocks/0/elements/0/initial_option',
    ],
    [
      'one initial option is not offered',
      element('multi_static_select', { initial_options: [option('one'), option('three')] }),
      '/blocks/0/elements/0/initial_options/1',
    ],
    [
      'a ticked box is not offered',
      element('checkboxes', { initial_options: [option('three')] }),
      '/blocks/0/elements/0/initial_options/0',
    ],
    [
      'more is chosen than may be',
      element('multi_users_select', { max_selected_items: 1 }),
      '/blocks/0/elements/0/initial_users',
    ],
    [
      'the initial text is longer than the input',
      element('plain_text_input', { max_length: 3 }, 'input'),
      '/blocks/0/element/initial_value',
    ],
    [
      'the least length is above the most',
      element('plain_text_input', { min_length: 200, initial_value: '' }, 'input'),
      '/blocks/0/element/min_length',
    ],
    [
      'a number input takes a number',
      element('number_input', { initial_value: 300 }, 'input'),
      '/blocks/0/element/initial_value',
    ],
    [
      'a number input takes words',
      element('number_input', { initial_value: '1.500,0' }, 'input'),
      '/blocks/0/element/initial_value',
    ],
    [
      'a whole number has decimals',
      element('number_input', { initial_value: '1.5' }, 'input'),
      '/blocks/0/element/initial_value',
    ],
    [
      'the least number is above the most',
      element('number_input', { min_value: '900', initial_value: undefined }, 'input'),
      '/blocks/0/element/min_value',
    ],
    [
      'the initial number is too high',
      element('number_input', { initial_value: '501' }, 'input'),
      '/blocks/0/element/initial_value',
    ],
    [
      'the initial number is too low',
      element('number_input', { initial_value: '-2' }, 'input'),
      '/blocks/0/element/min_value',
    ],
    [
      'a rich text input shrinks',
      element('rich_text_input', { min_lines: 5 }, 'input'),
      '/blocks/0/element/min_lines',
    ],
    [
      'a datetimepicker stands beside a section',
      element('datetimepicker', {}, 'section'),
      '/blocks/0/accessory/type',
    ],
    ['a number input stands in a row of buttons', element('number_input', {}), '/blocks/0/elements/0/type'],
    ['a button stands in a form field', element('button', {}, 'input'), '/blocks/0/element/type'],
    [
      'a select answers by URL outside a modal',
      element('channels_select', { response_url_enabled: true }, 'input'),
      '/blocks/0/element/response_url_enabled',
    ],
    [
      'a file input reports every change',
      () => validateView(modal({ ...hosted({ type: 'file_input' }, 'input'), dispatch_action: true })),
      '/blocks/0/dispatch_action',
    ],
    [
      'a file input stands in a message',
      () => validateMessage(message(hosted({ type: 'file_input' }, 'input')), 'post'),
      '/blocks/0/element',
    ],
    [
      'a markdown block stands in a modal',
      () => validateView(modal({ type: 'markdown', text: 'a' })),
      '/blocks/0',
    ],
    ['a block is unknown', () => validateMessage(message({ type: 'banner' }), 'post'), '/blocks/0/type'],
    ['a block has no type', () => validateMessage(message({ text: plain('a') }), 'post'), '/blocks/0/type'],
    [
      'a file block is sent',
      () => validateMessage(message({ type: 'file', external_id: 'a', source: 'remote' }), 'post'),
      '/blocks/0',
    ],
    [
      'two elements of a block share an id',
      block('actions', { elements: times(2, () => ({ type: 'button', text: plain('a'), action_id: 'go' })) }),
      '/blocks/0/elements/1/action_id',
    ],
    [
      'two blocks share an id',
      () => validateMessage(message(...times(2, () => ({ type: 'divider', block_id: 'a' }))), 'post'),
      '/blocks/1/block_id',
    ],
    [
      'a container starts closed for good',
      block('container', { is_collapsible: false, default_collapsed: true }),
      '/blocks/0/default_collapsed',
    ],
    [
      'a data table is ragged',
      block('data_table', { rows: [[{ type: 'raw_text', text: 'a' }], []] }),
      '/blocks/0/rows/1',
    ],
    [
      'a row of a data table is too long',
      block('data_table', { rows: [[cell], [cell, cell]] }),
      '/blocks/0/rows/1',
    ],
    [
      'a chart counts in words',
      block('data_visualization', { chart: slice('two') }),
      '/blocks/0/chart/segments/0/value',
    ],
    [
      'a chart counts to infinity',
      block('data_visualization', { chart: slice(Number.POSITIVE_INFINITY) }),
      '/blocks/0/chart/segments/0/value',
    ],
    ['a heading level is broken', block('header', { level: 1.5 }), '/blocks/0/level'],
    ['a heading level is nought', block('header', { level: 0 }), '/blocks/0/level'],
    ['a heading level is too deep', block('header', { level: 5 }), '/blocks/0/level'],
    [
      'one thing stands where a list belongs',
      block('context', { elements: plain('a') }),
      '/blocks/0/elements',
    ],
    [
      'an option differs in its description',
      element('radio_buttons', { initial_option: { ...option('one'), description: plain('a') } }),
      '/blocks/0/elements/0/initial_option',
    ],
    [
      'a data table has a rich header',
      block('data_table', { rows: [[richText()], [richText()]] }),
      '/blocks/0/rows/0/0',
    ],
    [
      'a slice of a pie is nothing',
      block('data_visualization', { chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } }),
      '/blocks/0/chart/segments/0/value',
    ],
    [
      'a bar stands outside the axis',
      block('data_visualization', { chart: series([{ label: 'Tue', value: 1 }]) }),
      '/blocks/0/chart/series/0/data/0/label',
    ],
    [
      'two series have one name',
      block('data_visualization', { chart: series([{ label: 'Mon', value: 1 }], ['A', 'A']) }),
      '/blocks/0/chart/series/1/name',
    ],
    [
      'a chart is of no known type',
      block('data_visualization', { chart: { type: 'radar' } }),
      '/blocks/0/chart/type',
    ],
    [
      'a rich text list is indented too far',
      block('rich_text', {
        elements: [{ type: 'rich_text_list', style: 'bullet', indent: 9, elements: [] }],
      }),
      '/blocks/0/elements/0/indent',
    ],
    [
      'preformatted text mentions someone',
      block('rich_text', {
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
      }),
      '/blocks/0/elements/0/elements/0/type',
    ],
    [
      'an attachment holds a broken block',
      () => validateMessage({ text: 'a', attachments: [{ blocks: [{ type: 'header' }] }] }, 'post'),
      '/attachments/0/blocks/0/text',
    ],
    [
      'metadata is not named',
      () => validateMessage({ text: 'a', metadata: { event_type: 'a b', event_payload: {} } }, 'post'),
      '/metadata/event_type',
    ],
    [
      'a response goes nowhere known',
      () => validateMessage({ text: 'a', response_type: 'public' }, 'response'),
      '/response_type',
    ],
  ]
  test.each(broken)('%s', (_, check, pointer) => {
    expect(errorsOf(check())).toEqual(expect.arrayContaining([pointer]))
    expect(errorsOf(check()).every(place => place.startsWith(pointer.replace(/\/[^/]+$/, '')))).toBe(true)
  })
  it('accepts a chart whose points all stand on the axis', () => {
    expect(
      inBlock('data_visualization', { chart: series([{ label: 'Mon', value: -1 }], ['A', 'B']) }),
    ).toEqual([])
  })
  it('allows the same action id in two blocks, and an initial option that only spells a default out', () => {
    const row = () => ({ type: 'actions', elements: [{ type: 'button', text: plain('a'), action_id: 'go' }] })
    expect(validateMessage(message(row(), row()), 'post')).toEqual([])
    const chosen = { text: { ...plain('Product one'), emoji: true }, value: 'one' }
    expect(inElement('static_select', { initial_option: chosen }, 'section')).toEqual([])
  })
})

describe('a value exactly on the limit passes', () => {
  const onLimit: [string, () => Problem[]][] = [
    [
      'as many people chosen as may be',
      () => inElement('multi_users_select', { max_selected_items: 2 }, 'input'),
    ],
    [
      'an initial text as long as the input',
      () => inElement('plain_text_input', { max_length: 12 }, 'input'),
    ],
    ['one length only', () => inElement('plain_text_input', { min_length: 12, max_length: 12 }, 'input')],
    ['the highest number', () => inElement('number_input', { initial_value: '500' }, 'input')],
    ['a lowest number alone', () => inElement('number_input', { max_value: undefined }, 'input')],
    [
      'decimals where they are allowed',
      () => inElement('number_input', { is_decimal_allowed: true, initial_value: '1.5' }, 'input'),
    ],
    ['the deepest heading', () => inBlock('header', { level: 4 })],
    [
      'a container that starts open',
      () => inBlock('container', { is_collapsible: false, default_collapsed: false }),
    ],
    [
      'a container that starts closed',
      () => inBlock('container', { is_collapsible: true, default_collapsed: true }),
    ],
    [
      'an option value of 75',
      () => inElement('checkboxes', { options: [{ text: plain('a'), value: 'v'.repeat(75) }] }, 'input'),
    ],
    ['a message text of 4000', () => validateMessage({ text: 'a'.repeat(4000) }, 'post')],
    [
      'blocks of 13,000 characters',
      () =>
        validateMessage(
          message(...times(5, () => ({ type: 'section', text: plain('a'.repeat(2600)) }))),
          'post',
        ),
    ],
  ]
  test.each(onLimit)('%s', (_, check) => {
    expect(check()).toEqual([])
  })
  it('a view of 250,000 bytes, and not one more', () => {
    const sized = (extra: number) => {
      const sections = times(84, () => ({ type: 'section', text: plain('a'.repeat(2900)) }))
      const rest = 250_000 - JSON.stringify(modal(...sections, { type: 'section', text: plain('') })).length
      return modal(...sections, { type: 'section', text: plain('a'.repeat(rest + extra)) })
    }
    expect(validateView(sized(0))).toEqual([])
    expect(errorsOf(validateView(sized(1)))).toEqual([''])
  })
  it('an initial option with the description that is offered', () => {
    const offered = { ...option('one'), description: plain('Breakfast') }
    const chosen = { ...option('one'), description: { ...plain('Breakfast'), emoji: true } }
    expect(inElement('radio_buttons', { options: [offered], initial_option: chosen }, 'input')).toEqual([])
    const other = { ...chosen, description: plain('Dinner') }
    expect(
      errorsOf(inElement('radio_buttons', { options: [offered], initial_option: other }, 'input')),
    ).toEqual(['/blocks/0/element/initial_option'])
  })
})

describe('problems are told in words', () => {
  const told: [string, () => Problem[], string][] = [
    ['empty', () => inBlock('header', { text: plain('') }), 'is empty'],
    ['null', () => inBlock('header', { text: null }), 'must be an object, not null'],
    [
      'a string for a flag',
      () => inBlock('section', { expand: 'yes' }),
      'must be true or false, not a string',
    ],
    ['an array for an id', () => inBlock('divider', { block_id: [] }), 'must be a string, not an array'],
    ['an object for an id', () => inBlock('divider', { block_id: {} }), 'must be a string, not an object'],
    [
      'a wrong date',
      () => inElement('datepicker', { initial_date: '2026-02-30' }, 'input'),
      '"2026-02-30" is not a valid date',
    ],
    [
      'a wrong style',
      () => inElement('button', { style: 'green' }, 'actions'),
      'must be one of primary, danger, not "green"',
    ],
    [
      'a wrong place',
      () => inElement('datetimepicker', {}, 'section'),
      'type "datetimepicker" may not stand here, only in: actions, input',
    ],
    [
      'a repeated id',
      () => validateMessage(message(...times(2, () => ({ type: 'divider', block_id: 'a' }))), 'post'),
      'block_id "a" is already used at /blocks/0/block_id',
    ],
  ]
  test.each(told)('%s', (_, check, words) => {
    expect(check().map(problem => problem.message)).toEqual([words])
  })
  it('leaves no error code where Slack has only the general one', () => {
    expect(inBlock('section', { colour: 'red' })[0]).not.toHaveProperty('error')
    expect(inBlock('header', { text: plain('') })[0]).not.toHaveProperty('error')
  })
})

describe('what Slack may take is only a warning', () => {
  const doubtful: [string, () => Problem[], string][] = [
    ['an unknown key', () => inBlock('section', { colour: 'red' }), '/blocks/0/colour'],
    [
      'emoji on mrkdwn',
      () => inBlock('section', { text: { ...mrkdwn('a'), emoji: true } }),
      '/blocks/0/text/emoji',
    ],
    [
      'an alert in a message',
      () => validateMessage(message({ type: 'alert', ...blocks.alert }), 'post'),
      '/blocks/0',
    ],
    [
      'an icon other than the bin',
      () => inElement('icon_button', { icon: 'star' }, 'context_actions'),
      '/blocks/0/elements/0/icon',
    ],
    [
      'an option value above 75',
      () => inElement('checkboxes', { options: [{ text: plain('a'), value: 'v'.repeat(150) }] }, 'input'),
      '/blocks/0/element/options/0/value',
    ],
    ['a message text above 4000', () => validateMessage({ text: 'a'.repeat(40_000) }, 'post'), '/text'],
    [
      'blocks with more than 13,000 characters',
      () =>
        validateMessage(
          message(...times(5, () => ({ type: 'section', text: plain('a'.repeat(2800)) }))),
          'post',
        ),
      '/blocks',
    ],
    [
      'metadata of an ephemeral message',
      () => validateMessage({ text: 'a', metadata: { event_type: 'a', event_payload: {} } }, 'ephemeral'),
      '/metadata',
    ],
  ]
  test.each(doubtful)('%s', (_, check, pointer) => {
    expect(errorsOf(check())).toEqual([])
    expect(warningsOf(check())).toEqual([pointer])
  })
  it('refuses an option value that both of Slack’s numbers forbid', () => {
    const options = [{ text: plain('a'), value: 'v'.repeat(151) }]
    expect(errorsOf(inElement('checkboxes', { options }, 'input'))).toEqual([
      '/blocks/0/element/options/0/value',
    ])
  })
})
