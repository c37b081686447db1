// Starts `dramac lsp` and connects it to the editor. Everything else is the server's.
import { commands, ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** Called by the editor when the first script is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("dramac.restart", restart),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("dramac.path") || event.affectsConfiguration("dramac.arguments")) {
        await restart();
      }
    }),
  );
  await start();
}

/** Called by the editor when it closes. */
export async function deactivate(): Promise<void> {
  await stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration("dramac");
  const command = settings.get<string>("path", "dramac");
  const server: ServerOptions = {
    command,
    args: settings.get<string[]>("arguments", ["lsp"]),
    options: { cwd: workspace.workspaceFolders?.[0]?.uri.fsPath },
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "fountain" },
      { scheme: "file", pattern: "**/series.yaml" },
      { scheme: "file", pattern: "**/translations/*/*.yaml" },
      { scheme: "file", pattern: "**/{cast,locations,props,looks,bible}.yaml" },
    ],
    outputChannelName: "dramac",
  };
  client = new LanguageClient("dramac", "dramac", server, options);
  try {
    await client.start();
  } catch (fault) {
    const told = `dramac could not be started as "${command}". Install it with pip install 'dramac[lsp]', or set dramac.path.`;
    client.error(told, fault, false);
    const choice = await window.showErrorMessage(told, "Open settings");
    if (choice !== undefined) {
      await commands.executeCommand("workbench.action.openSettings", "dramac.path");
    }
  }
}
