import type { Locator } from 'playwright-core'
import { Desk } from './desk.ts'

/** The presentation as a speaker uses it: keys, figures, the way back. */
export class BriefingDesk extends Desk {
  presentation(): Locator {
    return this.page.getByRole('region', { name: '汇报' })
  }

  async start(): Promise<void> {
    await this.page.getByRole('button', { name: '汇报' }).click()
    await this.presentation().locator('h1').waitFor()
  }

  /** Opens a link to a chapter. */
  async openChapter(address: string): Promise<void> {
    await this.page.goto(address)
    await this.presentation().locator('[data-big], [data-verdict], [data-place]').first().waitFor()
    await this.settled()
  }

  async chapter(): Promise<string | null> {
    return this.presentation().getAttribute('data-chapter')
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async text(): Promise<string> {
    return (await this.presentation().innerText()).replaceAll('\u00a0', ' ')
  }
}
