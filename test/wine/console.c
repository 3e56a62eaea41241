/* console.exe FILE PROGRAM ARGUMENT...
   Runs a program in a console window of its own, writes what it says and then its exit code into FILE, and passes on
   what a person at that window does: `c` in FILE.keys is Ctrl-C, `x` closes the window.
   A program of Windows cannot be handed a pipe or a file of Linux as its stdout under Wine and have Node use it. */
#include <stdio.h>
#include <windows.h>

enum { LOOK_EVERY_MS = 50, WINDOWS_WAITS_MS = 20000 };

/* These events are for the program. When the window goes, this one stays to see how the program ends. */
static BOOL WINAPI stay(DWORD event) {
  if (event == CTRL_CLOSE_EVENT) Sleep(WINDOWS_WAITS_MS);
  return TRUE;
}

/* The command line from its third word on, as it was quoted. */
static wchar_t *rest(wchar_t *line) {
  for (int word = 0; word < 2; word++) {
    BOOL quoted = FALSE;
    for (; *line && (quoted || *line != L' '); line++)
      if (*line == L'"') quoted = !quoted;
    while (*line == L' ') line++;
  }
  return line;
}

static void press(const wchar_t *keys) {
  FILE *file = _wfopen(keys, L"rb");
  if (!file) return;
  int key = fgetc(file);
  fclose(file);
  if (key == EOF) return;
  _wremove(keys);
  if (key == 'c') GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
  if (key == 'x') PostMessageW(GetConsoleWindow(), WM_CLOSE, 0, 0);
}

int wmain(int count, wchar_t **words) {
  if (count < 3) return 2;
  FreeConsole();
  AllocConsole();
  SetConsoleCtrlHandler(stay, TRUE);
  wchar_t keys[1024];
  _snwprintf(keys, 1024, L"%ls.keys", words[1]);
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  HANDLE said = CreateFileW(words[1], FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited,
                            CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES, .hStdOutput = said, .hStdError = said};
  PROCESS_INFORMATION program;
  DWORD code = 127;
  if (CreateProcessW(NULL, rest(GetCommandLineW()), NULL, NULL, TRUE, 0, NULL, NULL, &start, &program)) {
    while (WaitForSingleObject(program.hProcess, LOOK_EVERY_MS) == WAIT_TIMEOUT) press(keys);
    GetExitCodeProcess(program.hProcess, &code);
  }
  char end[64];
  DWORD written;
  WriteFile(said, end, snprintf(end, sizeof end, "\n[exit %lu]\n", code), &written, NULL);
  return (int)code;
}
