/** Files that start real processes or browsers wait a lot and take longest: first, so that none is left alone at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = [/\/test\/e2e\//, /\/test\/web\/browser-/, /\/test\/embedded\//];
const rank = (file: TestSpecification): number => {
  const at = LONG.findIndex((pattern) => pattern.test(file.moduleId));
  return at < 0 ? LONG.length : at;
};

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
