import { pageStyles } from '../styles/page.js';
import { colourSheet } from './colours.js';
import { HomePage } from './homePage.js';
import { LogPage } from './logPage.js';
import { savedLocale, savedTheme, useTheme } from './preferences.js';
import { ProjectPage } from './projectPage.js';
import { ServerSettingsPage } from './serverSettingsPage.js';

document.adoptedStyleSheets.push(colourSheet());
if (pageStyles.styleSheet) document.adoptedStyleSheets.push(pageStyles.styleSheet);
useTheme(savedTheme());
document.documentElement.lang = savedLocale();
document.body.append(pageOf(location.pathname));

function pageOf(path: string): HTMLElement {
  const project = /^\/projects\/([0-9a-f]{24})$/.exec(path)?.[1];
  if (project !== undefined) return new ProjectPage(project);
  if (path === '/settings') return new ServerSettingsPage();
  return path === '/log' ? new LogPage() : new HomePage();
}
