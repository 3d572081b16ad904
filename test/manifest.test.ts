// manifest.yml and the app say the same: commands, scopes, and how Slack reaches the app.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { missingScope, readManifest } from '../src/sandbox/slack/manifest.ts'
import { limits } from '../src/sandbox/slack/validate-table.ts'
import { startTestApp, type TestApp } from './support/app.ts'

const path = new URL('../manifest.yml', import.meta.url).pathname
const text = readFileSync(path, 'utf8')
const manifest = readManifest(path)
const messenger = readFileSync(new URL('../src/slack/messenger.ts', import.meta.url), 'utf8')

/** What messenger.ts calls, by Slack's names. */
const methods = [...messenger.matchAll(/\bcall\('(\w+\.[\w.]+)'/g)].map(([, method = '']) => method)
/** The desk, approvals and digest channels may be either. */
const conversations = ['public', 'private'] as const

describe('the manifest', () => {
  let desk: TestApp
  beforeAll(async () => {
    desk = await startTestApp()
  })
  afterAll(() => desk.stop())

  test('has the commands that the app listens to, and no other', () => {
    const { commands } = desk.app.registered
    expect(commands.toSorted()).toEqual(manifest.commands.map(({ command }) => command).toSorted())
    expect(new Set(commands).size).toBe(commands.length)
  })

  test('is one that Slack takes, and switches on what cards and forms need', () => {
    expect(manifest.interactivity).toBe(true)
    expect(manifest.messagesTab).toBe(true)
    expect(manifest.name).toBe('Loyalty Desk')
  })

  it.each(manifest.commands)('says of $command what it does and what may follow it', command => {
    expect(command.description.length).toBeGreaterThan(10)
    expect(command.usageHint).toMatch(/^\[.+\]$/)
    // Names and channels stay as they are typed: an e-mail must not come as a link.
    expect(command.shouldEscape).toBe(false)
  })

  test('is reached either through Socket Mode or through addresses, never both', () => {
    const hasAddress = /^\s*-?\s*(url|request_url|message_menu_options_url):/m.test(text)
    expect(manifest.socketMode).toBe(!hasAddress)
    expect(manifest.commands.filter(({ url }) => url !== undefined)).toEqual([])
  })

  test('asks for no event that nobody listens to', () => {
    expect(manifest.botEvents).toEqual([])
    expect(manifest.shortcuts).toEqual([])
  })
})

describe('the scopes', () => {
  test('are looked up for every call that the app makes', () => {
    const called = [...messenger.matchAll(/\bweb\.([\w.]+)\(/g)].map(([, method = '']) => method)
    expect(called.toSorted()).toEqual(methods.toSorted())
    expect(methods.length).toBeGreaterThan(5)
  })

  it.each(methods.flatMap(method => conversations.map(type => [method, type] as const)))(
    'allow %s in a %s channel',
    (method, type) => {
      expect(missingScope(method, manifest.botScopes, type)).toBeUndefined()
    },
  )

  test('are none more than the app uses', () => {
    const needed = methods.flatMap(method => {
      const row = limits.rate_limits.methods[method]
      const byType = row?.scope_by_conversation
      return [...(row?.bot_scopes ?? []), ...conversations.flatMap(type => byType?.[type] ?? [])]
    })
    expect(manifest.botScopes.toSorted()).toEqual([...new Set([...needed, 'commands'])].toSorted())
  })
})
