// Points for a group from a file: chosen from the disk, rehearsed, approved on the phone, the result saved.
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from '../support/browser.ts'
import { bulkIn } from '../support/bulk.ts'
import { ledger } from '../support/counter.ts'
import { everySize, type Visit, visit } from '../support/page.ts'

const file = ['email;points;reason', 'antonio.lopez@example.com;300;Group', 'nobody@example.com;100;Group']
const antonio = 11656601

inBrowser(browser => {
  let at: Visit
  afterEach(() => at.close())

  test.each(everySize)(
    'on a %s Ben brings a file, Diego approves the batch, and the result can be saved from its thread',
    async size => {
      at = await visit(browser(), { language: 'en', size, place: 'ben/desk/diego/approvals' })
      const words = bulkIn('en')
      const ben = await at.as('ben')
      await ben.types(words.command)
      const buffer = Buffer.from(file.join('\r\n'))
      await ben.modal
        .getByLabel(words.file, { exact: true })
        .setInputFiles({ name: 'group.csv', mimeType: 'text/csv', buffer })
      await ben.sees(/group\.csv/)
      expect(await at.barriers()).toEqual([])
      await ben.modal.locator('button[type="submit"]').click()
      await ben.sees(/Antonio L\. · a•••@example\.com/)
      await ben.sees(/Line 3 · .*no such guest/)
      expect(await at.barriers()).toEqual([])
      if (size === 'desktop') await at.picture('bulk')
      expect(ledger(at.desk, antonio)).toEqual([])
      await ben.presses(words.ask)
      await ben.sees(/A manager decides/)
      await ben.presses('Close')

      const diego = await at.as('diego')
      await diego.sees(/Bulk grant: 1 line, 300 points/)
      await diego.presses('Approve')
      await diego.sees(/finished/)
      expect(ledger(at.desk, antonio)).toHaveLength(1)
      const result = diego.pane.getByRole('button', { name: /result/ }).last()
      const [download] = await Promise.all([at.page.waitForEvent('download'), result.click()])
      expect(download.suggestedFilename()).toMatch(/result.*\.csv$/)
    },
  )
})
