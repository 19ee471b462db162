import type { Locator } from 'playwright-core'
import { Desk } from './desk.ts'

/** Signing in, accounts and the audit log, as a person sees them. */
export class AccountDesk extends Desk {
  async openSignIn(): Promise<void> {
    await this.page.getByRole('button', { name: '登录', exact: true }).first().click()
    await this.dialog('登录').waitFor()
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name })
  }

  async tryToSignIn(username: string, password: string): Promise<void> {
    const dialog = this.dialog('登录')
    await dialog.getByLabel('用户名').fill(username)
    await dialog.getByLabel('密码', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
  }

  /** The button that says who is signed in. */
  person(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^账号:${name}`) })
  }

  async signInAs(name: string, username: string, password: string): Promise<void> {
    await this.openSignIn()
    await this.tryToSignIn(username, password)
    await this.person(name).waitFor()
  }

  async choose(name: string, item: string): Promise<void> {
    await this.person(name).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
