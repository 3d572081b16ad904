// The sandbox reads manifest.yml as Slack does, and knows which scope each call needs.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { stringify } from 'yaml'
import { missingScope, readManifest } from '../../../src/sandbox/slack/manifest.ts'

const folder = mkdtempSync(join(tmpdir(), 'manifest-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(content: unknown) {
  const path = join(folder, 'manifest.yml')
  writeFileSync(path, typeof content === 'string' ? content : stringify(content))
  return readManifest(path)
}

const whole = `
_metadata: { major_version: 2, minor_version: 1 }
display_information:
  name: Loyalty Desk
  description: Points at the front desk
  background_color: "#1d3557"
features:
  app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false }
  bot_user: { display_name: desk, always_online: true }
  shortcuts:
    - { name: Grant points, type: global, callback_id: grant, description: Open the form }
    - { name: Grant for this, type: message, callback_id: grant_message, description: Start from here }
  slash_commands:
    - { command: /grant, description: Grant points, usage_hint: "[guest] [points]", should_escape: true }
    - { command: /rewards, description: What guests can get, url: https://desk.example/slack/events }
oauth_config:
  scopes:
    bot: [commands, chat:write]
settings:
  event_subscriptions:
    bot_events: [app_home_opened, message.im]
  interactivity: { is_enabled: true }
  socket_mode_enabled: true
`

describe('a manifest that Slack takes', () => {
  it('gives what a workspace needs to know', () => {
    expect(read(whole)).toEqual({
      name: 'Loyalty Desk',
      botName: 'desk',
      commands: [
        { command: '/grant', description: 'Grant points', usageHint: '[guest] [points]', shouldEscape: true },
        {
          command: '/rewards',
          description: 'What guests can get',
          shouldEscape: false,
          url: 'https://desk.example/slack/events',
        },
      ],
      shortcuts: [
        { name: 'Grant points', type: 'global', callbackId: 'grant', description: 'Open the form' },
        {
          name: 'Grant for this',
          type: 'message',
          callbackId: 'grant_message',
          description: 'Start from here',
        },
      ],
      botScopes: ['commands', 'chat:write'],
      botEvents: ['app_home_opened', 'message.im'],
      socketMode: true,
      interactivity: true,
      homeTab: true,
      messagesTab: true,
      messagesTabReadOnly: false,
    })
  })
  it('reads everything that is left out as absent', () => {
    expect(read({ display_information: { name: 'Desk' } })).toEqual({
      name: 'Desk',
      botName: 'Desk',
      commands: [],
      shortcuts: [],
      botScopes: [],
      botEvents: [],
      socketMode: false,
      interactivity: false,
      homeTab: false,
      messagesTab: false,
      messagesTabReadOnly: false,
    })
  })
})

describe('a manifest that Slack refuses', () => {
  const name = { display_information: { name: 'Desk' } }
  const command = { command: '/grant', description: 'Grant points' }
  const shortcut = { name: 'Grant', type: 'global', callback_id: 'grant', description: 'Open the form' }
  const commands = (...rows: object[]) => ({ ...name, features: { slash_commands: rows } })
  const shortcuts = (...rows: object[]) => ({ ...name, features: { shortcuts: rows } })
  const display = (changes: object) => ({ display_information: { name: 'Desk', ...changes } })
  const settings = (changes: object) => ({ ...name, settings: changes })
  const refused: [string, object, string][] = [
    ['without a name', {}, 'display_information:'],
    ['with a name above 35 characters', display({ name: 'd'.repeat(36) }), 'display_information.name:'],
    ['with a long description that is short', display({ long_description: 'Short' }), 'long_description:'],
    ['with a colour by name', display({ background_color: 'navy' }), 'background_color:'],
    ['with an empty list of commands', commands(), 'features.slash_commands:'],
    ['with an empty list of shortcuts', shortcuts(), 'features.shortcuts:'],
    [
      'with a command without its slash',
      commands({ ...command, command: 'grant' }),
      'slash_commands.0.command:',
    ],
    [
      'with a command that is not described',
      commands({ command: '/grant' }),
      'slash_commands.0.description:',
    ],
    ['with an empty hint', commands({ ...command, usage_hint: '' }), 'slash_commands.0.usage_hint:'],
    ['with a misspelled key of a command', commands({ ...command, hint: 'a' }), '"hint"'],
    [
      'with a shortcut name above 24 characters',
      shortcuts({ ...shortcut, name: 'g'.repeat(25) }),
      'shortcuts.0.name:',
    ],
    ['with an unknown kind of shortcut', shortcuts({ ...shortcut, type: 'channel' }), 'shortcuts.0.type:'],
    [
      'with an event named twice',
      settings({ event_subscriptions: { bot_events: ['a', 'a'] } }),
      'bot_events:',
    ],
    ['with interactivity neither on nor off', settings({ interactivity: {} }), 'interactivity.is_enabled:'],
    [
      'with a request address that is no address',
      settings({ event_subscriptions: { request_url: 'desk' } }),
      'request_url:',
    ],
    ['with a switch that is a word', settings({ socket_mode_enabled: 'on' }), 'socket_mode_enabled:'],
    ['with scopes in the wrong place', { ...name, oauth_config: { bot: ['chat:write'] } }, '"bot"'],
    ['with an unknown part', { ...name, commands: [] }, '"commands"'],
  ]
  test.each(refused)('%s', (_, content, told) => {
    expect(() => read(content)).toThrow(told)
  })
  it('is told everything at once', () => {
    const content = { ...display({ name: '' }), features: { bot_user: {} }, setings: {} }
    expect(() => read(content)).toThrow(
      /display_information\.name.*\n.*bot_user\.display_name.*\n.*"setings"/,
    )
  })
  it('is named when it is no YAML, or not there', () => {
    expect(() => read('features: [')).toThrow('manifest.yml cannot be read')
    expect(() => readManifest(join(folder, 'none.yml'))).toThrow('none.yml cannot be read')
  })
  it('counts an emoji in a name as one character', () => {
    expect(read(display({ name: '😀'.repeat(35) })).name).toHaveLength(70)
  })
})

describe('the scope that a call lacks', () => {
  type Case = [string, Parameters<typeof missingScope>, string | undefined]
  const cases: Case[] = [
    ['posting needs chat:write', ['chat.postMessage', ['commands']], 'chat:write'],
    ['posting is allowed with it', ['chat.postMessage', ['chat:write']], undefined],
    ['opening a form needs nothing', ['views.open', []], undefined],
    [
      'finding a person by e-mail needs its own scope',
      ['users.lookupByEmail', ['users:read']],
      'users:read.email',
    ],
    ['reading a public channel', ['conversations.info', ['groups:read'], 'public'], 'channels:read'],
    ['reading a private channel', ['conversations.info', ['channels:read'], 'private'], 'groups:read'],
    [
      'reading a private channel with its scope',
      ['conversations.info', ['groups:read'], 'private'],
      undefined,
    ],
    ['listing the members of a group message', ['conversations.members', ['im:read'], 'mpim'], 'mpim:read'],
    ['opening a direct message', ['conversations.open', ['mpim:write'], 'im'], 'im:write'],
    ['opening a group message', ['conversations.open', ['im:write'], 'mpim'], 'mpim:write'],
    [
      'reading the history of a direct message',
      ['conversations.history', ['channels:history'], 'im'],
      'im:history',
    ],
    ['listing channels with any of the scopes', ['conversations.list', ['im:read']], undefined],
    ['listing channels with none', ['conversations.list', ['chat:write']], 'channels:read'],
    [
      'posting as a stranger in a public channel',
      ['chat.postMessage', ['chat:write'], 'public', false],
      'chat:write.public',
    ],
    [
      'posting as a stranger with the scope',
      ['chat.postMessage', ['chat:write', 'chat:write.public'], 'public', false],
      undefined,
    ],
    [
      'posting as a member in a public channel',
      ['chat.postMessage', ['chat:write'], 'public', true],
      undefined,
    ],
    [
      'updating needs no more than chat:write anywhere',
      ['chat.update', ['chat:write'], 'public', false],
      undefined,
    ],
  ]
  test.each(cases)('%s', (_, call, scope) => {
    expect(missingScope(...call)).toBe(scope)
  })
  it('is an error in the sandbox for a method that it has no row for', () => {
    expect(() => missingScope('toString', [])).toThrow('toString')
    expect(() => missingScope('chat.shout', [])).toThrow('chat.shout')
  })
})
