import Handlebars, { type SafeString } from 'handlebars';
import { renderView } from './engine.js';

/**
 * A template drawn before its page, for parts that cost more to draw than to keep. It stands in the page as `{{part}}`
 * and is not escaped again: everything in it went through the same engine.
 */
export function drawnPart(name: string, context: object): SafeString {
  return new Handlebars.SafeString(renderView(name, context));
}
