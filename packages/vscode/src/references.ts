import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';

/** Shows the places that a code lens counts, in the editor's own view of references. */
export function showReferences(uri: string, position: Position, locations: Location[]): void {
  void vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    new vscode.Position(position.line, position.character),
    locations.map(
      ({ uri: target, range }) =>
        new vscode.Location(
          vscode.Uri.parse(target),
          new vscode.Range(
            range.start.line,
            range.start.character,
            range.end.line,
            range.end.character,
          ),
        ),
    ),
  );
}
