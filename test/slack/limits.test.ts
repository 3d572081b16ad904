// What our builders keep to, beside the full table of what Slack takes.
import { expect, it } from 'vitest'
import { limits as table } from '../../src/sandbox/slack/validate-table.ts'
import { limits } from '../../src/slack/limits.ts'

/** The row of Slack's table for a field of a shape. */
function row(kind: string, type: string, field: string) {
  return table.shapes[kind]?.[type]?.fields[field] ?? expect.unreachable()
}

const rows: Record<keyof typeof limits, Pick<ReturnType<typeof row>, 'max' | 'safe_max'>[]> = {
  messageBlocks: [row('payload', 'message', 'blocks')],
  messageText: [row('payload', 'message', 'text'), row('payload', 'update', 'text')],
  blocksText: [table.message.total_block_text],
  viewBlocks: [row('view', 'modal', 'blocks')],
  viewTitle: [row('view', 'modal', 'title')],
  viewSubmit: [row('view', 'modal', 'submit'), row('view', 'modal', 'close')],
  sectionText: [row('block', 'section', 'text'), row('text', 'mrkdwn', 'text')],
  fieldText: [row('block', 'section', 'fields').items ?? expect.unreachable()],
  sectionFields: [row('block', 'section', 'fields')],
  contextElements: [row('block', 'context', 'elements')],
  actionElements: [row('block', 'actions', 'elements')],
  buttonText: [row('element', 'button', 'text')],
  optionText: [row('object', 'option', 'text'), row('object', 'option_group', 'label')],
  optionValue: [row('object', 'option', 'value')],
  options: [row('element', 'static_select', 'options'), row('object', 'option_group', 'options')],
  altText: [row('block', 'image', 'alt_text'), row('element', 'image', 'alt_text')],
  imageUrl: [row('block', 'image', 'image_url'), row('element', 'image', 'image_url')],
  inputText: [
    row('element', 'plain_text_input', 'max_length'),
    row('element', 'plain_text_input', 'initial_value'),
  ],
  inputLabel: [row('block', 'input', 'label')],
  hintText: [row('block', 'input', 'hint')],
  placeholder: ['plain_text_input', 'static_select', 'external_select'].map(type =>
    row('element', type, 'placeholder'),
  ),
  confirmTitle: [row('object', 'confirm', 'title')],
  confirmText: [row('object', 'confirm', 'text')],
  confirmButton: [row('object', 'confirm', 'confirm'), row('object', 'confirm', 'deny')],
  chartTitle: [row('block', 'data_visualization', 'title')],
  chartLabel: [
    row('object', 'chart_series', 'name'),
    row('object', 'chart_point', 'label'),
    row('object', 'chart_axis', 'categories').items ?? expect.unreachable(),
  ],
  tableRows: [row('block', 'table', 'rows')],
}

it.each(Object.entries(limits))('%s is what Slack takes: %i', (name, limit) => {
  const found = Object.entries(rows).find(([key]) => key === name)?.[1] ?? expect.unreachable()
  expect(found.length).toBeGreaterThan(0)
  for (const { max, safe_max: safeMax } of found) expect(limit).toBe(safeMax ?? max)
})
