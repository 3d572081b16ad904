import { expect, it } from 'vitest'
import { callSandbox, field, maria, results } from './caller.ts'

it('gives 50 rows when no limit is asked for and never more than 100', async () => {
  const { get, sandbox } = await callSandbox()
  expect(results(await get('operations/'))).toHaveLength(50)
  expect(results(await get('operations/?limit=1000'))).toHaveLength(100)
  expect((await get('operations/?limit=1')).json).toMatchObject({ count: sandbox.store.operations().length })
})

it('falls back to the default for a limit or offset that makes no sense', async () => {
  const { get } = await callSandbox()
  const first = results(await get('operations/'))
  for (const query of ['limit=0', 'limit=-3', 'limit=ten', 'offset=-1', 'offset=ten']) {
    expect(results(await get(`operations/?${query}`)), query).toEqual(first)
  }
})

it('leads through every row once by its next links, and back by its previous links', async () => {
  const { get, sandbox } = await callSandbox()
  const all = results(await get(`operations/?contact=${maria}&limit=100`))
  const seen: unknown[] = []
  let page = await get(`operations/?contact=${maria}&limit=4`)
  let pages = 1
  expect(field(page.json, 'previous')).toBeNull()
  for (;;) {
    seen.push(...results(page))
    const next = field(page.json, 'next')
    if (next === null) break
    expect(String(next).startsWith(sandbox.url)).toBe(true)
    page = await get(String(next))
    pages += 1
  }
  expect(seen).toEqual(all)
  expect(pages).toBe(Math.ceil(all.length / 4))
  for (; pages > 1; pages--) page = await get(String(field(page.json, 'previous')))
  expect(results(page)).toEqual(all.slice(0, 4))
  expect(field(page.json, 'previous')).toBeNull()
})

it('has no next link when the page ends with the last row', async () => {
  const { get } = await callSandbox()
  expect((await get('products/?limit=12')).json).toMatchObject({ count: 12, next: null })
  expect((await get('products/?limit=11')).json).toMatchObject({ next: expect.stringContaining('offset=11') })
})

it('gives an empty page behind the end', async () => {
  const { get } = await callSandbox()
  expect((await get('products/?offset=500')).json).toMatchObject({ count: 12, next: null, results: [] })
})
