import { StudioApp } from './app/studioApp.js';
import { pageStyles } from './styles/page.js';
import { VsCodeHost } from './vscodeHost.js';

if (pageStyles.styleSheet) document.adoptedStyleSheets.push(pageStyles.styleSheet);
const app = new StudioApp();
app.connect(new VsCodeHost());
document.body.append(app);
