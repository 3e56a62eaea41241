/** What the manifest calls the page of a project. */
export const EDITOR_TYPE = 'heygem.project';
