/* hold.exe FILE
   Has a file open as a player has: others may read it, and neither replace nor remove it. */
#include <windows.h>

int wmain(int count, wchar_t **words) {
  if (count < 2) return 2;
  HANDLE file =
      CreateFileW(words[1], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE) return 1;
  Sleep(INFINITE);
  return 0;
}
