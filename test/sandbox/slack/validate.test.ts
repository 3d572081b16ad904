// Messages, views and answers as a whole, and pings that the app must never post.

import { describe, expect, it, test } from 'vitest'
import {
  findLiveMarkup,
  type Problem,
  validateMessage,
  validateOptions,
  validateSubmissionAnswer,
  validateView,
} from '../../../src/sandbox/slack/validate.ts'
import { blocks, errorsOf, hosted, message, modal, mrkdwn, option, plain, times } from './validate-samples.ts'

describe('messages', () => {
  const codes = (problems: Problem[]) => problems.map(({ error }) => error)
  it.each(['post', 'update', 'ephemeral', 'response'] as const)('a %s with blocks also needs text', kind => {
    expect(errorsOf(validateMessage({ blocks: [{ type: 'divider' }] }, kind))).toEqual(['/text'])
    expect(errorsOf(validateMessage({ blocks: [{ type: 'divider' }], text: ' ' }, kind))).toEqual(['/text'])
    expect(validateMessage({ blocks: [{ type: 'divider' }], text: 'Points' }, kind)).toEqual([])
  })
  it('refuses a message that says nothing, unless it deletes one', () => {
    expect(codes(validateMessage({ channel: 'C0DESK' }, 'post'))).toEqual(['no_text'])
    expect(validateMessage({ delete_original: true }, 'response')).toEqual([])
    expect(errorsOf(validateMessage({ blocks: [], attachments: [] }, 'post'))).toEqual([''])
    expect(errorsOf(validateMessage('hello', 'post'))).toEqual([''])
  })
  it('gives Slack’s own code for a text that is too long', () => {
    expect(codes(validateMessage({ text: 'a'.repeat(40_001) }, 'post'))).toEqual(['msg_too_long'])
    expect(codes(validateMessage({ text: 'a'.repeat(4001) }, 'update'))).toEqual(['msg_too_long'])
  })
  it('takes markdown alone and refuses it beside text or blocks', () => {
    expect(validateMessage({ markdown_text: '**hi**' }, 'post')).toEqual([])
    const mixed = validateMessage({ markdown_text: '**hi**', text: 'hi', blocks: [] }, 'post')
    expect(errorsOf(mixed)).toEqual(['/text', '/blocks'])
    expect(codes(mixed)).toEqual(['markdown_text_conflict', 'markdown_text_conflict'])
  })
  it('takes one table, wherever it stands', () => {
    const table = { type: 'table', ...blocks.table }
    const data = { type: 'data_table', ...blocks.data_table }
    const attached = { text: 'a', blocks: [table], attachments: [{ blocks: [data] }] }
    expect(codes(validateMessage(attached, 'post'))).toEqual(['only_one_table_allowed'])
  })
  it('counts markdown over all blocks of the message', () => {
    const half = { type: 'markdown', text: 'a'.repeat(6001) }
    expect(errorsOf(validateMessage(message(half, half), 'post'))).toEqual(['/blocks/1'])
  })
  it('lets an update remove metadata and blocks', () => {
    expect(validateMessage({ ts: '1.2', text: 'a', metadata: {}, blocks: [] }, 'update')).toEqual([])
    expect(errorsOf(validateMessage({ text: 'a', metadata: { event_type: 'a' } }, 'update'))).toEqual([
      '/metadata/event_payload',
    ])
  })
})

describe('views', () => {
  const input = hosted({ type: 'plain_text_input' }, 'input')
  it('refuses a form that cannot be sent', () => {
    expect(errorsOf(validateView({ ...modal(input), submit: undefined }))).toEqual(['/submit'])
    expect(validateView({ ...modal({ type: 'divider' }), submit: undefined })).toEqual([])
  })
  it.each(['title', 'submit', 'close'])('refuses a Home tab with a %s', name => {
    const home = { type: 'home', blocks: [input], [name]: plain('Desk') }
    expect(errorsOf(validateView(home))).toEqual([`/${name}`])
  })
  it.each(['title', 'blocks'])('refuses a modal without %s', name => {
    expect(errorsOf(validateView({ ...modal({ type: 'divider' }), [name]: undefined }))).toEqual([`/${name}`])
  })
  it('refuses what is no view at all', () => {
    expect(errorsOf(validateView(undefined))).toEqual([''])
    expect(errorsOf(validateView({ type: 'workflow_step', blocks: [] }))).toEqual(['/type'])
  })
  it('gives the focus to one element only', () => {
    const focus = (id: string) => ({
      ...input,
      block_id: id,
      element: { type: 'plain_text_input', focus_on_load: true },
    })
    expect(validateView(modal(focus('a')))).toEqual([])
    expect(errorsOf(validateView(modal(focus('a'), focus('b'))))).toEqual(['/blocks/1/element/focus_on_load'])
  })
  it('refuses more than 250,000 bytes', () => {
    const text = (count: number) =>
      modal(...times(count, () => ({ type: 'section', text: plain('ñ'.repeat(3000)) })))
    expect(validateView(text(40))).toEqual([])
    expect(validateView(text(42)).map(({ error }) => error)).toEqual(['view_too_large'])
  })
  it('lets a select in a modal input answer by URL', () => {
    expect(
      validateView(modal(hosted({ type: 'channels_select', response_url_enabled: true }, 'input'))),
    ).toEqual([])
    const beside = modal(hosted({ type: 'channels_select', response_url_enabled: true }, 'section'))
    expect(errorsOf(validateView(beside))).toEqual(['/blocks/0/accessory/response_url_enabled'])
  })
})

