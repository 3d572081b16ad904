// How far the sandbox goes: a table that the tests hold against what it really answers.

export interface CoverageRow {
  state: 'supported' | 'partial' | 'not built'
  /** What is missing, for `partial`. */
  missing?: string
}

const supported: CoverageRow = { state: 'supported' }
const notBuilt: CoverageRow = { state: 'not built' }
const partial = (missing: string): CoverageRow => ({ state: 'partial', missing })

/** Web API methods; one that is not listed is not built either. All others answer `unknown_method`. */
export const methodCoverage: Record<string, CoverageRow> = {
  'auth.test': supported,
  'apps.connections.open': supported,
  'chat.postMessage': supported,
  'chat.update': supported,
  'chat.delete': supported,
  'chat.postEphemeral': supported,
  'chat.getPermalink': supported,
  'views.open': supported,
  'views.push': supported,
  'views.update': supported,
  'views.publish': supported,
  'users.info': supported,
  'users.list': supported,
  'conversations.info': supported,
  'conversations.members': supported,
  'conversations.open': partial('one person only, no group DMs'),
  'usergroups.list': supported,
  'usergroups.users.list': supported,
  'bots.info': supported,
  'blocks.validate': partial('the shape of its answer is a guess'),
  'files.info': supported,
  'files.getUploadURLExternal': supported,
  'files.completeUploadExternal': partial('one channel; no blocks in place of the comment'),
  'conversations.list': notBuilt,
  'conversations.history': notBuilt,
  'conversations.replies': notBuilt,
  'conversations.join': notBuilt,
  'chat.scheduleMessage': notBuilt,
  'chat.startStream': notBuilt,
  'chat.unfurl': notBuilt,
  'users.lookupByEmail': notBuilt,
  'team.info': notBuilt,
  'reactions.add': notBuilt,
  'oauth.v2.access': notBuilt,
}

/** What people and Slack itself do besides the Web API. */
export const surfaceCoverage: Record<string, CoverageRow> = {
  'slash commands': partial(
    'typed text is sent as typed; whether Slack escapes & < > there is not documented',
  ),
  'modals: stack, hash, kept values, errors, update, push, clear': supported,
  view_closed: supported,
  'buttons, confirm dialogs, static and external selects, overflow, radio, checkboxes, pickers': supported,
  'users, conversations and channels selects': partial('no filter, no default_to_current_conversation'),
  dispatch_action: partial('one block_actions per filled value, not one per character'),
  response_url: partial('conversations_select with response_url_enabled'),
  ephemerals: partial('they stay for good; Slack drops them at a reload'),
  'events: message.im, message.channels, app_mention, app_home_opened, user_change': partial(
    'no reactions, edits or deletions by people',
  ),
  'Socket Mode': partial('debug_reconnects and link_disabled'),
  'HTTP delivery': partial('no ssl_check, no url_verification, no x-slack-no-retry'),
  'rate limits': partial('on demand only: see faults; no app_rate_limited after 30,000 events an hour'),
  'text markup': partial(
    'rendered without styles; emoji codes stay codes; whether a link in mrkdwn came from a person cannot be told',
  ),
  'doubtful payloads': partial(
    'let through and noted as broken rules: unknown keys, and the smaller number where sources disagree',
  ),
  'file_input, downloads': partial(
    'by the name alone, no virus scan; what a form without files:read gets is not documented: missing_scope here',
  ),
  'uploads in three steps': partial(
    'no previews, no file_shared event; messages over the wire do not list their files',
  ),
  'links: unfurls': notBuilt,
  rich_text_input: partial('shown and sent back, cannot be typed in'),
  'message and global shortcuts': notBuilt,
  'org-wide installs, several workspaces, Slack Connect': notBuilt,
  'OAuth and token rotation': notBuilt,
}
