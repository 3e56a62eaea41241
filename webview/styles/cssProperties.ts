import { type ElementPart, noChange } from 'lit';
import { Directive, directive, type PartInfo, PartType } from 'lit/directive.js';

type Properties = Readonly<Record<string, string>>;

/**
 * Sets style properties through the CSSOM. Lit's `styleMap` writes a `style` attribute first, which
 * a page's content policy forbids.
 */
class CssProperties extends Directive {
  private last: Properties = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('cssProperties goes on an element');
  }

  render(properties: Properties): unknown {
    this.last = properties;
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Properties]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) {
      if (this.last[name] !== value) style.setProperty(name, value);
    }
    return this.render(properties);
  }
}

export const cssProperties = directive(CssProperties);
