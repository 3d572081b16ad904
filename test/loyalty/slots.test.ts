// Turns: at most so many at once, in the order of asking.
import { expect, it } from 'vitest'
import { createSlots } from '../../src/loyalty/slots.ts'

it('the first to ask is the first to be served', async () => {
  const slots = createSlots(2)
  const served: number[] = []
  const ends: (() => void)[] = []
  const all = [1, 2, 3, 4, 5].map(async name => {
    const end = await slots.take()
    served.push(name)
    ends.push(end)
  })
  await Promise.all(all.slice(0, 2))
  expect(served).toEqual([1, 2])
  for (let n = 0; n < 3; n++) {
    ends.shift()?.()
    await all[n + 2]
    expect(served).toHaveLength(n + 3)
  }
  expect(served).toEqual([1, 2, 3, 4, 5])
})

it('a turn that came free while nobody waited is there for the next', async () => {
  const slots = createSlots(1)
  const end = await slots.take()
  end()
  const again = await slots.take()
  expect(again).toBeTypeOf('function')
})

it('whoever gives up while waiting takes no turn', async () => {
  const slots = createSlots(1)
  const end = await slots.take()
  const giveUp = new AbortController()
  const left = slots.take(giveUp.signal)
  const next = slots.take()
  giveUp.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  await expect(slots.take(giveUp.signal)).rejects.toThrow('gone')
  end()
  expect(await next).toBeTypeOf('function')
})
