import type { Compound } from './compound.ts'
import type { ReviewFinding } from './score-sheet.ts'
import type { Check, CheckId } from './verdict.ts'

/** Which check a finding speaks to. */
const CHECK_OF: Readonly<Record<ReviewFinding['fact'], CheckId>> = {
  builtYear: 'P2',
  demolitionPlanned: 'P6',
  consent: 'P4',
}

/**
 * The compound as the on-site re-check found it (DOMAIN §3.4): where a finding refutes the register, the finding
 * counts. A year found is the year of the whole compound. The register itself stays as it is.
 */
export function asFound(compound: Compound): Compound {
  const findings = compound.scoreSheet?.review?.findings
  if (findings === undefined || findings.length === 0) return compound
  return findings.reduce<Compound>((known, finding) => {
    switch (finding.fact) {
      case 'builtYear':
        return {
          ...known,
          builtYear: finding.found,
          buildings: known.buildings.map((building) => ({ ...building, builtYear: null })),
        }
      case 'demolitionPlanned':
        return { ...known, demolitionPlanned: finding.found }
      case 'consent':
        return { ...known, consent: finding.found }
    }
  }, compound)
}

/** The same checks, each saying where a finding of the re-check stands behind it. */
export function withFindings(checks: readonly Check[], compound: Compound): readonly Check[] {
  const findings = compound.scoreSheet?.review?.findings
  if (findings === undefined || findings.length === 0) return checks
  return checks.map((check) => {
    const finding = findings.findLast(({ fact }) => CHECK_OF[fact] === check.id)
    return finding === undefined
      ? check
      : { ...check, reason: `${check.reason}(实地复核认定:${finding.reason})` }
  })
}
