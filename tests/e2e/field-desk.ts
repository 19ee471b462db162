import type { BrowserContext, Locator } from 'playwright-core'
import { RecordDesk } from './record-desk.ts'

/** The desk of an engineer on the spot, whose line comes and goes. */
export class FieldDesk extends RecordDesk {
  private get context(): BrowserContext {
    return this.page.context()
  }

  /** Opens a compound from the list and waits for its tie-in. */
  async visit(name: string): Promise<Locator> {
    await this.page.getByPlaceholder('筛选名称或社区').fill(name)
    await this.rows().filter({ hasText: name }).first().click()
    await this.detail().getByRole('heading', { name, exact: true }).waitFor()
    await this.connectionCard().waitFor()
    return this.connectionCard()
  }

  async refuse(name: string, reason: string): Promise<void> {
    await this.visit(name)
    await this.decide(reason)
  }

  /** Refuses the point on the open card. */
  async decide(reason: string): Promise<void> {
    const card = this.connectionCard()
    await card.locator('[data-step="reject"]').click()
    await card.getByRole('textbox').first().fill(reason)
    await card.getByRole('button', { name: '确定退回' }).click()
  }

  /** The browser has put page, ground and answers on its shelf. */
  async shelved(): Promise<void> {
    await this.page.waitForFunction(async () => {
      const kept = async (path: string): Promise<boolean> => (await caches.match(path)) !== undefined
      return (await kept('/')) && (await kept('/api/me')) && kept('/api/compounds?year=2024&limit=10000')
    })
  }

  async goOffline(): Promise<void> {
    await this.context.setOffline(true)
    await this.page.locator('[data-line="lost"]').waitFor()
  }

  async comeBack(): Promise<void> {
    await this.context.setOffline(false)
    await this.page.locator('[data-line="lost"]').waitFor({ state: 'detached' })
  }

  unsent(count: number): Locator {
    return this.page.locator(`[data-unsent="${count}"]`)
  }

  async allSent(): Promise<void> {
    await this.page.locator('[data-unsent]').waitFor({ state: 'detached' })
  }
}
