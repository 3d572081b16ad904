// .env.example against the configuration that the app really reads.
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
const source = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8')

const namesIn = (text: string, line: RegExp) => [...text.matchAll(line)].map(([, name = '']) => name)
const offered = namesIn(example, /^#?([A-Z][A-Z_]*)=/gm)
const read = new Set(namesIn(source, /^\s+([A-Z][A-Z_]*): /gm))

const filledIn = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  HDH_USERNAME: 'desk',
  HDH_PASSWORD: 'secret',
}

test('the example names every variable that the app reads, once, and no other', () => {
  expect(read).toContain('SLACK_BOT_TOKEN')
  expect(offered.toSorted()).toEqual([...read].toSorted())
})

test('the values that the example shows as defaults are the ones that the app uses', () => {
  const shown = parseEnv(example.replace(/^#(?=[A-Z_]+=)/gm, ''))
  expect(Object.values(shown).filter(Boolean).length).toBeGreaterThan(5)
  expect(readConfig({ ...shown, ...filledIn })).toEqual(readConfig(filledIn))
})

test('a copied example asks for exactly the values that only the hotel knows', () => {
  const copied = parseEnv(example)
  expect(Object.keys(copied).toSorted()).toEqual(Object.keys(filledIn).toSorted())
  expect(() => readConfig(copied)).toThrow(/SLACK_BOT_TOKEN is missing[\s\S]*HDH_PASSWORD is missing/)
})
