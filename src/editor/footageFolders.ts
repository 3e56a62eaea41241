import { join } from 'node:path';

const FOLDERS = { videos: 'videos', audios: 'speech' } as const;

/** Where files go that are brought into a project: below its folder, each kind by itself. */
export function footageFolder(projectFolder: string, list: 'audios' | 'videos'): string {
  return join(projectFolder, FOLDERS[list]);
}
