import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { sayIn } from '../../src/core/strings/ui.js';
import type { SettingScope } from '../../src/core/project/projectEdit.js';
import type { Answer, EditorHost, Intent } from '../../src/protocol/editor.js';
import type {
  EditorView,
  Notice,
  ProblemSubject,
  SourceView,
} from '../../src/protocol/editorView.js';
import type { FleetView } from '../../src/protocol/fleetViews.js';
import type { BatchPage } from '../batch/batchPage.js';
import { actionStyles } from '../controls/actionButton.js';
import { baseStyles } from '../styles/base.js';
import { sourcesByKey } from '../wording/pairStates.js';
import { drawnLast } from './drawnLast.js';
import { Announcer } from './announcer.js';
import './appHeader.js';
import './appToolbar.js';
import { DropTarget } from './dropTarget.js';
import { type Copying, FileIntake } from './fileIntake.js';
import { FleetSight } from './fleetSight.js';
import { HostClient, requestOf } from './hostClient.js';
import { LastEdit } from './lastEdit.js';
import { OpenDialogs, settles } from './openDialogs.js';
import { type OpenWindow, openWindow, windowFor } from './openWindow.js';
import { pageContent } from './pageContent.js';
import { type News, pageNotices } from './pageNotices.js';
import { noticeBannerStyles } from '../page/noticeBanner.js';
import { PageEvent, type PageRequest } from '../page/pageEvents.js';
import { withDraft } from '../page/scriptDraft.js';
import {
  FIRST_STATE,
  MOST_REMEMBERED,
  type PageState,
  readPageState,
  turnedTo,
} from '../page/pageState.js';
import './problemsPanel.js';
import { recordingUnder } from './recordingUnder.js';
import './runProgress.js';
import type { Session } from '../page/session.js';
import { shareUnchanged } from './shareUnchanged.js';
import { studioAppStyles } from './studioAppStyles.js';

/** The whole page. Owns the latest snapshot, what is selected, and which window is open. */
@customElement('hg-studio')
export class StudioApp extends LitElement {
  static override styles = [baseStyles, actionStyles, noticeBannerStyles, studioAppStyles];

  @state() private view: EditorView | undefined;
  @state() private page: PageState = FIRST_STATE;
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private scope: SettingScope = { kind: 'project' };
  @state() private window: OpenWindow | undefined;
  @state() private refusal: Notice | undefined;
  @state() private dismissed: Notice | undefined;
  @state() private news: News | undefined;
  @state() private copying: Copying | undefined;
  @state() private fleet: FleetView | undefined;
  @state() private announcement = '';
  /** The latest known one, also while the text cannot be understood. */
  private heading = '';
  private sources: ReadonlyMap<string, SourceView> = new Map();
  private session: Session | undefined;
  private host: EditorHost | undefined;
  private client: HostClient | undefined;
  private intake: FileIntake | undefined;
  private readonly announcer = new Announcer();
  private readonly dialogs = new OpenDialogs(this);
  private readonly dropTarget = new DropTarget(this, {
    accepts: () => this.session?.trusted === true,
    take: (transfer, path) => void this.intake?.take(transfer, recordingUnder(path)),
  });
  private readonly fleetSight = new FleetSight((intent) => void this.ask(intent));
  private scrollTimer: ReturnType<typeof setTimeout> | undefined;

