/* Windows lets every process use the processor's matrix tiles (AMX), so onnxruntime.dll does without asking.
   Linux wants to be asked, which Wine does not do, and ends the process with an illegal instruction. */
#include <sys/syscall.h>
#include <unistd.h>

enum { ARCH_REQ_XCOMP_PERM = 0x1023, TILE_DATA = 18 };

__attribute__((constructor)) static void ask(void) {
  syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, TILE_DATA);
}
