// The smallest valid form of every block and element, and the places where an element may stand.

import { type Problem, validateMessage, validateView } from '../../../src/sandbox/slack/validate.ts'

type Json = Record<string, unknown>

export const plain = (text: string) => ({ type: 'plain_text', text })
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
export const option = (value: string) => ({ text: plain(`Product ${value}`), value })
export const richText = (text = 'Room 204') => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})
const options = [option('one'), option('two')]
const raw = (text: string) => ({ type: 'raw_text', text })
const image = { type: 'image', image_url: 'https://example.com/pool.png', alt_text: 'The pool' }
const card = { type: 'card', title: mrkdwn('Suite') }
const task = { task_id: 't1', title: 'Look up the guest', status: 'pending' }

export const elements: Record<string, Json> = {
  button: { text: plain('Approve') },
  checkboxes: { options },
  radio_buttons: { options },
  datepicker: { initial_date: '2026-11-22' },
  timepicker: { initial_time: '23:59', timezone: 'Europe/Madrid' },
  datetimepicker: { initial_date_time: 1_795_000_000 },
  overflow: { options: [{ ...option('one'), url: 'https://example.com/' }] },
  static_select: { options, initial_option: option('two') },
  multi_static_select: { option_groups: [{ label: plain('Within reach'), options }] },
  external_select: { min_query_length: 0 },
  multi_external_select: { max_selected_items: 2 },
  users_select: { initial_user: 'U0ANA' },
  multi_users_select: { initial_users: ['U0ANA', 'U0BEN'] },
  conversations_select: { filter: { include: ['public', 'im'], exclude_bot_users: true } },
  multi_conversations_select: { default_to_current_conversation: true },
  channels_select: { initial_channel: 'C0DESK' },
  multi_channels_select: { initial_channels: ['C0DESK'] },
  plain_text_input: { min_length: 1, max_length: 100, initial_value: 'three nights' },
  rich_text_input: { initial_value: richText(), min_lines: 2, max_lines: 4 },
  number_input: { is_decimal_allowed: false, min_value: '-1', initial_value: '300', max_value: '500' },
  email_text_input: { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } },
  url_text_input: { placeholder: plain('https://') },
  file_input: { filetypes: ['pdf'], max_files: 1 },
  image: { slack_file: { id: 'F0POOL' }, alt_text: 'The pool' },
  workflow_button: {
    text: plain('Start'),
    workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft0/abc' } },
  },
  feedback_buttons: {
    positive_button: { text: plain('Good'), value: 'yes' },
    negative_button: { text: plain('Bad'), value: 'no' },
  },
  icon_button: { icon: 'trash', text: plain('Delete') },
}

export const blocks: Record<string, Json> = {
  actions: { elements: [{ type: 'button', text: plain('Approve') }] },
  alert: { text: plain('The guest has a bounced address'), level: 'warning' },
  card,
  carousel: { elements: [card] },
  container: { title: plain('Requests'), child_blocks: [{ type: 'divider' }], is_collapsible: true },
  context: { elements: [mrkdwn('*LD-7F3K2Q*'), plain('read 14:32'), image] },
  context_actions: { elements: [{ type: 'icon_button', icon: 'trash', text: plain('Delete') }] },
  data_table: {
    caption: 'Points by person',
    rows: [
      [raw('Who'), raw('Points')],
      [richText('Ana'), { type: 'raw_number', value: 300, text: '300' }],
    ],
  },
  data_visualization: {
    title: 'Points',
    chart: { type: 'pie', segments: [{ label: 'Granted', value: 2 }] },
  },
  divider: {},
  header: { text: plain('Daily digest'), level: 2 },
  image: { ...image, title: plain('The pool') },
  input: { label: plain('Points'), element: { type: 'plain_text_input' } },
  markdown: { text: '**300** points' },
  plan: { title: 'Sending', tasks: [task, { type: 'task_card', ...task }] },
  rich_text: richText(),
  section: { text: mrkdwn('María G.') },
  table: { rows: [[raw('Ana')], [raw('300')]], column_settings: [null, { align: 'right' }] },
  task_card: {
    ...task,
    details: richText(),
    sources: [{ type: 'url', url: 'https://a.example', text: 'A' }],
  },
  video: {
    alt_text: 'A tour',
    title: plain('Tour'),
    thumbnail_url: 'https://example.com/tour.png',
    video_url: 'https://example.com/tour',
  },
}

const surfaces: Record<string, 'message' | 'modal' | 'home'> = {
  alert: 'modal',
  rich_text_input: 'modal',
  file_input: 'modal',
}

/** Where a block or element may be sent. */
const surfaceOf = (type: string) => surfaces[type] ?? 'message'

/** A block that holds the element in the given host. */
export function hosted(element: Json, host: string): Json {
  if (host === 'section') return { type: 'section', text: mrkdwn('María G.'), accessory: element }
  if (host === 'input') return { type: 'input', block_id: 'guest', label: plain('Guest'), element }
  if (host === 'card') return { ...card, actions: [element] }
  return { type: host, elements: [element] }
}

export const message = (...all: unknown[]) => ({ channel: 'C0DESK', text: 'Points', blocks: all })
export const modal = (...all: unknown[]) => ({
  type: 'modal',
  title: plain('Grant points'),
  submit: plain('Send'),
  blocks: all,
})

export const errorsOf = (problems: Problem[]) =>
  problems.filter(({ severity }) => severity === 'error').map(({ pointer }) => pointer)
export const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i))

const onSurface = (type: string, block: unknown) =>
  surfaceOf(type) === 'modal' ? validateView(modal(block)) : validateMessage(message(block), 'post')

/** The problems of a sample element with some keys changed, in a host on a surface that takes it. */
export const inElement = (type: string, changes: object, host: string) =>
  onSurface(type, hosted({ type, ...elements[type], ...changes }, host))

/** The problems of a sample block with some keys changed. */
export const inBlock = (type: string, changes: object) =>
  onSurface(type, { type, ...blocks[type], ...changes })