  /** Gives the page its host and asks for the first snapshot. Once. */
  connect(host: EditorHost): void {
    this.host = host;
    this.page = readPageState(host.loadState());
    this.client = new HostClient(
      host,
      (view) => {
        this.take(view);
      },
      (wish) => {
        this.serve(requestOf(wish));
      },
      (fleet) => {
        this.fleet = shareUnchanged(this.fleet, fleet);
      },
    );
    this.intake = new FileIntake(
      this.ask,
      (copying) => {
        this.copying = copying;
      },
      (files, over) => {
        this.serve({ kind: 'scripts', files, ...(over !== undefined && { over }) });
      },
      host.importFiles && ((files) => this.imported(host, files)),
    );
    void this.ask({ kind: 'ready' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(PageEvent.type, this.onPageRequest);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener(PageEvent.type, this.onPageRequest);
  }

  private take(view: EditorView): void {
    const before = this.view;
    if (before && view.revision < before.revision) return;
    if (!this.session || before?.locale !== view.locale || before.trusted !== view.trusted) {
      const { locale, trusted } = view;
      const inBrowser = this.host?.inBrowser === true;
      this.session = { locale, trusted, inBrowser, say: sayIn(locale), ask: this.ask };
      document.documentElement.lang = locale;
    }
    this.view = shareUnchanged(before, view);
    const { project, message } = this.view;
    if (this.news?.undo?.holds(project) === false) this.news = undefined;
    if (message && message !== before?.message) this.dialogs.inform(this.session, message);
    if (
      project &&
      (project.videos !== before?.project?.videos || project.audios !== before.project.audios)
    ) {
      this.sources = sourcesByKey(project);
    }
    if (view.fleet !== true) this.fleet = undefined;
    if (project && !before?.project) this.takeUpSelection();
    if (project && project.pairs !== before?.project?.pairs) this.forgetGone(project.pairs);
    if (project) this.heading = project.title;
    this.announce();
  }

  /** What was selected, and being written, before the page was loaded anew. */
  private takeUpSelection(): void {
    const open = this.page.drafts.find((draft) => draft.open === true);
    if (open) this.window = { kind: 'script', id: open.key };
    if (this.selected.size > 0 || this.page.selected.length === 0) return;
    this.selected = new Set(this.page.selected);
    void this.ask({ kind: 'select', pairs: this.page.selected });
  }

  private forgetGone(pairs: readonly { readonly id: string }[]): void {
    if (this.selected.size === 0) return;
    const present = new Set(pairs.map(({ id }) => id));
    const kept = [...this.selected].filter((id) => present.has(id));
    if (kept.length !== this.selected.size) this.setSelected(new Set(kept));
  }

  /** The host's commands act on it too. */
  private setSelected(selected: ReadonlySet<string>): void {
    this.selected = selected;
    this.remember({ selected: [...selected].slice(0, MOST_REMEMBERED) });
    void this.ask({ kind: 'select', pairs: [...selected] });
  }

  private announce(): void {
    if (!this.session || !this.view) return;
    const text = this.announcer.next(this.view.run, this.session.say, performance.now() / 1000);
    if (text !== undefined) this.announcement = text;
  }

  private readonly ask = async (intent: Intent): Promise<Answer> => {
    const answer = await (this.client?.ask(intent) ?? Promise.resolve({ kind: 'ok' } as const));
    // A try's window says it itself.
    if (answer.kind === 'refused' && intent.kind !== 'try') this.refuse(answer.notice, intent.kind);
    else if (settles(intent, answer)) {
      this.refusal = this.news = undefined;
      this.dialogs.hush();
    }
    if (answer.kind === 'news')
      this.news = { notice: answer.notice, ...this.again(intent, answer) };
    return answer;
  };

  private again(intent: Intent, answer: Extract<Answer, { kind: 'news' }>): Partial<News> {
    if (!answer.again || intent.kind !== 'generate') return {};
    return { again: () => void this.ask({ ...intent, force: true }) };
  }

  /** In the window that is open, else on the page. */
  private refuse(notice: Notice, wish?: Intent['kind']): void {
    const told = this.session && this.dialogs.refuse(this.session, notice, wish);
    if (told !== true) this.refusal = notice;
  }

  private async imported(host: EditorHost, files: readonly File[]): Promise<Answer> {
    const answer = (await host.importFiles?.(files)) ?? ({ kind: 'declined' } as const);
    if (answer.kind === 'refused') this.refuse(answer.notice);
    return answer;
  }

  protected override render(): TemplateResult {
    const { view, session } = this;
    if (!view || !session) return html`<main aria-busy="true"></main>`;
    const { project } = view;
    const { sources, selected, scope, fleet } = this;
    const page = turnedTo(this.page, view);
    return html`<header class="top">
        <hg-header
          .session=${session}
          .heading=${this.heading}
          .page=${page.page}
          ?fleet=${view.fleet}
          .unreadable=${!project}
        ></hg-header>
        ${project ? this.tools(session, project.pairs.length > 0, view) : nothing}
      </header>
      <main>
        ${this.notices(session, view)}
        ${
          view.problems.length > 0 || !project
            ? html`<hg-problems
                .session=${session}
                .problems=${view.problems}
                .unreadable=${!project}
              ></hg-problems>`
            : nothing
        }
        ${
          project
            ? pageContent({
                ...{ session, view, project, page, sources, selected, scope, fleet },
                dropping: this.dropTarget.over,
              })
            : nothing
        }
      </main>
      <div class="visually-hidden" aria-live="polite">${this.announcement}</div>
      ${
        project
          ? openWindow(this.window, {
              session,
              project,
              history: view.history,
              preparing: view.preparing,
              tries: view.tries ?? [],
              sources: this.sources,
              drafts: this.page.drafts,
              close: this.closeWindow,
            })
          : nothing
      }
      ${this.dropTarget.over ? html`<div class="drop-veil">${session.say('drop-now')}</div>` : nothing}`;
  }

  private tools(session: Session, hasPairs: boolean, view: EditorView): TemplateResult {
    const { run, disk, checking } = view;
    return html`<hg-toolbar
        .session=${session}
        .running=${run.running}
        .cancelling=${run.cancelling === true}
        .checking=${checking !== undefined}
        .hasPairs=${hasPairs}
        ?single=${this.page.page === 'single'}
        .selected=${this.selected}
      ></hg-toolbar>
      ${
        run.total > 0
          ? html`<hg-run-progress
              .session=${session}
              .run=${run}
              ?running=${run.running}
              .drawn=${drawnLast(view, this.sources, session.say)}
              .free=${disk?.free}
            ></hg-run-progress>`
          : nothing
      }`;
  }

  private notices(session: Session, view: EditorView): TemplateResult {
    const { refusal, news, dismissed, copying, fleet } = this;
    const { readEnd } = this.page;
    const dismiss = (notice: Notice): void => {
      if (notice === this.refusal) this.refusal = undefined;
      else if (notice === this.news?.notice) this.news = undefined;
      else this.dismissed = notice;
    };
    return pageNotices(session, view, {
      ...{ refusal, news, readEnd, dismissed, copying, dismiss, fleet },
      page: turnedTo(this.page, view).page,
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (this.view) {
      this.fleetSight.follow(turnedTo(this.page, this.view).page === 'machines');
    }
    if (changed.has('view') && changed.get('view') === undefined && this.view) {
      scrollTo(0, this.page.scroll);
      addEventListener('scroll', this.onScroll, { passive: true });
    }
  }

  private readonly closeWindow = (): void => {
    this.window = undefined;
  };

  private remember(state: Partial<PageState>): void {
    this.page = { ...this.page, ...state };
    this.host?.saveState(this.page);
  }

  private readonly onScroll = (): void => {
    clearTimeout(this.scrollTimer);
    this.scrollTimer = setTimeout(() => {
      this.remember({ scroll: scrollY });
    }, 250);
  };

  private async show(subject: ProblemSubject): Promise<void> {
    this.remember({ page: 'batch', ...(subject.kind === 'pair' && { pairs: 'list' }) });
    await this.updateComplete;
    await this.renderRoot.querySelector<BatchPage>('hg-batch-page')?.show(subject);
  }

  private readonly onPageRequest = (event: Event): void => {
    if (event instanceof PageEvent) this.serve(event.request);
  };

  private serve(request: PageRequest): void {
    this.window = windowFor(request) ?? this.window;
    switch (request.kind) {
      case 'find-scripts':
        void this.intake?.findScripts(request.what);
        break;
      case 'find-transcript':
        void this.intake?.findTranscript(request.audio);
        break;
      case 'draft':
        this.remember({ drafts: withDraft(this.page.drafts, request.key, request.draft) });
        break;
      case 'settings':
        this.scope = request.scope;
        this.remember({ page: 'settings' });
        break;
      case 'show':
        void this.show(request.subject);
        break;
      case 'select': {
        const selected = new Set(this.selected);
        for (const pair of request.pairs) {
          if (request.on) selected.add(pair);
          else selected.delete(pair);
        }
        this.setSelected(selected);
        break;
      }
      case 'news':
        this.news = { notice: request.news, undo: new LastEdit(new Set(request.gone)) };
        this.news.undo?.holds(this.view?.project);
        break;
      case 'show-failed':
        void this.showFailed();
        break;
      case 'remember':
        this.remember(request.state);
        break;
    }
  }

  private async showFailed(): Promise<void> {
    this.remember({ page: 'batch', pairs: 'list' });
    await this.updateComplete;
    await this.renderRoot.querySelector<BatchPage>('hg-batch-page')?.showFailed();
  }
}
