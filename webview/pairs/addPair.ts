import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PairView, SourceView } from '../../src/protocol/editorView.js';
import type { Session } from '../page/session.js';
import '../controls/button.js';
import '../controls/dropdown.js';
import type { Choice } from '../controls/dropdown.js';
import type { ValueEvent } from '../controls/valueEvent.js';
import { baseStyles } from '../styles/base.js';

/** Chooses a video and an audio and pairs them. */
@customElement('hg-add-pair')
export class AddPair extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 6px;
      }
      hg-dropdown {
        flex: 1 1 140px;
        max-width: 320px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) videos: readonly SourceView[] = [];
  @property({ attribute: false }) audios: readonly SourceView[] = [];
  @property({ attribute: false }) pairs: readonly PairView[] = [];
  @state() private video = '';
  @state() private audio = '';

  private videoChoices: readonly Choice[] = [];
  private audioChoices: readonly Choice[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('videos')) this.videoChoices = choices(this.videos);
    if (changed.has('audios')) this.audioChoices = choices(this.audios);
    if (!this.videos.some(({ id }) => id === this.video)) this.video = this.videos.at(0)?.id ?? '';
    if (!this.audios.some(({ id }) => id === this.audio)) this.audio = this.audios.at(0)?.id ?? '';
  }

  protected override render(): TemplateResult {
    const { say, ask, trusted } = this.session;
    const { video, audio } = this;
    const present = this.pairs.some((pair) => pair.video === video && pair.audio === audio);
    return html`<hg-dropdown
        label=${say('video')}
        .choices=${this.videoChoices}
        .value=${video}
        @value=${(event: ValueEvent<string>) => {
          this.video = event.value;
        }}
      ></hg-dropdown>
      <span aria-hidden="true">+</span>
      <hg-dropdown
        label=${say('audio')}
        .choices=${this.audioChoices}
        .value=${audio}
        @value=${(event: ValueEvent<string>) => {
          this.audio = event.value;
        }}
      ></hg-dropdown>
      <hg-button
        icon="add"
        ?disabled=${!trusted || present}
        @click=${() => void ask({ kind: 'edit', edit: { kind: 'add-pair', video, audio } })}
        >${say('add-pair')}</hg-button
      >`;
  }
}

function choices(sources: readonly SourceView[]): Choice[] {
  return sources.map(({ id, name }) => ({ value: id, label: name }));
}