describe('answers', () => {
  const view = modal(hosted({ type: 'plain_text_input' }, 'input'), { type: 'divider', block_id: 'line' })
  const check = (answer: unknown) => errorsOf(validateSubmissionAnswer(answer, view))
  it.each([undefined, null, '', {}, { response_action: 'clear' }])('%o closes the form', answer => {
    expect(check(answer)).toEqual([])
  })
  it('puts errors beside the fields of the form that was sent', () => {
    expect(check({ response_action: 'errors', errors: { guest: 'No such guest' } })).toEqual([])
    expect(check({ response_action: 'errors', errors: { line: 'a', 'a/b': 'c' } })).toEqual([
      '/errors/line',
      '/errors/a~1b',
    ])
    expect(check({ response_action: 'errors', errors: { guest: '' } })).toEqual(['/errors/guest'])
    expect(check({ response_action: 'errors', errors: {} })).toEqual(['/errors'])
    expect(check({ response_action: 'errors' })).toEqual(['/errors'])
    const blind = validateSubmissionAnswer(
      { response_action: 'errors', errors: { guest: 'a' } },
      { blocks: null },
    )
    expect(errorsOf(blind)).toEqual(['/errors/guest'])
  })
  it.each(['update', 'push'])('%s carries a valid modal', action => {
    expect(check({ response_action: action, view })).toEqual([])
    expect(check({ response_action: action, view: { ...view, title: undefined } })).toEqual(['/view/title'])
    expect(check({ response_action: action, view: { type: 'home', blocks: [] } })).toEqual(['/view/type'])
    expect(check({ response_action: action })).toEqual(['/view'])
    expect(check({ response_action: action, view, errors: {} })).toEqual(['/errors'])
  })
  it('refuses answers that Slack does not know', () => {
    expect(check({ response_action: 'close' })).toEqual(['/response_action'])
    expect(check({ response_action: 'clear', view })).toEqual(['/view'])
    expect(check({ text: 'thanks' })).toEqual(['/response_action'])
    expect(check('thanks')).toEqual([''])
  })
  it('offers options or groups, never both or neither', () => {
    expect(validateOptions({ option_groups: [{ label: plain('Spa'), options: [option('a')] }] })).toEqual([])
    expect(errorsOf(validateOptions({ options: [], option_groups: [] }))).toEqual([''])
    expect(errorsOf(validateOptions({}))).toEqual([''])
    expect(errorsOf(validateOptions({ options: [{ text: mrkdwn('a'), value: 'a' }] }))).toEqual([
      '/options/0/text/type',
    ])
  })
})

describe('nothing that the app posts may ping a channel or a group', () => {
  const pings = [
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<!here|here>',
    '<!subteam^S0DESK>',
    '<!subteam^S0DESK|@desk>',
  ]
  test.each(pings)('%s is found wherever Slack reads it', ping => {
    const payload = {
      text: `Hello ${ping}`,
      blocks: [
        { type: 'section', text: mrkdwn(ping), fields: [plain(ping), mrkdwn(ping)] },
        { type: 'context', elements: [mrkdwn(ping)] },
        { type: 'markdown', text: ping },
      ],
      attachments: [
        {
          pretext: ping,
          fields: [{ title: 'Guest', value: ping }],
          blocks: [{ type: 'section', text: mrkdwn(ping) }],
        },
      ],
    }
    expect(errorsOf(findLiveMarkup(payload))).toEqual([
      '/text',
      '/blocks/0/text/text',
      '/blocks/0/fields/1/text',
      '/blocks/1/elements/0/text',
      '/blocks/2/text',
      '/attachments/0/pretext',
      '/attachments/0/fields/0/value',
      '/attachments/0/blocks/0/text/text',
    ])
  })
  it('finds pings in views, rich text, markdown_text and the arguments that wake bare names', () => {
    const rich = {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'broadcast', range: 'here' },
            { type: 'usergroup', usergroup_id: 'S1' },
          ],
        },
      ],
    }
    expect(errorsOf(findLiveMarkup(modal({ type: 'section', text: mrkdwn('<!channel>') }, rich)))).toEqual([
      '/blocks/0/text/text',
      '/blocks/1/elements/0/elements/0',
      '/blocks/1/elements/0/elements/1',
    ])
    expect(errorsOf(findLiveMarkup({ markdown_text: '<!here>', link_names: 'true', parse: 'full' }))).toEqual(
      ['/markdown_text', '/parse', '/link_names'],
    )
  })
  it('leaves plain text, escaped text and mentions of one person alone', () => {
    const text = '&lt;!channel&gt; <@U0ANA> <#C0DESK> <!date^1795000000^{date}|today>'
    expect(
      findLiveMarkup({ text, blocks: [{ type: 'header', text: plain('<!channel>') }], link_names: false }),
    ).toEqual([])
    const picker = { type: 'overflow', options: [{ text: plain('<!here>'), value: '<!here>' }] }
    expect(findLiveMarkup(message(hosted(picker, 'actions')))).toEqual([])
    expect(findLiveMarkup(undefined)).toEqual([])
  })
})
