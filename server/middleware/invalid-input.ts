import type { Hook } from '@hono/zod-openapi'
import type { z } from 'zod'
import type { ApiEnv } from './identity.ts'
import { problemResponse } from './problem.ts'

const PLACES: Readonly<Record<string, string>> = {
  query: '查询参数',
  param: '地址',
  json: '请求内容',
  header: '请求头',
}

/** Answers 400 with every field that is wrong: where it stands, what it was and what was expected. */
export const refuseInvalidInput: Hook<unknown, ApiEnv, string, Response | undefined> = (result, context) => {
  if (result.success) return undefined
  const place = PLACES[result.target] ?? '请求'
  const errors = result.error.issues.map((issue) => ({
    field: issue.path.map(String).join('.') || result.target,
    message: expectation(issue),
    ...valueAt(issue, result.target === 'query' ? context.req.query() : {}),
  }))
  return problemResponse(context, {
    title: '请求有误',
    status: 400,
    detail: `${place}中 ${errors.map((error) => `${error.field}:${error.message}`).join(';')}`,
    errors,
  })
}

/** A schema may say it in its own Chinese words; else zod's kinds are put into Chinese here. */
function expectation(issue: z.core.$ZodIssue): string {
  if (/[\u4e00-\u9fff]/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined')
        ? '必填'
        : `应为${typeName(issue.expected)}`
    case 'invalid_value':
      return `应为 ${issue.values.map(String).join('、')} 之一`
    case 'too_small':
      return `不能小于 ${String(issue.minimum)}`
    case 'too_big':
      return `不能大于 ${String(issue.maximum)}`
    case 'unrecognized_keys':
      return `不认识 ${issue.keys.join('、')}`
    default:
      return '格式不对'
  }
}

function typeName(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: '文字',
    number: '数字',
    int: '整数',
    boolean: '是或否',
    array: '列表',
    object: '对象',
    record: '对象',
  }
  return names[expected] ?? expected
}

/** The value as it was sent; zod keeps it only where a check adds it itself. */
function valueAt(
  issue: z.core.$ZodIssue,
  query: Readonly<Record<string, string>>,
): { value?: string | number | boolean } {
  const value = issue.input ?? query[String(issue.path[0])]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? { value } : {}
}
