// A form that was opened at a shared log-in, and pressed after the settings had made it somebody's own.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, maria, openDesk } from '../support/counter.ts'
import { operator } from '../support/operator.ts'

describe.each(agents)('where the hotel speaks $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))

  test('nobody else is named on the card as who was at the desk', async () => {
    desk = await openDesk(language)
    const person = desk.slack.person('desk')
    await person.types(`/grant ${maria.email} 300`)
    const form = await person.waitsForModal('👤')
    const who = Object.keys(form.fields).find(label => /puesto\?|desk\?/.test(label)) ?? ''
    const file = join(desk.dataDir, 'changed.yml')
    const text = readFileSync(join(desk.dataDir, 'settings.yml'), 'utf8')
    writeFileSync(file, text.replace(/^ *shared:.*\n/m, '').replace(/agents: \[/, 'agents: [U0DESK, '))
    desk.log.length = 0
    expect(await operator(desk, 'settings', 'import', file)).toMatchObject({ code: 0 })
    desk.clock.advance(5000)
    while (!desk.log.some(line => line.includes('"posts.planned"'))) await setImmediate()
    expect(await person.submits({ [who]: 'elena' })).toMatchObject({ result: 'closed' })
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toMatchObject([{ requested_by: 'U0DESK', acting_user: null }])
    expect(desk.slack.person(name).lastMessage('desk').text).not.toContain('elena')
  })
})
