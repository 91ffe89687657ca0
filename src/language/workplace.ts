import { compile, lexicon } from './matcher.ts';
import type { Token } from './types.ts';

/**
 * The democracy law repeats itself for offices (Chương III) and state firms (Chương IV) in nearly the words it has for the ward. Who
 * speaks of neither asks about the ward: their entries then stand back (`WEIGHTS.elsewhere`).
 */
const WORKPLACE = compile(
  lexicon(
    'workplace: cơ quan | đơn vị | doanh nghiệp | công ty | xí nghiệp | nhà máy | người lao động | công nhân | viên chức | công chức | nhân viên | công đoàn | nơi làm việc | trường học | giáo viên | bệnh viện | ban lãnh đạo | giám đốc | hội nghị cán bộ | nội bộ | chủ doanh nghiệp',
  ),
);

export function isOfWorkplace(tokens: readonly Token[]): boolean {
  return WORKPLACE.find(tokens).size > 0;
}
