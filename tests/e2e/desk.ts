import type { Locator, Page } from 'playwright-core'

/** The planner's desk as a person sees it: journeys speak these words, only this file knows the page. */
export class Desk {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens the desk (or a shared link) and waits until the list and the map stand still. */
  async open(address: string): Promise<void> {
    await this.page.goto(address)
    await this.rows().first().waitFor()
    await this.settled()
  }

  /** Waits for an idle map. */
  async settled(): Promise<void> {
    await this.page.locator('[data-map-state="idle"]').waitFor({ timeout: 60_000 })
  }

  rows(): Locator {
    return this.page.locator('[data-compound]')
  }

  figure(name: string): Locator {
    return this.page.locator(`[data-figure="${name}"]`)
  }

  detail(): Locator {
    return this.page.getByRole('complementary', { name: '小区详情' })
  }

  /** The detail once it tells of this compound, checks included. */
  async detailOf(name: string): Promise<string> {
    await this.detail().filter({ hasText: name }).waitFor()
    await this.detail().locator('[data-check]').first().waitFor()
    return this.detail().innerText()
  }

  connectionCard(): Locator {
    return this.detail().locator('[data-connection]').first()
  }

  badge(): Locator {
    return this.page.getByRole('button', { name: /示例数据/ })
  }

  async search(text: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: /搜索/ })
    await box.click()
    await box.fill(text)
    await this.page
      .getByRole('option', { name: new RegExp(text) })
      .first()
      .click()
  }

  async keepOnly(eligibility: string): Promise<void> {
    await this.page.locator(`[data-filter="${eligibility}"]`).click()
  }

  async openRow(name: string): Promise<void> {
    await this.rows().filter({ hasText: name }).first().click()
  }

  async followToOutfall(): Promise<void> {
    await this.detail().getByRole('button', { name: '沿程至出水口' }).first().click()
  }
}
