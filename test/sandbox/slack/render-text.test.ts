import { expect, test } from 'vitest'
import { systemClock } from '../../../src/lib/clock.ts'
import type { Json } from '../../../src/sandbox/slack/json.ts'
import { createReader } from '../../../src/sandbox/slack/mrkdwn.ts'
import { renderBlocks } from '../../../src/sandbox/slack/render-text.ts'
import { demoWorkspace } from '../../../src/sandbox/slack/seed.ts'
import { createStore } from '../../../src/sandbox/slack/store.ts'

const read = createReader(createStore(demoWorkspace, systemClock, () => {}))
const render = (...blocks: Json[]) => renderBlocks(blocks, { read, values: {} })
const text = (words: string) => ({ type: 'mrkdwn', text: words })

test.each([
  ['*bold*, _slanted_, ~gone~ and `code`', 'bold, slanted, gone and code'],
  ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
  ['*\u200bnot bold*', '*not bold*'],
  ['<@U0ANA> in <#C0DESK> asked <!subteam^S0MANAGERS>', '@ana in #miramar-desk asked @managers'],
  ['<https://a.example/b_c_d|the page> or <https://a.example/>', 'the page or https://a.example/'],
  ['<mailto:m@example.com|m@example.com>', 'm@example.com'],
  ['at <!date^1700000000^{time}|22:13>', 'at 22:13'],
  ['&lt;!channel&gt; &amp;amp; <!here>', '<!channel> &amp; @here'],
])('%s reads as a person reads it', (marked, plain) => {
  expect(read(marked)).toBe(plain)
})

test('plain text is shown as it is, marks and all', () => {
  expect(render({ type: 'header', text: { type: 'plain_text', text: '*stars* & <tags>' } })).toBe(
    '*stars* & <tags>',
  )
})

test('each kind of block has its lines', () => {
  const rich = (...elements: Json[]) => ({ type: 'rich_text', elements })
  const run = (words: string) => ({ type: 'text', text: words })
  expect(
    render({ type: 'section', text: text('Points'), fields: [text('*Now:* 300'), text('After: 0')] }),
  ).toBe('Points\nNow: 300\nAfter: 0')
  expect(render({ type: 'context', elements: [text('read'), { type: 'image', alt_text: 'a key' }] })).toBe(
    'read a key',
  )
  expect(
    render(
      rich(
        { type: 'rich_text_section', elements: [run('for '), { type: 'user', user_id: 'U0BEN' }] },
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [{ type: 'rich_text_section', elements: [run('one')] }],
        },
        { type: 'rich_text_quote', elements: [run('said')] },
      ),
    ),
  ).toBe('for @ben\n• one\n> said')
  const cell = (words: string) => ({ type: 'raw_text', text: words })
  expect(
    render({
      type: 'table',
      rows: [
        [cell('Day'), cell('Points')],
        [cell('Mon'), cell('300')],
      ],
    }),
  ).toBe('Day | Points\nMon | 300')
  const chart = { type: 'bar', series: [{ name: 'Granted', data: [{ label: 'Mon', value: 3 }] }] }
  expect(render({ type: 'data_visualization', title: 'Week', chart })).toBe('Week\nGranted Mon: 3')
  const child = { type: 'section', text: text('inside') }
  expect(
    render({ type: 'container', title: { type: 'plain_text', text: 'Box' }, child_blocks: [child] }),
  ).toBe('Box\ninside')
  const card = {
    type: 'card',
    title: text('Spa'),
    body: text('for two'),
    actions: [{ type: 'button', text: text('Redeem') }],
  }
  expect(render({ type: 'carousel', elements: [card] })).toBe('Spa\nfor two\n[Redeem]')
})
