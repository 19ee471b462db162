import type { Evaluations, YearEvaluation } from '../compute/evaluations.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'

/** The year a query asks for, else the newest. @throws {ProblemError} 400 for a year without a programme */
export async function planYear(evaluations: Evaluations, asked: number | undefined): Promise<number> {
  const years = await evaluations.years()
  const year = asked ?? years[0]
  if (year === undefined) throw notFound('还没有任何年度方案')
  if (years.includes(year)) return year
  const message = `应为已有方案的年度:${years.join('、')}`
  throw new ProblemError(400, {
    detail: `查询参数中 year:${message}`,
    errors: [{ field: 'year', message, value: year }],
  })
}

/** Everything of one year. @throws {ProblemError} 404 where it has no programme */
export async function evaluationOf(evaluations: Evaluations, year: number): Promise<YearEvaluation> {
  const evaluation = await evaluations.of(year)
  if (evaluation === null) throw notFound(`没有 ${year} 年度的方案`)
  return evaluation
}
