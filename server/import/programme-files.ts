import { z } from 'zod'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { readJson } from './data-file.ts'

const count = z.number().int().min(0)
const threshold = z.object({ numerator: count, denominator: count.min(1), clause: z.string() })

/** Loose: what later rules read stands in the file already and passes through. */
const programmeSchema = z.looseObject({
  schemaVersion: z.literal(1),
  year: z.number().int().min(2000).max(2100),
  title: z.string(),
  documentNumber: z.string(),
  issuedOn: z.iso.date(),
  publishedOn: z.iso.date(),
  approvedBy: z.string(),
  source: z.object({ document: z.string(), indexNumber: z.string() }),
  official: z.object({
    compounds: count,
    buildings: count,
    households: count,
    floorArea: z.number().min(0),
    budget: count,
    tierA: count,
    tierB: count,
  }),
  policy: z.looseObject({
    selection: z.enum(['strict', 'fill', 'optimise']),
    consentThreshold: threshold,
    satisfactionThreshold: threshold,
    provincial: z.object({ consultation: threshold, schemeVote: threshold }).optional(),
    tierYears: z.object({ A: z.number().int(), B: z.number().int(), clause: z.string() }),
    reserves: z.object({
      temporary: count,
      maintenance: count,
      clause: z.string(),
      confirmed: z.boolean(),
    }),
    baselineCostPerSquareMetre: z.object({
      value: z.number().min(0),
      confirmed: z.boolean(),
      source: z.string(),
    }),
    clauses: z.record(z.string(), z.string()),
    schedule: z.object({
      startBy: z.string(),
      completeBy: z.string(),
      acceptBy: z.string(),
      clause: z.string(),
    }),
  }),
  facts: z.array(
    z.looseObject({
      key: z.string(),
      label: z.string(),
      value: z.union([z.number(), z.string()]),
      unit: z.string(),
      clause: z.string(),
      quote: z.string(),
    }),
  ),
  unconfirmed: z.array(z.string()).default([]),
})

const scoringTableSchema = z.looseObject({
  schemaVersion: z.literal(1),
  id: z.string(),
  title: z.string(),
  total: z.number(),
  criteria: z
    .array(
      z.looseObject({
        id: z.string(),
        group: z.string(),
        label: z.string(),
        max: z.number(),
        metric: z.string(),
        rule: z.looseObject({ type: z.enum(['steps', 'linear', 'enum', 'sum', 'checklist']) }),
      }),
    )
    .min(1),
})

/** The programme of one year with everything its file says. @throws {DataFileError} */
export function readProgrammeFile(file: string): Promise<Programme> {
  return readJson(file, programmeSchema)
}

/** A scoring sheet; the shape of its rules is checked where they are used. @throws {DataFileError} */
export async function readScoringFile(file: string): Promise<ScoringTable> {
  return (await readJson(file, scoringTableSchema)) as unknown as ScoringTable
}
