/** The tokens that WAC adds to those of WIT. */
import { keywordToken, punctuationToken, witTokens } from '@wit-ts/wit-parser/grammar';

export const Let = keywordToken('Let', 'let');
export const New = keywordToken('New', 'new');
export const Targets = keywordToken('Targets', 'targets');
export const Ellipsis = punctuationToken('Ellipsis', '...');
export const LeftBracket = punctuationToken('LeftBracket', '[');
export const RightBracket = punctuationToken('RightBracket', ']');

export const wacTokens = [...witTokens, Let, New, Targets, Ellipsis, LeftBracket, RightBracket];
