// What people typed into a form, and where an error is shown.
import { describe, expect, it, test } from 'vitest'
import { fieldName, readTyped, toViewErrors } from '../../src/slack/form.ts'

describe('what was typed', () => {
  it.each([
    ['a text', { type: 'plain_text_input', value: ' 300 ' }, ' 300 '],
    ['an e-mail', { type: 'email_text_input', value: 'a@b.es' }, 'a@b.es'],
    ['a choice', { type: 'static_select', selected_option: { text: {}, value: 'stay' } }, 'stay'],
    ['a choice from a search', { type: 'external_select', selected_option: { value: '7' } }, '7'],
    ['a radio button', { type: 'radio_buttons', selected_option: { value: 'yes' } }, 'yes'],
    ['a day', { type: 'datepicker', selected_date: '2026-11-12' }, '2026-11-12'],
    ['a time', { type: 'timepicker', selected_time: '08:00' }, '08:00'],
    ['a moment', { type: 'datetimepicker', selected_date_time: 1_763_900_000 }, '1763900000'],
    ['a person', { type: 'users_select', selected_user: 'U0BEN' }, 'U0BEN'],
    ['a channel', { type: 'conversations_select', selected_conversation: 'C0DESK' }, 'C0DESK'],
    ['a public channel', { type: 'channels_select', selected_channel: 'C0DESK' }, 'C0DESK'],
    ['ticked boxes', { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] }, 'a,b'],
    ['several people', { type: 'multi_users_select', selected_users: ['U0ANA', 'U0BEN'] }, 'U0ANA,U0BEN'],
  ])('%s is read', (_kind, element, text) => {
    expect(readTyped({ values: { field: { 'grant-points.field': element } } })).toEqual({ field: text })
  })

  it.each([
    ['an empty text', { type: 'plain_text_input', value: null }],
    ['a text of nothing', { type: 'plain_text_input', value: '' }],
    ['a text never touched', { type: 'plain_text_input' }],
    ['no choice', { type: 'static_select', selected_option: null }],
    ['no day', { type: 'datepicker', selected_date: null }],
    ['nobody', { type: 'users_select', selected_user: null }],
    ['no box ticked', { type: 'checkboxes', selected_options: [] }],
  ])('%s is left out', (_kind, element) => {
    expect(readTyped({ values: { field: { 'grant-points.field': element } } })).toEqual({})
  })

  test('all fields are read by their names, whatever their turn', () => {
    const typed = readTyped({
      values: {
        guest: { x: { type: 'plain_text_input', value: 'room 204' } },
        'points~3': { x: { type: 'plain_text_input', value: '300' } },
        empty: {},
      },
    })
    expect(typed).toEqual({ guest: 'room 204', points: '300' })
  })
})

it.each([
  ['points', 'points'],
  ['points~1', 'points'],
  ['points~12', 'points'],
  ['points~', 'points~'],
  ['points~a', 'points~a'],
  ['a~1~2', 'a~1'],
])('the block %s is the field %s', (block, field) => {
  expect(fieldName(block)).toBe(field)
})

describe('an error', () => {
  const blocks = [
    { type: 'section', block_id: 'note' },
    { type: 'input', block_id: 'guest' },
    { type: 'input', block_id: 'points~2' },
    { type: 'input' },
    { type: 'actions', block_id: 'buttons' },
  ]

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['stands beside its field', { guest: 'Who?' }, { guest: 'Who?' }],
    ['stands beside its field in its present turn', { points: 'How many?' }, { 'points~2': 'How many?' }],
    ['of the whole form stands beside the first field', { '': 'No.' }, { guest: 'No.' }],
    ['of a field that is not shown stands beside the first one', { product: 'Which?' }, { guest: 'Which?' }],
    ['of a block without an input stands beside the first field', { note: 'No.' }, { guest: 'No.' }],
    [
      'shares the first field with what is wrong there',
      { guest: 'Who?', product: 'Which?', '': 'No.' },
      { guest: 'Who? Which? No.' },
    ],
    ['is none when nothing is wrong', {}, {}],
  ])('%s', (_where, errors, placed) => {
    expect(toViewErrors(errors, blocks)).toEqual(placed)
  })

  test('has no place in a form without fields', () => {
    expect(toViewErrors({ guest: 'Who?' }, [{ type: 'section', block_id: 'guest' }])).toEqual({})
  })
})
