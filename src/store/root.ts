import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the program (where package.json lies), whether it runs from src/ or bundled from dist/. */
export const ROOT = find(import.meta.dirname);

function find(folder: string): string {
  if (existsSync(path.join(folder, 'package.json')) && existsSync(path.join(folder, 'locales')))
    return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error('the program folder was not found');
  return find(above);
}
