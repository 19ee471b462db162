import type { Role } from '#core/access/roles.ts'

/** What each role is called in messages. */
export const roleNames: Readonly<Record<Role, string>> = {
  planner: '规划人员(区住建局)',
  subdistrict: '镇街人员',
  centre: '管护中心人员',
  leader: '领导(只读)',
  auditor: '审计管理员',
  security: '安全管理员',
  admin: '系统管理员',
}
